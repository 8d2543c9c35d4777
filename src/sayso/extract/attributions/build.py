"""The order inside the part: clean, add what no cue brings, settle kinds, resolve speakers, follow chains, number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.attributions.chains import build_chain, find_relays, find_wire
from sayso.extract.attributions.citations import name_cited, repair_cited, speak_for_cited
from sayso.extract.attributions.cleaning import draft_found
from sayso.extract.attributions.contents import repair_contents
from sayso.extract.attributions.drafts import Carrier, Draft, Place, Scene, open_scene, shared_with, size_of, without
from sayso.extract.attributions.kinds import quotation_of, settle_kind
from sayso.extract.attributions.leading import draft_led
from sayso.extract.attributions.memory import Memory, Said
from sayso.extract.attributions.neighbours import drop_frames, part_neighbours
from sayso.extract.attributions.pointing import POINTS_BACK, point_back
from sayso.extract.attributions.repeats import find_repeats, mark_custody
from sayso.extract.attributions.sources import repair_sources
from sayso.extract.attributions.speakers import resolve_speaker
from sayso.extract.attributions.stating import has_finite_verb, settle_claim
from sayso.extract.attributions.stations import MEDIA, find_media, find_stations
from sayso.extract.attributions.unread import draft_unread
from sayso.extract.attributions.unsaid import carry_quotations, draft_posts, find_put_at
from sayso.extract.entities import EntityIndex
from sayso.extract.reader import Found
from sayso.language.parsing import ParsedReport
from sayso.model import Attribution, Entity, Problem, Span

COVERED = 0.7  # of the content: what is left beside another's words are a day and a place


@dataclass(frozen=True, slots=True)
class AttributionsFound:
    """The attributions of a report in order of the text, what could not be read, and the entities with roles settled."""

    attributions: tuple[Attribution, ...]
    problems: tuple[Problem, ...]
    entities: tuple[Entity, ...]


def find_attributions(page: ParsedReport, found: Sequence[Sequence[Found]], index: EntityIndex) -> AttributionsFound:
    """Build the attributions of a report from what the reader found in each passage (one list for each, in order)."""
    scene = open_scene(page)
    scene.media = find_media(scene, index)
    scene.media_names = frozenset(e.name for e in index.entities if e.id in scene.media)
    draft_found(scene, found)
    repair_sources(scene, index)
    repair_cited(scene, index)
    repair_contents(scene)
    draft_posts(scene)
    point_back(scene)
    find_put_at(scene)
    draft_unread(scene, index)
    draft_led(scene, index)
    part_neighbours(scene)
    _nest(scene.drafts)
    drop_frames(scene)
    carry_quotations(scene, index)
    _nest(scene.drafts)
    scene.drafts.sort(key=_reading_order)
    _settle_speakers(scene, index)
    _lift_relays(scene)
    wire = find_wire(scene)
    _break_rings(scene.drafts)
    attributions = _number(scene, index, wire)
    return AttributionsFound(attributions, _find_problems(scene), index.told_by(attributions))


def _reading_order(draft: Draft) -> tuple[int, int, int]:
    """By first word of content; of two that begin together the longer, which is the outer one, comes first."""
    return (draft.content[0][0], -draft.content[-1][1], draft.start)


def _nest(drafts: list[Draft]) -> None:
    """An attribution whose cue, source and content all stand in another's content stands inside it.

    One that names nobody and tells the very same words as another ("a statement by") is dropped.
    """
    drafts[:] = [d for d in drafts if not any(_confirms(o, d) for o in drafts)]
    told = [d for d in drafts if d.source]
    drafts[:] = [d for d in drafts if d.source or not d.cue or not any(d.content == t.content for t in told)]
    for inner in drafts:
        if inner.within is not None or not inner.cue:
            continue
        own = [*inner.cue, *inner.source, *inner.content]
        holding = [d for d in drafts if d is not inner and shared_with(own, d.content) == size_of(own)]
        holding = [d for d in holding if d.within is not inner and size_of(d.content) > size_of(inner.content)]
        if holding:
            inner.within = min(holding, key=lambda d: size_of(d.content))


def _confirms(outer: Draft, inner: Draft) -> bool:
    """ "Police confirmed media reports that two are held": the words are claimed by the police, not by the reports."""
    if (
        outer is inner
        or outer.content != inner.content
        or not outer.cue
        or not inner.cue
        or outer.source == inner.source
    ):
        return False
    return (
        outer.cue[-1][1] < inner.cue[0][0]
        and inner.cue[-1][1] <= outer.content[0][0]
        and outer.passage == inner.passage
    )


def _settle_speakers(scene: Scene, index: EntityIndex) -> None:
    """In order of the text, outer attributions before inner ones, so that "he" finds those who spoke before."""
    memory = Memory(index, scene)
    for draft in scene.drafts:
        posted = draft.speaker is not None
        if not posted:
            settle_kind(scene, draft)
        if draft.carried_by is not None:
            before = draft.carried_by.speaker
            draft.speaker = replace(before, inferred=draft.rule) if before else None
        elif not posted:
            draft.speaker = resolve_speaker(memory, draft)
        if draft.speaker is not None and draft.rule and draft.speaker.inferred is None and not posted:
            draft.speaker = replace(draft.speaker, inferred=draft.rule)
        speak_for_cited(memory, draft)
        name_cited(memory, draft)
        settle_claim(scene, index, draft)
        if draft.speaker is not None:
            place = (draft.source or draft.content)[0]
            memory.said.append(Said(draft.speaker, place, draft))
        mark_custody(scene, index, draft)
    stations = find_stations(scene, index)
    for draft in scene.drafts:
        around = [d for d in scene.drafts if d.passage == draft.passage and d is not draft]
        find_relays(memory, draft, around, stations)
    _carry_announcement(scene)


def _carry_announcement(scene: Scene) -> None:
    """ "The mayor announced this on Vello: “...,” he said"; "announced it on Vello: “...,” he wrote": the same announcement."""
    for i, back in enumerate(scene.drafts):
        for d in scene.drafts[i + 1 : i + 3] if back.carriers else ():
            same = d.speaker is not None and back.speaker is not None and d.speaker.name == back.speaker.name
            gap = scene.text[back.cue[-1][1] if back.cue else back.end : d.content[0][0]]
            if not same or d.quotation != "direct" or d.carriers or len(gap) >= 160:
                continue
            if back.rule == POINTS_BACK:
                d.carriers.extend(back.carriers)
            elif d.act == "wrote":  # what is written is in the post just told of
                d.carriers.extend(c for c in back.carriers if c.act == "posted")


def _lift_relays(scene: Scene) -> None:
    """An agency or outlet that only carries what another says becomes a station of that one and claims nothing itself."""
    for outer in list(scene.drafts):
        if outer.speaker is not None and outer.speaker.kind == "document" and not _is_medium(scene, outer):
            inner = [d for d in scene.drafts if d.within is outer and d.claim]
            outer.claim = outer.claim and not (
                inner and _covered(outer, inner) > COVERED and not _tells_more(scene, outer, inner)
            )
        if not _is_medium(scene, outer) or outer.speaker is None or scene.page.passages[outer.passage].segment.post:
            continue
        inner = [d for d in scene.drafts if d is not outer and _carries(outer, d)]
        inner = [d for d in inner if d.speaker is None or d.speaker.name != outer.speaker.name]
        if not inner:
            continue
        place = outer.source[0] if outer.source else None
        carrier = Carrier(
            outer.speaker.name, outer.speaker.kind, "cited" if _quotes(scene, outer) else "reported", place
        )
        for d in inner:
            for c in (carrier, *outer.carriers):
                if all(k.name != c.name for k in d.carriers):
                    d.carriers.append(c)
        if _covered(outer, inner) > COVERED or not _tells_more(scene, outer, inner):
            outer.claim = False  # the others' words stand inside it; it states nothing of its own


def _covered(outer: Draft, inner: Sequence[Draft]) -> float:
    """The share of the outer one's content that the inner ones take up, with their cues and sources."""
    covered = max(
        sum(shared_with([*d.content, *d.cue, *d.source], outer.content) for d in inner),
        *(shared_with([(d.start, d.end)], outer.content) for d in inner),
    )
    return covered / size_of(outer.content)


def _tells_more(scene: Scene, outer: Draft, inner: Sequence[Draft]) -> bool:
    """ "speaking at the port, the mayor said it was over, the agency reported": what is left beside the mayor's words tells nothing."""
    taken = [(d.start, d.end) for d in inner]
    left = [p for s, e in outer.content for p in without(s, e, taken)]
    return any(has_finite_verb(scene, s, e) for s, e in left)


def _is_medium(scene: Scene, draft: Draft) -> bool:
    """An outlet or agency, or a report that one made: it carries whom it lets speak."""
    speaker = draft.speaker
    return speaker is not None and (
        speaker.kind in MEDIA or speaker.entity in scene.media or (speaker.issuer in scene.media_names)
    )


def _carries(outer: Draft, inner: Draft) -> bool:
    if inner.within is outer:
        return True
    if inner.rule == POINTS_BACK and shared_with(inner.cue, outer.content):
        return True
    if inner.passage != outer.passage:
        return False
    own = [*inner.cue, *inner.source]
    return (
        bool(own)
        and shared_with(own, outer.content) > 0
        and shared_with(inner.content, outer.content) > 0.6 * size_of(inner.content)
    )


def _quotes(scene: Scene, draft: Draft) -> bool:
    return any(w in scene.text[s:e].casefold() for s, e in draft.cue for w in ("quot", "cit"))


def _break_rings(drafts: Sequence[Draft]) -> None:
    """Nothing stands inside itself or inside what was dropped."""
    kept = set(map(id, drafts))
    for d in drafts:
        seen = {id(d)}
        at = d
        while at.within is not None:
            if id(at.within) in seen or id(at.within) not in kept:
                at.within = None
                break
            at = at.within
            seen.add(id(at))


def _number(scene: Scene, index: EntityIndex, wire: Carrier | None) -> tuple[Attribution, ...]:
    drafts = scene.drafts
    ids = {id(d): f"a{i}" for i, d in enumerate(drafts, 1)}
    repeats = find_repeats(scene, drafts)
    out = []
    for i, d in enumerate(drafts):
        if d.carried_by is None and not d.cue and d.act == "said" and d.quotation == "indirect":
            d.quotation = quotation_of(scene, d.passage, d.content)
        out.append(
            Attribution(
                id=ids[id(d)],
                quotation=d.quotation,  # type: ignore[arg-type]
                claim=d.claim,
                score=round(d.score, 4),
                act=d.act,
                circumstance=d.circumstance,
                content=_spans(scene, d.content) or (),
                source=_spans(scene, d.source),
                cue=_spans(scene, d.cue),
                speaker=d.speaker,
                chain=build_chain(scene, d, wire),
                within=ids.get(id(d.within)) if d.within is not None else None,
                same_as=tuple(ids[id(drafts[k])] for k in repeats.get(i, ())),
            )
        )
    return tuple(out)


def _spans(scene: Scene, places: Sequence[Place]) -> tuple[Span, ...] | None:
    return tuple(Span(s, e, scene.text[s:e]) for s, e in sorted(places)) or None


def _find_problems(scene: Scene) -> tuple[Problem, ...]:
    """What was not understood: a quotation that nobody closes, quoted words to which no speaker is given."""
    problems = []
    last = {p.index: p for p in scene.page.passages}
    for i, marks in enumerate(scene.quotations):
        for q in marks:
            following = scene.quotations[i + 1] if i + 1 < len(scene.quotations) else []
            goes_on = following and following[0].start <= last[i + 1].start + 1
            if not q.closed and not goes_on:
                span = Span(q.start, q.inner_end, scene.text[q.start : q.inner_end])
                problems.append(
                    Problem(
                        "open quotation",
                        "the mark that opens it is never closed: read to the end of the paragraph",
                        span,
                    )
                )
    for d in scene.drafts:
        if d.speaker is None and d.quotation in ("direct", "mixed") and d.claim:
            s, e = d.content[0]
            problems.append(
                Problem(
                    "quotation without a speaker",
                    "the text does not say whose words these are",
                    Span(s, e, scene.text[s:e]),
                )
            )
    return tuple(problems)
