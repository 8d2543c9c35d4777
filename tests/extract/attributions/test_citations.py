"""Who said it told from who is only cited as the way it came; names taken and conditions set tell nothing."""


def names(result):
    return [a.speaker.name if a.speaker else None for a in result.attributions]


def test_the_one_before_cited_by_speaks_and_the_daily_carries(read):
    text = "The sides also swapped 12 bodies for three, lawmaker Ivo Renn, cited by the Tarn Gazette newspaper, said."
    found = read(text, ("The sides also swapped 12 bodies for three, lawmaker Ivo Renn", "by the Tarn Gazette", "said"))
    [said] = found.attributions
    assert said.speaker.name == "Ivo Renn"
    assert [s.text for s in said.content] == ["The sides also swapped 12 bodies for three"]


def test_the_one_quoted_as_saying_speaks(read):
    text = "Selvia Radio quoted the head of the captives committee, Ada Quill, as saying 70 men had arrived."
    found = read(
        text,
        ("the head of the captives committee, Ada Quill,", "Selvia Radio", "quoted"),
        ("70 men had arrived", (), "as saying"),
    )
    assert names(found) == ["Ada Quill"]
    assert [h.name for h in found.attributions[0].chain][1:-1] == ["Selvia Radio"]


def test_a_group_that_calls_itself_something_says_nothing_by_it(read):
    text = "The Ferry Board said the group calling itself Dawn Guard killed 12 men."
    found = read(
        text,
        ("the group calling itself Dawn Guard killed 12 men", "The Ferry Board", "said"),
        ("itself Dawn Guard killed 12 men", "the group", "calling"),
    )
    assert names(found) == ["Ferry Board"]


def test_who_asked_not_to_be_named_told_nothing_by_asking(read):
    text = "A senior officer, who asked not to be named, said the army would stay."
    found = read(text, ("not to be named", "who", "asked"), ("the army would stay", "A senior officer", "said"))
    assert names(found) == ["senior officer"]


def test_officials_are_not_the_one_person_who_spoke_before(read):
    text = "“He was handed over,” Adviser Tor Belman said. Officials declined to comment on the ransom."
    found = read(
        text, ("He was handed over,", "Tor Belman", "said"), ("comment on the ransom", "Officials", "declined")
    )
    assert names(found) == ["Tor Belman", "Officials"]


def test_he_in_quoted_words_is_another_than_the_one_quoted(read):
    text = "“He told us that the road was open,” Tor Belman said."
    found = read(
        text,
        ("He told us that the road was open,", "Tor Belman", "said"),
        ("the road was open", "He", "told us"),
    )
    assert [a.speaker.name for a in found.attributions if a.source[0].text == "He"] != ["Tor Belman"]


def test_who_is_quoted_by_a_wire_and_said_so_states_it(read):
    text = "The Relief Staff, quoted by the Kolvian Wire, said that 4,150 people have been returned."
    found = read(
        text,
        (("The Relief Staff", "4,150 people have been returned"), "the Kolvian Wire", "quoted"),
        ("4,150 people have been returned", "The Relief Staff", "said"),
    )
    [said] = found.attributions
    assert (said.speaker.name, said.cue[0].text, said.claim) == ("Relief Staff", "said", True)


def test_a_body_named_by_whose_it_is_goes_back_to_no_other(read):
    text = "The Dawn Board told us of the ransom. Nine pupils are still held, according to the parents' association."
    found = read(
        text,
        ("of the ransom", "The Dawn Board", "told us"),
        ("Nine pupils are still held", "the parents' association", "according to"),
    )
    assert names(found)[-1] == "parents' association"


def test_fear_of_reprisals_is_part_of_asking_for_no_name_and_but_is_part_of_nobody(read):
    text = "But a relative, who asked not to be named for fear of reprisals, said that families had paid."
    found = read(
        text,
        ("not to be named for fear of reprisals", "who", "asked"),
        ("families had paid", "But a relative", "said"),
    )
    assert names(found) == ["relative"]


def test_an_agency_between_the_speaker_and_the_words_carries(read):
    text = "Police said, according to the Osk Mirror, that one guard had fled."
    found = read(text, (("Police said", "that one guard had fled"), "the Osk Mirror", "according to"))
    assert names(found) == ["Police"]
    assert [c.text for c in found.attributions[0].content] == ["one guard had fled"]


def test_an_agency_that_names_its_source_at_the_front_carries(read):
    text = "Citing two pilots, Channel Nine reported that the ferry would sail."
    found = read(text, ("the ferry would sail", "Channel Nine", "reported"))
    assert [h.name for h in found.attributions[0].chain][:-1] == ["two pilots", "Channel Nine"]


def test_what_a_speaker_cites_is_a_claim_and_no_speaker(read):
    text = "Mayor Ada Quill cited the closing of the Ferry Board’s office."
    found = read(text, ("the closing of the Ferry Board’s office", "Mayor Ada Quill", "cited"))
    assert names(found) == ["Ada Quill"]


def test_what_somebody_does_is_cited_as_a_ground_and_speaks_not(read):
    text = "Tor Belman praised the port, citing the opening of Quill's market hall."
    found = read(
        text,
        ("the port", "Tor Belman", "praised"),
        ("the opening of Quill's market hall", "Tor Belman", "citing"),
    )
    assert names(found) == ["Tor Belman", "Tor Belman"]


def test_a_rule_that_is_cited_somewhere_says_nothing(read):
    text = "Tor Belman could not explain why a marriage rule is cited on the board's website."
    [told] = read(
        text, ("why a marriage rule is cited on the board's website", "Tor Belman", "could not explain")
    ).attributions
    assert told.content[0].text.startswith("why a marriage rule")


def test_what_is_posted_or_said_in_an_interview_is_said_by_the_one_who_did(read):
    for cited in (
        "a post by governor Oleg Tarsk on Telegram",
        "an interview that governor Oleg Tarsk gave to Radio Selna",
    ):
        text = f"Eleven were let go, the Osk Herald reported, citing {cited}."
        found = read(text, ("Eleven were let go", "the Osk Herald", "reported"))
        assert names(found) == ["Oleg Tarsk"]
        assert {h.name for h in found.attributions[0].chain} > {"Oleg Tarsk", "Osk Herald"}
        assert {h.name for h in found.attributions[0].chain} & {"Telegram", "Radio Selna"}


def test_the_one_before_the_dailys_clause_speaks(read):
    text = "Minister Irena Bosko had told parliament on Tuesday, the daily Novi Glas reported, that nobody would be exchanged."
    found = read(text, ("nobody would be exchanged", "the daily Novi Glas", "reported"))
    [said] = found.attributions
    assert said.speaker.name == "Irena Bosko"
    assert "Novi Glas" in [h.name for h in said.chain]


def test_was_quoted_as_saying_at_the_end_takes_the_whole_sentence(read):
    text = "Eight have phoned home, while ten are believed lost, Tor Belman was quoted as saying."
    found = read(text, ("ten", (), "are believed"))
    [said] = [a for a in found.attributions if a.claim]
    assert said.speaker.name == "Tor Belman"
    assert said.content[0].text == "Eight have phoned home, while ten are believed lost"


def test_the_one_according_to_whom_a_daily_reports_speaks(read):
    text = "The Orrin Herald reported that, according to the ferry board, six were free."
    found = read(text, ("six were free", "The Orrin Herald", "reported"))
    assert [(a.speaker.name, [h.name for h in a.chain][1:-1]) for a in found.attributions] == [
        ("ferry board", ["Orrin Herald"])
    ]


def test_a_document_around_somebodys_words_claims_nothing_more(read):
    text = "Six are free, the mayor said, according to a transcript of the call."
    found = read(
        text,
        ("Six are free, the mayor said", "a transcript of the call", "according to"),
        ("Six are free", "the mayor", "said", 0),
    )
    assert [(a.speaker.name, a.claim) for a in found.attributions] == [
        ("transcript of the call", False),
        ("mayor", True),
    ]


def test_people_familiar_with_the_talks_speak(read):
    text = "Six were moved, the Osk Times reported, citing two people familiar with the talks."
    found = read(text, ("Six were moved", "the Osk Times", "reported"))
    assert names(found) == ["two people familiar with the talks"]
