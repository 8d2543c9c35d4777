"""Coverage-guided fuzzing of the reading with atheris: whatever comes in, nothing raises and every span is exact.

    pip install "sayso[fuzz]"
    SAYSO_FUZZ_SECONDS=600 python -m evals.fuzz [CORPUS] [libFuzzer options]

Atheris watches which branches of sayso's own Python an input reaches and mutates those that reach new ones; the tests
mutate by hypothesis without looking. An input that fails is written to `crash-*` by libFuzzer and printed.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SECONDS = int(os.environ.get("SAYSO_FUZZ_SECONDS", "600"))
LONGEST = 1200  # bytes: a few paragraphs, so that each run takes some milliseconds
SEEDS = (
    "“We got all twelve back,” General Ova Brand told Radio Tarn on Friday, adding that 3 more were “still held”.",
    "KARN, June 4 (Lantern) - At least a dozen were killed, a senior official who asked not to be named said.",
    "“Not one.”\n\n“Not ever,” she said, quoting an officer.\n\nFootage — Tarn Post (@tarnpost) February 15, 2031",
    "Of 1,921 houses hit, 765 are wrecked and 1,135 damaged; 12,850 hurt: 8,412 in Sarn, 3,858 in Holt and six in Ber.",
)


def inexact(plain: Any, text: str) -> bool:
    """Whether some span of an interchange object does not say what the text says there."""
    if isinstance(plain, dict):
        if {"start", "end", "text"} <= plain.keys():
            return text[plain["start"] : plain["end"]] != plain["text"]
        return any(inexact(value, text) for value in plain.values())
    return isinstance(plain, list) and any(inexact(value, text) for value in plain)


def read_one(written: bytes) -> None:
    """Read what the bytes spell and hold what must hold of every reading."""
    from sayso.extract import read_claims
    from sayso.language.segments import report_of_text
    from sayso.model import to_plain

    text = written.decode("utf8", "replace")
    claims = read_claims(report_of_text(text, outlet="Lantern", published="2031-06-05"))
    assert not inexact(to_plain(claims), text)
    ids = [x.id for x in (*claims.attributions, *claims.events, *claims.counts)]
    assert len(ids) == len(set(ids))


def main() -> None:
    """Fuzz for SECONDS and print one JSON object with the number of runs; libFuzzer ends the process on a failure."""
    try:
        import atheris
    except ImportError:
        sys.exit('atheris is not installed: pip install "sayso[fuzz]"')
    with atheris.instrument_imports(include=["sayso"]):
        import sayso.extract.assemble  # noqa: F401
    runs, began = 0, time.monotonic()

    def count_one(written: bytes) -> None:
        nonlocal runs
        if time.monotonic() - began > SECONDS:
            print(json.dumps({"runs": runs, "seconds": round(time.monotonic() - began), "failures": 0}), flush=True)
            os._exit(0)
        runs += 1
        read_one(written)

    with tempfile.TemporaryDirectory() as corpus:
        for i, seed in enumerate(SEEDS):
            (Path(corpus) / f"seed{i}").write_text(seed, "utf8")
        atheris.Setup([*sys.argv, corpus, f"-max_len={LONGEST}", "-len_control=0", "-timeout=60"], count_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
