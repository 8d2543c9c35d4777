"""Which body acted is a property of a joined event: a wing under its parent, acting together, and true rivals."""

from dataclasses import replace

import pytest
from tests.reconcile.build import count, entity, event, reading, report, said, span

from sayso.model import Participant
from sayso.reconcile import settle_claims

DAY = "2031-03-14"


def told(name, text, *bodies, by=None, kind="release", modality="asserted", parents=(), figure="Nine", freed="freed"):
    """A report in which `bodies` (name, or name and kind of entity) act on so many people, as the source `by` says."""
    listed = [b if isinstance(b, tuple) else (b, "group") for b in bodies]
    entities = [entity(text, f"n{i}", words, kind=kind_) for i, (words, kind_) in enumerate(listed, 1)]
    ids = {e.name: e.id for e in entities}
    above = [entity(text, f"n{i}", words, kind=kind_) for i, (_, words, kind_) in enumerate(parents, 80)]
    ids |= {e.name: e.id for e in above}
    whose = {part: ids[whole] for part, whole, _ in parents}
    entities = [replace(e, parent=whose.get(e.name)) for e in entities] + above
    parties = [Participant("agent", span(text, words), words, ids[words]) for words, _ in listed]
    attributions = []
    if by:
        attributions = [said(text, "a1", f"{figure} captives", by, entity="n99")]
        entities.append(entity(text, "n99", by, kind="organization"))
    told_by = "a1" if by else None
    happened = event(text, "e1", freed, kind=kind, day=DAY, day_words="on Friday", place="Kelm bridge", counts=["c1"],
                     said=told_by, modality=modality, parties=parties)  # fmt: skip
    number = {"Nine": 9, "Forty": 40}[figure]
    counts = [count(text, "c1", f"{figure} captives", number, of="captives", event="e1", said=told_by)]
    rep = report(name, text, name, DAY)
    return reading(rep, counts=counts, events=[happened], attributions=attributions, entities=entities)


FRONT = "Nine captives were freed on Friday at Kelm bridge by the Ostal Front, the lake guard said."
WING = "Nine captives were freed on Friday at Kelm bridge by the Marn Brigades, part of the Ostal Front, the relief board said."
BRIGADES = "Nine captives were freed on Friday at Kelm bridge by the Marn Brigades, the relief board said."
BOTH = "Nine captives were freed on Friday at Kelm bridge by the Ostal Front and the Marn Brigades."


def front(**about):
    return told("R1", FRONT, "Ostal Front", **{"by": "lake guard", **about})


def brigades(**about):
    return told("R2", BRIGADES, "Marn Brigades", **{"by": "relief board", **about})


def settle(*readings):
    record = settle_claims(readings)
    assert len(record.events) == 1, "the reports of these tests tell one event"
    return record


def acted(record):
    return {v.value: v for v in record.events[0].values if v.property == "by"}


def differ(*readings):
    record = settle(*readings)
    ids = {v.id for v in acted(record).values()}
    return [(d.class_, d.reason) for d in record.differences if ids & set(d.values)]


def test_who_acted_is_a_value_with_those_who_say_so():
    record = settle(front(), told("R3", FRONT.replace("lake guard", "mayor"), "Ostal Front"), brigades())
    by = acted(record)
    assert {name: [c.report for c in v.claims] for name, v in by.items()} == {
        "Ostal Front": ["R1", "R3"],
        "Marn Brigades": ["R2"],
    }
    assert by["Ostal Front"].claims[0].text == "Ostal Front"
    assert by["Marn Brigades"].origins[0].name == "relief board"


def test_a_body_and_its_parent_are_one_told_more_exactly():
    wing = told("R2", WING, "Marn Brigades", by="relief board", parents=[("Marn Brigades", "Ostal Front", "group")])
    [(class_, reason)] = differ(front(), wing)
    assert class_ == "refinement"
    assert reason == "Marn Brigades is called a part of Ostal Front: one names the body more exactly"


def test_whose_part_a_body_is_may_be_told_by_a_report_of_another_event():
    other = (
        "The Marn Brigades, part of the Ostal Front, met in the town of Harsk. They spoke of wool, of tea and of roads."
    )
    bodies = [
        replace(entity(other, "n1", "Marn Brigades", kind="group"), parent="n2"),
        entity(other, "n2", "Ostal Front", kind="group"),
    ]
    met = event(other, "e1", "met", kind="meeting", day="2030-01-02", day_words="met", place="Harsk")
    elsewhere = reading(report("R0", other, "Old Post", "2030-01-02"), events=[met], entities=bodies)
    record = settle_claims([elsewhere, front(), brigades()])
    assert [d.class_ for d in record.differences] == ["refinement"]


def test_a_state_and_a_body_of_it_are_one_told_more_exactly():
    state = FRONT.replace("the Ostal Front", "Calmar")
    service = BRIGADES.replace("the Marn Brigades", "the Reed Guard of Calmar")
    one = told("R1", state, ("Calmar", "place"), by="lake guard")
    two = told("R2", service, "Reed Guard", by="relief board", parents=[("Reed Guard", "Calmar", "place")])
    assert [c for c, _ in differ(one, two)] == ["refinement"]


def test_a_state_is_no_rival_of_a_group_that_may_act_for_it():
    state = FRONT.replace("the Ostal Front", "Calmar")
    assert differ(told("R1", state, ("Calmar", "place"), by="lake guard"), brigades()) == []


def test_two_bodies_for_one_act_by_two_known_sources_are_a_contradiction():
    [(class_, reason)] = differ(front(), brigades())
    assert class_ == "contradiction"
    assert (
        reason
        == "lake guard names Ostal Front alone, relief board Marn Brigades alone: of one release of the same people"
    )


def test_two_bodies_that_one_report_names_together_do_not_differ():
    assert differ(front(), brigades(), told("R3", BOTH, "Ostal Front", "Marn Brigades")) == []


def test_without_two_known_sources_each_may_have_had_a_part():
    assert [c for c, _ in differ(front(by=None), brigades())] == ["scope"]


def test_parts_of_one_body_are_no_contradiction():
    one = FRONT.replace("the Ostal Front", "the Reed Guard of the Ansk League")
    two = BRIGADES.replace("the Marn Brigades", "the Marn Brigades of the Ansk League")
    guard = told("R1", one, "Reed Guard", by="lake guard", parents=[("Reed Guard", "Ansk League", "group")])
    wing = told("R2", two, "Marn Brigades", by="relief board", parents=[("Marn Brigades", "Ansk League", "group")])
    [(class_, reason)] = differ(guard, wing)
    assert class_ == "scope"
    assert "parts of Ansk League" in reason


@pytest.mark.parametrize("kind", ["exchange", "agreement"])
def test_an_exchange_has_two_sides(kind):
    assert differ(front(kind=kind), brigades(kind=kind)) == []


def test_who_acted_on_other_people_is_no_rival():
    """One report tells one leg of an exchange, the other the other."""
    legs = "Forty captives were freed on Friday at Kelm bridge by the Marn Brigades, the relief board said."
    judged = settle_claims([front(), told("R2", legs, "Marn Brigades", by="relief board", figure="Forty")])
    assert not [d for d in judged.differences if "Brigades" in d.reason]


def test_what_was_denied_or_demanded_names_nobody_who_acted():
    record = settle_claims([front(), brigades(modality="denied")])
    assert [v.value for e in record.events for v in e.values if v.property == "by"] == ["Ostal Front"]


def test_a_kind_of_body_is_no_name():
    text = BRIGADES.replace("the Marn Brigades", "the army")
    assert differ(front(), told("R2", text, ("army", "organization"), by="relief board")) == []


def test_a_person_is_no_body_that_acted():
    text = FRONT.replace("the Ostal Front", "Davit Orlen")
    assert acted(settle(told("R1", text, ("Davit Orlen", "person"), by="lake guard"))) == {}


def test_a_rejected_claim_is_no_side_of_a_difference():
    from sayso.model import Review

    first, second = front(), brigades()
    claim = acted(settle(first, second))["Marn Brigades"].claims[0]
    record = settle_claims([first, second], reviews=[Review(claim.id, "rejected", "misread", "desk")])
    assert record.differences == ()
