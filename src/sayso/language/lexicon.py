"""Word lists: tab-separated files in `lexicons/`, one entry a line, the last column saying where it comes from."""

from functools import cache
from pathlib import Path

LEXICONS = Path(__file__).with_name("lexicons")


@cache
def read_lexicon(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of `lexicons/NAME.tsv` as tuples of columns; lines that are empty or begin with "#" are left out.

    >>> rows = read_lexicon("body_words")
    >>> [row[:2] for row in rows if row[0] == "ministry"]
    [('ministry', 'organization')]
    """
    lines = (LEXICONS / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines if line.strip() and line[0] != "#")


@cache
def lexicon_table(name: str) -> dict[str, str]:
    """Give the first two columns of a lexicon as a table from entry to value.

    >>> lexicon_table("body_words")["brigades"]
    'group'
    """
    return {row[0]: row[1] for row in read_lexicon(name)}


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one named set of words of `lexicons/word_sets.tsv`.

    >>> "mrs" in word_set("honorifics")
    True
    """
    return next(frozenset(words.split()) for found, words, _ in read_lexicon("word_sets") if found == name)
