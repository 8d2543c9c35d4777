"""Direct, mixed, indirect; acts; which of them state something; words from custody; edges of spans."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We are grateful to all,” Belman said.", "We are grateful to all,", "direct"),
        ("Belman said the men “did not give up for a day,” and left.", "the men “did not give up for a day,”", "mixed"),
        ("Renn “warmly welcomed our people,” Belman said.", "warmly welcomed our people,", "mixed"),
        ("Belman said six men had left.", "six men had left", "indirect"),
        ('"We are grateful to all," Belman said.', "We are grateful to all,", "direct"),
        ("‘We are grateful to all,’ Belman said.", "We are grateful to all,", "direct"),
        ("«We are grateful to all», Belman said.", "We are grateful to all", "direct"),
        (
            "Belman said the film “Long Road Home” would be shown.",
            "the film “Long Road Home” would be shown",
            "indirect",
        ),
    ],
)
def test_quotation(read, text, content, kind):
    (attribution,) = read(text, (content, "Belman", "said")).attributions
    assert attribution.quotation == kind


@pytest.mark.parametrize(
    ("cue", "act", "claim"),
    [
        ("said", "said", True),
        ("denied", "denied", True),
        ("called for", "demanded", True),
        ("promised", "promised", True),
        ("thanked them for", "thanked", True),
        ("welcomed", "praised", True),
        ("condemned", "criticised", True),
        ("wants", "hoped", False),
        ("watched", "seen", False),
        ("believes", "believed", True),
        ("did not say", "declined", False),
        ("tweeted", "wrote", True),
    ],
)
def test_acts_tell_speech_from_attitude(read, cue, act, claim):
    text = f"Belman {cue} the release of the men."
    (attribution,) = read(text, ("the release of the men", "Belman", cue)).attributions
    assert (attribution.act, attribution.claim) == (act, claim)


def test_words_put_into_nobodys_mouth_are_nobodys_claim(read):
    text = "Six men are reported to have refused to leave."
    (attribution,) = read(text, ("to have refused to leave", "", "are reported")).attributions
    assert (attribution.claim, attribution.speaker) == (False, None)


def test_seen_burning_states_nothing(read):
    text = "The men were seen burning the shirts."
    (attribution,) = read(text, ("burning the shirts", "", "were seen")).attributions
    assert not attribution.claim


def test_words_of_people_who_are_held_are_marked(read):
    text = "“I am well,” hostage Tor Belman said in a video released by the rebels."
    (attribution,) = read(text, ("I am well,", "hostage Tor Belman", "said")).attributions
    assert attribution.circumstance == "in_custody"


def test_words_of_the_freed_are_not(read):
    text = "Freed detainees told Radio Calvane that they had been beaten."
    (attribution,) = read(text, ("they had been beaten", "Freed detainees", "told")).attributions
    assert attribution.circumstance is None


def test_leading_that_is_left_out_and_no_word_is_cut(read):
    text = "Belman said that six men left the town."
    (attribution,) = read(text, ("that six men left the tow", "Belman", "said")).attributions
    assert attribution.content[0].text == "six men left the town"


def test_content_never_swallows_its_own_cue(read):
    text = "Six men, Belman said, left the town."
    (attribution,) = read(text, ("Six men, Belman said, left the town", "Belman", "said")).attributions
    assert [c.text for c in attribution.content] == ["Six men", "left the town"]


def test_a_quotation_is_taken_whole(read):
    text = "“We waited at the bridge for a whole week,” Belman said."
    (attribution,) = read(text, ("We waited at the bridge for a", "Belman", "said")).attributions
    assert attribution.content[0].text == "We waited at the bridge for a whole week,"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "“",
        '"""" "',
        "‘’“”«»",
        "A " * 3000,
        "“Open " * 40,
        "نص عربي “quoted” here",
        "😀 “Yes,” 😀 said.",
        "\x00\x07 said “x”",
    ],
)
def test_nothing_raises_and_every_span_is_exact(read, text):
    read(text)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("they came out with their hands on their heads", "direct"),
        ("with their hands on their heads and no shoes", "mixed"),
        ("who came out with their hands on their heads", "mixed"),
    ],
)
def test_a_clause_with_its_own_subject_is_direct_in_small_letters(read, words, kind):
    text = f"A shopkeeper said that “{words}” on Monday."
    assert read(text, (f"“{words}”", "A shopkeeper", "said")).attributions[0].quotation == kind


def test_who_says_nothing_of_it_states_nothing(read):
    text = "The board said nothing of the money."
    assert not read(text, ("nothing of the money", "The board", "said")).attributions[0].claim


@pytest.mark.parametrize(("score", "states"), [(0.4, False), (0.45, True)])
def test_what_the_reader_doubts_is_told_and_states_nothing(read, score, states):
    text = "The warden said the men had left."
    [said] = read(text, ("the men had left", "The warden", "said"), score=score).attributions
    assert (said.score, said.claim) == (score, states)


def test_a_quotation_over_paragraphs_is_direct(read):
    text = "Tor Belman said: “We waited for a week.\n\n“Then the buses came and we went home.”"
    [said] = read(text, ("We waited for a week.", "Tor Belman", "said")).attributions
    assert (len(said.content), said.quotation) == (2, "direct")


def test_marks_of_two_kinds_around_the_words_are_left_out(read):
    text = "“The men are safe', Tor Belman said."
    [said] = read(text, ("“The men are safe'", "Tor Belman", "said")).attributions
    assert (said.content[0].text, said.quotation) == ("The men are safe", "direct")


@pytest.mark.parametrize(("plea", "act"), [("not guilty", "denied"), ("guilty", "admitted")])
def test_a_plea_demands_nothing(read, plea, act):
    [said] = read(f"Tor Belman pleaded {plea}.", (plea, "Tor Belman", "pleaded")).attributions
    assert said.act == act


def test_a_shirt_shows_and_says_nothing(read):
    [shown] = read("She wore a shirt with the words “Lior is my own brother” in red.").attributions
    assert shown.act == "shown"


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("The captured soldier said he was well.", "he was well", "The captured soldier", "said"),
        ("Detained engineer Paul Redd said he was well.", "he was well", "Detained engineer Paul Redd", "said"),
        ("In a letter from prison Ada Quill told her sons to wait.", "to wait", "Ada Quill", "told her sons"),
        ("Speaking from his cell, Paul Redd said he was well.", "he was well", "Paul Redd", "said"),
    ],
)
def test_words_from_a_cell_are_words_from_custody(read, text, content, source, cue):
    assert read(text, (content, source, cue)).attributions[0].circumstance == "in_custody"


@pytest.mark.parametrize(
    "lead", ["A doctor who wrote about beatings in prison", "A clerk who told of her return from captivity"]
)
def test_words_about_a_cell_are_not_words_from_it(read, lead):
    [said] = read(f"{lead} said he was well.", ("he was well", lead, "said")).attributions
    assert said.circumstance is None


@pytest.mark.parametrize("source", ["The captured soldier's lawyer", "A detained man's mother"])
def test_words_of_those_outside_are_not(read, source):
    [said] = read(f"{source} said he was well.", ("he was well", source, "said")).attributions
    assert said.circumstance is None
