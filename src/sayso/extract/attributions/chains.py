"""The way of the words outward: who uttered them, each agency, outlet, platform or list that carried them, this outlet.

A station is one only where the text says so: a name of an agency beside the words is not enough.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.extract.attributions.drafts import Carrier, Draft, Place, Scene
from sayso.extract.attributions.memory import Memory
from sayso.extract.attributions.speakers import name_speaker
from sayso.extract.entities import EntityIndex
from sayso.extract.entities.kinds import known_media
from sayso.language.lexicon import lexicon_table
from sayso.model import Entity, Hop, Post, Span, Speaker
from sayso.model.claim import EntityKind, HopAct

MEDIA = frozenset({"agency", "outlet", "platform"})
_VERBS = (
    r"(?:report|say|write|quot|cit|state|claim|add|announc|publish|carr|not|tell|air|broadcast|reveal|confirm|indicat|relay|mention)"
    r"(?:s|es|ed|ies|ied|ing|e|d)?|said|says|wrote|writes|told|ran"
)
_NOUN = r"(?:\s*\([^)]{1,30}\))?(?:['’]s)?(?:\s(?:news|press|state|wire|television|tv|radio))*(?:\s(?:agency|network|channel|service|website|newspaper|daily|broadcaster|tv|television|radio|portal))?"
_AFTER_VERB = re.compile(
    rf"^{_NOUN}\s(?:has\s|have\s|had\s)?(?:(?:also|earlier|later|previously|separately|first|\w+ly)\s)*(?:{_VERBS})\b",
    re.IGNORECASE,
)
_LEAD = r"(?:the\s|a\s)?(?:[\w’'-]+\s){0,3}$"
_TOLD = re.compile(
    r"\b(?:t(?:old|ells?|elling)|sp(?:oke|eaks?|eaking|oken)\s(?:to|with)|interview(?:ed)?\s(?:with|to|by|for|on|in)|comments?\sto|remarks\sto|"
    r"statement\sto|statements\sto|message\sto|confirmed\sto|shared\swith|said\sto|revealed\sto|explained\sto|briefing)\s(?:the\s|a\s)?"
    r"(?:[\w’'.-]+\s){0,4}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?:cited|quoted|reported|carried|published|aired|broadcast|run|shared|relayed|passed\son|released|circulated|seen|obtained|reviewed|"
    r"viewed|verified|posted|distributed|printed|monitored|translated|heard)\sby|according\sto|via|per|as\sper|citing|quoting|"
    r"reports?|reported|writes|said|says|through|(?:a|in\sa)\s(?:broadcast|report|interview|video|programme|program)\s(?:by|of|on|from))\s"
    r"(?:the\s|a\s)?(?:[\w’'.-]+\s){0,3}$",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:on|via|over|in|to|through|by)\s(?:(?:his|her|its|their|a|an|the|own|official|verified|social|media|network|platform|messaging|app|"
    r"account|page|channel|post|posts|message|thread|statement|video|story|group|personal|live|on|of|website|service|site)\s)*$",
    re.IGNORECASE,
)
_POST_NOUN = re.compile(r"^(?:['’]s)?\s(?:post|account|channel|page|message|thread|video|statement|live)\b")
_LOCAL = re.compile(
    r"\b(?:(?:the\s)?(?:local|state|national|foreign|israeli|official|pro-\w+|\w+ian|\w+ish|\w+ese)\s)?(?:state\s)?(?:media(?!\s(?:official|office|aide|adviser|advisor|spokes))|"
    r"news agencies|newspapers|broadcasters|television|state tv|state-run tv|radio|press agency|news outlets|media outlets|news channel)\b(?:\soutlets|\sreports)?",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^\W*(?:[^\W\d_][\w .,’'-]{1,60}?)?[\s,.]*[(/\[]\s*(?P<name>[A-Z][\w .-]{1,30}?)\s*[)/\]]")
_DATELINE_BARE = re.compile(r"^\s*(?P<name>[A-Z]{2,9}|[A-Z][a-z]+)\s*[-–—]")
_ACTS: dict[str, HopAct] = {"wrote": "wrote", "listed": "listed"}


def find_relays(memory: Memory, draft: Draft, others: Sequence[Draft]) -> None:
    """Add to a draft every station that its own sentences name, the innermost first."""
    scene = memory.scene
    for start, end in _sentences(scene, draft):
        holes = [p for d in (draft, *others) for p in d.content if d is draft or not _holds(d, draft)]
        for place, name, kind, entity in _media_in(memory.index, scene, start, end):
            if any(s <= place[0] < e for s, e in holes) or _is_own(draft, place, entity, scene.text):
                continue
            act = _act_of_station(scene.text, start, end, place, kind)
            if act is not None and _belongs(scene, draft, others, place):
                carrier = Carrier(name, kind, act, place)
                if all(c.name != carrier.name for c in draft.carriers):
                    draft.carriers.append(carrier)
    draft.carriers.sort(key=_outward(draft))


def _outward(draft: Draft):  # type: ignore[no-untyped-def]
    """Platforms and those told come first: they are next to the speaker; then agencies in the order of the text."""
    rank = {"posted": 0, "told": 1}
    return lambda c: (rank.get(c.act, 2), c.place or (0, 0))


def _holds(outer: Draft, inner: Draft) -> bool:
    at: Draft | None = inner
    while at is not None:
        if at is outer:
            return True
        at = at.within
    return False


def _sentences(scene: Scene, draft: Draft) -> Iterator[Place]:
    """The sentences in which the draft's cue and source stand, else the one of its content."""
    anchors = [s for s, _ in (draft.cue or draft.source or draft.content[:1])]
    seen = set()
    for at in anchors:
        sentence = scene.page.sentence_at(at)
        if sentence is not None and sentence.index not in seen:
            seen.add(sentence.index)
            yield sentence.start, sentence.end


def _media_in(
    index: EntityIndex, scene: Scene, start: int, end: int
) -> Iterator[tuple[Place, str, EntityKind, Entity | None]]:
    mentions = index.within(start, end)
    for span, entity in mentions:
        if entity.kind in MEDIA:
            yield (span.start, span.end), entity.name, entity.kind, entity
        elif entity.kind in ("organization", "group") and _is_told_outlet(scene.text, start, span, entity):
            yield (span.start, span.end), entity.name, "outlet", entity
        elif entity.kind in ("organization", "group") and _is_cited(scene.text, start, span):
            yield (span.start, span.end), entity.name, entity.kind, entity
    for match in _LOCAL.finditer(scene.text, start, end):
        if not any(
            s.start <= match.start() <= s.end + 1 or match.start() <= s.start < match.end() for s, _ in mentions
        ):
            yield match.span(), match[0].removeprefix("the "), "outlet", None


def _is_told_outlet(text: str, start: int, span: Span, entity: Entity) -> bool:
    """ "told broadcaster Name": the text itself says that it is an outlet."""
    before = text[max(start, span.start - 30) : span.start]
    kind = r"(?:broadcaster|newspaper|channel|radio|station|magazine|website|news agency|agency|network|outlet|daily|portal|tv|television)"
    if re.search(rf"\b{kind}\s(?:the\s)?[“\"]?$", before, re.IGNORECASE):
        return True
    return bool(
        re.match(rf"^(?:,?\s(?:the|an?)\s(?:[\w-]+\s){{0,3}}|\s){kind}\b(?!\s[A-Z])", text[span.end : span.end + 50])
    )


def _is_cited(text: str, start: int, span: Span) -> bool:
    before = text[max(start, span.start - 50) : span.start]
    return bool(
        re.search(
            r"\b(?:cited|quoted|carried|passed on|relayed|shared|circulated|distributed|released|published)\sby\s(?:the\s)?$",
            before,
        )
    )


def _is_own(draft: Draft, place: Place, entity: Entity | None, text: str | None = None) -> bool:
    """The speaker is no station of its own words, nor is the issuer of a document that speaks."""
    issuer = draft.speaker.issuer if draft.speaker is not None else None
    if issuer and entity is not None and entity.name in issuer.split("; "):
        return True
    if draft.speaker is not None and entity is not None and draft.speaker.entity == entity.id:
        return True
    if text is not None and re.search(
        r"\b(?:quoted|cited|carried|reported)\sby\s(?:the\s)?$", text[max(0, place[0] - 24) : place[0]]
    ):
        return False
    return any(s <= place[0] < e for s, e in draft.source) and not (
        draft.speaker is not None and draft.speaker.kind == "document"
    )


def _act_of_station(text: str, start: int, end: int, place: Place, kind: str) -> str | None:
    """Which verb makes the name a station: "told X", "on X", "X reported", "cited by X"; None where none does."""
    before, after = text[start : place[0]], text[place[1] : end]
    if kind == "platform":
        return "posted" if _POSTED.search(before) or _POST_NOUN.match(after) else None
    if _TOLD.search(before):
        return "told"
    if _AFTER_VERB.match(after):
        return "cited" if re.match(r".{0,30}\b(?:quot|cit)", after) else "reported"
    if _BY.search(before):
        return (
            "cited"
            if re.search(r"\b(?:cited|quoted|seen|obtained|reviewed)\sby\s(?:the\s)?(?:[\w’'.-]+\s){0,3}$", before)
            else "reported"
        )
    if re.search(r"\bon\s(?:the\s)?$", before) and kind in ("outlet", "agency"):
        return "published"
    return None


def _belongs(scene: Scene, draft: Draft, others: Sequence[Draft], place: Place) -> bool:
    """A station belongs to the attribution whose words it follows or brings: the nearest cue in the sentence, and those around it."""
    rivals = [
        d
        for d in others
        if d is not draft and d.passage == draft.passage and not _holds(d, draft) and not _holds(draft, d) and d.cue
    ]
    if not draft.cue or not rivals:
        return True
    sentence = scene.page.sentence_at(place[0])
    if sentence is None:
        return True
    rivals = [
        d
        for d in rivals
        if sentence.start <= d.cue[0][0] < sentence.end and d.speaker is not None and d.speaker.kind not in MEDIA
    ]
    closing = not scene.text[place[1] : sentence.end].strip(" .”\"'’)") or _AFTER_VERB.match(
        scene.text[place[1] : sentence.end]
    )
    if closing and not _TOLD.search(scene.text[sentence.start : place[0]]):
        return True  # "..., the agency reported" at the end carries the whole sentence
    return all(_distance(draft, place) <= _distance(d, place) for d in rivals)


def _distance(draft: Draft, place: Place) -> int:
    """How far a station is from a cue; one that follows its cue ("said on the radio, adding") is nearer than one before."""
    return min(place[0] - e if e <= place[0] else s - place[0] + 40 for s, e in draft.cue)


def swap_cited(memory: Memory, draft: Draft) -> None:
    """ "the agency reported, citing the survey office": the office speaks, the agency carries."""
    speaker, scene = draft.speaker, memory.scene
    if speaker is None or speaker.kind not in MEDIA or not draft.source:
        return
    sentence = scene.page.sentence_at((draft.cue or draft.source)[0][0])
    if sentence is None:
        return
    if _swap_passive(memory, draft, speaker):
        return
    inside = re.search(
        r",\s(?:which|who)\s(?:cited|quoted|cites|quotes|was citing|was quoting)\s(?P<who>[^,]{3,100})$",
        scene.text[draft.source[0][0] : draft.source[-1][1]],
    )
    if inside:
        _swap(memory, draft, draft.source[0][0] + inside.start("who"), draft.source[0][0] + inside.end("who"))
        return
    at = draft.source[-1][1]  # "the agency, quoting a police source, reported"
    between = scene.text[at : draft.cue[0][0]] if draft.cue and draft.cue[0][0] > at else ""
    found = re.match(r",\s(?:citing|quoting)\s(?P<who>[^,.;“”\"]{3,120}),", between)
    if found is None:
        at = max(draft.source[-1][1], draft.cue[-1][1] if draft.cue else 0)
    found = found or re.match(
        r"[^.;“”\"]{0,40}?\b(?:citing|quoting|quoted|quotes|cited|cites)\s(?P<who>[^.;“”\"]{3,120}?)(?=\s(?:as\ssaying|saying)|[.;”\"]|,\s|$)",
        scene.text[at : sentence.end],
    )
    own = re.search(r"\b(?:quot|cit)\w+\b", " ".join(scene.text[s:e] for s, e in draft.cue))
    if found is None and own:
        at = draft.cue[0][0]
        found = re.match(
            r"(?:quot|cit)\w+\s(?P<who>[^.;“”\"]{3,120}?)(?=\s(?:as\ssaying|saying)|[.;”\"]|,\s|$)",
            scene.text[at : sentence.end],
        )
    if found is None:
        return
    start, end = at + found.start("who"), at + found.end("who")
    draft.content = [p for p in draft.content if not start - 3 <= p[0] <= p[1] <= end + 3] or draft.content
    if any(s < end and start < e for s, e in draft.content):
        return
    _swap(memory, draft, start, end)


def _swap(memory: Memory, draft: Draft, start: int, end: int) -> None:
    """The one named from `start` to `end` speaks, who spoke so far carries."""
    uttered, speaker = name_speaker(memory, draft, start, end), draft.speaker
    if uttered is not None and speaker is not None and uttered.name != speaker.name:
        draft.carriers.insert(0, Carrier(speaker.name, speaker.kind, "cited", draft.source[0]))
        draft.source, draft.speaker = [(start, end)], uttered


def _swap_passive(memory: Memory, draft: Draft, speaker: Speaker) -> bool:
    """ "..., a harbour official was cited by the agency as saying": the one before the cue speaks."""
    text = memory.scene.text
    printed = " ".join(text[s:e] for s, e in draft.cue)
    last = max(draft.content)
    if (
        not re.search(r"\b(?:was|were|been|is|are)\s(?:\w+ly\s|also\s)?(?:cited|quoted)\b", printed)
        or last[1] > draft.cue[0][0]
    ):
        return False
    who = re.search(r"(?:^|,\s|[”\"]\s)(?P<who>[^,”\"]{3,100})$", text[last[0] : last[1]])
    if who is None or draft.cue[0][0] - last[1] > 2:
        return False
    start, end = last[0] + who.start("who"), last[0] + who.end("who")
    uttered = name_speaker(memory, draft, start, end)
    rest = (last[0], last[0] + who.start())
    kept = [p for p in draft.content if p != last] + ([rest] if rest[1] - rest[0] > 3 else [])
    if uttered is None or not kept:
        return False
    draft.carriers.insert(0, Carrier(speaker.name, speaker.kind, "cited", draft.source[0]))
    draft.content, draft.source, draft.speaker = kept, [(start, end)], uttered
    return True


def find_wire(scene: Scene) -> Carrier | None:
    """Give the agency whose copy the whole report is: named in its dateline, or alone in its credits; else None.

    Two names in a credit line say that the outlet put its report together from several: no station of every claim.
    """
    report = scene.page.report
    outlet = (report.outlet or "").casefold()
    short = "".join(w[0] for w in re.findall(r"[^\W_]+", report.outlet or "") if w[0].isupper()).casefold()
    named = [c for c in report.credits if c.casefold() not in (outlet, short)]
    if len(named) == 1 and len(report.credits) == 1:
        return Carrier(named[0], "agency", "reported", _place_of(scene, named[0]))
    for passage in scene.page.passages[:3] if not report.credits else ():
        line = report.text[passage.start : min(passage.end, passage.start + 110)]
        for pattern in (_DATELINE, _DATELINE_BARE):
            found = pattern.match(line)
            if found and (known := known_agency(found["name"])) and known.casefold() != outlet:
                place = (passage.start + found.start("name"), passage.start + found.end("name"))
                return Carrier(known, "agency", "reported", place)
    return None


def _place_of(scene: Scene, name: str) -> Place | None:
    for passage in scene.page.passages:
        at = scene.text.find(name, passage.start, passage.end)
        if at >= 0 and passage.segment.kind in ("dateline", "credit"):
            return at, at + len(name)
    return None


def known_agency(name: str) -> str | None:
    """Give a name back where the lexicon knows it as a news agency."""
    found = known_media().get(name.strip())
    return name.strip() if found and found[1] == "agency" else None


def post_author(post: Post) -> str:
    """The name of a post's hop: `Author (@handle)`, or whichever of the two the report gives."""
    if post.author and post.handle:
        handle = post.handle if post.handle.startswith("@") else f"@{post.handle}"
        return post.author if handle in post.author else f"{post.author} ({handle})"
    return post.author or (f"@{post.handle.lstrip('@')}" if post.handle else "unnamed account")


def build_chain(scene: Scene, draft: Draft, wire: Carrier | None) -> tuple[Hop, ...]:
    """Give the stations in order outward: speaker, carriers, outer carriers, the post, the wire, this outlet."""
    hops: list[Hop] = []
    speaker, text = draft.speaker, scene.text
    post = scene.page.passages[draft.passage].segment.post
    if speaker is not None:
        place = draft.source[0] if draft.source else None
        hops.append(Hop(speaker.name, speaker.kind, _first_act(draft, speaker, post), _span(text, place)))
    carriers = list(draft.carriers)
    outer = draft.within
    while outer is not None:
        if outer.speaker is not None and outer.speaker.kind in (*MEDIA, "document"):
            act = "listed" if outer.act == "listed" else "reported"
            carriers.append(
                Carrier(outer.speaker.name, outer.speaker.kind, act, outer.source[0] if outer.source else None)
            )
        carriers.extend(outer.carriers)
        outer = outer.within
    if post is not None:
        carriers.append(Carrier(post_author(post), "person", "posted", None))
    elif wire is not None:
        carriers.append(wire)
    for c in carriers:
        own = c.name.casefold() == (scene.page.report.outlet or "").casefold()
        if not own and all(h.name != c.name for h in hops):
            hops.append(Hop(c.name, c.kind, c.act, _span(text, c.place)))  # type: ignore[arg-type]
    outlet = scene.page.report.outlet
    if outlet and not (hops and hops[-1].name == outlet and hops[-1].act == "published"):
        hops.append(Hop(outlet, "outlet", "published", None))
    return tuple(hops)


def _first_act(draft: Draft, speaker: Speaker, post: Post | None) -> HopAct:
    if post is not None and draft.within is None and speaker.name == post_author(post):
        return "posted"
    if speaker.kind == "document":
        head = re.findall(r"[\w-]+", re.split(r"\s(?:of|by|from|provided|issued)\s", speaker.name.casefold())[0])
        return "listed" if head and lexicon_table("document_words").get(head[-1]) == "listed" else "said"
    if any(c.act == "told" for c in draft.carriers):
        return "told"
    return _ACTS.get(draft.act, "said")


def _span(text: str, place: Place | None) -> Span | None:
    return Span(place[0], place[1], text[place[0] : place[1]]) if place else None
