"""What stands in an English report and is not read as English: garbled characters, control characters, passages in other scripts.

The report is read all the same, with every span exact; each such place is a `Problem`, so that nobody takes silence for absence.
"""

import re
import unicodedata
from collections.abc import Iterator

from sayso.model import Problem, Report, Span

# UTF-8 read as Windows-1252 or Latin-1: "â€œ", "Ã©", and once more ("Ã¢â‚¬"); U+FFFD stands for what no decoder could read.
_GARBLED = re.compile(r"(?:â€[œ\u0080-\u009f™˜“”¦\x9d]?|Ã[\u0080-\u00bf¢©¨«ª´¼¶±³]|Â[«»\u00a0°]|\ufffd)+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[^\w\n]{1,3}[^\W\d_]+)*")
LEAST_WORDS = 3  # of a script that is not Latin: a name in brackets has two
LEAST_LETTERS = 30  # the same for scripts that set no blanks between words


def find_garbled(report: Report) -> tuple[Problem, ...]:
    """Give one `Problem` for garbled characters, one for control characters, and one for each passage in another script."""
    text = report.text
    if text.isascii() and not _CONTROLS.search(text):
        return ()
    problems = [
        *_first_of(
            text,
            _GARBLED,
            "garbled characters",
            "{} places were decoded wrongly before they came here; they are kept as printed",
        )
    ]
    problems += _first_of(
        text,
        _CONTROLS,
        "control characters",
        "{} places hold characters that no text prints; they are kept and read over",
    )
    why = "the passage is in another script than the report; its words are kept and not read"
    problems += [Problem("passage not read", why, Span(s, e, text[s:e])) for s, e in _foreign(text)]
    return tuple(problems)


def _first_of(text: str, pattern: "re.Pattern[str]", what: str, why: str) -> Iterator[Problem]:
    found = list(pattern.finditer(text))
    if found:
        first = found[0]
        yield Problem(what, why.format(len(found)), Span(first.start(), first.end(), first[0]))


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    """Runs of words of a script that is not Latin, long enough to say something."""
    for run in _WORDS.finditer(text):
        words = [w for w in re.finditer(r"[^\W\d_]+", run[0]) if not _is_latin(w[0])]
        if len(words) >= LEAST_WORDS or sum(len(w[0]) for w in words) >= LEAST_LETTERS:
            yield run.start() + words[0].start(), run.start() + words[-1].end()


def _is_latin(word: str) -> bool:
    return word.isascii() or unicodedata.name(word[0], "LATIN").startswith(
        ("LATIN", "MODIFIER", "FEMININE", "MASCULINE")
    )
