"""What sayso makes of one invented passage, in lines for the docs: docs/attribution.md prints them by cog.

python -m evals.difficulties "“All six are well,” the mayor said."
"""

import sys
from collections.abc import Iterator

from sayso.extract import read_claims
from sayso.language.segments import report_of_text
from sayso.model import Attribution, Problem

OUTLET = "The Quay Observer"
LONGEST = 72  # code points of content that one line shows


def shorten(text: str) -> str:
    """A line of it, cut in the middle where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST // 2].rstrip()} … {flat[-LONGEST // 2 :].lstrip()}"


def tell_attribution(said: Attribution) -> str:
    """One attribution: words, kind, act, speaker and how it was found, stations outward, what it stands inside."""
    words = " | ".join(shorten(span.text) for span in said.content)
    speaker = said.speaker
    who = speaker.name if speaker else "nobody named"
    who += f" ({speaker.role})" if speaker and speaker.role else ""
    who += f", issued by {speaker.issuer}" if speaker and speaker.issuer else ""
    stations = [f"{hop.name} ({hop.act})" for hop in said.chain[1:-1]] if speaker else []
    notes = [
        f"through {', '.join(stations)}" if stations else "",
        f"inside {said.within}" if said.within else "",
        f"the words of {', '.join(said.same_as)} again" if said.same_as else "",
        said.circumstance.replace("_", " ") if said.circumstance else "",
        "no claim" if not said.claim else "",
        f"speaker inferred: {speaker.inferred}" if speaker and speaker.inferred else "",
    ]
    return f"{said.id}  {words}\n    {said.quotation}, {said.act}: {'; '.join([who, *filter(None, notes)])}"


def tell_problem(problem: Problem) -> str:
    """What was not understood."""
    return f"--  {problem.what}: {problem.why}"


def tell_lines(text: str) -> Iterator[str]:
    """All attributions of a passage in order, then what was not understood."""
    claims = read_claims(report_of_text(text, outlet=OUTLET, published="2031-06-05"))
    yield from map(tell_attribution, claims.attributions)
    yield from map(tell_problem, claims.problems)


def show(text: str) -> str:
    """The passage as a block quotation and what sayso makes of it as a code block, in Markdown."""
    quoted = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    return f"\n{quoted}\n\n```text\n" + "\n".join(tell_lines(text)) + "\n```\n"


if __name__ == "__main__":
    print(show(" ".join(sys.argv[1:])))
