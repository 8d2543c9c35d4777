"""One entity for all names in a report; kinds, parents, roles; never two namesakes joined."""

import pytest

from sayso.extract.entities import find_entities
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def find(text, parsed=True):
    page = next(parse_reports([report_of_text(text)], lambda report: lambda sentence: parsed))
    index = find_entities(page)
    assert all(text[m.start : m.end] == m.text for e in index.entities for m in e.mentions)
    return index


def by_name(index):
    return {e.name: e for e in index.entities}


@pytest.mark.parametrize("parsed", [True, False])
def test_surname_and_initial_join_the_full_name(parsed):
    text = "Teacher Tor Belman left. Belman slept. They met A. Quill and Ada Quill. “We miss T. Belman,” he said."
    found = by_name(find(text, parsed))
    assert set(found["Tor Belman"].names) == {"Tor Belman", "Belman", "T. Belman"}


def test_a_title_of_another_country_is_no_part_of_the_name():
    assert {"Tarik Adan", "Khin Olay"} <= set(by_name(find("Malam Tarik Adan left. Daw Khin Olay slept.")))


def test_namesakes_are_not_joined():
    index = find("Teacher Tor Belman met nurse Ada Belman. Belman wept.")
    assert {"Tor Belman", "Ada Belman", "Belman"} <= set(by_name(index))


def test_initials_of_a_body_join_it():
    found = by_name(
        find("The National Relief Authority (NRA) met. The NRA report came. Fighters of the Popular Guard (GP) left.")
    )
    assert "NRA" in found["National Relief Authority"].names
    assert "GP" in found["Popular Guard"].names


def test_wing_of_a_group_has_its_parent():
    text = "Orla’ military wing, Al-Nesr Brigades, and Harat’s military wing, Al-Sabr Brigades, freed three men."
    index = find(text.replace("Orla’", "Orla’s"))
    found = by_name(index)
    assert index.get(found["Al-Nesr Brigades"].parent).name == "Orla"
    assert index.get(found["Al-Sabr Brigades"].parent).name == "Harat"
    assert found["Al-Nesr Brigades"].kind == "group"


def test_a_broadcaster_is_no_brigade():
    found = by_name(find("The Nesr News Network filmed the Nesr Brigades."))
    assert found["Nesr Brigades"].kind == "group"
    assert "Nesr News Network" in found


def test_owner_is_part_of_a_body_s_name():
    found = by_name(find("Norway's Foreign Ministry spoke. Iceland's Foreign Ministry answered."))
    assert {"Norway's Foreign Ministry", "Iceland's Foreign Ministry"} <= set(found)


def test_titles_are_roles_not_names():
    found = by_name(
        find("Prime Minister Orlan Vey and military spokesman Major General Sel Marrin met Coast Gov Ivo Renn.")
    )
    assert [r.text for r in found["Orlan Vey"].roles] == ["Prime Minister"]
    assert [r.text for r in found["Sel Marrin"].roles] == ["military spokesman Major General"]
    assert [r.text for r in found["Ivo Renn"].roles] == ["Coast Gov"]


def test_roles_set_beside_a_name_by_a_comma():
    text = "Ada Quill, a spokeswoman for the Lantern Office, came. The head of the Prison Board, Tor Belman, stayed."
    found = by_name(find(text))
    assert [r.text for r in found["Ada Quill"].roles] == ["spokeswoman for the Lantern Office"]
    assert [r.text for r in found["Tor Belman"].roles] == ["head of the Prison Board"]


def test_ministries_of_two_things_and_agencies_with_and():
    found = by_name(find("The Ministry of Foreign Affairs and Trade met the Disaster and Emergency Management Agency."))
    assert {"Ministry of Foreign Affairs and Trade", "Disaster and Emergency Management Agency"} <= set(found)


def test_a_possessive_inside_a_name_is_part_of_it():
    assert "Prisoners’ Club" in by_name(find("A list came from the Prisoners’ Club on Monday."))


def test_media_are_known_by_the_lexicon_or_their_words():
    found = by_name(find("Reuters, Al Jazeera and Calvane TV said so on Telegram. The Corvane news agency denied it."))
    kinds = {name: e.kind for name, e in found.items()}
    assert kinds["Reuters"] == "agency"
    assert kinds["Al Jazeera"] == kinds["Calvane TV"] == "outlet"
    assert kinds["Telegram"] == "platform"


def test_a_capital_that_acts_is_told_from_the_place():
    found = find("Oslo welcomed the release. Reporters in Oslo waited.")
    assert sorted(e.kind for e in found.entities if e.name == "Oslo") == ["organization", "place"]
    assert found.at(0).kind == "organization"


def test_a_body_run_by_a_group_is_not_the_group():
    found = by_name(find("The Orla-run Health Ministry spoke."))
    assert "Health Ministry" in found
    assert not any("-run" in name for name in found)


def test_a_list_of_names_is_read_name_by_name():
    found = by_name(find("Six teachers - Tor Belman, Ada Quill, Ivo Renn, Sel Marrin and Orlan Vey - were freed."))
    assert {"Tor Belman", "Ada Quill", "Ivo Renn", "Sel Marrin", "Orlan Vey"} <= set(found)


def test_a_headline_makes_no_names_of_its_words():
    index = find("Ferry Hostages To Be Freed Tomorrow\n\nThey left.")
    assert index.entities == ()


def test_index_answers_by_place():
    text = "Coast Guard spokesman Tor Belman spoke."
    index = find(text)
    assert index.at(text.index("Belman")).name == "Tor Belman"
    assert [e.name for _, e in index.within(0, len(text))][-1] == "Tor Belman"
    assert index.at(len(text) - 2) is None


def test_the_field_of_an_office_is_no_part_of_the_name():
    found = by_name(find("Minister of Interior Arno Delvik spoke. The board thanked Delvik."))
    assert set(found["Arno Delvik"].names) == {"Arno Delvik", "Delvik"}


def test_who_is_quoted_as_saying_is_a_person():
    found = by_name(
        find("Radio Orva quoted the head of the captives committee, Qasim Mortel, as saying 70 had arrived.")
    )
    assert found["Qasim Mortel"].kind == "person"


def test_what_a_name_is_stands_in_its_own_words_and_those_beside_it():
    found = by_name(
        find(
            "The freed crossed Sorrel Bridge. Section 14 of the Prisons Act says so. Eleven lie in St Ansel's hospital. Most are from "
            "Upper Dravan. The buses reached Immer at dusk. A boat left Olm Harbour. The Sultanate of Nadhira rejoiced."
        )
    )
    assert found["Prisons Act"].kind == "document"
    places = {"Sorrel Bridge", "St Ansel", "Upper Dravan", "Immer", "Olm Harbour", "Sultanate of Nadhira"}
    assert {name for name, entity in found.items() if entity.kind == "place"} == places


def test_a_parent_called_by_a_family_name_is_nobody_by_that_name():
    assert "Papa" not in by_name(find("192 days. Papa is home. We thank Papa and all of you."))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Commissioner for Human Rights Ada Quill told us so.", {"Ada Quill"}),
        ("Deputy Chairman of the Ferry Council of Orsa Tor Belman called it piracy.", {"Ferry Council of Orsa", "Tor Belman"}),
        ("Quoting Ferry Guard officials, she named two.", {"Ferry Guard"}),
        ("The Working Group on Missing Sailors found no grave.", {"Working Group on Missing Sailors"}),
        ("DSP Ada Quill, Hon. Tor Belman and Maître Ivo Renn met.", {"Ada Quill", "Tor Belman", "Ivo Renn"}),
    ],
)  # fmt: skip
def test_offices_ranks_and_participles_are_no_part_of_a_name(text, names):
    assert set(by_name(find(text))) == names


def test_an_article_makes_no_person_and_what_quotes_is_no_role():
    found = by_name(find("The Kyoren Shimbun, quoting two sources, says so. Her Osk counterpart, Tor Irl, left."))
    assert (found["Kyoren Shimbun"].kind, found["Tor Irl"].kind) == ("organization", "person")
