"""The pages in a real Chromium: the panel follows the selection without script, nothing is fetched, nothing overflows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.publish.sample import reading
from tests.publish.sample_record import readings, record

from sayso.publish import record_page, report_page
from sayso.settings import load_settings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which(load_settings().chromium)
    if path is None:
        pytest.skip("no Chromium: install one, or name it in SAYSO_CHROMIUM")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {"report": report_page(reading), "record": record_page(record, readings)}
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in made}


def open_page(browser: Browser, path: Path, width: int = 1280, **how) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False, **how)
    page.goto(path.as_uri())
    return page


def test_choosing_words_opens_their_entry_and_lights_them_up(browser: Browser, paths: dict[str, Path]) -> None:
    page = open_page(browser, paths["report"])
    assert not page.locator("#c2 .more").is_visible()
    page.locator("article a.run", has_text="at least 120").click()
    assert page.locator("#c2 .more").is_visible()
    card = page.locator("#c2").bounding_box()
    assert card is not None
    assert 0 <= card["y"] < 900
    assert not page.locator("#a1 .more").is_visible()
    page.close()


def test_the_words_stay_in_view_when_an_entry_opens(browser: Browser, paths: dict[str, Path]) -> None:
    page = open_page(browser, paths["report"])
    words = page.locator("article a.run", has_text="at least 120")
    words.click()
    page.wait_for_timeout(600)  # a smooth scroll would be over by now
    box = words.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    page.close()


def test_all_entries_can_be_opened_at_once(browser: Browser, paths: dict[str, Path]) -> None:
    page = open_page(browser, paths["report"])
    page.locator("text=Open all").click()
    assert page.locator("#a1 .more").is_visible()
    assert page.locator("#c5 .more").is_visible()
    page.close()


@pytest.mark.parametrize("name", ["report", "record"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_overflows_and_nothing_is_fetched(
    browser: Browser, paths: dict[str, Path], name: str, width: int
) -> None:
    asked: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(paths[name].as_uri())
    assert asked == [paths[name].as_uri()]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    page.close()


def test_right_to_left_words_run_right_to_left(browser: Browser, tmp_path: Path) -> None:
    import dataclasses

    from sayso.model import Claims, Segment

    text = "قالت الوزارة إن أربعة أُفرج عنهم"
    report = dataclasses.replace(
        reading.report, text=text, title=text, language="ar", segments=(Segment("paragraph", 0, len(text)),)
    )
    path = tmp_path / "rtl.html"
    path.write_text(report_page(dataclasses.replace(reading, report=report, claims=Claims())), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.words p')).direction") == "rtl"
    page.close()


def test_an_english_line_that_begins_with_a_name_in_hebrew_runs_left_to_right(browser: Browser, tmp_path: Path) -> None:
    import dataclasses

    from sayso.model import Claims, Segment

    text = "דנה לוי, the head of the committee, said that eleven more are still held at Ostrel."
    report = dataclasses.replace(
        reading.report, text=text, title="Ostrel", segments=(Segment("paragraph", 0, len(text)),)
    )
    path = tmp_path / "mixed.html"
    path.write_text(report_page(dataclasses.replace(reading, report=report, claims=Claims())), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.words p')).direction") == "ltr"
    page.close()
