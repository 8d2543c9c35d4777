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
