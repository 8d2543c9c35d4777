"""The way outward: agencies, broadcasters, platforms, posts, the wire and this outlet, each only where the text says so."""

import pytest

OUTLET = ("The Quay Observer", "published")


@pytest.mark.parametrize(
    ("text", "found", "stations"),
    [
        (
            "“They are free,” spokesman Tor Belman told reporters in Immer, the Anadolu news agency reported.",
            ("They are free,", "Tor Belman", "told reporters"),
            [("Anadolu", "reported")],
        ),
        (
            "“They are free,” the Prison Board statement, cited by Reuters, read.",
            ("They are free,", "the Prison Board statement", "read"),
            [("Reuters", "cited")],
        ),
        (
            "Freed men told Al Jazeera that they had been beaten.",
            ("they had been beaten", "Freed men", "told"),
            [("Al Jazeera", "told")],
        ),
        (
            "Ada Quill said on Telegram that all were home.",
            ("all were home", "Ada Quill", "said"),
            [("Telegram", "posted")],
        ),
        (
            "“All are home,” he wrote on his account on X (formerly Twitter).",
            ("All are home,", "he", "wrote"),
            [("X", "posted")],
        ),
        (
            "Ada Quill told broadcaster Radio Calvane that all were home.",
            ("all were home", "Ada Quill", "told"),
            [("Radio Calvane", "told")],
        ),
        (
            "“All are home,” Marrin said in a broadcast by Calvane Television.",
            ("All are home,", "Marrin", "said"),
            [("Calvane Television", "reported")],
        ),
        (
            "Six died, army spokesman Tor Belman said in a statement, as reported by PTI.",
            ("Six died", "Tor Belman", "said"),
            [("PTI", "reported")],
        ),
        (
            "Six died, according to a copy of the letter seen by Reuters.",
            ("Six died", "a copy of the letter seen by Reuters", "according to"),
            [("Reuters", "cited")],
        ),
        (
            "Marrin told local media that only ten were held.",
            ("only ten were held", "Marrin", "told"),
            [("local media", "told")],
        ),
        ("Marrin told a task force that ten were held.", ("ten were held", "Marrin", "told"), []),
        ("Marrin, who once worked for Reuters, said ten were held.", ("ten were held", "Marrin", "said"), []),
    ],
)
def test_stations_between_speaker_and_outlet(read, chain, text, found, stations):
    (attribution,) = read(text, found).attributions
    assert chain(attribution)[1:] == [*stations, OUTLET]


def test_an_agency_that_only_carries_is_a_station_and_claims_nothing(read, chain):
    text = "Six crossed the bridge, border officials said, Reuters reported."
    found = read(
        text,
        ("Six crossed the bridge, border officials said", "Reuters", "reported"),
        ("Six crossed the bridge", "border officials", "said", 0),
    )
    outer, attribution = found.attributions
    assert (outer.claim, attribution.claim, attribution.within) == (False, True, outer.id)
    assert attribution.speaker.name == "border officials"
    assert chain(attribution) == [("border officials", "said"), ("Reuters", "reported"), OUTLET]


def test_an_agency_that_cites_carries_the_one_it_cites(read, chain):
    text = "The fire destroyed a street, Kyodo reported, citing the Survey Office of Immer."
    (attribution,) = read(text, ("The fire destroyed a street", "Kyodo", "reported")).attributions
    assert chain(attribution) == [("Survey Office of Immer", "said"), ("Kyodo", "cited"), OUTLET]


def test_an_agency_that_quotes_an_unnamed_source(read, chain):
    text = "“The money has gone,” the Reuters news agency quoted an unnamed source as saying."
    (attribution,) = read(text, ("The money has gone,", "the Reuters news agency", "quoted")).attributions
    assert chain(attribution) == [("unnamed source", "said"), ("Reuters", "cited"), OUTLET]
    assert attribution.speaker.kind == "anonymous"


def test_an_agency_alone_speaks_for_itself(read, chain):
    (attribution,) = read("Ten were held, Reuters reported.", ("Ten were held", "Reuters", "reported")).attributions
    assert chain(attribution) == [("Reuters", "said"), OUTLET]


def test_a_body_around_a_speaker_is_no_station_but_stands_around_it(read, chain):
    text = "Floods took lives: villagers reported 37 deaths, the Relief Board said."
    found = read(
        text,
        ("Floods took lives: villagers reported 37 deaths", "the Relief Board", "said"),
        ("37 deaths", "villagers", "reported", 0),
    )
    outer, inner = found.attributions
    assert (inner.within, outer.within) == (outer.id, None)
    assert chain(inner) == [("villagers", "said"), OUTLET]


def test_nesting_is_found_where_the_reader_does_not_say_so(read):
    text = "Floods took lives: villagers reported 37 deaths, the Relief Board said."
    found = read(
        text,
        ("Floods took lives: villagers reported 37 deaths", "the Relief Board", "said"),
        ("37 deaths", "villagers", "reported"),
    )
    assert found.attributions[1].within == found.attributions[0].id


def test_agency_of_the_dateline_carries_every_claim(read, chain):
    text = "IMMER (Reuters) - Ten were freed, Marrin said.\n\nTwo were ill, Marrin added."
    found = read(text, ("Ten were freed", "Marrin", "said"), ("Two were ill", "Marrin", "added"))
    assert [chain(a)[1] for a in found.attributions] == [("Reuters", "reported")] * 2


def test_two_names_in_the_credit_line_carry_nothing(read, chain):
    text = "Ten were freed, Marrin said.\n\n(QO, Reuters)"
    found = read(text, ("Ten were freed", "Marrin", "said"), kinds={1: "credit"}, credited=("QO", "Reuters"))
    assert chain(found.attributions[0])[1:] == [OUTLET]


def test_one_name_in_the_credit_line_is_the_wire(read, chain):
    text = "Ten were freed, Marrin said.\n\nSource: Xinhua"
    found = read(text, ("Ten were freed", "Marrin", "said"), kinds={1: "credit"}, credited=("Xinhua",))
    assert chain(found.attributions[0])[1:] == [("Xinhua", "reported"), OUTLET]


def test_the_outlets_own_wire_is_one_station(read, chain):
    text = "IMMER, May 3. /TASS/. Ten were freed, Marrin said."
    found = read(text, ("Ten were freed", "Marrin", "said"), outlet="TASS", credited=("TASS",))
    assert chain(found.attributions[0]) == [("Marrin", "said"), ("TASS", "published")]


def test_the_chain_of_an_announcement_reaches_the_quotation_that_follows(read, chain):
    text = (
        "Ten men are home.\n\nMediator Ada Quill announced this on Telegram, Reuters reports.\n\n"
        "“A hard week is behind us,” she said."
    )
    found = read(text, ("A hard week is behind us,", "she", "said"))
    stations = [[name for name, _ in chain(a)] for a in found.attributions]
    assert stations == [["Ada Quill", "Telegram", "Reuters", OUTLET[0]]] * 2


def test_every_station_has_its_exact_place(read):
    text = "“They are free,” Tor Belman told reporters, Reuters reported."
    (attribution,) = read(text, ("They are free,", "Tor Belman", "told reporters")).attributions
    assert [h.span.text if h.span else None for h in attribution.chain] == ["Tor Belman", "Reuters", None]


@pytest.mark.parametrize("opening", ["KELM, 3 May, UPI - ", "Kelm. May 3. INTERFAX - ", "NNA - "])
def test_the_agency_of_a_dateline_without_brackets_carries(read, chain, opening):
    text = f"{opening}Six men are free, Marrin said."
    (found,) = read(text, (f"{opening}Six men are free", "Marrin", "said")).attributions
    assert chain(found)[1][0] in ("UPI", "INTERFAX", "NNA")
    assert found.content[-1].text.endswith("Six men are free")


def test_a_dateline_is_not_said(read):
    text = "KELM, 3 May, UPI - Six men are free, Marrin said."
    (found,) = read(text, ("KELM, 3 May, UPI - Six men are free", "Marrin", "said")).attributions
    assert [c.text for c in found.content] == ["Six men are free"]


@pytest.mark.parametrize("name", ["QO", "TQO", "the Observer", "Quay Observer"])
def test_the_outlet_by_its_short_name_is_no_station_of_its_own_copy(read, chain, name):
    text = f"IMMER ({name}) - Ten were freed, Marrin told {name}."
    found = read(text, ("Ten were freed", "Marrin", "told"), credited=(name,))
    assert [name for name, _ in chain(found.attributions[0])] == ["Marrin", OUTLET[0]]


def test_a_document_around_the_words_is_no_station(read, chain):
    text = "A neighbour reported hearing shots, according to a police affidavit."
    found = read(
        text,
        ("A neighbour reported hearing shots", "a police affidavit", "according to"),
        ("hearing shots", "A neighbour", "reported", 0),
    )
    assert chain(found.attributions[1]) == [("neighbour", "said"), OUTLET]


def test_on_whose_word_a_daily_hands_it_on_stands_before_the_daily(read, chain):
    text = (
        "The bishop is alive, a go-between has said, according to the newspaper Il Corso, citing sources in the senate."
    )
    found = read(
        text,
        ("The bishop is alive, a go-between has said", "the newspaper Il Corso", "according to"),
        ("The bishop is alive", "a go-between", "has said", 0),
    )
    [said] = [a for a in found.attributions if a.claim]
    assert [name for name, _ in chain(said)] == ["go-between", "sources in the senate", "Il Corso", OUTLET[0]]


def test_a_report_made_by_an_outlet_carries_and_claims_nothing(read, chain):
    text = "Nine were handed over, the Ferry Ministry said, according to a report by state broadcaster STV."
    found = read(
        text,
        ("Nine were handed over, the Ferry Ministry said", "a report by state broadcaster STV", "according to"),
        ("Nine were handed over", "the Ferry Ministry", "said", 0),
    )
    assert [a.claim for a in found.attributions] == [False, True]
    assert ("STV", "reported") in chain(found.attributions[1])


def test_agencies_that_are_not_named_are_a_station_as_printed(read, chain):
    text = "Ten were freed, Marrin said.\n\nAgencies"
    found = read(text, ("Ten were freed", "Marrin", "said"), kinds={1: "credit"}, credited=("Agencies",))
    said = found.attributions[0]
    assert chain(said)[1:] == [("Agencies", "reported"), OUTLET]
    assert (said.chain[1].kind, said.chain[1].span.start) == ("agency", text.index("Agencies"))


def test_an_agency_that_signs_stands_before_agencies_that_are_not_named(read, chain):
    text = "Ten were freed, Marrin said.\n\nAgencies"
    found = read(text, ("Ten were freed", "Marrin", "said"), signed=("Reuters",), credited=("Agencies",))
    assert chain(found.attributions[0])[1:] == [("Reuters", "reported"), OUTLET]


def test_an_agency_under_two_names_is_one_station(read, chain):
    text = "BRESK (AP) — Ten were freed, Marrin told The Associated Press."
    found = read(text, ("Ten were freed", "Marrin", "told"))
    assert [name for name, _ in chain(found.attributions[0])] == ["Marrin", "Associated Press", OUTLET[0]]


def test_a_service_of_a_broadcaster_is_the_broadcaster(read):
    [said] = read(
        "Ten were freed, the BBC monitoring service said.", ("Ten were freed", "the BBC monitoring service", "said")
    ).attributions
    assert (said.speaker.name, said.speaker.kind) == ("BBC", "outlet")
