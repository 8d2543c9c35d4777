"""The way of the words outward: who uttered them, each agency, outlet, platform or list that carried them, this outlet.

A station is one only where the text says so: a name of an agency beside the words is not enough.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.extract.attributions.drafts import Carrier, Draft, Place, Scene
from sayso.extract.attributions.memory import Memory
from sayso.extract.attributions.stations import MEDIA, Station
from sayso.extract.entities.kinds import known_media
from sayso.language.bodies import is_any_agency
from sayso.language.lexicon import lexicon_table
from sayso.model import Hop, Post, Span, Speaker
from sayso.model.claim import HopAct

_DATELINE = re.compile(r"^\W*(?:[^\W\d_][\w .,’'-]{1,60}?)?[\s,.]*[(/\[]\s*(?P<name>[A-Z][\w .-]{1,30}?)\s*[)/\]]")
_DATELINE_BARE = re.compile(
    r"^\s*(?:[^\W\d_][\w .,’'-]{1,50}?[.,]\s+)?(?P<name>[A-Z]{2,9}|[A-Z][a-z]+)\s*[-–—]{1,2}(?=\s|[a-z]+;)"
)
_ACTS: dict[str, HopAct] = {"wrote": "wrote", "listed": "listed"}


def find_relays(memory: Memory, draft: Draft, others: Sequence[Draft], stations: Sequence[Station]) -> None:
    """Add to a draft every station that its own sentences name, the innermost first."""
    scene = memory.scene
    holes = [p for d in (draft, *others) for p in d.content if d is draft or not _holds(d, draft)]
    for start, end in _sentences(scene, draft):
        for station in stations:
            place = station.place
            if not start <= place[0] < end or any(s <= place[0] < e for s, e in holes) or _is_own(draft, station):
                continue
            if _belongs(scene, draft, others, station) and all(c.name != station.name for c in draft.carriers):
                draft.carriers.append(Carrier(station.name, station.kind, station.act, place))
    draft.carriers.sort(key=_outward(draft))


def _outward(draft: Draft):  # type: ignore[no-untyped-def]
    """Platforms and those told come first: they are next to the speaker; then those on whose word, then media in order of the text."""
    rank = {"posted": 0, "told": 1}
    return lambda c: (rank.get(c.act, 3 if c.kind in MEDIA else 2), c.place or (0, 0))


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


def _is_own(draft: Draft, station: Station) -> bool:
    """The speaker is no station of its own words, nor is the issuer of a document that speaks."""
    speaker, entity = draft.speaker, station.entity
    if speaker is not None and entity is not None:
        own = speaker.entity == entity.id or entity.name in (speaker.issuer or "").split("; ")
        if own:
            return True
    return station.subject and any(s <= station.place[0] < e for s, e in draft.source)


def _belongs(scene: Scene, draft: Draft, others: Sequence[Draft], station: Station) -> bool:
    """A station belongs to the attribution whose words it follows or brings: the nearest cue in the sentence, and those around it."""
    place, sentence = station.place, scene.page.sentence_at(station.place[0])
    if not draft.cue or sentence is None:
        return True
    rivals = [
        d
        for d in others
        if d.cue
        and sentence.start <= d.cue[0][0] < sentence.end
        and not _holds(d, draft)
        and not _holds(draft, d)
        and d.speaker is not None
        and d.speaker.kind not in MEDIA
        and not _goes_on(draft, d)
    ]
    closing = station.subject or not scene.text[place[1] : sentence.end].strip(" .”\"'’)")
    if closing and station.act not in ("told", "posted"):
        return True  # "..., the agency reported" at the end carries the whole sentence
    return all(_distance(draft, place) <= _distance(d, place) for d in rivals)


def _goes_on(draft: Draft, other: Draft) -> bool:
    """ "told the radio that six were home, adding that two were ill": one speaker, one occasion."""
    a, b = draft.speaker, other.speaker
    return a is not None and b is not None and a.name == b.name


def _distance(draft: Draft, place: Place) -> int:
    """How far a station is from a cue; one that follows its cue ("said on the radio, adding") is nearer than one before."""
    return min(place[0] - e if e <= place[0] else s - place[0] + 40 for s, e in draft.cue)


def find_wire(scene: Scene) -> Carrier | None:
    """Give the agency whose copy the whole report is: named in its dateline, or alone in its credits; else None.

    Two names in a credit line say that the outlet put its report together from several: no station of every claim.
    "Agencies" alone is a station as printed: whose words they are is not said, but they are not the outlet's own.
    """
    report = scene.page.report
    own = _names_of_outlet(report.outlet)
    named = [c for c in report.credits if not is_own_name(c, own)]
    signed = [b for b in report.byline if known_agency(b) and not is_own_name(b, own)]
    if len(signed) == 1 and all(is_any_agency(c) for c in named):
        return Carrier(signed[0], "agency", "reported", _place_of(scene, signed[0]))
    if len(named) == 1 and len(report.credits) == 1:
        return Carrier(named[0], "agency", "reported", _place_of(scene, named[0]))
    for passage in scene.page.passages[:3] if not report.credits else ():
        line = report.text[passage.start : min(passage.end, passage.start + 110)]
        for pattern in (_DATELINE, _DATELINE_BARE):
            found = pattern.match(line)
            if found and (known := known_agency(found["name"])) and not is_own_name(known, own):
                place = (passage.start + found.start("name"), passage.start + found.end("name"))
                return Carrier(known, "agency", "reported", place)
    return None


def _names_of_outlet(outlet: str | None) -> tuple[str, ...]:
    """The words of the outlet's name in lower case, without its article."""
    return tuple(re.findall(r"[^\W_]+", (outlet or "").casefold().removeprefix("the ")))


def is_own_name(name: str, own: tuple[str, ...]) -> bool:
    """Tell whether a name is the outlet's own: the whole, its initials, or words of it in order ("the Post", "Meridian")."""
    words = re.findall(r"[^\W_]+", name.casefold().removeprefix("the "))
    if not own or not words:
        return False
    initials = "".join(w[0] for w in own)
    joined = "".join(words)
    if joined == "".join(own) or (len(initials) > 1 and joined in (initials, "t" + initials)):
        return True
    at = iter(own)
    return all(w in at for w in words)


def _place_of(scene: Scene, name: str) -> Place | None:
    for passage in scene.page.passages:
        at = scene.text.find(name, passage.start, passage.end)
        if at >= 0 and passage.segment.kind in ("dateline", "credit"):
            return at, at + len(name)
    return None


def known_agency(name: str) -> str | None:
    """Give a name back where the lexicon knows it as a news agency, in capitals or not."""
    printed = name.strip()
    known = known_media().get(printed) or (known_media().get(printed.title()) if printed.isupper() else None)
    return printed if known and known[1] == "agency" else None


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
        listed = outer.act == "listed" and outer.speaker is not None and outer.speaker.kind == "document"
        if outer.speaker is not None and (outer.speaker.kind in MEDIA or listed):
            act = "listed" if listed else "reported"
            carriers.append(
                Carrier(outer.speaker.name, outer.speaker.kind, act, outer.source[0] if outer.source else None)
            )
        carriers.extend(outer.carriers)
        outer = outer.within
    if post is not None:
        carriers.append(Carrier(post_author(post), "person", "posted", None))
    elif wire is not None:
        carriers.append(wire)
    own = _names_of_outlet(scene.page.report.outlet)
    for c in carriers:
        if not is_own_name(c.name, own) and all(_full_name(h.name) != _full_name(c.name) for h in hops):
            hops.append(Hop(c.name, c.kind, c.act, _span(text, c.place)))  # type: ignore[arg-type]
    outlet = scene.page.report.outlet
    if outlet and not (hops and hops[-1].name == outlet and hops[-1].act == "published"):
        hops.append(Hop(outlet, "outlet", "published", None))
    return tuple(hops)


def _full_name(name: str) -> str:
    """ "AP" in the dateline and "The Associated Press" in the copy are one station."""
    known = known_media().get(name) or known_media().get(name.removeprefix("The ").removeprefix("the "))
    return known[0] if known else name


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
