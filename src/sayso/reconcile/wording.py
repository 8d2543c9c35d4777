"""What each report, and each speaker quoted in it, calls the people held: side by side, without a word of our own."""

import re
from collections.abc import Sequence
from functools import cache

from sayso.language.counted import find_unit
from sayso.language.lexicon import lexicon_table, read_lexicon
from sayso.model import Participant, Reading, Wording
from sayso.reconcile.figure_likeness import FREED, KEPT
from sayso.reconcile.parties import NUMBERS, OPENING
from sayso.reconcile.tellings import Telling

GROUP = "people held"
TELLING = ("freeing", "taking", "mistreatment")
_MODIFIERS = frozenset(
    "last living remaining more other the all first female male dead top new fallen abducted kidnapped freed released rescued "
    "former some these those".split()
)
_NO_NOUNS = frozenset(
    "released rescued freed sentenced people persons rest bodies remains body names them others one group total number missing".split()
)
_POINTING = frozenset(
    "they them these those he she him her it who whom which that own all both others none each us we i".split()
)
_SHORTEST = 3  # letters: what is shorter is a piece of a name
_OF_A_KIND = re.compile(r" of (?:war|conscience)\b")
_REMAINS = re.compile(
    r"^(?:(?:the|some|all|how many|how much|another|\d[\d,]*)\s+)*(?:(?:bodies|body|remains|corpses|coffins)\s+of\s+|how many\s+)",
    re.IGNORECASE,
)
_FURTHER = re.compile(r",| (?:who|whom|that|from|of|in|at|on|held|taken|seized|and|with|near)\b")
_KEPT_AS = re.compile(
    r"\b(?:treat|spend|spent|kept|keep|held|hold|regard|brand|describ|portray)\w*\b[^.;:]{0,40}? as ([a-z]{4,}s)\b"
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


def note_wording(reading: Reading, tellings: Sequence[Telling]) -> list[Wording]:
    """List the nouns of one report for the people held, each with the speaker in whose words it stands.

    The main telling is read or, where that is of something else, what the report tells of captivity beside it. "People" and the like are
    listed only where a report has no other word for them.
    """
    text = reading.report.text
    found: dict[tuple[str, str | None], None] = {}
    plain: dict[tuple[str, str | None], None] = {}
    taken: list[tuple[int, int]] = []
    counts = {c.id: c for c in reading.claims.counts}
    of_captivity = tellings[0].family in TELLING
    told = tellings[:1] if of_captivity else [t for t in tellings if t.family in TELLING]
    for count in (c for t in (told if of_captivity or not told else tellings) for c in t.counts):
        fates = {c.status for c in (count, counts.get(count.whole or "")) if c is not None}
        if count.of and count.unit in ("person", "body") and fates & (FREED | KEPT):
            kind = _OF_A_KIND.match(text, count.span.end)
            of_war = kind[0] if kind else ""
            noun = strip_noun(count.of) + of_war
            kept = plain if noun in _NO_NOUNS else found
            if noun and noun.split()[-1] not in _POINTING and (of_war or " of " not in noun):
                kept[noun, _speaker_at(reading, count.span.start)] = None
                taken.append((count.span.start, count.span.end + len(of_war)))
    for event in (e for t in told for e in t.events):
        for one in event.participants:
            held = _noun_held(one) if one.role == "held" else None
            if held and not any(start < one.span.end and one.span.start < end for start, end in taken):
                (plain if held in _NO_NOUNS else found)[held, _speaker_at(reading, one.span.start)] = None
                taken.append((one.span.start, one.span.end))
    for match in _held_nouns().finditer(text):
        inside = any(start <= match.start() and match.end() <= end for start, end in taken)
        if not inside and not _is_compound(text, match) and not _is_named(reading, match):
            found[match[0].casefold(), _speaker_at(reading, match.start())] = None
    for match in _KEPT_AS.finditer(text) if of_captivity else ():
        if find_unit(match[1]) == "person":
            found[match[1], _speaker_at(reading, match.start())] = None
    plain = {key: None for key in plain if key[0] == "people" and of_captivity}
    return [Wording(reading.report.id, GROUP, noun, speaker) for noun, speaker in (found or plain)]


def _noun_held(one: Participant) -> str | None:
    """What a participant is called by its first noun phrase ("nine herders" of "nine herders from Sorm"); null for names.

    What is said of the bodies of people is said of them: "the remains of 40 conscripts".
    """
    phrase = _REMAINS.sub("", one.span.text.strip())
    words = _FURTHER.split(phrase)[0].split()
    words = words[
        next(
            (n for n, w in enumerate(words) if w.casefold() not in NUMBERS | OPENING and not w[:1].isdigit()),
            len(words),
        ) :
    ]
    last = words[-1].casefold() if words else ""
    if len(last) < _SHORTEST or not last.isalpha() or words[-1][:1].isupper() or last in _NO_NOUNS | _POINTING:
        return None
    kind = _OF_A_KIND.match(phrase, phrase.find(words[-1]) + len(words[-1]))
    return strip_noun(" ".join(words)) + (kind[0] if kind else "")


def _is_named(reading: Reading, match: re.Match[str]) -> bool:
    """True for a word in the name of somebody: "the Centre for Captives"."""
    spans = (s for e in reading.claims.entities if e.kind != "group" for s in e.mentions)
    return match[0][:1].isupper() and any(
        s.start < match.start() < s.end or s.start <= match.start() < s.end - len(match[0]) for s in spans
    )


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
