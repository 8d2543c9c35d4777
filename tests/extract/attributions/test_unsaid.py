"""Words that no cue brings: posts, quotations carried on, inscriptions, scare quotes, announcements that point back."""


def contents(result):
    return [" | ".join(c.text for c in a.content) for a in result.attributions]


def test_a_post_is_its_authors(read):
    found = read("Six buses have left.", posts={0: ("Captives' Committee", "@DravanCaptives")})
    (post,) = found.attributions
    assert post.speaker.name == "Captives' Committee (@DravanCaptives)"
    assert [(h.name, h.act) for h in post.chain] == [
        ("Captives' Committee (@DravanCaptives)", "posted"),
        ("The Quay Observer", "published"),
    ]
    assert (post.quotation, post.act, post.claim) == ("direct", "wrote", True)


def test_a_post_that_carries_a_statement_quotes_its_speaker(read):
    text = (
        "🚨 Statement from Oran Tessil, spokesman of the Lantern Office: Seven of ours were let out by the back door…"
    )
    outer, inner = read(text, posts={0: ("Quay Observer", "@Quay")}).attributions
    assert (outer.claim, inner.claim, inner.within) == (False, True, outer.id)
    assert inner.speaker.name == "Oran Tessil"
    assert [h.name for h in inner.chain] == ["Oran Tessil", "Quay Observer (@Quay)", "The Quay Observer"]
    assert contents(read(text, posts={0: ("Quay Observer", "@Quay")}))[1].startswith("Seven of ours")


def test_what_the_reader_finds_in_a_post_stands_inside_it(read):
    text = "The board says six buses have left."
    found = read(text, ("six buses have left", "The board", "says"), posts={0: ("Committee", "@C")})
    outer, inner = found.attributions
    assert inner.within == outer.id
    assert [h.name for h in inner.chain][-2:] == ["Committee (@C)", "The Quay Observer"]


def test_a_quotation_that_goes_on_after_its_cue_stays_one(read):
    text = "“They were here,” Tor Belman said. “Nobody wrote down their names.”"
    found = read(text, ("They were here,", "Tor Belman", "said"))
    assert contents(found) == ["They were here, | Nobody wrote down their names."]


def test_a_quotation_without_a_cue_is_carried_to_the_one_who_spoke(read):
    text = "Tor Belman said that they were here. “Nobody wrote down their names.”"
    found = read(text, ("they were here", "Tor Belman", "said"))
    carried = found.attributions[1]
    assert carried.speaker.name == "Tor Belman"
    assert "without a cue" in carried.speaker.inferred
    assert carried.score < found.attributions[0].score
    assert (carried.cue, carried.source) == (None, None)


def test_a_name_and_a_mark_beside_a_quotation_say_whose_it_is(read):
    for text in (
        "“Nobody wrote down their names.” — Ada Quill, mayor of Immer",
        "“Nobody wrote down their names.” ― Ada Quill",
        "Mayor Ada Quill: “Nobody wrote down their names.”",
    ):
        (said,) = read(text).attributions
        assert contents(read(text)) == ["Nobody wrote down their names."]
        assert said.speaker.name == "Ada Quill"
        assert said.cue[0].text in "—―:"
        assert said.claim


def test_a_sentence_beside_a_quotation_names_nobody(read):
    for text in (
        "They put it so: “Nobody wrote down their names.” Then they left.",
        "“Nobody wrote down their names.” — and then they left.",
    ):
        assert all(a.source is None for a in read(text).attributions)


def test_a_quoted_part_of_the_next_sentence_is_carried_with_its_sentence(read):
    text = "The ministry noted that ten are free. In May, three were let go “on their own, without any demand from the other side.”"
    found = read(text, ("ten are free", "The ministry", "noted that"))
    carried = found.attributions[1]
    assert carried.content[0].text.startswith("In May, three were let go")
    assert carried.quotation == "mixed"


def test_a_quotation_that_nobody_speaks_is_kept_and_said(read):
    found = read("“We shall never go back to that house.”")
    (attribution,) = found.attributions
    assert attribution.speaker is None
    assert [p.what for p in found.problems] == ["quotation without a speaker"]


def test_a_quotation_over_paragraphs_is_one_attribution(read):
    text = "“We waited at the bridge for a week, Tor Belman said.\n\n“Then the buses came and we went home.”"
    text = "Tor Belman said: “We waited at the bridge for a week.\n\n“Then the buses came and we went home.”"
    found = read(text, ("We waited at the bridge for a week.", "Tor Belman", "said"))
    assert contents(found) == ["We waited at the bridge for a week. | Then the buses came and we went home."]
    assert found.problems == ()


def test_a_quotation_split_by_its_cue_stays_one(read):
    text = "“They were here,” Tor Belman said, “and nobody asked.”"
    found = read(text, (("They were here,", "and nobody asked."), "Tor Belman", "said"))
    assert contents(found) == ["They were here, | and nobody asked."]
    assert found.attributions[0].quotation == "direct"


def test_scare_quotes_and_titles_are_no_speech(read):
    text = "The “humanitarian” camp showed the film “A Long Road Home Again” to Oran “Rook” Tessil."
    assert read(text).attributions == ()


def test_an_inscription_is_shown_not_said(read):
    text = "The Ferry Board made the men wear shirts with the phrase: ‘We do not forget you.’"
    (attribution,) = read(text).attributions
    assert (attribution.act, attribution.speaker.name) == ("shown", "Ferry Board")
    assert "inscription" in attribution.speaker.inferred


def test_announced_this_points_back(read):
    text = "Ten men are home again.\n\nThe head of the Lantern Office, Ada Quill, announced this on Telegram."
    (attribution,) = read(text).attributions
    assert [c.text for c in attribution.content] == ["Ten men are home again"] or [
        c.text for c in attribution.content
    ] == ["Ten men are home again."]
    assert (attribution.speaker.name, attribution.cue[0].text) == ("Ada Quill", "announced this")
    assert attribution.speaker.role == "head of the Lantern Office"


def test_an_open_mark_is_a_problem(read):
    found = read("Tor Belman said: “We waited for a week.", ("We waited for a week.", "Tor Belman", "said"))
    assert [p.what for p in found.problems] == ["open quotation"]


def test_the_same_words_in_a_cut_post_and_in_prose_are_one_utterance(read):
    text = (
        "Statement from Oran Tessil: Seven of ours were let out by the back door so that nobody would see the state they…\n\n"
        "Seven men “were let out by the back door so that nobody would see the state they are in,” according to Oran Tessil."
    )
    found = read(
        text,
        (
            "“were let out by the back door so that nobody would see the state they are in,”",
            "Oran Tessil",
            "according to",
        ),
        posts={0: ("Committee", "@C")},
    )
    _, first, second = found.attributions
    assert second.same_as == (first.id,)


def test_what_was_reported_by_somebody_is_the_sentence_before(read, chain):
    text = "Six men are home from Corvane.\n\nThis was reported by the Ferry Office on Telegram, Ukrinform reports."
    (found,) = read(text).attributions
    assert found.content[0].text == "Six men are home from Corvane."
    assert [h.name for h in found.chain][:-1] == ["Ferry Office", "Telegram", "Ukrinform"]


def test_who_wrote_about_this_means_the_clause_before(read):
    text = "Norway was calm. Six men are home, mayor Ada Quill wrote about this on Facebook."
    (found,) = read(text).attributions
    assert (found.content[0].text, found.speaker.name) == ("Six men are home", "Ada Quill")


def test_what_is_written_is_in_the_post_just_told_of(read):
    text = "Mayor Ada Quill announced the exchange on Telegram.\n\n“Everyone is home,” she wrote."
    found = read(text, ("the exchange", "Mayor Ada Quill", "announced"), ("Everyone is home,", "she", "wrote"))
    assert [[h.name for h in a.chain][1:-1] for a in found.attributions] == [["Telegram"]] * 2


def test_three_words_signed_by_a_name_are_that_persons(read):
    [said] = read("“Ten are home” – Ada Quill, mayor of Kelm").attributions
    assert said.speaker.name == "Ada Quill"


def test_what_was_done_in_quoted_words_is_told_by_who_spoke_just_before(read):
    text = "The board noted that Brask is the fourth. In May, three others were freed “in a quite exceptional way.”"
    found = read(
        text,
        ("Brask is the fourth", "The board", "noted"),
        (("three others", "“in a quite exceptional way.”"), (), "were freed"),
    )
    said = [a for a in found.attributions if a.claim]
    assert [a.speaker.name for a in said] == ["board", "board"]
    assert said[1].content[0].text.startswith("In May, three others were freed")
