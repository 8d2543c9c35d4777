"""Words that no cue brings: posts, quotations carried on, inscriptions, and figures that are put."""

import re
from collections.abc import Sequence

from sayso.extract.attributions.chains import post_author
from sayso.extract.attributions.contents import token_in
from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, size_of, trim
from sayso.extract.attributions.kinds import quotation_of
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import word_set
from sayso.language.parsing import Passage, Sentence
from sayso.language.quotations import Quotation, find_quotations, quotation_purpose, stands_alone
from sayso.model import Speaker

# Measured by eye on eight labelled reports, far too few to calibrate: a cue that is missing costs a third of the trust.
SCORE_POST, SCORE_CARRIED, SCORE_ALONE, SCORE_SHOWN, SCORE_BACK, SCORE_NAMED = 0.9, 0.62, 0.4, 0.5, 0.7, 0.8

_NAMED = r"(?P<who>(?:[A-Z][\w.’'-]*)(?:,?\s(?:[\w.’'&@()-]+)){0,11}?)"
_LED = re.compile(rf"\s*{_NAMED}\s?(?P<mark>:)\s*")
_SIGNED = re.compile(rf"\s*(?P<mark>[—–―‒]|--?)\s?{_NAMED}[\s.]*")

_POST_SPEAKER = re.compile(
    r"[^\w“\"]*(?:(?:breaking|just in|update|exclusive|watch|new)\s*[:|]\s*[^\w]*)?"
    r"(?P<lead>(?:(?:statement|message|comment|remarks|words|letter|announcement|quote|response)\s(?:from|by|of)\s(?:the\s)?)?)"
    r"(?P<who>(?:[^\W\d_][\w.’'()@-]*)(?:[ ,]+(?:[^\W\d_][\w.’'()@-]*|&)){0,14}?)\s*[:|]\s+(?=\S)",
    re.IGNORECASE,
)
_PUT_AT = re.compile(
    r"\b(?P<cue>(?:has |have |had )?puts?)\s(?P<content>(?:(?:the|its|their|his|her|this|total|losses|casualties|deaths)\b[^.;:“”\"]{0,90}?|it|them|that)\s"
    r"(?:at\s(?:[a-z]+\s){0,2}[$€£]?(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)|down\sto\s\w)[^;:“”\"]*?)"
    r"(?=[.;:“”\"]?$|[.;:“”\"]\s|,\s(?:saying|adding|while|but|and said)\b)"
)
_OPENING_PERSON = re.compile(r"(?:(?:But|And|Then|Later|Afterwards),?\s)?(?P<who>[Hh]e|[Ss]he)\s")
_SAID_INSIDE = re.compile(
    r"[,?!]\s(?P<cue>said|says|added|replied|cried|wrote)\s(?P<who>(?:the|an?|one|his|her)\s[\w-]+(?:\s[\w-]+)?|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})(?=[.,](?:\s|$))"
)
SHORTEST_CARRIED = 4  # words


def draft_posts(scene: Scene) -> None:
    """Make each post an attribution of its author; where it only carries another's words, theirs stand inside it."""
    for passage in scene.page.passages:
        post = passage.segment.post
        if passage.segment.kind != "post" or post is None:
            continue
        inside = [d for d in scene.drafts if d.passage == passage.index and d.within is None]
        place = _trim_post(scene.text, passage.start, passage.end)
        if place[0] >= place[1]:
            continue
        whole = Draft(
            passage.index, [place], [], [], SCORE_POST, quotation="direct", act="wrote", rule="author of the post"
        )
        whole.speaker = Speaker(post_author(post), "person", None, None, None, None)
        quoted = _quoted_in_post(scene, passage, place, whole, inside)
        if quoted is not None:
            # The post says nothing of its own: who speaks in it is the one whose words it carries.
            whole.claim = False
            scene.drafts[:] = [d for d in scene.drafts if not (d in inside and _doubles(d, quoted))]
            inside = [d for d in inside if d in scene.drafts]
        for d in inside:
            d.within = quoted or whole
        scene.drafts.append(whole)
        if quoted is not None:
            scene.drafts.append(quoted)


def _doubles(d: Draft, quoted: Draft) -> bool:
    return shared_with(d.content, quoted.content) > 0.7 * size_of(quoted.content) or (
        bool(d.cue) and d.cue[0][0] < quoted.content[0][0]
    )


def _trim_post(text: str, start: int, end: int) -> Place:
    end = start + len(re.sub(r"(?:\s*(?:pic\.twitter\.com|https?:|t\.co)\S*)+\s*$", "", text[start:end]))
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _quoted_in_post(
    scene: Scene, passage: Passage, place: Place, whole: Draft, inside: Sequence[Draft]
) -> Draft | None:
    found = _POST_SPEAKER.match(scene.text, place[0], min(place[1], place[0] + 160))
    if found is None:
        return None
    who = found["who"]
    if who.casefold() in word_set("words that open a post") or who.casefold().startswith(
        ("watch", "video", "photo", "live", "http")
    ):
        return None
    capitals = [w for w in who.split() if w[:1].isupper()]
    if not found["lead"] and (len(capitals) < max(1, len(who.split()) // 2) or len(who.split()) > 10):
        return None
    if place[1] - found.end() < 20:
        return None
    start, end = trim(scene.text, found.end(), place[1])
    cue = [(found.start("lead"), found.end("lead"))] if found["lead"] else []
    cue = [(s, s + len(scene.text[s:e].rstrip())) for s, e in cue]
    draft = Draft(passage.index, [(start, end)], [found.span("who")], cue, SCORE_POST, within=whole, quotation="direct")
    draft.rule = "the colon brings the words"
    return draft


def carry_quotations(scene: Scene, index: EntityIndex) -> None:
    """Give quotations that no cue brings to the one who spoke just before, or keep them without a speaker."""
    open_from: Draft | None = None
    for passage in scene.page.passages:
        if passage.segment.kind in ("post", "credit", "dateline", "heading", "title"):
            continue
        marks = scene.quotations[passage.index]
        for q in marks:
            _drop_inscribed(scene, passage, q)
            around = [d for d in scene.drafts if d.passage == passage.index and not _speaks_inside(d, q)]
            covered = shared_with([(q.inner_start, q.inner_end)], [place for d in around for place in d.content])
            if covered > 0.3 * (q.inner_end - q.inner_start) or q.inner_end - q.inner_start < 3:
                continue
            _carry_one(scene, index, passage, q, open_from)
        last = marks[-1] if marks else None
        open_from = _still_open(scene, passage, last) if last is not None else None


def _drop_inscribed(scene: Scene, passage: Passage, q: Quotation) -> None:
    """What is written on a shirt or a wall is said by nobody: the words before it are no source."""
    b = passage.start
    local = Quotation(q.start - b, q.end - b, q.inner_start - b, q.inner_end - b, q.closed)
    if quotation_purpose(scene.text[b : passage.end], local) != "inscription":
        return
    size = q.inner_end - q.inner_start
    near = [d for d in scene.drafts if d.passage == passage.index and size_of(d.content) < 1.2 * size]
    for d in near:
        if shared_with(d.content, [(q.inner_start, q.inner_end)]) > 0.8 * size and d.cue and q.start - d.cue[-1][1] < 4:
            scene.drafts.remove(d)


def _speaks_inside(draft: Draft, q: Quotation) -> bool:
    """ "We thank you" inside a quotation is an attribution of its own, and no reason to leave the quotation without one."""
    own = [*draft.cue, *draft.source]
    return bool(own) and all(q.inner_start <= s and e <= q.inner_end for s, e in own)


def _still_open(scene: Scene, passage: Passage, last: Quotation) -> Draft | None:
    """The attribution whose quotation is not closed at the end of its paragraph."""
    if last.closed:
        return None
    holding = [
        d
        for d in scene.drafts
        if d.passage <= passage.index and shared_with(d.content, [(last.inner_start, last.inner_end)])
    ]
    return holding[-1] if holding else None


def _carry_one(scene: Scene, index: EntityIndex, passage: Passage, q: Quotation, open_from: Draft | None) -> None:
    text, begins = scene.text, not scene.text[passage.start : q.start].strip()
    inner = trim(text, q.inner_start, q.inner_end)
    if inner[0] >= inner[1]:
        return
    if open_from is not None and begins:
        open_from.content.append(inner)
        return
    b = passage.start
    local = Quotation(q.start - b, q.end - b, q.inner_start - b, q.inner_end - b, q.closed)
    purpose = quotation_purpose(text[passage.start : passage.end], local)
    sentence = scene.page.sentence_at(q.start)
    named = _find_signature(text, passage, q)
    if sentence is None or (purpose in ("title", "nickname", "fragment") and named is None):
        return
    if purpose == "inscription":
        _draft_inscription(scene, index, passage, inner, sentence)
        return
    if named is not None:
        scene.drafts.append(Draft(passage.index, [inner], [named[0]], [named[1]], SCORE_NAMED))
        return
    whole = _whole_sentences(scene, q)
    before = _spoke_before(scene, passage, q.start, whole)
    if whole and before is not None and _goes_on(scene, before, sentence):
        before.content.append(inner)
        return
    words = len(text[inner[0] : inner[1]].split())
    if whole and before is None and not begins and (subject := _person_before(scene, index, sentence)):
        rule = "quoted without a cue: the subject of the sentence before"
        scene.drafts.append(Draft(passage.index, [inner], subject, [], SCORE_SHOWN, rule=rule))
        return
    if before is None and (split := _split_by_cue(text, passage, inner)) is not None:
        scene.drafts.append(split)
        return
    if whole or begins:
        draft = Draft(passage.index, [inner], [], [], SCORE_CARRIED if before else SCORE_ALONE)
    elif before is not None and words >= SHORTEST_CARRIED and not _holds_cue(scene, sentence):
        draft = Draft(passage.index, [trim(text, sentence.start, sentence.end)], [], [], SCORE_CARRIED)
    elif words >= SHORTEST_CARRIED and stands_alone(text[passage.start : passage.end], local):
        draft = Draft(passage.index, [inner], [], [], SCORE_ALONE)
    else:
        return
    draft.carried_by = before
    draft.rule = "quoted without a cue: the one who spoke just before" if before else None
    scene.drafts.append(draft)


def _find_signature(text: str, passage: Passage, q: Quotation) -> tuple[Place, Place] | None:
    """ "Ada Quill: “...”", "“...” — Ada Quill, mayor": a name and a mark, with nothing else in the paragraph; name and mark."""
    before, after = text[passage.start : q.start], text[q.end : passage.end]
    led, signed = _LED.fullmatch(before), _SIGNED.fullmatch(after)
    if led and not after.strip(" ."):
        return _place(led, "who", passage.start), _place(led, "mark", passage.start)
    if signed and not before.strip():
        return _place(signed, "who", q.end), _place(signed, "mark", q.end)
    return None


def _place(found: "re.Match[str]", group: str, offset: int) -> Place:
    start, end = found.span(group)
    return start + offset, end + offset


def _goes_on(scene: Scene, before: Draft, sentence: Sentence) -> bool:
    """ "“They were here,” Belman said. “Nobody asked.”": one utterance, broken off by its cue, if nothing else stands between."""
    last = scene.page.sentence_at(before.end - 1)
    if last is None or last.passage != sentence.passage or sentence.index - last.index != 1 or not before.cue:
        return False
    between = [d for d in scene.drafts if d is not before and before.end <= d.start < sentence.start]
    return not between and quotation_of(scene, before.passage, before.content) == "direct"


def _split_by_cue(text: str, passage: Passage, inner: Place) -> Draft | None:
    """ "“We counted them, said the warden. There were nine.”": marks that are missing around the cue of a quotation."""
    found = _SAID_INSIDE.search(text, *inner)
    if found is None or find_quotations(text[inner[0] : inner[1]]):
        return None
    content = [trim(text, inner[0], found.start()), trim(text, min(found.end() + 1, inner[1]), inner[1])]
    kept = [p for p in content if p[1] - p[0] > 2]
    return (
        Draft(passage.index, kept, [found.span("who")], [found.span("cue")], SCORE_BACK, quotation="direct")
        if kept
        else None
    )


def _person_before(scene: Scene, index: EntityIndex, sentence: Sentence) -> list[Place]:
    """ "Quill shook her head. “Nobody asked us.”": one person, by name or pronoun, who is the subject of the sentence before."""
    before = scene.page.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.passage != sentence.passage:
        return []
    if not before.parsed:
        opened = _OPENING_PERSON.match(scene.text, before.start, before.end)
        named = next(
            (s for s, e in index.within(before.start, before.end) if s.start == before.start and e.kind == "person"),
            None,
        )
        return [opened.span("who")] if opened else [(named.start, named.end)] if named else []
    subject = next((t for t in before.doc if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    if subject is None:
        return []
    at = before.start + subject.idx
    entity = index.at(at)
    if subject.lower_ in ("he", "she"):
        return [(at, at + len(subject))]
    named = next((s for s, e in index.within(before.start, before.end) if s.start <= at < s.end), None)
    return [(named.start, named.end)] if named is not None and entity is not None and entity.kind == "person" else []


def _whole_sentences(scene: Scene, q: Quotation) -> bool:
    sentence = scene.page.sentence_at(q.start)
    return sentence is not None and not scene.text[sentence.start : q.start].strip()


def _holds_cue(scene: Scene, sentence: Sentence) -> bool:
    return any(sentence.start <= s < sentence.end for d in scene.drafts for s, _ in d.cue)


def _spoke_before(scene: Scene, passage: Passage, at: int, whole: bool) -> Draft | None:
    """The attribution just before: in the same paragraph, or, for a paragraph of its own, in the one before."""
    near = [
        d
        for d in scene.drafts
        if d.passage == passage.index and d.content[0][0] < at and d.within is None and d.speaker is None
    ]
    near = [d for d in near if d.source or d.carried_by is not None]
    if near:
        return max(near, key=lambda d: d.start)
    if not whole or passage.index == 0:
        return None
    previous = scene.page.passages[passage.index - 1]
    if previous.segment.kind != "paragraph":
        return None
    last = [
        d
        for d in scene.drafts
        if d.passage == previous.index and d.within is None and (d.source or d.carried_by is not None)
    ]
    return max(last, key=lambda d: d.start) if last else None


def _draft_inscription(scene: Scene, index: EntityIndex, passage: Passage, inner: Place, sentence: Sentence) -> None:
    """ "shirts with the phrase: ‘...’": shown, not said; the one who is the subject of the sentence shows it."""
    draft = Draft(passage.index, [inner], [], [], SCORE_SHOWN, quotation="direct", act="shown")
    subject = next(((s, e) for s, e in index.within(sentence.start, inner[0]) if s.start - sentence.start < 5), None)
    noun = re.search(r"(\w+)\W*$", scene.text[sentence.start : inner[0]])
    if noun:
        at = sentence.start + noun.start(1)
        draft.cue = [(at, at + len(noun[1]))]
    if subject is not None:
        draft.source = [(subject[0].start, subject[0].end)]
        draft.rule = "an inscription: the subject of the sentence shows it"
    scene.drafts.append(draft)


def find_put_at(scene: Scene) -> None:
    """ "The ministry put the toll at 15": a figure that is said by being put, which no cue of the reader brings."""
    for sentence in scene.page.sentences:
        if scene.page.passages[sentence.passage].segment.kind not in ("paragraph", "standfirst"):
            continue
        found = _PUT_AT.search(scene.text[sentence.start : sentence.end])
        if found is None:
            continue
        b = sentence.start
        cue, content = (
            (b + found.start("cue"), b + found.end("cue")),
            (b + found.start("content"), b + found.end("content")),
        )
        near = [d for d in scene.drafts if d.passage == sentence.passage]
        source = subject_of(sentence, cue) or subject_before(scene, sentence, cue[0])
        if any(
            shared_with([cue], d.cue) or (shared_with([cue], d.content) and not shared_with(source, d.content))
            for d in near
        ):
            continue
        if source and len(scene.text[source[0][0] : source[0][1]].split()) <= 12:
            scene.drafts.append(Draft(sentence.passage, [trim(scene.text, *content)], source, [cue], SCORE_BACK))


def subject_of(sentence: Sentence, cue: Place) -> list[Place]:
    """The subject of the verb, or of the one that it is joined to ("confirmed it and put it down to the rain"), by the parse."""
    verb = token_in(sentence, cue) if sentence.parsed else None
    while verb is not None:
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT")), None)
        if subject is not None:
            relative = min(
                (c.left_edge.i for c in subject.children if c.dep_ in ("relcl", "acl", "punct")), default=None
            )
            inside = [t for t in subject.subtree if relative is None or t.i < relative]
            return [(sentence.start + inside[0].idx, sentence.start + inside[-1].idx + len(inside[-1]))]
        verb = verb.head if verb.dep_ == "conj" else None
    return []


def subject_before(scene: Scene, sentence: Sentence, at: int) -> list[Place]:
    """The words before the verb, without an adverb at the front: who announced it."""
    clause = re.split(r"(?<=;)\s|(?<=,)\s(?:and|while|but|whereas)\s", scene.text[sentence.start : at])[-1]
    start, end = trim(scene.text, at - len(clause), at)
    printed = scene.text[start:end]
    if not printed or len(printed) > 140 or printed[0] in '“"':
        return []
    return [(start, start + len(re.sub(r"\s(?:has|have|had|also|later|earlier|\w+ly)$", "", printed)))]
