"""The disclosure policy: what others may not read is nowhere in their copy, and every span there is exact."""

import dataclasses
import json

import pytest
from tests.publish.sample import reading

from sayso.errors import UsageError
from sayso.model import (
    Attribution,
    Claim,
    Claims,
    Entity,
    Event,
    EventClaim,
    Mention,
    Participant,
    Party,
    Person,
    Post,
    Reading,
    Record,
    Report,
    RoleSaid,
    Segment,
    Speaker,
    Value,
    span_of,
)  # fmt: skip
from sayso.publish import Clearance, Disclosure, disclose_reading, disclose_record, report_page, write_reading
from sayso.publish.disclosure import plan_withholding, scrub

KEY = b"k" * 32


def make(text: str, *people: tuple[str, str | None], event: str = "release", held: tuple[str, ...] = ()) -> Reading:
    """A reading of `text` in which `held` are held in one event, triggered by the word before the first "@"."""
    at = text.index("@")
    text = text.replace("@", "", 1)
    start = text.rfind(" ", 0, at) + 1
    entities = tuple(
        Entity(f"n{i}", "person", name, (name,), (RoleSaid(role),) if role else (), None, tuple(find(text, name)))
        for i, (name, role) in enumerate(people)
    )
    ids = {e.name: e.id for e in entities}
    roles = tuple(Participant("held", next(find(text, name)), name, ids.get(name)) for name in held)
    told = EventClaim("e1", event, "asserted", span_of(text, start, at), (), roles)  # type: ignore[arg-type]
    report = Report("r1", "f" * 64, "Post", None, (), None, None, "en", (), text, (Segment("paragraph", 0, len(text)),))
    return Reading(report, Claims(events=(told,), entities=entities))


def find(text: str, words: str):
    at = text.find(words)
    while at >= 0:
        yield span_of(text, at, at + len(words))
        at = text.find(words, at + 1)


def others(given: Reading, **kept: object) -> str:
    return disclose_reading(given, "others", Disclosure(KEY, **kept))[0].report.text  # type: ignore[arg-type]


def test_the_desk_sees_everything() -> None:
    assert disclose_reading(reading, "desk") == (reading, ())


def test_no_spelling_of_a_released_person_is_anywhere_in_the_copy_for_others() -> None:
    shown, _ = disclose_reading(reading, "others", Disclosure(KEY))
    for copy in (json.dumps(write_reading(shown), ensure_ascii=False), report_page(reading, audience="others")):
        for name in ("Oslen", "Mira", "Davit", "oslen", "أوسلن", "ميرا"):
            assert name not in copy


def test_officials_who_speak_stay_named() -> None:
    text = others(reading)
    assert "Ilya Brandt" in text
    assert "Lund Envoy (@lundenvoy)" in text


def test_every_span_of_the_copy_is_exact() -> None:
    shown, _ = disclose_reading(reading, "others", Disclosure(KEY))
    plain = write_reading(shown)
    text = plain["report"]["text"]

    def check(value: object) -> int:
        if isinstance(value, list):
            return sum(map(check, value))
        if not isinstance(value, dict):
            return 0
        here = {"start", "end", "text"} <= value.keys()
        assert not here or text[value["start"] : value["end"]] == value["text"]
        return here + sum(map(check, value.values()))

    assert check(plain) > 20
    assert all(0 <= s.start < s.end <= len(text) for s in shown.report.segments)


def test_a_name_in_headline_address_and_file_name_is_withheld() -> None:
    report = disclose_reading(reading, "others", Disclosure(KEY))[0].report
    assert report.title == "[name withheld: person alleged to have been mistreated] and three others freed"
    assert report.url == "[address withheld: holds a name]"
    assert "oslen" not in report.identity


@pytest.mark.parametrize(
    "address",
    [
        "https://x.invalid/2031/Sami-Hadar-free", "https://x.invalid/?q=sami%20hadar", "@samihadar", "#FreeHadar",
        "photos/sami_hadar.jpg", "www.x.invalid/hadar", "hadar.pdf",
    ],
)  # fmt: skip
def test_addresses_and_file_names_that_hold_a_name_are_withheld_whole(address: str) -> None:
    text = others(make(f"They freed@ Sami Hadar, see {address} there.", ("Sami Hadar", None), held=("Sami Hadar",)))
    assert text == "They freed [name withheld: released person], see [address withheld: holds a name] there."


@pytest.mark.parametrize(
    "printed", ["Sami Hadar", "Hadar", "S. Hadar", "Sami", "Sami al-Hadar", "HADAR", "Sammi Hadar"]
)
def test_every_spelling_is_withheld(printed: str) -> None:
    text = others(make(f"They freed@ Sami Hadar. Later {printed} slept.", ("Sami Hadar", None), held=("Sami Hadar",)))
    assert text == "They freed [name withheld: released person]. Later [name withheld: released person] slept."


def test_a_possessive_keeps_its_ending_out_of_the_name() -> None:
    text = others(make("They freed@ Sami Hadar. Hadar’s hand hurt.", ("Sami Hadar", None), held=("Sami Hadar",)))
    assert "Hadar" not in text
    assert text.endswith("hand hurt.")


def test_a_call_sign_after_a_name_goes_with_it() -> None:
    text = others(make('They freed@ Sami Hadar "Falcon," and all.', ("Sami Hadar", None), held=("Sami Hadar",)))
    assert text == "They freed [name withheld: released person] and all."


def test_a_call_sign_that_is_the_name_again_leaves_every_span_exact() -> None:
    given = make('They freed@ Sami Hadar "Hadar" today.', ("Sami Hadar", None), held=("Sami Hadar",))
    assert others(given) == "They freed [name withheld: released person] today."


def test_upper_case_copy_is_searched_too() -> None:
    text = others(make("THEY FREED@ SAMI HADAR. HADAR SLEPT.", ("SAMI HADAR", None), held=("SAMI HADAR",)))
    assert "HADAR" not in text


def test_a_name_in_lower_case_in_a_handle_makes_it_no_ordinary_word() -> None:
    given = make(
        "They freed@ Sami Hadar. Hadar is one of six (post by rana.hadar here).",
        ("Sami Hadar", None),
        held=("Sami Hadar",),
    )
    assert "hadar" not in others(given).lower()


def test_an_ordinary_word_that_is_also_a_name_stays() -> None:
    given = make(
        "They freed@ Hope Winter in winter. Hope is rare and hope stays.", ("Hope Winter", None), held=("Hope Winter",)
    )
    text = others(given)
    assert "in winter" in text
    assert "hope stays" in text
    assert "Hope Winter" not in text


def test_a_doubtful_name_made_of_ordinary_words_is_withheld_whole_and_its_words_stay() -> None:
    text = others(make("They freed@ two. Hope Winter saw it. Winter came, and Hope with it.", ("Hope Winter", None)))
    assert text.endswith("[name withheld: person of unknown standing] saw it. Winter came, and Hope with it.")


def test_relatives_are_withheld() -> None:
    people = (("Sami Hadar", None), ("Rana Hadar", None), ("Yusef Maron", None))
    text = others(
        make("They freed@ Sami Hadar. Rana Hadar wept. His uncle Yusef Maron sang.", *people, held=("Sami Hadar",))
    )
    assert text == (
        "They freed [name withheld: released person]. [name withheld: relative 1] wept. "
        "His uncle [name withheld: relative 2] sang."
    )


def test_minors_in_custody_are_withheld_and_known_adults_in_custody_are_not() -> None:
    text = others(
        make(
            "They arrested@ Sami Hadar, 15, and Yusef Maron, 44, at home.",
            ("Sami Hadar", None), ("Yusef Maron", None), event="capture", held=("Sami Hadar", "Yusef Maron"),
        )
    )  # fmt: skip
    assert "[name withheld: minor in custody], 15" in text
    assert "Yusef Maron, 44" in text


@pytest.mark.parametrize(
    "age", [", 17, at home", " (17) at home", ", aged 17, at home", ", who is 17 and slept at home"]
)
def test_an_age_is_read_however_it_is_printed(age: str) -> None:
    text = others(make(f"They arrested@ Sami Hadar{age}.", ("Sami Hadar", None), event="capture", held=("Sami Hadar",)))
    assert f"[name withheld: minor in custody]{age}" in text


def test_people_of_unknown_age_in_custody_are_withheld() -> None:
    text = others(
        make("They arrested@ Sami Hadar at home.", ("Sami Hadar", None), event="capture", held=("Sami Hadar",))
    )
    assert "[name withheld: person in custody]" in text


def test_in_a_report_of_captivity_a_name_without_standing_is_withheld_and_an_official_is_not() -> None:
    people = (("Sami Hadar", None), ("Ada Moor", "deputy minister"), ("Bran Oster", "Sergeant"))
    text = others(make("Two were freed@, Sami Hadar among them. Ada Moor looked on. Bran Oster waved.", *people))
    assert "Hadar" not in text
    assert "Oster" not in text
    assert "Ada Moor" in text


def test_in_a_report_of_anything_else_names_stay() -> None:
    text = others(make("They met@ Sami Hadar.", ("Sami Hadar", None), event="meeting"))
    assert "Sami Hadar" in text


def test_an_official_of_one_report_stays_named_in_another_that_gives_no_role() -> None:
    one = make("They freed@ two. Minister Ada Moor looked on.", ("Ada Moor", "Minister"))
    two = make("They freed@ two. Moor looked on, and Ada Moor left.", ("Ada Moor", None))
    two = dataclasses.replace(two, report=dataclasses.replace(two.report, id="r2"))
    _, copies, _ = disclose_record(Record(), [one, two], "others", Disclosure(KEY))
    assert "Ada Moor" in copies[1].report.text


def test_who_only_holds_a_captives_office_is_no_captive() -> None:
    text = others(make("They freed@ two, Ada Moor said.", ("Ada Moor", "director of the prisoners’ office")))
    assert "Ada Moor" in text


@pytest.mark.parametrize(
    ("printed", "withheld"),
    [
        ("Among them was Sami Hadar, freed@ at noon.", True),
        ("Freed@ Sami Abu Hadar waved.", True),
        ("They freed@ M. Hadar at noon.", True),
        ("They freed@ all near Sorrel Bridge at noon.", False),
        ("The Karvel Prison Service freed@ all at noon.", False),
        ("They freed@ all in Buenos Aires at noon.", False),
        ("They freed@ all. Later Sami Hadar spoke of rain.", True),
        ("They freed@ all.\n3 | Sami Hadar | Karvel | 12 years", True),
    ],
)
def test_a_name_that_the_reader_missed_in_a_report_of_captivity_is_withheld(printed: str, withheld: bool) -> None:
    text = others(make(printed))
    assert ("[name withheld" in text) is withheld
    assert not (withheld and "Hadar" in text)


def test_a_name_in_a_row_of_a_list_is_withheld_whatever_the_reader_took_it_for() -> None:
    given = make("They freed@ two.\n1 | Sami Hadar | Karvel | 12 years\n2 | Prison Service | Karvel | 3")
    body = Entity(
        "n9", "organization", "Sami Hadar", ("Sami Hadar",), (), None, tuple(find(given.report.text, "Sami Hadar"))
    )
    text = others(dataclasses.replace(given, claims=dataclasses.replace(given.claims, entities=(body,))))
    assert "Hadar" not in text
    assert "Prison Service" in text


def test_a_relative_who_posts_is_withheld_with_handle() -> None:
    given = make("They freed@ Sami Hadar. Papa is home.", ("Sami Hadar", None), held=("Sami Hadar",))
    start = given.report.text.index("Papa")
    post = Segment("post", start, start + 13, Post("X", "Rana Hadar", "@rana.hadar", None, None, False))
    report = dataclasses.replace(given.report, segments=(post,))
    shown = disclose_reading(dataclasses.replace(given, report=report), "others", Disclosure(KEY))[0]
    kept = shown.report.segments[0].post
    assert kept is not None
    assert (kept.author, kept.handle) == ("[name withheld: relative]", "[address withheld: holds a name]")


def test_to_speak_alone_keeps_no_name_and_a_calling_beside_it_does() -> None:
    text = "They freed two, Sami Hadar said. Ada Moor said no."
    given = make(text.replace("freed", "freed@"), ("Sami Hadar", None), ("Ada Moor", "lawyer"))
    said = tuple(
        Attribution(
            f"a{i}",
            "indirect",
            True,
            0.9,
            "said",
            None,
            (span_of(text, 0, 4),),
            None,
            None,
            Speaker(n, "person", entity=e),
            (),
        )
        for i, (n, e) in enumerate((("Sami Hadar", "n0"), ("Ada Moor", "n1")))
    )
    shown = others(dataclasses.replace(given, claims=dataclasses.replace(given.claims, attributions=said)))
    assert "Hadar" not in shown
    assert "Ada Moor" in shown


def test_who_speaks_while_held_is_withheld() -> None:
    text = "“I am well,” Sami Hadar said in the film."
    said = Attribution(
        "a1", "direct", True, 0.9, "said", "in_custody", (span_of(text, 1, 11),), (span_of(text, 13, 23),), None,
        Speaker("Sami Hadar", "person"), (),
    )  # fmt: skip
    report = Report("r", "0" * 64, None, None, (), None, None, "en", (), text, (Segment("paragraph", 0, len(text)),))
    assert "Hadar" not in others(Reading(report, Claims((said,))))


def test_a_namesake_body_keeps_its_name() -> None:
    given = make("Fares Union said it freed@ Sami Fares today.", ("Sami Fares", None), held=("Sami Fares",))
    union = Entity(
        "n9", "organization", "Fares Union", ("Fares Union",), (), None, tuple(find(given.report.text, "Fares Union"))
    )
    claims = dataclasses.replace(given.claims, entities=(*given.claims.entities, union))
    text = others(dataclasses.replace(given, claims=claims))
    assert text == "Fares Union said it freed [name withheld: released person] today."


def test_a_clearance_lets_one_name_stand_in_one_field_and_keeps_its_reason() -> None:
    kept = Disclosure(KEY, (Clearance("Mira Oslen", "headline", "she agreed by letter, 6 May"),))
    shown, notice = disclose_reading(reading, "others", kept)
    assert shown.report.title == "Mira Oslen and three others freed"
    assert "Oslen" not in shown.report.text
    assert "Cleared in headline: she agreed by letter, 6 May" in notice


def test_a_clearance_without_a_reason_is_refused() -> None:
    with pytest.raises(UsageError, match="needs its reason"):
        Clearance("Mira Oslen", "name", " ")


def test_ids_and_hashes_are_keyed() -> None:
    report = disclose_reading(reading, "others", Disclosure(KEY))[0].report
    again = disclose_reading(reading, "others", Disclosure(KEY))[0].report
    other = disclose_reading(reading, "others", Disclosure(b"z" * 32))[0].report
    assert report.sha256 == again.sha256 != other.sha256
    assert reading.report.sha256 not in json.dumps(
        write_reading(disclose_reading(reading, "others", Disclosure(KEY))[0])
    )
    assert report.id != reading.report.id


def test_without_a_key_ids_differ_from_copy_to_copy() -> None:
    one, two = (disclose_reading(reading, "others")[0].report.sha256 for _ in range(2))
    assert one != two


def test_the_desk_can_withhold_more_names() -> None:
    assert "Brandt" not in others(reading, also_withheld=("Ilya Brandt",))


def test_the_notice_counts_by_standing() -> None:
    _, notice = disclose_reading(reading, "others", Disclosure(KEY))
    assert notice[0] == "Names withheld: 1 × person alleged to have been mistreated, 1 × released person"


def make_record() -> tuple[Record, Reading]:
    given = make("They freed@ Sami Hadar. Hadar slept.", ("Sami Hadar", None), held=("Sami Hadar",))
    text = given.report.text
    claim = Claim("c" * 64, "r1", 11, 21, text[11:21], "Samy Hadar", ("Sami Hadar", "Post"))
    lost = Claim("d" * 64, "gone", 5, 15, "Sami Hadar", None)
    value = Value("v" * 64, "who", "Sami Hadar", None, None, None, None, claims=(claim, lost))
    event = Event(
        "e" * 64,
        "release",
        None,
        None,
        "asserted",
        ("r1",),
        (),
        (Party("held", "Sami Hadar", "p1", ("r1",)),),
        (value,),
    )
    person = Person("p1", "Sami Hadar", ("Sami Hadar", "Schmuel Hadr"), (Mention("r1", 23, 28, "Hadar"),))
    return Record((event,), people=(person,)), given


def test_a_record_is_withheld_with_places_recomputed_and_ids_keyed() -> None:
    record, given = make_record()
    shown, (copy,), _ = disclose_record(record, [given], "others", Disclosure(KEY))
    claim, lost = shown.events[0].values[0].claims
    assert copy.report.text[claim.start : claim.end] == claim.text == "[name withheld: released person]"
    assert (lost.start, lost.end) == (0, 0)
    mention = shown.people[0].mentions[0]
    assert copy.report.text[mention.start : mention.end] == mention.text == "[name withheld: released person]"
    assert claim.report == copy.report.id == shown.events[0].reports[0]
    assert shown.events[0].parties[0].person == shown.people[0].id
    assert "Hadar" not in repr(shown)
    assert "c" * 64 not in repr(shown)


def test_spellings_that_the_record_joined_are_withheld_in_every_report() -> None:
    record, given = make_record()
    second = make("All were held@. Schmuel waved.", ("Nobody", None))
    second = dataclasses.replace(second, report=dataclasses.replace(second.report, id="r2"))
    _, copies, _ = disclose_record(record, [given, second], "others", Disclosure(KEY))
    assert "Schmuel" not in copies[1].report.text


def test_a_text_on_its_own_is_scrubbed() -> None:
    assert (
        scrub("for Mira Oslen", plan_withholding([reading]))
        == "for [name withheld: person alleged to have been mistreated]"
    )
