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
# What of the first event is shown: title, first telling of the exchange, first property, differences, first sum, relays.
EXCERPT = """
() => {
  const event = document.querySelector('section.event');
  event.style.marginTop = 0;
  for (const other of document.querySelectorAll('.wrap > *, main > *')) {
    if (other !== event && !other.contains(event)) other.remove();
  }
  document.querySelector('.wrap').style.paddingBottom = 0;
  const keep = ['The two sides', 'Who says so', 'Where accounts differ', 'Does it add up', 'How the figures travelled'];
  let section = null, seen = {};
  for (const part of [...event.children]) {
    if (part.tagName === 'HEADER') continue;
    if (part.tagName === 'H3') section = keep.find(k => part.textContent.startsWith(k)) || null;
    if (!section) { part.remove(); continue; }
    const kind = section + part.tagName + '.' + part.className.split(' ')[0];
    seen[kind] = (seen[kind] || 0) + 1;
    const most = {'Where accounts differDIV.diff': 4, 'Who says soDIV.value': 2, 'Who says soDIV.scroll': 0, 'Does it add upDIV.sum': 1}[kind] ?? 1;
    if (seen[kind] > most && part.tagName !== 'H3') part.remove();
    if (part.tagName === 'DETAILS') part.remove();
  }
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
