"""What the reader marks, put right: recipients, pronouns, dates, spill over a full stop, charges, cited speakers, tallies."""

import pytest


def only(result):
    (attribution,) = result.attributions
    return attribution


def words(attribution):
    return " | ".join(c.text for c in attribution.content)


def test_those_who_are_told_are_no_source(read):
    text = "Freed men told Radio Calvane that they had been beaten."
    found = only(read(text, ("they had been beaten", ("Freed men", "Radio Calvane"), "told")))
    assert [s.text for s in found.source] == ["Freed men"]


def test_a_participle_takes_the_subject_of_its_sentence(read):
    text = "Six men refused to leave the ship, arguing that they had a right to stay."
    found = only(read(text, ("they had a right to stay", "", "arguing that")))
    assert found.speaker.name == "Six men"
    assert "subject" in found.speaker.inferred


def test_the_one_after_by_is_the_source(read):
    text = "Ten were freed, as reported by PTI."
    found = only(read(text, ("Ten were freed", "", "reported")))
    assert found.speaker.name == "PTI"


def test_a_pronoun_before_the_cue_speaks_and_is_not_said(read):
    text = "The Ferry Board said it had expected nine boats to come."
    found = read(
        text,
        ("it had expected nine boats to come", "The Ferry Board", "said"),
        (("it", "nine boats to come"), "", "had expected", 0),
    )
    inner = found.attributions[1]
    assert (words(inner), inner.speaker.name) == ("nine boats to come", "Ferry Board")


def test_a_date_before_the_name_is_no_part_of_it(read):
    text = "On February 15 Norway's Prison Service confirmed the release of ten men."
    found = only(read(text, ("the release of ten men", "February 15 Norway's Prison Service", "confirmed")))
    assert found.source[0].text == "Norway's Prison Service"


def test_a_statement_by_the_ministry_speaks(read):
    text = "Ten went home, a statement by the Interior Ministry said."
    found = only(read(text, ("Ten went home, a statement by", "the Interior Ministry", "said")))
    assert (found.speaker.kind, found.speaker.issuer) == ("document", "Interior Ministry")
    assert words(found) == "Ten went home"


def test_told_words_keep_to_the_sentence_of_their_cue(read):
    text = "Roads are shut. Ten villages have no water, officials said."
    found = only(read(text, ("Roads are shut. Ten villages have no water", "officials", "said")))
    assert words(found) == "Ten villages have no water"


def test_what_another_sentence_tells_stands_inside_nothing(read):
    text = "Marrin did not say when. Six are thought to have fled."
    found = read(
        text,
        ("when. Six are thought to have fled", "Marrin", "did not say"),
        ("to have fled", "", "thought", 0),
    )
    assert [a.within for a in found.attributions] == [None, None]


def test_quoted_words_run_on_over_a_full_stop(read):
    text = "“Roads are shut. Ten villages have no water,” officials said."
    found = only(read(text, ("Roads are shut. Ten villages have no water,", "officials", "said")))
    assert words(found) == "Roads are shut. Ten villages have no water,"


def test_reporters_words_after_a_quotation_are_left_out(read):
    text = "The family said that “one half of the house is warm.” The man is 35."
    found = only(read(text, ("“one half of the house is warm.” The man is 35", "The family", "said")))
    assert words(found) == "one half of the house is warm."


def test_the_accused_are_not_the_charge(read):
    charge = "breaking the truce by shelling the ferry and by holding back a list of forty names"
    found = only(read(f"The group accused the army of {charge}.", (f"the army of {charge}", "The group", "accused")))
    assert words(found) == charge


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("The group accused the army of theft.", "the army of theft", "The group", "accused"),
        ("Holm warned that he would speak of her debts.", "he would speak of her debts", "Holm", "warned"),
        ("Holm was outspoken in his hatred to the bridge tax.", "his hatred to the bridge tax", "Holm", "outspoken in"),
        ("Holm bristled at the argument that he lied.", "the argument that he lied", "Holm", "bristled at"),
    ],
)
def test_words_stay_whole_where_little_would_be_left_or_no_place_is_named(read, text, content, source, cue):
    assert words(only(read(text, (content, source, cue)))) == content


def test_a_relative_word_is_no_piece_of_what_is_said(read):
    text = "The pact, which Holm hoped would save the ferry, failed."
    found = only(read(text, (("which", "would save the ferry"), "Holm", "hoped")))
    assert words(found) == "would save the ferry"


def test_a_quotation_joins_the_sentences_that_it_runs_through(read):
    text = "The people of Immer “deserve a bridge. They shall have one,” said Ada Quill."
    content = "The people of Immer “deserve a bridge. They shall have one,"
    assert words(only(read(text, (content, "Ada Quill", "said")))).startswith("The people of Immer")


def test_a_headline_gives_capitals_to_every_word(read):
    found = only(
        read(
            "Ferry Board Nominates Ada Marie Quill For Bridge Post",
            ("Ada Marie Quill For Bridge Post", "Ferry Board", "Nominates"),
        )
    )
    assert found.cue[0].text == "Nominates"


def test_a_demonstrative_is_no_relative_clause(read):
    text = "That letter, on the paper of the ferry, demanded that the toll be paid."
    found = only(read(text, ("the toll be paid", "That letter, on the paper of the ferry", "demanded")))
    assert found.source[0].text.startswith("That letter")


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Assuming that the ferry sails, Quill will leave.", "the ferry sails", "Assuming"),
        ("It took a year, showing that the ferry is slow.", "the ferry is slow", "showing"),
    ],
)
def test_a_participle_takes_no_subject_that_does_not_speak(read, text, content, cue):
    assert only(read(text, (content, "", cue))).source is None


def test_a_statement_that_is_released_is_said(read):
    text = "She released a statement saying “The ferry will never sail from here again.”"
    found = only(read(text, ("The ferry will never sail from here again.", "She", "released a statement saying")))
    assert (found.act, found.claim) == ("said", True)


def test_where_it_was_alleged_is_not_what_was_alleged(read):
    text = "Prosecutors alleged in the indictment that he sold maps."
    found = only(read(text, ("the indictment that he sold maps", "Prosecutors", "alleged in")))
    assert words(found) == "he sold maps"


def test_where_it_was_confirmed_is_a_station(read, chain):
    text = "Ada Quill also confirmed the exchange on Telegram."
    found = only(read(text, ("the exchange on Telegram", "Ada Quill", "also confirmed")))
    assert words(found) == "the exchange"
    assert ("Telegram", "posted") in chain(found)


def test_one_who_is_cited_by_an_agency_speaks(read, chain):
    text = "The state pardoned five men, a harbour official was cited by Reuters as saying."
    found = only(read(text, ("The state pardoned five men, a harbour official", "Reuters", "was cited")))
    assert chain(found)[:2] == [("harbour official", "said"), ("Reuters", "cited")]
    assert words(found) == "The state pardoned five men"


def test_citing_somebody_says_nothing_of_its_own(read):
    text = "A street burned, Kyodo reported, citing the Survey Office."
    found = read(text, ("A street burned", "Kyodo", "reported"), ("the Survey Office", "Kyodo", "citing"))
    assert [a.speaker.name for a in found.attributions] == ["Survey Office"]


def test_a_figure_that_is_put_at_is_said(read):
    found = only(read("The Relief Board put the displaced at about 1.4 million."))
    assert words(found) == "the displaced at about 1.4 million"
    assert found.speaker.name == "Relief Board"


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("Oslo released footage of him in a cell.", "him in a cell", "Oslo", "released footage of"),
        ("The Ferry Board has published a series of videos.", "a series of videos", "The Ferry Board", "has published"),
        ("The pact ended, halting the long war.", "the long war", "", "halting"),
        ("The guards forced ten men to stand.", "ten men to stand", "The guards", "forced"),
        ("Of the 90 deaths, Punjab reported 38.", "38", "Punjab", "reported"),
        ("Renn met him, welcoming his release.", "his release", "Renn", "welcoming"),
        ("They swapped men under an agreement announced last week.", "They swapped men", "an agreement", "announced"),
        ("Both sides agreed to swap ten men.", "to swap ten men", "Both sides", "agreed"),
    ],
)
def test_what_states_nothing_is_no_claim(read, text, content, source, cue):
    assert not any(a.claim for a in read(text, (content, source, cue)).attributions)


def test_a_name_is_no_cue(read):
    text = "The commanders Denys Marrin and Oleg Quill came home."
    assert read(text, ("Marrin and Oleg Quill", "The commanders", "Denys")).attributions == ()


def test_a_quoted_part_with_an_idle_verb_is_carried_to_the_one_who_spoke(read):
    text = "The ministry noted that ten are free. In May, three were released “without any demand from the other side.”"
    found = read(
        text,
        ("ten are free", "The ministry", "noted that"),
        ("without any demand from the other side.", "three", "were released"),
    )
    assert [words(a) for a in found.attributions][1].startswith("In May, three were released")
    assert found.attributions[1].speaker.name == found.attributions[0].speaker.name


def test_a_scare_word_makes_no_claim_of_a_deed(read):
    text = "The army freed ten men from its “humanitarian” camp."
    found = only(read(text, ("ten men from its “humanitarian” camp", "The army", "freed")))
    assert not found.claim


def test_a_quotation_keeps_a_cue_that_no_lexicon_knows(read):
    found = only(read("“We are going home,” Belman grinned.", ("We are going home,", "Belman", "grinned")))
    assert found.claim


def test_an_agency_that_quotes_between_its_name_and_its_verb(read, chain):
    text = "Reuters waited.\n\nThe agency, quoting a police source, reported that two men had died."
    found = only(read(text, ("two men had died", "The agency", "reported")))
    assert chain(found)[:2] == [("police source", "said"), ("Reuters", "cited")]


def test_one_who_is_quoted_by_an_agency_inside_the_source(read, chain):
    text = "Commander Ruvan Ostrey, quoted by the Interfax news agency, said ten were well."
    found = read(
        text,
        ("ten were well", "Commander Ruvan Ostrey, quoted by the Interfax news agency", "said"),
        ("Commander Ruvan Ostrey", "the Interfax news agency", "quoted"),
    )
    assert [chain(a)[:2] for a in found.attributions] == [[("Ruvan Ostrey", "said"), ("Interfax", "cited")]]


def test_a_second_cue_ends_the_words_of_the_first(read):
    text = "Elane Torvic denied that anyone had been hurt and called the accounts “pure invention.”"
    found = read(
        text,
        ("anyone had been hurt and called the accounts “pure invention.”", "Elane Torvic", "denied"),
        ("the accounts “pure invention.”", "Elane Torvic", "called"),
    )
    assert [words(a) for a in found.attributions] == ["anyone had been hurt", "the accounts “pure invention.”"]
    assert [a.within for a in found.attributions] == [None, None]


def test_a_condition_of_anonymity_is_not_said(read, chain):
    text = "A judge told Reuters on condition of anonymity that ten had fled, as first reported by The Guardian."
    outer, found = read(
        text,
        ("A judge told Reuters on condition of anonymity that ten had fled", "The Guardian", "first reported"),
        ("condition of anonymity that ten had fled", "A judge", "told", 0),
    ).attributions
    assert (outer.claim, found.claim, found.within) == (False, True, outer.id)
    assert words(found) == "ten had fled"
    assert [name for name, _ in chain(found)][1:3] == ["Reuters", "Guardian"]


def test_what_another_says_after_while_is_not_confirmed(read):
    text = "Officials confirmed the release of nine men, while their union, Open Hands, said two were missing."
    found = read(
        text,
        ("the release of nine men, while their union, Open Hands,", "Officials", "confirmed"),
        ("two were missing", "Open Hands", "said"),
    )
    assert [words(a) for a in found.attributions] == ["the release of nine men", "two were missing"]
    assert [a.within for a in found.attributions] == [None, None]


def test_a_daily_that_cited_somebody_carries(read, chain):
    text = "According to the daily Morgen, which cited two judges, the group was paid."
    found = only(read(text, ("the group was paid", "the daily Morgen, which cited two judges", "According to")))
    assert chain(found)[:2] == [("two judges", "said"), ("Morgen", "cited")]


def test_a_sister_set_beside_her_name_is_that_person(read):
    found = only(
        read("Andros' sister, Mirel, said the family wept.", ("the family wept", "Andros' sister, Mirel", "said"))
    )
    assert found.speaker.name == "Mirel"


def test_one_of_the_captives_is_held(read):
    text = "In the video, one of the captives, nurse Pell Andros, said: “Please do what they ask.”"
    found = only(read(text, ("Please do what they ask.", "one of the captives, nurse Pell Andros", "said")))
    assert found.circumstance == "in_custody"


def test_a_whole_sentence_after_according_to_stays_whole(read):
    text = "According to her, “the government must rise to its duty”."
    found = only(read(text, ("the government must rise to its duty", "her", "According to")))
    assert words(found) == "the government must rise to its duty"


def test_the_one_who_represents_a_town_is_not_the_town(read):
    text = "The lawmaker representing Kessel North, Mr Sule Bako, said girls had walked."
    found = only(read(text, ("girls had walked", "The lawmaker representing Kessel North, Mr Sule Bako", "said")))
    assert found.speaker.name == "Sule Bako"


@pytest.mark.parametrize("source", ["which they were kept", "they were kept"])
def test_a_clause_is_no_source(read, source):
    text = "The cells in which they were kept expose the plan, according to Ada Quill."
    found = read(
        text,
        ("The cells in which they were kept expose the plan", "Ada Quill", "according to"),
        ("the plan", source, "expose"),
    )
    assert only(found).speaker.name == "Ada Quill"


def test_a_clause_beside_the_name_is_not_said(read):
    text = "According to the Ferry Board's envoy, whose remarks were broadcast by Al Mayadeen, six are alive."
    found = only(
        read(
            text,
            ("whose remarks were broadcast by Al Mayadeen, six are alive", "the Ferry Board's envoy", "According to"),
        )
    )
    assert words(found) == "six are alive"
    assert [h.name for h in found.chain][1:-1] == ["Al Mayadeen"]


def test_when_it_was_so_is_told_by_the_outlet(read):
    text = "The talks have failed, the envoy Ada Quill said, a day after the ferry sank."
    found = only(read(text, (("The talks have failed", "a day after the ferry sank"), "the envoy Ada Quill", "said")))
    assert words(found) == "The talks have failed"


def test_what_is_done_beside_the_promise_is_not_promised(read):
    text = "The Harrow Front had vowed to leave the valley by spring but stayed on."
    content = "to leave the valley by spring but stayed on"
    assert words(only(read(text, (content, "The Harrow Front", "had vowed")))) == "to leave the valley by spring"


def test_those_who_were_told_are_not_who_says_it(read):
    text = "The captain’s wife had been warned of the shelling by noon."
    found = read(text, ("the shelling", "The captain’s wife", "had been warned of"))
    assert [a.claim for a in found.attributions] == [False]


def test_a_role_in_the_cue_belongs_to_the_one_who_speaks(read):
    text = "Corvane's rebels freed three men, the country's rights ombudsman said."
    found = only(read(text, ("Corvane's rebels freed three men", "the country's rights", "ombudsman said")))
    assert found.source[0].text == "the country's rights ombudsman"


def test_the_question_asked_is_nobodys_claim(read):
    text = "Asked by Reuters whether the list was complete, the envoy Ada Quill said that it was not."
    found = read(
        text, ("whether the list was complete", "", "Asked"), ("it was not", "the envoy Ada Quill", "said that")
    )
    assert [h.name for h in only(found).chain] == ["Ada Quill", "Reuters", "The Quay Observer"]


def test_the_one_cited_speaks_where_only_he_was_marked(read):
    text = "Every clerk was pardoned, a Dravan official was cited by AFP as saying."
    found = only(read(text, ("a Dravan official", "AFP as saying", "was cited")))
    assert (words(found), found.speaker.name) == ("Every clerk was pardoned", "Dravan official")
    assert [h.name for h in found.chain][1:-1] == ["AFP"]


def test_a_delay_is_put_down_to_something(read):
    text = "The ministry of Corvane confirmed the delay on Monday and put it down to the rain."
    found = read(text, ("the delay", "The ministry of Corvane", "confirmed"))
    assert [words(a) for a in found.attributions] == ["the delay", "it down to the rain"]


def test_reports_that_are_denied_are_named_by_what_they_tell(read):
    text = "The Ferry Board denied reports in the press that a ransom was paid."
    found = only(read(text, ("reports in the press that a ransom was paid", "The Ferry Board", "denied")))
    assert words(found) == "a ransom was paid"


def test_a_new_sentence_after_a_semicolon_is_not_said(read):
    text = "A rebel told Reuters that talks would go on; he was not allowed to give his name."
    found = only(read(text, ("talks would go on; he was not allowed to give his name", "A rebel", "told")))
    assert words(found) == "talks would go on"


def test_what_stands_beside_the_speakers_name_is_not_said(read):
    text = "The harbour chief, Uri Dane, said via his X account that all forty were back."
    found = only(read(text, (("The harbour chief", "all forty were back"), "Uri Dane", "said")))
    assert (words(found), found.speaker.name) == ("all forty were back", "Uri Dane")


def test_a_participle_keeps_what_hangs_on_it(read):
    text = "Norway and Sweden have confirmed the second round of a survey planned in Immer last spring."
    found = only(read(text, ("the second round of a survey planned", "Norway and Sweden", "have confirmed")))
    assert words(found) == "the second round of a survey planned in Immer last spring"


def test_a_time_of_day_before_the_name_is_no_part_of_it(read):
    text = "On Tuesday morning board staff said that six were home."
    found = only(read(text, ("six were home", "morning board staff", "said")))
    assert found.source[0].text == "board staff"


def test_reports_that_are_confirmed_are_claimed_by_the_one_who_confirms(read):
    text = "Police confirmed media reports that two sailors had been taken."
    found = read(
        text,
        ("media reports that two sailors had been taken", "Police", "confirmed"),
        ("two sailors had been taken", "media", "reports that"),
    )
    assert (only(found).speaker.name, words(only(found))) == ("Police", "two sailors had been taken")


def test_a_noun_that_speaks_inside_the_words_does_not_end_them(read):
    text = "The council voted to hold the clerk, a former aide, in contempt of the ferry court."
    found = read(
        text,
        ("to hold the clerk, a former aide, in contempt of the ferry court", "The council", "voted"),
        ("the ferry court", "The council", "contempt of"),
    )
    assert found.attributions[0].content[0].text.endswith("of the ferry court")


def test_a_semicolon_in_quoted_words_is_the_speakers_own(read):
    text = "“The road is closed; the mayor told us so this morning, and all of us have to wait,” the pilot said."
    quoted = text[1 : text.index("”")]
    found = read(text, (quoted, "the pilot", "said"), ("so", "the mayor", "told us"))
    assert found.attributions[0].content[0].text == quoted


def test_whoever_stands_before_that_is_the_one_who_wants_it(read):
    text = "Ada Quill chairs a fund that intends to hammer the board."
    [wants] = read(text, ("to hammer the board", "that", "intends")).attributions
    assert [s.text for s in wants.source] == ["that"]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("The Ferry Brigade, which holds the men, denied that any of them had been hurt.", "any of them had been hurt", "denied"),
        ("In a message on its Telegram channel the Ferry Brigade denied that the men were ill.", "the men were ill", "denied"),
    ],
)  # fmt: skip
def test_the_subject_that_the_reader_left_out_is_found(read, text, content, cue):
    [said] = read(text, (content, (), cue)).attributions
    assert "Ferry Brigade" in said.speaker.name


def test_a_second_verb_has_the_subject_of_the_first(read):
    text = "The Ferry Brigade denied that any was hurt and said it would answer."
    found = read(text, ("any was hurt", "The Ferry Brigade", "denied"), ("it would answer", (), "said"))
    assert [a.speaker.name for a in found.attributions] == ["Ferry Brigade"] * 2


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“The last bus has left,” deputy governor Pavel Orsk told journalists.", "governor Pavel Orsk", "“The last bus has left,” deputy"),
        ("Four men were taken, a neighbour, Ida Moss, told journalists.", "neighbour, Ida Moss,", "Four men were taken, a"),
    ],
)  # fmt: skip
def test_what_stands_before_the_name_is_of_the_name(read, text, source, content):
    [said] = read(text, (content, source, "told")).attributions
    assert said.content[0].text.rstrip(",") in text[: text.index(",")] + "“"
    assert source in said.source[0].text


@pytest.mark.parametrize("heard", ["Ivan Sorov that", "the envoy in writing that", "reporters that"])
def test_who_hears_it_is_no_part_of_it(read, heard):
    text = f"Ada Quill told {heard} six were home."
    [said] = read(text, (f"{heard} six were home", "Ada Quill", "told")).attributions
    assert said.content[0].text == "six were home"


def test_whoever_is_accused_is_no_part_of_the_charge(read):
    text = "The major was accused by survivors of shooting men for sport."
    [said] = read(text, (("The major", "of shooting men for sport"), "survivors", "was accused")).attributions
    assert [s.text for s in said.content] == ["shooting men for sport"]


@pytest.mark.parametrize("who", ["No group", "Nobody", "Neither side"])
def test_nobody_claims_nothing(read, who):
    [said] = read(
        f"{who} has claimed the attack on the bridge.", ("the attack on the bridge", who, "has claimed")
    ).attributions
    assert not said.claim


def test_those_who_are_asked_say_nothing(read):
    [said] = read(
        "Relatives are asked to call the board.", ("to call the board", "Relatives", "are asked")
    ).attributions
    assert not said.claim


@pytest.mark.parametrize("content", ["not that all were free", "but not that all were free"])
def test_a_negation_is_never_cut_from_the_words(read, content):
    text = "Lina Ost said on Monday, but not that all were free."
    assert "not" in read(text, (content, "Lina Ost", "said")).attributions[0].content[0].text.split()


def test_whoever_stands_after_the_verb_says_it(read):
    found = only(read("“We are alive,” has said the fisherman to a crowd.", ("We are alive,", "", "has said")))
    assert [s.text for s in found.source] == ["the fisherman"]


def test_whom_a_relative_clause_parts_from_the_verb_says_it(read):
    text = "Save Our Rivers, which has no office here, thanked the navy."
    assert [s.text for s in only(read(text, ("the navy", "", "thanked"))).source] == ["Save Our Rivers"]


def test_those_who_have_seen_a_document_do_not_record_what_it_records(read):
    text = "Minutes of the meeting, which the daily has seen, record that the general objected twice."
    found = only(read(text, ("the general objected twice", "the daily", "record")))
    assert (found.speaker.name, found.speaker.kind) == ("Minutes of the meeting", "document")


def test_one_who_is_asked_asks_nothing(read):
    text = "Clerk Amy Lund, asked about the ferry, said that it would sail."
    found = only(
        read(text, ("the ferry", "Clerk Amy Lund", "asked about"), ("it would sail", "Clerk Amy Lund", "said"))
    )
    assert words(found) == "it would sail"


def test_the_columns_in_which_it_was_said_are_not_said(read):
    text = "Ada Quill confided in the columns of the daily Morgen that the ferry was sold."
    content = "the columns of the daily Morgen that the ferry was sold"
    assert words(only(read(text, (content, "Ada Quill", "confided in")))) == "the ferry was sold"


@pytest.mark.parametrize("before", ["stopped short of", "left without", "did not come near"])
def test_words_that_were_not_said_are_no_claim(read, before):
    text = f"Ada Quill {before} saying the ferry was sold."
    claim = only(read(text, ("the ferry was sold", "Ada Quill", "saying"))).claim
    assert claim == (before == "did not come near")


def test_those_who_agree_that_it_is_so_state_it(read):
    text = "Officials in Osk agreed that nobody was freed. Both sides agreed to free ten men."
    found = read(
        text, ("nobody was freed", "Officials in Osk", "agreed that"), ("to free ten men", "Both sides", "agreed")
    )
    assert [a.claim for a in found.attributions] == [True, False]


def test_questions_that_are_passed_on_state_nothing(read):
    text = "The mayor referred questions to the Ferry Board."
    assert not only(read(text, ("questions to the Ferry Board", "The mayor", "referred"))).claim


def test_a_code_name_is_not_said(read):
    text = "The raid, code-named “Quiet Harvest”, freed seven men."
    assert read(text, (("The raid", "Quiet Harvest"), "", "code-named")).attributions == ()


@pytest.mark.parametrize("clause", ["unless the men were freed by Friday", "until all six hostages are home"])
def test_a_condition_is_never_cut_from_what_hangs_on_it(read, clause):
    text = f"The union threatened to block the port {clause}."
    assert words(only(read(text, ("to block the port", "The union", "threatened")))) == f"to block the port {clause}"


def test_what_the_speaker_does_after_a_closing_mark_is_not_said(read):
    text = "The mayor said his men “will not sell six lives” but stopped short of a promise."
    content = "his men “will not sell six lives” but stopped short of a promise"
    assert words(only(read(text, (content, "The mayor", "said")))) == "his men “will not sell six lives”"


def test_a_verb_without_its_rest_goes_on_after_the_cue(read):
    text = "It was, the mayor said, routine."
    assert words(only(read(text, ("It was", "the mayor", "said")))) == "It was | routine"


def test_what_he_did_while_saying_it_is_not_said(read):
    text = "The heroes are home, Tor Belman declared as he received the pilots."
    found = only(read(text, (("The heroes are home", "as he received the pilots"), "Tor Belman", "declared")))
    assert words(found) == "The heroes are home"


def test_the_channel_on_which_it_was_posted_is_a_station_and_says_nothing(read, chain):
    text = "The Dawn Front posted a statement on its Telegram channel claiming it had shot the guard."
    found = only(
        read(
            text,
            ("Telegram channel claiming it had shot the guard", "The Dawn Front", "posted a statement on its"),
            ("it had shot the guard", "Telegram channel", "claiming", 0),
        )
    )
    assert (words(found), found.speaker.name) == ("it had shot the guard", "Dawn Front")
    assert ("Telegram", "posted") in chain(found)


def test_a_second_quotation_begins_where_the_sentence_of_the_first_is_over(read):
    text = "“We are free,” Ada Quill said; “all of us are,” she added."
    found = read(
        text,
        (("We are free,", "“all of us are,”"), "Ada Quill", "said"),
        ("“We are free,” Ada Quill said; “all of us are,”", "she", "added"),
    )
    assert [words(a) for a in found.attributions] == ["We are free,", "all of us are,"]


def test_a_word_of_an_outlets_name_is_no_cue(read):
    text = "Tor Belman told the daily Le Rivage that six men were free."
    found = read(
        text, ("six men were free", "Tor Belman", "told"), ("that six men were free", "the daily Le", "Rivage")
    )
    assert only(found).speaker.name == "Tor Belman"


def test_a_figure_that_others_put_inside_what_a_daily_says_is_theirs(read, chain):
    text = "The daily Morgen said two officials put the number at 19."
    found = read(text, ("two officials put the number at 19", "The daily Morgen", "said"))
    [said] = [a for a in found.attributions if a.claim]
    assert (said.speaker.name, words(said)) == ("two officials", "the number at 19")
    assert [name for name, _ in chain(said)][1] == "Morgen"


@pytest.mark.parametrize("tag", ["🚨 ", "BREAKING: ", "🚨 JUST IN: "])
def test_tags_before_a_post_are_not_said(read, tag):
    text = f"{tag}Six men are on the bus, an official said."
    assert words(only(read(text, (f"{tag}Six men are on the bus", "an official", "said")))) == "Six men are on the bus"


def test_a_capital_inside_a_headlines_run_of_capitals_makes_no_name(read):
    text = "Mayor Tor Belman Nixes Ferry Deal!"
    assert only(read(text, ("Ferry Deal", "Mayor Tor Belman", "Nixes"))).cue[0].text == "Nixes"


def test_what_is_believed_by_nobody_is_no_claim_though_a_word_is_quoted(read):
    text = "“Ten of the crew” are believed to be lost in the storm."
    found = only(read(text, (("“Ten of the crew”", "to be lost in the storm"), "", "are believed")))
    assert (found.quotation, found.speaker, found.claim) == ("mixed", None, False)


def test_a_sentence_without_marks_after_that_of_the_cue_is_the_outlets(read):
    text = "Six men were shot, the nurse said. The road is closed."
    found = only(read(text, (("Six men were shot", "The road is closed."), "the nurse", "said")))
    assert words(found) == "Six men were shot"
