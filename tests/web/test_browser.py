"""The desk in a real Chromium: every page, each act of review by keyboard alone, no script needed, none injected, axe content."""

import os
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SHOTS = Path(__file__).parents[2] / "docs" / "img"
FIXED = ("/", "/timeline", "/coverage", "/held", "/lists", "/people", "/sources", "/changes?since=2020-01-01", "/search?q=guards", "/review",
         "/sample", "/sample?size=3&seed=x&drawn=2040-01-01", "/history", "/webhooks", "/add", "/paste")  # fmt: skip
XSS = ('<script>document.title="run"</script>', '"><img src=x onerror="document.title=\'run\'">', "javascript:document.title='run'",
       "</style><svg onload=\"document.title='run'\">", "{{9973*7}}")  # fmt: skip


def follow(page, base, kinds=("events", "values", "reports", "people", "sources")):
    """One page of each kind, found by following links from the front page."""
    addresses = [base + p for p in FIXED]
    page.goto(base + "/?type=exchange")
    event = page.locator("section.index h2 a").first.get_attribute("href")
    page.goto(base + event)
    value = page.locator('a[href^="/values/"]').first.get_attribute("href")
    report = page.locator('a[href^="/reports/"]').first.get_attribute("href").partition("#")[0]
    page.goto(base + "/people")
    person = page.locator('main a[href^="/people/"]').first.get_attribute("href")
    page.goto(base + "/sources")
    source = page.locator('main a[href^="/sources/"]').first.get_attribute("href")
    found = dict(zip(kinds, (event, value, report, person, source), strict=True))
    more = (report + "/revisions", report + "?beside=1")
    return [*addresses, *(base + a for a in (*found.values(), *more))], found


@pytest.fixture
def page(chromium):
    tab = chromium.new_page(viewport={"width": 1280, "height": 900})
    tab.trouble = []
    tab.on("pageerror", lambda error: tab.trouble.append(str(error)))
    tab.on("console", lambda line: tab.trouble.append(line.text) if line.type == "error" else None)
    yield tab
    tab.close()


def grave(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        (v["id"], n["html"][:160], n.get("failureSummary", "")[:200])
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_on_any_page(served, page, scheme):
    page.emulate_media(color_scheme=scheme)
    wrong = {}
    for address in follow(page, served)[0]:
        assert page.goto(address).status == 200, address
        if found := grave(page):
            wrong[address] = found
    assert wrong == {}
    assert page.trouble == []


def test_no_page_is_wider_than_a_phone(served, chromium):
    phone = chromium.new_page(viewport={"width": 390, "height": 844})
    wide = {}
    for address in follow(phone, served)[0]:
        phone.goto(address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        if width > 391:
            wide[address] = width
    phone.close()
    assert wide == {}


def test_a_newcomer_finds_the_disagreement_settles_it_and_takes_that_back(serve_copy, page):
    base = serve_copy()
    page.goto(base + "/")
    page.get_by_role("link", name="accounts differ").first.click()
    page.locator("a.chip.warn").first.click()
    assert page.locator("#differences, .diff").count()
    page.get_by_role("navigation").get_by_role("link", name="Review").click()
    first = page.locator(".queue .item").first
    item = first.locator('input[name="item"]').get_attribute("value")
    first.get_by_role("button", name=re.compile("defer|unsure")).click()
    page.wait_for_selector('[role="status"]')
    assert page.locator(f'.queue input[value="{item}"]').count() == 0
    undo = page.locator("form[action='/undo']").first
    undo.get_by_label("Reason").fill("a slip")
    undo.get_by_role("button").click()
    page.wait_for_selector(f'.queue input[name="item"][value="{item}"]', state="attached")


@pytest.mark.parametrize(("kind", "act", "key"), [
    ("claim", "accept", "a"), ("claim", "correct", "c"), ("claim", "reject", "r"), ("claim", "defer", "l"),
    ("pair", "same", "s"), ("pair", "different", "d"), ("pair", "unsure", "u"),
])  # fmt: skip
def test_each_act_of_review_by_keyboard_alone(serve_copy, page, kind, act, key):
    page.goto(serve_copy() + "/review")
    items = page.locator(".queue .item")
    wanted = next((n for n in range(items.count()) if items.nth(n).get_attribute("data-kind") == kind), None)
    if wanted is None:
        pytest.fail(f"the demo puts no {kind} before a person")
    item = items.nth(wanted).locator('input[name="item"]').first.get_attribute("value")
    for _ in range(wanted + 1):
        page.keyboard.press("j")
    if act == "correct":
        page.keyboard.press("c")  # leads to what it should say
        page.keyboard.type("some other words")
        page.keyboard.press("Tab")
    if act in ("correct", "reject", "different"):
        if act != "correct":
            page.keyboard.press(key)  # leads to the reason
        page.keyboard.type("looked at the text")
        page.keyboard.press("Escape")
    page.keyboard.press(key)
    page.wait_for_selector('[role="status"]')
    assert page.locator(f'.queue input[name="item"][value="{item}"]').count() == 0
    page.keyboard.press("z")  # undo what was decided last
    page.keyboard.type("a slip")
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.queue input[name="item"][value="{item}"]', state="attached")


def test_words_selected_in_the_sentence_become_the_correction_of_that_item_alone(served, page):
    page.goto(served + "/review")
    items = page.locator('.queue .item[data-kind="claim"]')
    items.nth(1).locator(".told q").evaluate("""words => {
        const range = document.createRange();
        const text = [...words.childNodes].find(node => node.nodeType === 3 && node.data.trim().length > 8);
        range.setStart(text, 0);
        range.setEnd(text, 8);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }""")
    page.wait_for_function("document.querySelectorAll('.item[data-kind=claim] input[name=correction]')[1].value")
    assert items.nth(0).locator("input[name=correction]").input_value() == ""


def test_a_file_dropped_on_the_form_is_the_file_that_is_read(served, page):
    page.goto(served + "/paste")
    page.evaluate("""() => {
        const told = new DataTransfer();
        told.items.add(new File(["Nine captives were freed on Monday, the Tarn Front said."], "dropped.txt"));
        const at = document.querySelector("textarea");
        for (const kind of ["dragover", "drop"])
            at.dispatchEvent(new DragEvent(kind, { dataTransfer: told, bubbles: true, cancelable: true }));
    }""")
    page.get_by_role("button", name="Show what it says").click()
    page.wait_for_selector("text=What it would add or change")
    assert "Tarn Front" in page.locator("main").inner_text()


def test_a_folded_box_of_the_relay_graph_opens_its_echoes(served, page):
    page.goto(served + "/?type=exchange")
    page.goto(served + page.locator("section.index h2 a").first.get_attribute("href"))
    box = page.locator("svg.graph a").first
    told = page.locator(box.get_attribute("href"))
    assert not told.is_visible()
    box.click()
    told.wait_for(state="visible")
    outlets = page.locator("details", has=told).locator("ul li a")
    assert outlets.count() > 1
    outlets.first.click()
    assert "/reports/" in page.url


def test_a_report_in_a_script_that_runs_from_the_right_stands_on_the_right(serve_copy, page):
    page.goto(serve_copy() + "/paste")
    page.get_by_role("textbox", name="Text", exact=True).fill(
        "أفرجت الجبهة عن تسعة أسرى يوم الاثنين، وقالت اللجنة إنهم بخير."
    )
    page.get_by_label("Outlet, where it does not say").fill("Sawt Tarn")
    page.get_by_role("button", name="Show what it says").click()
    page.get_by_role("button", name="Keep it on record").click()
    page.get_by_role("navigation").get_by_role("link", name="Coverage").click()
    page.locator("main tr", has_text="Sawt Tarn").get_by_role("link").first.click()
    words = page.locator("article.words p").first
    assert words.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("header nav").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_an_event_prints_with_what_contradicts_and_who_says_so_open(served, page):
    page.goto(served + "/?type=exchange")
    page.goto(served + page.locator("section.index h2 a").first.get_attribute("href"))
    closed = page.locator("details.value:not([open]) .opened").first
    assert not closed.is_visible()
    page.emulate_media(media="print")
    assert closed.is_visible()
    assert page.locator("details.grave .diff").first.is_visible()
    assert not page.locator("header.desk").is_visible()


def test_on_a_phone_the_open_tab_is_in_view(served, chromium):
    phone = chromium.new_page(viewport={"width": 390, "height": 844})
    phone.goto(served + "/review")
    tab = phone.locator("header.desk nav a[aria-current]").bounding_box()
    assert tab["x"] >= 0
    assert tab["x"] + tab["width"] <= 390
    phone.close()


def test_every_page_passes_without_script(served, chromium):
    plain = chromium.new_context(java_script_enabled=False).new_page()
    for address in follow(plain, served)[0]:
        assert plain.goto(address).status == 200
        assert plain.locator("main h1").count() == 1, address
    plain.close()


def test_review_and_undo_without_script(serve_copy, chromium):
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(serve_copy() + "/review")
    first = plain.locator(".queue .item").first
    item = first.locator('input[name="item"]').get_attribute("value")
    first.get_by_role("button", name=re.compile("defer|unsure")).click()
    plain.wait_for_selector('[role="status"]')
    assert plain.locator(f'.queue input[value="{item}"]').count() == 0
    assert plain.locator('[role="status"]').count() == 1
    plain.close()


def test_words_from_outside_never_run(serve_copy, page):
    base = serve_copy()
    kept = []
    for evil in XSS:
        page.goto(base + "/add")
        page.get_by_label("The words, in English").fill(f"Nine captives were freed at dawn, {evil} said.")
        page.get_by_label("Who said them").fill(evil)
        page.get_by_label("How they came").fill(evil)
        page.get_by_role("button", name="Keep it").click()
        kept.append(page.url)
    page.goto(base + "/paste")
    page.get_by_role("textbox", name="Text", exact=True).fill(
        XSS[1] + " Nine captives were freed on Monday, the Tarn Front said."
    )
    page.get_by_label("Outlet, where it does not say").fill(XSS[0])
    page.get_by_role("button", name="Show what it says").click()
    page.get_by_role("button", name="Keep it on record").click()
    page.trouble.clear()
    for address in [*(base + p for p in FIXED), *kept, f"{base}/search?q={XSS[0]}"]:
        page.goto(address)
        assert page.title() != "run", address
        assert "69811" not in page.title()
        assert page.locator("main script, main img[onerror], a[href^='javascript:']").count() == 0, address
    assert page.trouble == []


def test_pictures_for_the_docs(served, page, tmp_path):
    """Six pages as they look; kept in docs/img when SAYSO_SHOTS=1, else only made."""
    folder = SHOTS if os.environ.get("SAYSO_SHOTS") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    found = follow(page, served)[1]
    wanted = {
        "record": "/",
        "event": found["events"],
        "value": found["values"],
        "report": found["reports"],
        "review": "/review",
        "timeline": "/timeline",
    }
    for name, path in wanted.items():
        page.goto(served + path)
        page.set_viewport_size({"width": 1280, "height": 1400 if name == "event" else 1000})
        page.screenshot(path=folder / f"desk-{name}.png")
        assert (folder / f"desk-{name}.png").stat().st_size > 10_000
