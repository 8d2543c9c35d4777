"""What a noun counts: people, bodies, families, animals, vehicles, buildings, sentences, events."""

from functools import cache

from sayso.language.lexicon import read_lexicon
from sayso.model.claim import Unit

_IRREGULAR_ENDS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("men", "man"),
    ("s", ""),
)
_PEOPLE_ENDS = ("men", "women", "people", "folk")


@cache
def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for unit, _, nouns in read_lexicon("counted_nouns"):
        for noun in nouns.split():
            units.setdefault(noun, unit)  # type: ignore[arg-type]
    return units


@cache
def find_unit(noun: str) -> Unit | None:
    """Give the unit that a noun counts, in the singular or plural, or None where the lexicon does not know the noun.

    >>> find_unit("detainees"), find_unit("families"), find_unit("serving"), find_unit("Thais")
    ('person', 'family', None, 'person')
    """
    word = noun.casefold().removesuffix("'s").removesuffix("’s").strip("#'’\"“”")
    units = _units()
    if word in units:
        return units[word]
    for end, single in _IRREGULAR_ENDS:
        if word.endswith(end) and word[: len(word) - len(end)] + single in units:
            return units[word[: len(word) - len(end)] + single]
    if word.endswith("es") and word[:-2] in units:
        return units[word[:-2]]
    if "-" in word:
        tail = find_unit(word.rsplit("-", 1)[1]) if word.rsplit("-", 1)[1] else None
        if tail:
            return tail
    if word.endswith(_PEOPLE_ENDS) and len(word) > 5:
        return "person"
    name = noun.rsplit("-", 1)[-1]
    people = name[:1].isupper() and not any(c.isupper() or c.isdigit() for c in name[1:])  # "RPGs", "AK-47s" are none
    if people and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")):
        return "person"  # a people named in the plural: "three Thais", "706 Houthis"
    return None


def is_plural(noun: str) -> bool:
    """Tell whether a noun looks like a plural.

    >>> is_plural("children"), is_plural("detainees"), is_plural("bus")
    (True, True, False)
    """
    word = noun.casefold()
    if word in ("people", "children", "police", "livestock", "cattle", "personnel", "sheep", "troops", "others"):
        return True
    if word.endswith(("sis", "xis", "itis")):
        return noun[:1].isupper()  # "Parsis", but "crisis"
    return word.endswith(("men", "s", "children", "fallen")) and not word.endswith(("ss", "us"))
