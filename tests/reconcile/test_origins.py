"""What stands behind a value: repeats, relays, spokesmen, captives, circles."""

from dataclasses import replace

import pytest
from tests.reconcile.build import count, entity, event, reading, report, said, span

from sayso.model import Participant, RoleSaid
from sayso.reconcile import settle_claims

LEAD = "The Ostal Front freed 58 detainees at the Verin bridge on Friday"


def told(name, text, *, outlet, day="2031-03-14", speakers=(), circumstance=None, credited=()):
    """One report that gives 58 by each of `speakers` (words of the text that name them), else in its own voice."""
    rep = report(name, text, outlet, day, credited)
    happened = event(text, "e1", "freed", day="2031-03-14", day_words="on Friday", place="Verin bridge")
    attributions, counts, entities = [], [], []
    for i, (words, speaker, kind, chain) in enumerate(speakers):
        entities.append(entity(text, f"n{i}", speaker, kind=kind if kind != "document" else "organization"))
        attributions.append(
            said(text, f"a{i}", words, speaker, kind=kind, entity=f"n{i}", chain=chain, circumstance=circumstance)
        )
        counts.append(count(text, f"c{i}", words, 58, of="detainees", said=f"a{i}", event="e1"))
    if not speakers:
        counts.append(count(text, "c0", "58 detainees", 58, of="detainees", event="e1"))
    return reading(rep, counts=counts, events=[happened], attributions=attributions, entities=entities)


def value_of(readings, figure=58):
    record = settle_claims(readings)
    (value,) = [v for e in record.events for v in e.values if v.value == figure]
    return value


@pytest.mark.parametrize("credited", [(), ("Agencies",), ("news agency inputs",)])
def test_two_own_voices_are_possibly_distinct_and_never_known(credited):
    """Of agencies that are not named nobody knows that they are the same."""
    text = "At the Verin bridge the Ostal Front has freed 58 detainees, on Friday, in the rain."
    one = told("R1", f"{LEAD}.", outlet="Courier", credited=credited)
    other = told("R2", text, outlet="Ledger", credited=credited)
    value = value_of([one, other])
    assert (value.known_distinct, value.possibly_distinct) == (1, 2)
    assert {o.standing for o in value.origins} == {"possible"}


def test_one_speaker_in_two_outlets_is_one_origin():
    one = told("R1", f"{LEAD}, Calmar's prisons board said.", outlet="Courier",
               speakers=[("58 detainees", "Calmar's prisons board", "organization", ())])  # fmt: skip
    other = told("R2", "The prisons board put at 58 the detainees whom the Ostal Front freed at the Verin bridge on Friday.",
                 outlet="Ledger", speakers=[("58", "prisons board", "organization", ())])  # fmt: skip
    value = value_of([one, other])
    assert (value.known_distinct, value.possibly_distinct) == (1, 1)
    assert "one speaker" in value.origins[0].reason


def test_two_bodies_are_two_known_origins():
    one = told("R1", f"{LEAD}, the prisons board said.", outlet="Courier",
               speakers=[("58 detainees", "prisons board", "organization", ())])  # fmt: skip
    other = told("R2", "The Hollis Mission counted 58 detainees whom the Ostal Front freed at the Verin bridge on Friday.",
                 outlet="Ledger", speakers=[("58 detainees", "Hollis Mission", "organization", ())])  # fmt: skip
    assert value_of([one, other]).known_distinct == 2


def test_a_report_after_an_agency_goes_back_to_that_agencys_text():
    wire = told("R1", f"{LEAD}, the Hollis Mission said.", outlet="Lowland Press Agency",
                speakers=[("58 detainees", "Hollis Mission", "organization", ())])  # fmt: skip
    paper = told("R2", "Early on Friday 58 detainees were freed at the Verin bridge by the Ostal Front, the LPA agency reported.",
                 outlet="Coast Daily", speakers=[("58 detainees", "LPA", "agency", ())])  # fmt: skip
    value = value_of([wire, paper])
    assert value.possibly_distinct == 1
    assert "one agency's text" in value.origins[0].reason


def test_a_credit_goes_back_to_the_agencys_text_of_that_day_not_to_its_first():
    before = told("R0", "Some 58 detainees will be freed by the Ostal Front at the Verin bridge on Friday, the Interior Office announced.",
                  outlet="Lowland Press Agency", day="2031-03-12", speakers=[("58 detainees", "Interior Office", "organization", ())])  # fmt: skip
    wire = told("R1", f"{LEAD}, the Hollis Mission said.", outlet="Lowland Press Agency",
                speakers=[("58 detainees", "Hollis Mission", "organization", ())])  # fmt: skip
    paper = told("R2", "It rained on Friday when 58 detainees were freed by the Ostal Front, at the Verin bridge. (LPA)",
                 outlet="Coast Daily", credited=("LPA",))  # fmt: skip
    value = value_of([before, wire, paper])
    assert value.known_distinct == 2
    reports = [{value.claims[i].report for i in origin.claims} for origin in value.origins]
    assert {"R1", "R2"} in reports


def test_an_own_voice_beside_a_named_source_in_one_report_is_that_source():
    text = f"{LEAD}. The prisons board said that 58 had been on its list."
    rep = report("R1", text, "Courier", "2031-03-14")
    happened = event(text, "e1", "freed", day="2031-03-14", day_words="on Friday", place="Verin bridge")
    counts = [
        count(text, "c1", "58 detainees", 58, of="detainees", event="e1"),
        count(text, "c2", "58 had", 58, of="detainees", said="a1", event="e1"),
    ]
    one = reading(
        rep, counts=counts, events=[happened], attributions=[said(text, "a1", "58 had been", "prisons board")]
    )
    value = value_of([one])
    assert (value.known_distinct, value.possibly_distinct) == (1, 1)


def test_words_said_in_custody_are_no_origin_beside_the_captors():
    captive = told("R1", f"{LEAD}, Joren Halvik said on footage of the Front.", outlet="Courier", circumstance="in_custody",
                   speakers=[("58 detainees", "Joren Halvik", "person", ())])  # fmt: skip
    value = value_of([captive])
    assert value.origins[0].standing == "possible"
    assert value.known_distinct == 1
    assert "custody" in value.origins[0].reason


def test_words_said_in_custody_go_back_to_the_captor_under_any_of_its_names():
    captive = told("R1", f"{LEAD}, Joren Halvik said on footage of the fighters.", outlet="Courier", circumstance="in_custody",
                   speakers=[("58 detainees", "Joren Halvik", "person", ())])  # fmt: skip
    text = captive.report.text
    front = entity(text, "n7", "Ostal Front", kind="group", names=("Ostal Front", "OF"))
    happened = replace(
        captive.claims.events[0], participants=(Participant("agent", span(text, "Ostal Front"), "OF", "n7"),)
    )
    captive = replace(
        captive, claims=replace(captive.claims, events=(happened,), entities=(*captive.claims.entities, front))
    )
    captor = told("R2", "The Ostal Front put at 58 the detainees whom it freed at the Verin bridge on Friday.", outlet="Ledger",
                  speakers=[("58", "Ostal Front", "organization", ())])  # fmt: skip
    assert value_of([captive, captor]).possibly_distinct == 1


def test_two_outlets_that_cite_each_other_are_a_circle():
    one = told("R1", f"{LEAD}, the Ledger reported, after the harbour office had counted 58 names on its list.", outlet="Courier",
               speakers=[("58 detainees", "harbour office", "organization", [("Ledger", "outlet")])])  # fmt: skip
    other = told("R2", "Some 58 detainees left over the Verin bridge, freed on Friday by the Ostal Front, wrote the Courier.",
                 outlet="Ledger", speakers=[("58 detainees", "Ostal Front", "organization", [("Courier", "outlet")])])  # fmt: skip
    value = value_of([one, other])
    assert value.possibly_distinct == 1
    assert "circular" in value.origins[0].reason


def test_claims_keep_their_hand():
    first = told("R1", f"{LEAD}, the prisons board said.", outlet="Courier",
                 speakers=[("58 detainees", "prisons board", "organization", ())])  # fmt: skip
    second = told("R2", "The Ostal Front freed 58 detainees on Friday at the Verin bridge, LPA quoted the harbour office.", outlet="Ledger",
                  speakers=[("58 detainees", "harbour office", "organization", [("LPA", "agency"), ("Ledger", "outlet")])])  # fmt: skip
    third = told(
        "R3",
        "Ostal Front: 58 detainees freed on Friday, all of them at the Verin bridge near the mill.",
        outlet="Gazette",
    )
    hands = {c.report: c.hand for c in value_of([first, second, third]).claims}
    assert hands == {"R1": "first", "R2": "second", "R3": "unsourced"}


def test_a_body_and_the_officer_who_speaks_for_it_are_one_origin():
    one = told("R1", f"{LEAD}, the Calmar prisons board said.", outlet="Courier",
               speakers=[("58 detainees", "Calmar prisons board", "organization", ())])  # fmt: skip
    other = told("R2", "Ada Quill, the prisons board's director, counted 58 detainees freed by the Ostal Front at the Verin bridge on Friday.",
                 outlet="Ledger", speakers=[("58 detainees", "Ada Quill", "person", ())])  # fmt: skip

    def describe(role):
        person = replace(other.claims.entities[0], roles=(RoleSaid(role),))
        return replace(other, claims=replace(other.claims, entities=(person,)))

    value = value_of([one, describe("the prisons board's director")])
    assert (value.known_distinct, value.possibly_distinct) == (1, 1)
    assert "an officer speaks for the body" in value.origins[0].reason
    assert value_of([one, describe("director of the harbour board")]).known_distinct == 2


def test_those_who_were_taken_are_those_who_are_held():
    text = "The Ostal Front captured 19 recruits at the Verin bridge on Friday."
    happened = event(text, "e1", "captured", kind="capture", day="2031-03-14", day_words="on Friday", counts=["c1"])
    taken = count(text, "c1", "19 recruits", 19, status="captured", of="recruits", event="e1")
    first = reading(report("R1", text, "Courier", "2031-03-14"), counts=[taken], events=[happened])
    text = (
        "At the Verin bridge on Friday guards were captured; the Ostal Front says that 19 mercenaries are in its hands."
    )
    happened = event(text, "e1", "captured", kind="capture", day="2031-03-14", day_words="on Friday")
    held = count(text, "c1", "19 mercenaries", 19, status="held", of="mercenaries", basis="stock")
    second = reading(report("R2", text, "Ledger", "2031-03-14"), counts=[held], events=[happened])
    assert value_of([first, second], 19).possibly_distinct == 2


def test_what_a_copy_writes_anew_in_its_own_voice_goes_back_to_the_text_that_it_copies():
    rest = (
        " Buses had waited on the eastern bank of the Verin since six in the morning with their lamps lit and their doors open."
        " A doctor looked at each of them in a tent beside the road before they were allowed to telephone their families."
    )
    one = told("R1", f"{LEAD}.{rest}", outlet="Courier")
    anew = "At the Verin bridge 58 detainees got home on Friday from the hands of the Ostal Front, freed at last."
    copy = told("R2", anew + rest, outlet="Ledger")
    other = told("R2", anew + " It rained all day and nobody had thought of bringing umbrellas.", outlet="Ledger")
    assert value_of([one, copy]).possibly_distinct == 1
    assert value_of([one, other]).possibly_distinct == 2
