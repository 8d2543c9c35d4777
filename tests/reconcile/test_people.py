"""People and bodies across reports: scripts, namesakes, owners and outlets."""

from tests.reconcile.build import entity, event, reading, report, span

from sayso.model import Participant
from sayso.reconcile import settle_claims


def tell(name, text, *named, outlet="Courier", day="2031-03-14", parties=()):
    told = event(text, "e1", "freed", day=day, day_words="on Friday", parties=parties)
    return reading(report(name, text, outlet, day), events=[told], entities=named)


def names(record):
    return sorted(sorted(p.names) for p in record.people)


def test_a_name_told_twice_in_one_report_in_two_scripts_is_one_person():
    text = "The chaplain Ilya Berenko was freed on Friday. Papers of the region called him Илья Беренко."
    people = [entity(text, "n1", "Ilya Berenko"), entity(text, "n2", "Илья Беренко")]
    assert names(settle_claims([tell("R1", text, *people)])) == [["Ilya Berenko", "Илья Беренко"]]


def test_a_country_is_no_short_name_of_its_press_agency():
    text = "Calmar freed nine men on Friday, the Calmar Press Agency said."
    bodies = [
        entity(text, "n1", "Calmar", kind="organization"),
        entity(text, "n2", "Calmar Press Agency", kind="organization"),
    ]
    assert names(settle_claims([tell("R1", text, *bodies)])) == [["Calmar"], ["Calmar Press Agency"]]


def test_descriptions_that_spellings_brought_along_join_a_namesake_of_another_event():
    texts = [
        (
            "R1",
            "Hanna Lisk was freed in Behir on Friday.",
            "Hanna Lisk",
            ("reporter of the Continental",),
            "2031-03-14",
        ),
        ("R2", "Hana Lisk was freed in Behir on Friday.", "Hana Lisk", ("the Ulmen journalist",), "2031-03-14"),
        (
            "R3",
            "Omar Teld, freed on Friday, spoke of Hanna Lisk and his years at sea.",
            "Hanna Lisk",
            ("the journalist",),
            "2031-08-15",
        ),
    ]
    told = [tell(n, t, entity(t, "n1", w, roles=roles), outlet=n, day=day) for n, t, w, roles, day in texts]
    assert ["Hana Lisk", "Hanna Lisk"] in names(settle_claims(told))
    assert len(settle_claims(told).people) == 1
    apart = tell(
        "R4",
        "Hanna Lisk, freed on Friday, is a nurse.",
        entity("Hanna Lisk, freed on Friday, is a nurse.", "n1", "Hanna Lisk", roles=("a nurse",)),
        day="2031-11-14",
    )
    assert len(settle_claims([*told, apart]).people) == 2


def test_whoever_bears_the_name_of_an_outlet_on_record_is_no_person():
    text = "Nine men were freed on Friday, Sawt Calmar reported."
    other = "Ten women were freed on Friday by sea."
    record = settle_claims(
        [tell("R1", text, entity(text, "n1", "Sawt Calmar")), tell("R2", other, outlet="Sawt Calmar", day="2031-06-13")]
    )
    assert [p.kind for p in record.people] == ["outlet"]


def parties(text, *roles):
    told = [Participant(role, span(text, name), name, None) for role, name in roles]
    return [(p.role, p.name) for p in settle_claims([tell("R1", text, parties=told)]).events[0].parties]


def test_a_state_stands_once_and_what_a_child_calls_a_father_names_nobody():
    text = "Papa was freed on Friday; the Sultanate of Behir had spoken to both. Behir thanked them. Nural Sabeth wept."
    assert parties(text, ("mediator", "Sultanate of Behir"), ("mediator", "Behir")) == [
        ("mediator", "Sultanate of Behir")
    ]
    assert parties(text, ("held", "Papa"), ("held", "Nural Sabeth")) == [("held", "Nural Sabeth")]
