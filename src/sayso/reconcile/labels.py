"""Labels of properties, in words a journalist would use: what was done, to whom, and which part of them."""

import re
from collections import Counter
from collections.abc import Sequence

from sayso.model import Count
from sayso.reconcile.saying import Said

STATUS_WORDS = {"remains_returned": "remains returned", "other": "counted"}
LONGEST = 5  # words of a part's description that a label holds
_TELLING_STARTS = frozenset(
    "held had have has still under without too never not taken driven sent kept aged born from".split()
)
_LOOSE_ENDS = frozenset(
    "by the of to in for and had been were was that a an who with on at from down so too during under over after before "
    "or but is are it he she they whose whom which".split()
)
_NO_NOUNS = frozenset(["ours", "them", "us", "freed", "theirs", "these", "those"])
_SHOWN = 40  # letters of a text that tell two properties of one label apart


def label_property(said: Sequence[Said]) -> str:
    """Give a label for the claims of one property: "held: detainees serving sentences, at the time"."""
    counts = [s.count for s in said if s.count is not None]
    if counts[0].basis == "ordinal":
        return "ordinal of the event"
    status = _most([c.status for c in counts]) or "other"
    basis = _most([c.basis for c in counts])
    nouns = [noun for c in counts if (noun := _noun_of(c))]
    unit = counts[0].unit
    noun = _most(nouns) or ("people" if unit == "person" or (unit == "thing" and status != "other") else unit)
    tail = {"cumulative": ", running total", "stock": ", at the time"}.get(basis or "", "")
    return f"{STATUS_WORDS.get(status, status)}: {noun}{_name_part(said)}{tail}"


def tell_label_apart(name: str, said: Sequence[Said]) -> str:
    """Give a label that another property has already the printed words of its first claim."""
    first = min(said, key=lambda s: (s.claim.said or "~", s.claim.report, s.claim.start))
    text = first.reading.report.text[first.claim.start : first.claim.start + max(_SHOWN, len(first.claim.text))]
    line = re.split(r"[\n|]|[.!?](?:\s|$)", text)[0]
    words = _cut_names((line if len(line) < len(text) else line.rpartition(" ")[0] or line).split())
    while len(words) > 1 and words[-1].casefold() in _LOOSE_ENDS:
        words.pop()
    return f"{name} (“{' '.join(words).strip(' ,;:')}”)" if len(words) > 1 or words[0].isdigit() else name


def _cut_names(words: Sequence[str]) -> list[str]:
    """Keep words up to the first that may be a name: a label is shown where names are withheld."""
    end = next((n for n, w in enumerate(words) if n and not (w[0].islower() or w[0].isdigit())), len(words))
    return list(words[:end])


def _noun_of(count: Count) -> str | None:
    if "|" in count.span.text or "|" in (count.of or ""):
        return None  # a row of a table: its last word is a cell
    words = [w.casefold() for w in re.findall(r"[^\W\d_][\w'’-]*", count.of or "")]
    return words[-1] if words and words[-1] not in _NO_NOUNS else None


def _name_part(said: Sequence[Said]) -> str:
    """The words that most sources use of a part ("serving sentences", "who had never been charged"), or nothing."""
    phrases = [p for s in said if s.qualifier and (p := _trim_part(s.qualifier))]
    phrase = _most(phrases)
    if phrase is None or 2 * len(phrases) < len(said):
        return ""
    if " " not in phrase and not phrase.endswith(("ed", "ing")):
        return f" ({phrase})"
    return f" who {phrase}" if phrase.split()[0] in ("had", "have", "has") else f" {phrase}"


def _trim_part(qualifier: str) -> str | None:
    words = qualifier.split()
    first = words[0]
    if first not in _TELLING_STARTS and not first.endswith(("ed", "ing")):
        return first if len(words) == 1 and first.islower() and first.endswith(("en", "s")) else None
    words = _cut_names(words)[:LONGEST]
    while words and words[-1].casefold() in _LOOSE_ENDS:
        words.pop()
    return " ".join(words) if len(words) > 1 else None


def _most(words: Sequence[str]) -> str | None:
    counted = Counter(words)
    return min(counted, key=lambda w: (-counted[w], w), default=None)
