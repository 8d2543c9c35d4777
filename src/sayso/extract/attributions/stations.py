"""Where words pass through: the outlets, agencies and platforms of a sentence, each with the word that makes it a station.

A name of an outlet beside the words is not enough. The word that governs it must hand words on ("told", "carried by",
"in an interview with"; the lexicon `stations`), or it must be the subject of such a word ("the agency reported").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.extract.attributions.drafts import Place, Scene
from sayso.extract.attributions.kinds import is_act, stems
from sayso.extract.entities import EntityIndex
from sayso.extract.entities.kinds import is_people
from sayso.language.casing import load_common_words
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import lexicon_table, read_lexicon, word_set
from sayso.language.parsing import Sentence
from sayso.model import Entity, Span
from sayso.model.claim import EntityKind, HopAct

MEDIA = frozenset({"agency", "outlet", "platform"})
_FARTHEST = {"by": 1, "of": 1, "from": 3, "-": 1}  # how many words before the preposition may govern the name; else 7
_DESCRIBING = 6  # words between the preposition and the name: "told the private Dravan television channel Name"
_WORD = re.compile(r"[\w’'.-]+|[,;:()“”\"]")
_PREPOSITIONS = frozenset({"to", "with", "by", "from", "of", "for", "at", "on", "in", "over"})
_PARTICLES = frozenset({"on", "up", "out", "over", "public"})
_HEADS = (
    r"(?:news|press|wire|state) agenc(?:y|ies)|agenc(?:y|ies)|newspapers?|broadcasters?|(?:news|tv|television|radio) (?:channels?|stations?|networks?)|"
    r"television|tv|radio|channel|station|(?:news |media )?outlets?|news sites?|(?:news )?portals?|news websites?|magazine|tabloid|daily|press|media"
)
# "on the Name evening programme": whatever has one sends; "a Name aid programme" is none
_SENDS = re.compile(
    r"(?:['’]s)?\s(?:(?:evening|morning|midday|nightly|daily|weekly|main|late|news|talk|radio|television|current affairs)\s){1,2}"
    r"(?:programmes?|programs?|broadcasts?|bulletins?|newscasts?|shows?)\b|(?:['’]s)?\s(?:newscast|newsletter|podcast)s?\b"
)
_DESCRIBED = re.compile(
    rf"\b(?:(?P<article>the|an?|another|one)\s)?(?P<kinds>(?:(?:local|state|state-run|state-owned|national|foreign|official|private|independent|"
    rf"regional|public|international|pro-\w+|\w+-(?:run|owned|affiliated|linked|backed|language|controlled|based|aligned)|(?-i:[A-Z])\w+(?:ian|ish|ese|an|i)|(?-i:[A-Z])\w+(?=\sstate\s))\s){{0,3}})(?P<head>{_HEADS})\b(?!\s(?:official|officer|office|aide|advis|spokes|service|secretary|release|freedom|team|"
    r"reports?\b|briefing|update|bulletin|statement|conference|cent(?:re|er)))",
    re.IGNORECASE,
)
_CALLED_BEFORE = re.compile(rf"\b(?:(?P<what>[\w-]+)\s)?(?:{_HEADS}|network|website)\s(?:the\s)?[“\"]?$", re.IGNORECASE)
_BESIDE = (
    r"(?:\s*\([^)]{1,30}\))?(?:['’]s)?(?:\s(?:news|press|state|wire|television|tv|radio))*"
    r"(?:\s(?:agency|network|channel|service|website|newspaper|daily|broadcaster|tv|television|radio|portal|station|magazine))?"
)
_SUBJECT = re.compile(
    rf"^{_BESIDE}(?:,\s(?:citing|quoting|which|who|referring)\s[^,;“”\"]{{3,80}},)?\s(?:has\s|have\s|had\s)?"
    r"(?:(?:also|earlier|later|previously|separately|first|meanwhile|then|\w+ly)\s)*(?P<verb>[a-z]+)\b"
)
_POSTED = re.compile(
    r"\b(?:on|via|over|in|to|through|by)\s(?:(?:his|her|its|their|a|an|the|own|official|verified|social|media|network|platform|messaging|app|"
    r"account|page|channel|post|posts|message|thread|statement|video|story|group|personal|live|on|of|website|service|site|user|"
    r"\w+['’]s?)\s)*$",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"\b(?:citing|quoting|with\sreference\sto|which\s(?:cited|quoted))\b|\b(?:quotes|quoted)\s[^.,;]{2,120}\sas\s\w+ing\b",
    re.IGNORECASE,
)
_HANDS_ON = re.compile(
    r",\s(?:citing|quoting|referring\sto|which\s(?:cit|quot)(?:es|ed))\b|\bwith\sreference\sto\b|^\s(?:has\s|had\s)?(?:quot|cit)(?:ed|es|ing)\s[^.,;]{2,120}\sas\s\w+ing\b"
)
# Words after which, with their preposition, a name that nothing else is told of is an outlet's.
_ONLY_MEDIA: dict[str, frozenset[str]] = {
    "by": frozenset(
        "cite quote carry air publish broadcast interview see obtain review receive hear view documentary".split()
    ),
    "in": frozenset("cite quote publish print interview comment remark article op-ed report column essay".split()),
    "on": frozenset("speak appear air show broadcast stream interview televise live".split()),
    "to": frozenset("comment remark interview".split()),
    "with": frozenset({"interview"}),
}
_OF_PEOPLE = re.compile(r"[A-Z]\w+(?:ian|ish|ese|an|i|ic)")
_COMPLEMENT = re.compile(r"\b(?:of|for|at|with|from)\s(?:[a-z-]+\s)*$")  # "the editor of the daily said": she says it
# "declared Tor Belman, who led the mission, to Radio Calvane"
_ASIDE = re.compile(r",\s(?:who|which|whose)\s[^,;“”\"]{3,140},(?=\s(?:to|with|by|on|in)\s(?:[\w’'-]+\s){0,6}$)")
_RELATIVE = re.compile(r"\b(?:which|that)\s(?:the\s)?$")
_POST_NOUN = re.compile(r"^(?:['’]s)?\s(?:post|account|channel|page|message|thread|video|statement|live|group|feed)\b")


@dataclass(frozen=True, slots=True)
class Station:
    """One mention of an outlet, agency or platform through which words pass."""

    place: Place
    name: str
    kind: EntityKind
    entity: Entity | None
    act: HopAct
    subject: bool  # "Reuters reported": it speaks itself, or carries who stands inside


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Place
    name: str
    kind: EntityKind
    entity: Entity | None


def find_stations(scene: Scene, index: EntityIndex) -> tuple[Station, ...]:
    """Give every station that the sentences of a report name, in order of the text."""
    out: list[Station] = []
    for sentence in scene.page.sentences:
        before: _Mention | None = None
        for mention in _mentions(scene, index, sentence):
            tie = _tie(scene.text, sentence, mention)
            if tie is None and before is not None and _coordinated(scene.text, before, mention):
                last = out[-1] if out and out[-1].place == before.place else None
                tie = (last.act, False) if last else None
            if tie is not None:
                out.append(Station(mention.place, mention.name, mention.kind, mention.entity, *tie))
            before = mention
    return tuple(out)


def _coordinated(text: str, left: _Mention, right: _Mention) -> bool:
    """ "told Reuters and the AP": the second is governed as the first."""
    return bool(re.fullmatch(r",?\s(?:and|or|&)\s(?:the\s)?|,\s(?:the\s)?", text[left.place[1] : right.place[0]]))


def _mentions(scene: Scene, index: EntityIndex, sentence: Sentence) -> list[_Mention]:
    """Names of media, bodies that hand words on, and media called by a general word ("the broadcaster", "local media")."""
    named = index.within(sentence.start, sentence.end)
    out = []
    for span, entity in named:
        place = (span.start, span.end)
        if entity.kind in MEDIA:
            out.append(_Mention(place, entity.name, entity.kind, entity))
        elif (
            out
            and entity.kind in ("person", "organization")
            and scene.text[out[-1].place[1] : span.start] in ("'s ", "’s ")
        ):
            continue  # "told the daily's Lena Ost"
        elif entity.id in scene.media and not _is_adjective(scene.text, span):
            out.append(_Mention(place, entity.name, "outlet", entity))
        elif entity.kind in ("organization", "group") and not _is_adjective(scene.text, span):
            called = _is_called_outlet(scene.text, sentence.start, place)
            if called or _hands_on(scene.text, sentence.start, span.start):
                out.append(_Mention(place, entity.name, "outlet" if called else entity.kind, entity))
        elif " " in span.text and _SENDS.match(scene.text, span.end):
            out.append(_Mention(place, entity.name, "outlet", entity))
    for found in _DESCRIBED.finditer(scene.text, sentence.start, sentence.end):
        start, end = found.start("kinds"), found.end()
        beside = any(
            s.start - 2 <= end and start <= s.end + 2 and not start <= s.start < s.end <= end for s, _ in named
        )
        plain = not found["article"] and not found["kinds"]  # "in its daily report", "a media centre"
        plain |= found[0].casefold() in ("the media", "the press")  # all reporters there are: no station
        named_inside = any(
            start <= m.place[0] and m.place[1] <= end and m.kind in MEDIA and m.entity and m.entity.kind in MEDIA
            for m in out
        )  # "the Korvan news agency"
        if not (beside or plain or named_inside) and not scene.text[:start].endswith("social "):
            out.append(_describe(scene, index, found, (start, end)))
    return sorted(out, key=lambda m: m.place)


def _describe(scene: Scene, index: EntityIndex, found: "re.Match[str]", place: Place) -> _Mention:
    """ "the station" goes back to the last one named; "local media" keeps its words."""
    head, printed = found["head"].casefold(), scene.text[slice(*place)]
    agency = head.endswith("agency")
    if (
        (found["article"] or "").casefold() == "the"
        and not found["kinds"].strip()
        and not head.endswith(("media", "s"))
    ):
        kinds = ("agency",) if agency else ("outlet", "agency")
        sentence = scene.page.sentence_at(place[0])
        until = sentence.end if sentence else place[0]  # "a source told the agency that it is so, Name reports"
        named = [e for s, e in index.within(0, until) if e.kind in kinds]
        earlier = [e for s, e in index.within(0, place[0]) if e.kind in kinds] or named[:1]
        if earlier:
            return _Mention(place, earlier[-1].name, earlier[-1].kind, earlier[-1])
    return _Mention(place, printed, "agency" if agency else "outlet", None)


def _is_called_outlet(text: str, low: int, place: Place) -> bool:
    """ "the broadcaster Name", "Name, a news site,": the text itself says that it is an outlet."""
    if _is_called_before(text, max(low, place[0] - 40), place[0]):
        return True
    after = text[place[1] : place[1] + 60]
    return bool(
        re.match(rf"^(?:,?\s(?:the|an?)\s(?:[\w-]+\s){{0,3}}|\s)(?:{_HEADS}|network|website)\b(?!\s[A-Z])", after)
        or _SENDS.match(after)
        or re.match(r"(?:['’]s)?\s(?:[a-z]+\s){0,2}(?:correspondent|reporter)s?\b", after)
    )


def _is_called_before(text: str, low: int, at: int) -> bool:
    """ "the Kelm-based agency Name", "the broadcaster Name"; not "the aid agency Name", "the railway station Name"."""
    found = _CALLED_BEFORE.search(text[max(0, low) : at])
    return found is not None and (found["what"] or "").casefold() not in word_set(
        "agencies and stations of other kinds"
    )


def _hands_on(text: str, low: int, at: int) -> bool:
    """A body that is no outlet is a station where it hands words on: "passed on by the families' forum"."""
    prep, words = _governors(text[low:at])
    via = re.search(r"\b([a-z]+)\s(?:via|through)\s(?:the\s)?$", text[low:at])
    if via:  # "reported via the media committee", not "flown via the base"
        return is_act(via[1]) or _act_for("by", [via[1]]) is not None
    return prep == "by" and bool(words) and _act_for("by", words) is not None and "interview" not in stems(words[0])


def find_media(scene: Scene, index: EntityIndex) -> frozenset[str]:
    """Give the ids of the media of a report: those known as such, and bodies named only where words pass.

    "told Name", "Name reported", "broadcast by Name": a name that nothing else is told of is an outlet's.
    """
    bodies = lexicon_table("body_words")
    found = {e.id for e in index.entities if e.kind in MEDIA}
    for entity in index.entities:
        unknown = entity.kind in ("organization", "group") or (entity.kind == "person" and not entity.roles)
        unknown |= entity.kind == "place" and look_up_place(entity.name) is None  # "cited in Sinhai", which is no place
        if not unknown or is_people(entity.name) or bodies.keys() & set(entity.name.casefold().split()):
            continue
        somebody = entity.kind == "person" and _could_be_somebody(entity.name)
        ties = [_strong_tie(scene, s, somebody) for s in entity.mentions]
        called = any(_is_called_before(scene.text, s.start - 40, s.start) for s in entity.mentions)
        if called or (all(t is not None for t in ties) and any(ties)):
            found.add(entity.id)
    return frozenset(found)


def media_in(scene: Scene, index: EntityIndex, place: Place) -> bool:
    """Tell whether a phrase names a medium or is one called by a general word ("the radio station")."""
    named = any(e.id in scene.media for _, e in index.within(*place))
    covering = index.at(place[0])
    if named or (covering is not None and covering.id in scene.media):
        return True
    return _DESCRIBED.fullmatch(scene.text[slice(*place)].strip()) is not None


def _is_adjective(text: str, span: Span) -> bool:
    """ "the Dravan news portal Name", "its Dravan service": what stands before common words belongs to them."""
    after = text[span.end : span.end + 40]
    if re.match(rf"\s(?:{_HEADS}|news|state|public)\s(?:[a-z]+\s){{0,3}}[A-Z]", after):
        return True
    return bool(
        _OF_PEOPLE.fullmatch(span.text) and re.match(r"\s(?:service|edition|website|bureau|section|channel)\b", after)
    )


def _strong_tie(scene: Scene, span: Span, somebody: bool) -> bool | None:
    """True where only an outlet stands so, False where an outlet may, None where none does.

    A name that looks like a person's must do what no person does: be told of as broadcasting, or report and cite at once.
    """
    sentence = scene.page.sentence_at(span.start)
    if sentence is None or _is_adjective(scene.text, span) or _is_called_otherwise(scene.text, sentence.start, span):
        return None
    prep, words = _governors(scene.text[sentence.start : span.start])
    verbs = set(stems(words[0])) if words else set()
    after = scene.text[span.end : sentence.end]
    if prep == "-" and "tell" in verbs and not somebody:
        return True
    if not somebody and any(w in _ONLY_MEDIA.get(prep, ()) for word in words[:3] for w in stems(word)):
        return True
    before = scene.text[sentence.start : span.start]
    if prep == "by" and verbs & {"carry", "air", "publish", "broadcast"}:
        return True
    found = _SUBJECT.match(after)
    reports = set(stems(found["verb"])) if found and _carries(found["verb"]) else verbs if prep == "-" else set()
    if reports & {"report", "air", "publish", "broadcast", "quote", "cite", "write"} or (
        "say" in reports and _HANDS_ON.search(after)
    ):
        cites = bool(_HANDS_ON.search(after)) or bool(re.match(r"(?:Citing|Quoting)\b", before))
        return cites if cites or not somebody else None
    if prep == "to" and "accord" in verbs:
        return bool(_HANDS_ON.match(after))
    return None


def _is_called_otherwise(text: str, low: int, span: Span) -> bool:
    """ "the aid agency Name", "the commission Name"; "Selvia state television", which is no outlet called Selvia."""
    found = _CALLED_BEFORE.search(text[max(low, span.start - 40) : span.start])
    if found is not None:
        return (found["what"] or "").casefold() in word_set("agencies and stations of other kinds")
    noun = re.search(r"([a-z]+)\s$", text[max(low, span.start - 20) : span.start])
    after = re.match(r"\s([a-z]+)\b", text[span.end : span.end + 20])
    return (noun is not None and lexicon_table("body_words").get(noun[1], "outlet") != "outlet") or (
        after is not None and after[1] in word_set("words of the press") | {"state", "national", "public"}
    )


def _could_be_somebody(name: str) -> bool:
    """A name of two words of which none is a common one: "Ida Moss", not "Korvan" alone, "Northern Lights" or "Il Corso"."""
    words = name.casefold().split()
    plain = not any(w in load_common_words() for w in words) and words[0] not in word_set("articles of other languages")
    return len(words) > 1 and plain


def _tie(text: str, sentence: Sentence, mention: _Mention) -> tuple[HopAct, bool] | None:
    """The act by which a mention is a station and whether it is the subject of it; None where nothing makes it one."""
    before, after = text[sentence.start : mention.place[0]], text[mention.place[1] : sentence.end]
    before = _ASIDE.sub("", before)
    if mention.kind == "platform":
        return ("posted", False) if _POSTED.search(before) or _POST_NOUN.match(after) else None
    prep, words = _governors(before)
    act = _act_for(prep, words)
    found = _SUBJECT.match(after)
    if act is None and found and _RELATIVE.search(before) and _act_for("by", [found["verb"]]) == "cited":
        return "cited", False  # "minutes which the daily has seen"
    subject = found is not None and _carries(found["verb"]) and not (act is None and _COMPLEMENT.search(before))
    if act is None and not subject:
        return ("published", False) if prep in ("on", "in", "over") else None
    if act is not None and prep != "-":
        subject = False  # "a memo seen by the daily says": the memo does
    elif act is None or (act == "reported" and subject):
        act = "reported"
    cites = act == "reported" and _CITES.search(text, sentence.start, sentence.end)
    return ("cited" if cites else act), subject or (prep == "-" and act == "reported")


def _carries(verb: str) -> bool:
    return is_act(verb) or any(s in ("carry", "run", "show") for s in stems(verb))


def _governors(before: str) -> tuple[str, list[str]]:
    """The preposition before a name and the words before that, nearest first; "-" where a verb governs it at once."""
    tokens = [t.casefold() for t in _WORD.findall(before[-160:])]
    skipped = 0
    while tokens and skipped <= _DESCRIBING and tokens[-1] not in ',;:()“”"':
        if tokens[-1] in _PREPOSITIONS:
            return tokens[-1], list(_until_break(reversed(tokens[:-1])))
        if any(s in _table().get("-", {}) for s in stems(tokens[-1])):
            return "-", [tokens[-1]]
        tokens.pop()
        skipped += 1
    return "", []


def _until_break(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        if word in ',;:()“”"':
            return
        if word in ("saying", "as", "telling") or word in word_set("days and months"):
            continue  # "was quoted as saying by", "published on Sunday by"
        if not (word.endswith("ly") or word in _PARTICLES or word in ("also", "first", "later", "earlier", "live")):
            yield word


def _act_for(prep: str, words: Sequence[str]) -> HopAct | None:
    rows = _table().get(prep, {})
    for word in words[: _FARTHEST.get(prep, 7)]:
        found = next((rows[s] for s in stems(word) if s in rows), None)
        if (
            found is None
            and prep in ("to", "with")
            and is_act(word)
            and word not in word_set("words that are no names")
        ):
            found = "told"
        if found is not None:
            return found
    return None


@cache
def _table() -> dict[str, dict[str, HopAct]]:
    out: dict[str, dict[str, HopAct]] = {}
    for prep, word, act, _ in read_lexicon("stations"):
        out.setdefault(prep, {})[word] = act  # type: ignore[assignment]
    return out
