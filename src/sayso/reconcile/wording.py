"""What each report, and each speaker quoted in it, calls the people held: side by side, without a word of our own."""

import re
from collections.abc import Sequence
from functools import cache

from sayso.language.lexicon import read_lexicon
from sayso.model import Reading, Wording
from sayso.reconcile.tellings import Telling
from sayso.reconcile.values import FREED, KEPT

GROUP = "people held"
_MODIFIERS = frozenset(
    ["last", "living", "remaining", "more", "other", "the", "all", "first", "female", "male", "dead"]
)


@cache
def _held_nouns() -> re.Pattern[str]:
    rows = [row[0] for row in read_lexicon("held_nouns")]
    longest = sorted(rows, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in longest)})\b", re.IGNORECASE)


def note_wording(reading: Reading, telling: Telling) -> list[Wording]:
    """List the nouns of one report for the people held, each with the speaker in whose words it stands."""
    text = reading.report.text
    found: dict[tuple[str, str | None], None] = {}
    for match in _held_nouns().finditer(text):
        found[match[0].casefold(), _speaker_at(reading, match.start())] = None
    for count in telling.counts:
        if count.of and count.unit == "person" and count.status in (FREED | KEPT):
            noun = strip_noun(count.of)
            if noun:
                found[noun, _speaker_at(reading, count.span.start)] = None
    return [Wording(reading.report.id, GROUP, noun, speaker) for noun, speaker in found]


def strip_noun(of: str) -> str:
    """Take nationalities and counting words off the words for the counted; what colours them stays.

    >>> strip_noun("Lowland prisoners"), strip_noun("captured road engineers"), strip_noun("last living hostages")
    ('prisoners', 'captured road engineers', 'hostages')
    """
    words = of.split()
    while len(words) > 1 and (words[0][:1].isupper() or words[0].casefold() in _MODIFIERS or words[0][:1].isdigit()):
        words = words[1:]
    return " ".join(words).strip(" ,.;:“”\"'").casefold()


def _speaker_at(reading: Reading, at: int) -> str | None:
    inside = [
        a
        for a in reading.claims.attributions
        if a.speaker is not None and a.quotation != "indirect" and any(s.start <= at < s.end for s in a.content)
    ]
    nearest = min(inside, key=lambda a: sum(s.end - s.start for s in a.content), default=None)
    return nearest.speaker.name if nearest and nearest.speaker else None


def note_all(readings: Sequence[Reading], mains: Sequence[Telling]) -> tuple[Wording, ...]:
    """List the wording of every report, in the order of the reports."""
    return tuple(w for r, t in zip(readings, mains, strict=True) for w in note_wording(r, t))
