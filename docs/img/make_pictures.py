"""Make the pictures of README and docs/pages.md from the demo: `python docs/img/make_pictures.py demo-out/record.html`.

The event's picture is an excerpt: the sections in between are left out, nothing is drawn over.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from sayso.settings import load_settings

HERE = Path(__file__).parent
WIDTH = 1180
# What of the first event is shown: what it is, some differences, the two sides, two properties, two sums, the relays.
EXCERPT = """
() => {
  const event = document.querySelector('section.event');
  event.style.marginTop = 0;
  for (const other of document.querySelectorAll('.wrap > *, main > *')) {
    if (other !== event && !other.contains(event)) other.remove();
  }
  document.querySelector('.wrap').style.paddingBottom = 0;
  const most = {
    'Where accounts differ': {DIV: 4}, 'The two sides': {DIV: 1, P: 1}, 'Who says so': {SECTION: 2},
    'Does it add up': {DIV: 1}, 'How the figures travelled': {FIGURE: 1},
  };
  let section = null, seen = {};
  for (const part of [...event.children]) {
    if (part.tagName === 'HEADER' || part.tagName === 'DL') continue;
    if (part.tagName === 'H3') {
      section = Object.keys(most).find(k => part.textContent.startsWith(k)) || null;
      if (section) { seen = {}; continue; }
    }
    seen[part.tagName] = (seen[part.tagName] || 0) + 1;
    if (!section || seen[part.tagName] > (most[section][part.tagName] || 0)) part.remove();
  }
  for (const sum of [...event.querySelectorAll('.sum')].slice(2)) sum.remove();
  for (const origin of [...event.querySelectorAll('.origin')].slice(3)) origin.remove();
}
"""


def main(page: Path) -> None:
    """Write `event.png` and `report.png` beside this file."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which(load_settings().chromium), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": WIDTH, "height": 900})
        shown.goto(page.resolve().as_uri())
        shown.evaluate(EXCERPT)
        shown.screenshot(path=HERE / "event.png", full_page=True)
        shown.goto(page.resolve().as_uri())
        report = shown.locator(".report .sheet").nth(3)
        chosen = report.locator("a.run.k-content").nth(1)
        chosen.click()
        chosen.evaluate(
            "e => window.scrollTo({top: e.getBoundingClientRect().top + scrollY - 300, behavior: 'instant'})"
        )
        shown.mouse.move(1, 1)
        shown.wait_for_timeout(300)
        shown.screenshot(path=HERE / "report.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
