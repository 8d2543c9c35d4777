"""What each report, and each speaker quoted in it, calls the people held: side by side, without a word of our own."""

import re
from functools import cache

from sayso.language.lexicon import lexicon_table, read_lexicon
from sayso.model import Participant, Reading, Wording
from sayso.reconcile.figure_likeness import FREED, KEPT
from sayso.reconcile.parties import NUMBERS, OPENING
from sayso.reconcile.tellings import Telling

GROUP = "people held"
TELLING = ("freeing", "taking", "mistreatment")
_MODIFIERS = frozenset(
    [
        *(
            "last",
            "living",
            "remaining",
            "more",
            "other",
            "the",
            "all",
            "first",
            "female",
            "male",
            "dead",
            "top",
            "new",
        ),
        *("abducted", "kidnapped", "freed", "released", "rescued", "former", "some", "these", "those"),
    ]
)
_NO_NOUNS = frozenset(
    "released rescued freed people persons them others one group total rest number missing they he she it we us who whom".split()
)
_THEIRS = frozenset(
    ["its", "their", "his", "her", "whose"]
)  # whose they are; "our" is the speaker's own word and stays
_SINGLE = re.compile(r"\b(?:an?|the|one|another|every|each|last|first)\s+(?:[\w-]+\s)?$", re.IGNORECASE)
_COMPOUND = re.compile(r"^\s+(?!(?:was|is|had|has|who|and|or|in|on|at|to|by|of|for|from|with|that|said)\b)[a-z]")
_BEHIND = re.compile(r"['’]?s?['’]? (\w+)(?: (\w+))?")


@cache
def _held_nouns() -> re.Pattern[str]:
    rows = [row[0] for row in read_lexicon("held_nouns")]
    noun = "|".join(re.escape(w) for w in sorted(rows, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:(?:{noun})(?: (?:and|or) (?:{noun}))?)\b", re.IGNORECASE)


def note_wording(reading: Reading, telling: Telling) -> list[Wording]:
    """List the nouns of one report for the people held, each with the speaker in whose words it stands.

    "People" and the like are listed only where a report has no other word for them.
    """
    text = reading.report.text
    found: dict[tuple[str, str | None], None] = {}
    plain: dict[tuple[str, str | None], None] = {}
    taken: list[tuple[int, int]] = []
    counts = {c.id: c for c in reading.claims.counts}
    for count in telling.counts if telling.family in TELLING else ():
        fates = {c.status for c in (count, counts.get(count.whole or "")) if c is not None}
        if count.of and count.unit == "person" and fates & (FREED | KEPT):
            of_war = " of war" if text.startswith(" of war", count.span.end) else ""
            noun = strip_noun(count.of) + of_war
            kept = plain if noun in _NO_NOUNS else found
            if noun and (of_war or " of " not in noun):
                kept[noun, _speaker_at(reading, count.span.start)] = None
                taken.append((count.span.start, count.span.end + len(of_war)))
    for event in telling.events if telling.family in TELLING else ():
        for one in event.participants:
            held = _noun_held(one) if one.role == "held" else None
            if held and not any(start < one.span.end and one.span.start < end for start, end in taken):
                (plain if held in _NO_NOUNS else found)[held, _speaker_at(reading, one.span.start)] = None
                taken.append((one.span.start, one.span.end))
    for match in _held_nouns().finditer(text):
        inside = any(start <= match.start() and match.end() <= end for start, end in taken)
        if not inside and not _is_compound(text, match):
            found[match[0].casefold(), _speaker_at(reading, match.start())] = None
    plain = {key: None for key in plain if key[0] == "people"}
    return [Wording(reading.report.id, GROUP, noun, speaker) for noun, speaker in (found or plain)]


def _noun_held(one: Participant) -> str | None:
    """What a participant is called by its first noun phrase ("nine herders" of "nine herders from Sorm"); null for names."""
    phrase = re.split(
        r",| (?:who|whom|that|from|of(?! war)|in|at|on|held|taken|seized|and|with|near)\b", one.span.text.strip()
    )
    words = phrase[0].split()
    words = words[
        next(
            (n for n, w in enumerate(words) if w.casefold() not in NUMBERS | OPENING and not w[:1].isdigit()),
            len(words),
        ) :
    ]
    if not words or words[-1][:1].isupper() or words[-1].casefold() in _NO_NOUNS or not words[-1].isalpha():
        return None
    return strip_noun(" ".join(words))


def _is_compound(text: str, match: re.Match[str]) -> bool:
    """True for "prisoner exchange", "hostage deal" and "prisoners' office": a word for the deal or a body, not the people."""
    behind = _BEHIND.match(text, match.end())
    beside = [w for w in behind.groups() if w] if behind else []
    near = beside[: 2 if beside and beside[0].istitle() else 1]  # "prisoners office", "Prisoners' Affairs Office"
    if any(w.casefold() in lexicon_table("body_words") for w in near):
        return True
    if match[0].casefold().split()[0].endswith("s"):
        return False
    return not _SINGLE.search(text[: match.start()]) or bool(_COMPOUND.match(text[match.end() :]))


def strip_noun(of: str) -> str:
    """Take nationalities and counting words off the words for the counted; what colours them stays.

    >>> strip_noun("its soldiers"), strip_noun("our soldiers")
    ('soldiers', 'our soldiers')
    >>> strip_noun("Lowland prisoners"), strip_noun("captured road engineers"), strip_noun("last living hostages")
    ('prisoners', 'captured road engineers', 'hostages')
    """
    words = of.split()
    idle = _MODIFIERS | _THEIRS
    while len(words) > 1 and (words[0][:1].isupper() or words[0].casefold() in idle or words[0][:1].isdigit()):
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
