"""A dozen invented reports to try sayso on. Nothing arrives; the paths of the reports leave. No real place, person or body is named.

One exchange of captives in the invented Republic of Tesmara, October 2025, is told by a news agency, by three papers that carry its copy, by the outlets of
either side and of the mediator, by an observer from abroad and by an official gazette, as plain text, JSONL and saved pages.
"""

from importlib.resources import files
from pathlib import Path

__all__ = ["ABOUT", "demo_paths"]

ABOUT = (
    "Twelve invented reports on one exchange of captives: who was freed for whom at Sorrel Bridge, on whose word, "
    "and which figures do not agree. No place, person or body in them is real."
)


def demo_paths() -> list[Path]:
    """Give the paths of the demo reports, sorted by name; they lie inside the installed package.

    >>> len(demo_paths())
    10
    """
    reports = Path(str(files(__name__).joinpath("reports")))
    return sorted(path for path in reports.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
