"""What the words around a statement make of it: whose "he" it is, what is denied with its allegations, whose "by" it is."""

from dataclasses import replace

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text
from sayso.model import Attribution, Speaker, span_of


def read(text, *said):
    """`said` are (content, quotation, speaker or None, act); the second stands within the first."""
    [page] = parse_reports([replace(report_of_text(text, published="2031-02-16"), outlet="The Orva Post")])
    attributions = []
    for n, (content, quotation, speaker, act) in enumerate(said, 1):
        span = span_of(text, text.index(content), text.index(content) + len(content))
        who = Speaker(speaker, "person") if speaker else None
        within = "a1" if n == 2 else None
        attributions.append(Attribution(f"a{n}", quotation, True, 0.9, act, None, (span,), None, None, who, (), within))
    return find_events(page, attributions, find_counts(page, attributions).counts).events


def test_he_in_a_direct_quotation_is_never_the_one_who_is_quoted():
    text = "Tor Belman spoke late on Monday.\n\n“He was released near the village,” Tor Belman said."
    [event] = read(text, ("He was released near the village,", "direct", "Tor Belman", "said"))
    assert [p.name for p in event.participants if p.role == "held"] == ["He"]


def test_what_stands_in_allegations_that_are_rejected_is_denied():
    text = "The ministry rejects allegations that 20 detainees died in the camp."
    [event] = read(
        text,
        ("allegations that 20 detainees died in the camp", "indirect", "ministry", "denied"),
        ("20 detainees died in the camp", "indirect", None, "said"),
    )
    assert event.modality == "denied"


def test_by_of_another_clause_names_no_agent():
    [event] = read("On Monday 75 captive soldiers were released from a camp controlled by the Orvan army.")
    assert not [p for p in event.participants if p.role == "agent"]


def test_a_movement_with_a_name_is_not_another_body():
    [event] = read("Under a deal of the Relief Board, the Dawn movement is to release 40 captives.")
    assert [p.name for p in event.participants if p.role == "agent"] == ["the Dawn movement"]


def held(text):
    return [p.name for event in read(text) for p in event.participants if p.role == "held"]


def agents(text):
    return [p.name for event in read(text) for p in event.participants if p.role == "agent"]


def test_a_list_with_ages_and_offices_is_read_to_both_ends():
    text = "Okveli, 45, and Gilda Morn, a nurse, were kidnapped on their way home."
    assert held(text) == ["Okveli", "Gilda Morn"]
    text = "The two Drevans, Tor Belman of Selk and Ada Quill of Ronde, together with reporter Martin Holm, were taken hostage."
    assert {"Tor Belman of Selk", "Ada Quill of Ronde"} <= set(held(text))
    assert "Martin Holm" in " ".join(held(text))


def test_a_name_behind_a_couple_or_an_office_is_who_was_taken():
    assert held("Gunmen kidnapped a young couple, Silvia Orne and Victor Pell, as they were leaving their home.")[
        1:
    ] == [
        "Silvia Orne",
        "Victor Pell",
    ]


def test_a_name_that_begins_the_next_clause_is_not_in_the_list():
    assert held("Gunmen kidnapped Ada Quill, Tor Holm said.") == ["Ada Quill"]
    assert held("Ada Quill, a friend of Tor Holm, was kidnapped on Monday.") == ["Ada Quill"]


def test_a_participle_between_commas_says_it_of_the_name_before_it():
    text = "Drevan farmer Ada Quill and businessman Tor Holm, kidnapped 11 days ago in Selk, were rescued today."
    assert "capture" in [e.type for e in read(text)]
    assert (
        held("They demanded the release of the citizen Ada Quill, kidnapped last Tuesday by a rebel group.").count(
            "Ada Quill"
        )
        == 2
    )


def test_members_of_a_body_and_groups_called_by_a_name_lead_to_it():
    assert "Coast Union" in agents("Members of the Coast Union kidnapped four teachers.")
    assert "Army of Dawn" in agents("A group called Army of Dawn kidnapped four teachers.")
    assert "DF" in agents("Four teachers were kidnapped by Dawn Front (DF) guerrillas.")


def test_who_is_blamed_tried_or_carried_it_out_is_its_agent():
    assert agents("The ministry blamed the Dawn Front for the kidnapping of three teachers.") == ["Dawn Front"]
    assert agents("The murder of Ada Quill was attributed to the Dawn Front.") == ["Dawn Front"]
    [event] = read("The kidnapping of Ada Quill was planned and carried out by the Dawn Front.")
    assert event.modality == "asserted"
    assert [p.name for p in event.participants if p.role == "agent"] == ["Dawn Front"]
    assert "Dawn Front" in agents("Troops foiled an attempt by the Dawn Front to kidnap Ada Quill.")


def test_a_claim_of_responsibility_is_an_allegation_tied_to_the_deed():
    deed, claim = read(
        "Two nurses were abducted in Orvando on Friday. The Dawn Front claimed responsibility for the attack."
    )
    assert (claim.type, claim.modality, claim.same_as) == ("capture", "alleged", (deed.id,))
    assert [p.name for p in claim.participants if p.role == "agent"] == ["Dawn Front"]
    assert not [p for p in deed.participants if p.role == "agent"]
    assert len(read("Two nurses were abducted on Friday. Nobody has claimed responsibility for the attack.")) == 1


def test_you_in_as_you_know_takes_nobody():
    assert agents("As you will recall, Ada Quill was kidnapped on Friday by the rebels.") == ["the rebels"]


def test_what_is_only_aimed_at_is_planned_and_what_is_managed_has_happened():
    def modality(text):
        return [e.modality for e in read(text) if e.type in ("release", "rescue")]

    assert modality("Troops stormed the camp to free the hostages.") == ["planned"]
    assert modality("Her family is negotiating for the release of the three nurses.") == ["planned"]
    assert modality("Troops managed to free the hostages.") == ["asserted"]
    assert modality("She was the first hostage to be freed on Monday.") == ["asserted"]


def test_who_is_in_somebodys_hands_is_held_by_them():
    text = "Ada Quill fell into the hands of Dawn Front rebels on Monday."
    assert [e.type for e in read(text)] == ["capture"]
    assert held(text) == ["Ada Quill"]
    assert agents(text) == ["Dawn Front rebels", "Dawn Front"]
    assert held("Twelve hostages remain in rebel hands.") == ["Twelve hostages"]
    assert read("The decision is in the hands of the court.") == ()
    assert read("The patient is in good hands.") == ()


def test_everybody_whom_a_later_sentence_lists_is_held():
    text = "The five students who were kidnapped are Victor Rodel, his wife, Silvia Orne, Carlos Pell, and Hugo Gram."
    assert held(text)[1:] == ["Victor Rodel", "Silvia Orne", "Carlos Pell", "Hugo Gram"]


def test_others_are_not_those_told_of_before():
    text = "When gunmen came to the school, they seized them.\n\nHe said five others were still in the hands of their captors."
    assert [[p.name for p in e.participants if p.role == "held"] for e in read(text)] == [["them"], ["five others"]]
