"""Which sentences deserve a parse: those that could hold a name beside a figure, an event or somebody's words."""


def deserves_parse(sentence: str) -> bool:
    """Tell whether a sentence is worth the parser's time."""
    return bool(sentence)
