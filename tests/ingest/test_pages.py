"""Pages: the main text with its posts in their places, captions marked, what is no article refused."""

import time

import pytest

from sayso.ingest import ReadOptions, report_from_bytes

LEAD = "The Dravan Movement released six border guards at Sorrel Bridge on Saturday, the White Lantern Society said."
MORE = "The guards walked across the bridge in pairs, and their families waited on the other side of the river."
LAST = "The exchange had been put off from Friday by a quarrel over names, according to two people who know the talks."

TWEET = (
    '<blockquote class="twitter-tweet" data-dnt="true"><p lang="en" dir="ltr">Six of ours are home.<br>Twelve are not. '
    '<a href="https://t.co/mV3">pic.twitter.com/mV3</a></p>&mdash; Ministry of Justice (@JusticeTesmara) '
    '<a href="https://twitter.com/JusticeTesmara/status/1979558120034615297?ref_src=twsrc%5Etfw">October 18, 2025</a></blockquote>'
    ' <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
)


def page(*parts, head="", before="", after=""):
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Six guards cross the bridge | The Herald</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>{before}"
        f"<article><h1>Six guards cross the bridge</h1>{body}</article>{after}<footer>© 2025 The Herald</footer></body></html>"
    )


def read(html, **options):
    return report_from_bytes(html.encode(), "html", ReadOptions(**options))


def kinds(report):
    return [(s.kind, report.text[s.start : s.end]) for s in report.segments]


def sole_post(*parts, **where):
    intake = read(page(*parts, **where))
    (segment,) = [s for s in intake.report.segments if s.kind == "post"]
    return intake.report.text[segment.start : segment.end], segment.post, intake


def test_the_rendition_begins_with_the_title_and_keeps_posts_in_their_place():
    report = read(page(LEAD, TWEET, MORE, LAST)).report
    assert kinds(report) == [
        ("title", "Six guards cross the bridge"),
        ("paragraph", LEAD),
        ("post", "Six of ours are home.\nTwelve are not."),
        ("credit", "— Ministry of Justice (@JusticeTesmara) October 18, 2025"),
        ("paragraph", MORE),
        ("paragraph", LAST),
    ]
    assert report.text.startswith(report.title)
    assert report.reader.startswith("trafilatura ")


def test_an_x_post():
    _, post, _ = sole_post(LEAD, TWEET, MORE, LAST)
    assert (post.platform, post.author, post.handle) == ("X", "Ministry of Justice", "@JusticeTesmara")
    assert (post.date, post.truncated) == ("2025-10-18", False)
    assert post.url == "https://twitter.com/JusticeTesmara/status/1979558120034615297"


@pytest.mark.parametrize(
    "wrapped",
    [
        f'<div class="wp-block-embed is-provider-twitter"><div class="wp-block-embed__wrapper">{TWEET}</div></div>',
        f'<figure class="social-embed">{TWEET}</figure>',
        f'<div class="embed_cont"><div class="embed_options">Options</div><div>{TWEET}</div></div>',
        f"<p>{TWEET}</p>",
        f"<aside>{TWEET}</aside>",
        f'<div class="consent"><textarea hidden>{TWEET.replace("<", "&lt;")}</textarea></div>',
        f"<template>{TWEET}</template>",
        f'<script type="text/template">{TWEET.partition(" <script")[0]}</script>',
    ],
)
def test_wrappers_around_a_post_do_not_lose_it(wrapped):
    report = read(page(LEAD, MORE, wrapped, LAST)).report
    assert [text for kind, text in kinds(report) if kind == "post"] == ["Six of ours are home.\nTwelve are not."]
    order = [report.text.index(words) for words in (MORE, "Six of ours", LAST)]
    assert order == sorted(order)


def test_a_cut_post_is_truncated_and_one_whose_date_is_in_another_language_is_dated_by_its_number():
    tweet = TWEET.replace("Twelve are not. ", "Twelve are…").replace("October 18, 2025", "18 octobre 2025")
    _, post, _ = sole_post(LEAD, tweet, MORE, LAST)
    assert (post.truncated, post.date) == (True, "2025-10-18")


def test_a_quote_that_lost_its_class_is_a_post_and_any_other_is_not():
    bare = TWEET.replace(' class="twitter-tweet" data-dnt="true"', "")
    assert sole_post(LEAD, bare, MORE, LAST)[1].handle == "@JusticeTesmara"
    quote = read(
        page(
            LEAD,
            "<blockquote><p>All six are home and asleep, and that is all I shall say today.</p></blockquote>",
            MORE,
            LAST,
        )
    ).report
    assert "post" not in [s.kind for s in quote.segments]


def test_a_telegram_post_as_the_widget_draws_it():
    words, post, _ = sole_post(
        LEAD, MORE,
        '<div class="tgme_widget_message js-widget_message" data-post="ashbrigades/977"><div class="tgme_widget_message_author">'
        '<a class="tgme_widget_message_owner_name" href="https://t.me/ashbrigades"><span dir="auto">Ash Brigades</span></a></div>'
        '<div class="tgme_widget_message_text js-message_text" dir="auto">The six were handed over.<br/>Nobody was harmed.</div>'
        '<a class="tgme_widget_message_date" href="https://t.me/ashbrigades/977"><time datetime="2025-10-18T09:58:11+00:00">12:58</time></a></div>',
        LAST,
    )  # fmt: skip
    assert words == "The six were handed over.\nNobody was harmed."
    assert (post.platform, post.author, post.handle, post.date) == (
        "Telegram",
        "Ash Brigades",
        "@ashbrigades",
        "2025-10-18",
    )
    assert post.url == "https://t.me/ashbrigades/977"


@pytest.mark.parametrize(
    ("embed", "platform", "url"),
    [
        ('<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="dravan/44" data-width="100%"></script>',
         "Telegram", "https://t.me/dravan/44"),
        ('<iframe id="telegram-post-dravan-44" src="https://t.me/dravan/44?embed=1&amp;mode=tme" width="100%"></iframe>', "Telegram", "https://t.me/dravan/44"),
        ('<div class="twitter-tweet twitter-tweet-rendered"><iframe src="https://platform.twitter.com/embed/Tweet.html?id=1979558120034615297" '
         'data-tweet-id="1979558120034615297"></iframe></div>', "X", "https://twitter.com/i/status/1979558120034615297"),
        ('<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Famsel%2Fposts%2F12&amp;show_text=true"></iframe>',
         "Facebook", "https://www.facebook.com/amsel/posts/12"),
        ('<div class="fb-post" data-href="https://www.facebook.com/amsel/posts/12"></div>', "Facebook", "https://www.facebook.com/amsel/posts/12"),
        ('<iframe class="instagram-media" src="https://www.instagram.com/p/DP9xk/embed/captioned/?cr=1"></iframe>', "Instagram", "https://www.instagram.com/p/DP9xk"),
        ('<amp-twitter width="375" height="472" layout="responsive" data-tweetid="1979558120034615297"></amp-twitter>',
         "X", "https://twitter.com/i/status/1979558120034615297"),
        ('<blockquote class="twitter-tweet" lang="de"><a href="https://twitter.com/JusticeTesmara/status/1979558120034615297"></a></blockquote>',
         "X", "https://twitter.com/JusticeTesmara/status/1979558120034615297"),
    ],
)  # fmt: skip
def test_a_post_of_which_the_page_holds_the_address_alone_is_said_to_be_without_words(embed, platform, url):
    words, post, intake = sole_post(LEAD, embed, MORE, LAST)
    assert (words, post.platform, post.url) == (url, platform, url)
    assert [p.what for p in intake.problems] == ["post without words"]


def test_a_facebook_post():
    words, post, _ = sole_post(
        LEAD, MORE,
        '<div class="fb-post" data-href="https://www.facebook.com/amsel/posts/12" data-width="500"><blockquote cite="https://www.facebook.com/amsel/posts/12" '
        'class="fb-xfbml-parse-ignore"><p>Eleven of our clients are out.</p>Posted by <a href="https://www.facebook.com/amsel">Amsel &amp; Partners</a> on&nbsp;'
        '<a href="https://www.facebook.com/amsel/posts/12">Saturday, October 18, 2025</a></blockquote></div>',
        LAST,
    )  # fmt: skip
    assert (words, post.platform, post.author, post.date) == (
        "Eleven of our clients are out.",
        "Facebook",
        "Amsel & Partners",
        "2025-10-18",
    )


def test_an_instagram_post():
    words, post, _ = sole_post(
        LEAD, MORE,
        '<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/p/DP9xk/?utm_source=ig_embed" '
        'data-instgrm-version="12"><div><a href="https://www.instagram.com/p/DP9xk/"><div>View this post on Instagram</div></a>'
        '<p><a href="https://www.instagram.com/p/DP9xk/">Papa is home.</a></p><p>A post shared by <a href="https://www.instagram.com/l.brask/"> Liese Brask</a> '
        '(@l.brask) on <time datetime="2025-10-18T20:11:40+00:00">Oct 18, 2025 at 1:11pm PDT</time></p></div></blockquote>'
        '<script async src="//www.instagram.com/embed.js"></script>',
        LAST,
    )  # fmt: skip
    assert (words, post.platform, post.author, post.handle) == ("Papa is home.", "Instagram", "Liese Brask", "@l.brask")
    assert (post.date, post.url) == ("2025-10-18", "https://www.instagram.com/p/DP9xk/")


def test_a_post_inside_a_frame_that_was_saved_with_its_document():
    frame = TWEET.partition(" <script")[0].replace("&", "&amp;").replace('"', "&quot;")
    words, post, _ = sole_post(LEAD, f'<iframe srcdoc="{frame}"></iframe>', MORE, LAST)
    assert (words.split("\n")[0], post.handle) == ("Six of ours are home.", "@JusticeTesmara")


def test_posts_outside_the_main_text_are_left_out_and_named():
    side = f"<div class='sidebar widget'><h4>Timeline</h4><div>{TWEET}</div></div>"
    intake = read(page(LEAD, MORE, LAST, after=side))
    assert "post" not in [s.kind for s in intake.report.segments]
    assert [p.what for p in intake.problems] == ["post left out"]


def test_captions_headings_lists_and_tables_keep_their_kind_and_their_lines():
    report = read(
        page(
            LEAD, "<figure><img src='a.jpg'><figcaption>Vehicles wait on the east bank. Photo: U. Pressel</figcaption></figure>",
            "<h2>The list</h2>", MORE,
            "<table><tr><th>No.</th><th>Name</th></tr><tr><td>1</td><td>Ioan Brask</td></tr><tr><td>2</td><td>Mattis Corle</td></tr></table>",
            "<ul><li>Tavit Ormel, 44, of Immer</li><li>Lio Havashti, 31, of Ferrow</li></ul>", LAST,
        )
    ).report  # fmt: skip
    assert kinds(report)[1:] == [
        ("paragraph", LEAD),
        ("caption", "Vehicles wait on the east bank. Photo: U. Pressel"),
        ("heading", "The list"),
        ("paragraph", MORE),
        ("paragraph", "No. | Name"),
        ("paragraph", "1 | Ioan Brask"),
        ("paragraph", "2 | Mattis Corle"),
        ("paragraph", "Tavit Ormel, 44, of Immer"),
        ("paragraph", "Lio Havashti, 31, of Ferrow"),
        ("paragraph", LAST),
    ]
    assert "1 | Ioan Brask\n2 | Mattis Corle" in report.text


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: Ferry fares to rise",
        "Get the Herald's Morning Edition by email, free",
        "Share this on Telegram",
    ],
)
def test_lines_of_the_page_are_no_part_of_the_report(line):
    assert line not in read(page(LEAD, line, MORE, LAST)).report.text


def test_what_a_page_declares_of_itself():
    head = (
        '<meta property="og:site_name" content="The Herald"><meta name="author" content="Una Pressel">'
        '<meta property="article:published_time" content="2025-10-18T16:42:00+03:00"><link rel="canonical" href="https://herald.example/six">'
        '<meta name="description" content="Second exchange under the July agreement goes ahead a day late.">'
    )
    report = read(
        page("Second exchange under the July agreement goes ahead a day late.", LEAD, MORE, "(CPA)", head=head)
    ).report
    assert (report.title, report.outlet, report.byline) == (
        "Six guards cross the bridge",
        "The Herald",
        ("Una Pressel",),
    )
    assert (report.published, report.url) == ("2025-10-18T16:42:00+03:00", "https://herald.example/six")
    assert (report.identity, report.credits, report.language) == ("https://herald.example/six", ("CPA",), "en")
    assert [s.kind for s in report.segments] == ["title", "standfirst", "paragraph", "paragraph", "credit"]


def test_options_fill_what_a_page_lacks():
    report = read(
        page(LEAD, MORE, LAST), outlet="Herald", published="2025-10-18", url="https://herald.example/six"
    ).report
    assert (report.outlet, report.published, report.url) == ("Herald", "2025-10-18", "https://herald.example/six")


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><head><title>Log in</title></head><body><form><input><button>Log in</button></form></body></html>",
        "<html><body><ul>"
        + "".join(f'<li><a href="/{n}">Story number {n}</a></li>' for n in range(40))
        + "</ul></body></html>",
        "<!-- nothing -->",
        "<",
    ],
)
def test_a_page_without_an_article_is_refused(html, capfd):
    intake = read(html)
    assert capfd.readouterr() == ("", "")
    assert intake.report is None
    assert intake.problems[0].what == "no article"


def rounds(n):
    return "".join(
        f"<p>In round {i} the Movement released {i + 3} guards at the bridge of village {i * 7}, it was said.</p>"
        for i in range(n)
    )


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (page(rounds(9), '<img src="data:image/png;base64,' + "A" * 20_000_000 + '">'), None),
        (page(rounds(9), "<script>" + "var a=1;" * 2_500_000 + "</script>"), None),
        (page(rounds(200_000)), "too large"),
        (page(rounds(9), '<div class="a"><a href="x">y</a></div>' * 50_000), "too large"),
        (page(rounds(9), "<ul><li>" * 1_000 + LEAD), "too large"),
        (page("<div>" * 100_000 + LEAD), "too large"),
    ],
    ids=["pictures", "scripts", "text", "elements", "lists", "depth"],
)
def test_a_page_of_twenty_megabytes_or_forty_thousand_elements_is_read_or_refused_by_name_in_bounded_time(
    html, outcome
):
    began = time.process_time()
    intake = read(html, max_bytes=60_000_000)
    assert time.process_time() - began < 30
    assert (intake.problems[0].what if intake.report is None else None) == outcome


def test_a_deep_nest_of_frames_in_frames_is_no_trouble():
    frame = "<p>x</p>"
    for _ in range(6):
        frame = f'<iframe srcdoc="{frame.replace("&", "&amp;").replace(chr(34), "&quot;")}"></iframe>'
    assert read(page(LEAD, frame, MORE, LAST)).report is not None
