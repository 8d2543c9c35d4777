"""A hand-made record of one invented exchange: four reports, two of them one text, rival figures, a broken sum."""

import dataclasses

from tests.publish.sample import reading as first

from sayso.model import (
    Balance,
    Claim,
    Difference,
    Echo,
    Estimate,
    Event,
    Mention,
    Origin,
    Party,
    Person,
    Rank,
    Reading,
    Record,
    RecordSum,
    UnsurePair,
    Value,
    Wording,
)  # fmt: skip

TEXT = first.report.text


def report(ident: str, outlet: str, published: str) -> Reading:
    changed = dataclasses.replace(
        first.report, id=ident, sha256=ident * 32, outlet=outlet, published=published, title=f"{outlet} on the exchange",
        url=f"https://{outlet.split(maxsplit=1)[0].lower()}.invalid/{ident}",
    )  # fmt: skip
    return dataclasses.replace(first, report=changed, recorded=f"{published[:10]}T20:00:00+00:00")


readings = {
    r.report.id: r
    for r in (
        report("r1", "The Sellen Post", "2031-05-04"),
        report("r2", "Radio Sellen", "2031-05-04"),
        report("r3", "Dravan Times", "2031-05-05T09:30:00+02:00"),
        report("r4", "Coast Weekly", "2031-05-06"),
    )
}


def claim(ident: str, source: str, words: str, **given) -> Claim:
    start = TEXT.index(words)
    kept = {"speaker": None, "said": readings[source].report.published, **given}
    return Claim(ident * 8, source, start, start + len(words), words, **kept)


at_least = Value(
    "v1" * 8, "prisoners_released", 120, 120, None, "at_least", "person", "incremental", "prisoners",
    claims=(
        claim("11", "r1", "at least 120", speaker="Prisoners' Union", chain=("Prisoners' Union", "The Sellen Post"), hand="first", source_id="c2"),
        claim("12", "r2", "at least 120", speaker="Prisoners' Union", chain=("Prisoners' Union", "SNA", "Radio Sellen"), hand="second", source_id="c2"),
    ),
    origins=(Origin((0, 1), "known", "Prisoners' Union", "one list, quoted twice"),), known_distinct=1, possibly_distinct=1,
)  # fmt: skip
rival = Value(
    "v2" * 8, "prisoners_released", 80, 80, 80, "exact", "person", "incremental", "prisoners",
    claims=(claim("21", "r3", "80", chain=("Dravan Times",), source_id="c3"),),
    origins=(Origin((0,), "possible", None, "no source is named"),), known_distinct=0, possibly_distinct=1,
)  # fmt: skip
part = Value(
    "v3" * 8, "held_without_charge", 35, 35, 35, "exact", "person", "incremental", None,
    claims=(claim("31", "r1", "35", speaker="Prisoners' Union", chain=("Prisoners' Union", "The Sellen Post"), review="accepted"),),
    origins=(Origin((0,), "known", "Prisoners' Union", "its list"),), known_distinct=1, possibly_distinct=1,
)  # fmt: skip
vague = Value(
    "v4" * 8, "taken_to_hospital", None, 24, None, "vague", "person",
    claims=(claim("41", "r4", "Dozens", inferred="counted in words", modality="alleged"),),
    origins=(Origin((0,), "possible", None, "no source is named"),), known_distinct=0, possibly_distinct=1,
)  # fmt: skip
day = Value(
    "v5" * 8, "date", "2031-05-03", None, None, None, "date",
    claims=(claim("51", "r1", "on Saturday", inferred="the Saturday before publication"),),
    origins=(Origin((0,), "possible", None, "no source is named"),), known_distinct=0, possibly_distinct=1,
)  # fmt: skip
exchange = Event(
    "e1" * 8, "exchange", "2031-05-03", "Karvel bridge", "asserted", ("r1", "r2", "r3"), ("r4",),
    (Party("agent", "Tarn Front", "p2", ("r1",)), Party("held", "Mira Oslen", "p1", ("r1",)), Party("mediator", "Lund", None, ("r1",))),
    (at_least, rival, part, vague, day), deal="d1",
    estimates=(Estimate("prisoners_released", 80, None, None, "no two known distinct origins agree"),),
)  # fmt: skip
meeting = Event("e2" * 8, "meeting", "2031-05-10/2031-05-12", None, "planned", ("r4",))
record = Record(
    events=(exchange, meeting),
    differences=(Difference(("v1" * 8, "v2" * 8), "contradiction", "Both count all prisoners freed that day.", "e1" * 8),),
    echoes=(Echo(("r1", "r2"), "sure", "91 of 100 words in one order"), Echo(("r3", "r4"), "possible", "one sentence")),
    sums=(RecordSum("sum", "v1" * 8, ("v2" * 8, "v3" * 8), False, False, 5, "parts from two reports"),),
    people=(
        Person("p1", "Mira Oslen", ("Mira Oslen", "M. Oslen"), (Mention("r1", TEXT.index("Mira"), TEXT.index("Mira") + 10, "Mira Oslen"),), descriptions=(("captive", "r1"),)),
        Person("p2", "Tarn Front", ("Tarn Front", "The Tarn Front"), (), "group"),
    ),
    wording=(
        Wording("r1", "held_by_front", "captives"), Wording("r1", "held_by_government", "prisoners", "Prisoners' Union"),
        Wording("r3", "held_by_front", "hostages"),
    ),
    balances=(Balance("d1", "Government", "v1" * 8, ("v2" * 8,), 120, 80, "40 still owed"), Balance("d1", "Tarn Front", None, (), 4, 4, "")),
    ranks=(Rank("e1" * 8, "v1" * 8, 6, "exchange", (at_least.claims[0].id,), "since March", "2031-03-01", ("e1" * 8,), 5, "the record holds 1 of these parties: 5 are not in what was read"),),
    unsure=(UnsurePair("event", "e1" * 8, "e2" * 8, 0.41),),
)  # fmt: skip
