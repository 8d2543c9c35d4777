"""Full-text search over what is kept: reports, quotations and names. An index, not a fact: it can be built anew."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, text

from sayso.ledger.chain import Store, read_undone
from sayso.ledger.engine import begin_reading
from sayso.model import Reading

Kind = Literal["report", "quotation", "name"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where searched words stand: the kind of text, a cut of it with the words between « and », and what it belongs to.

    `report` is the report's id in every reading; `claim` the id of the quotation or name, null for a report's text.
    """

    kind: Kind
    cut: str
    report: str
    rendition: str
    claim: str | None


def index_words(connection: Connection, reading: Reading, rendition: int, ids: dict[str, str]) -> None:
    """Add a reading's text, quotations and names to the index; `ids` maps addresses to claim ids."""
    said: list[tuple[str, Kind, int, str | None]] = [
        (f"{reading.report.title or ''}\n{reading.report.text}".strip(), "report", rendition, None)
    ]
    for attribution in reading.claims.attributions:
        if attribution.quotation != "indirect":
            quoted = " ".join(span.text for span in attribution.content)
            said.append((quoted, "quotation", rendition, ids.get(attribution.id)))
    for entity in reading.claims.entities:
        names = "; ".join(dict.fromkeys((entity.name, *entity.names)))
        said.append((names, "name", rendition, ids.get(entity.id)))
    rows = [row for row in said if row[0].strip()]
    if rows:
        connection.exec_driver_sql("INSERT INTO words (said, kind, rendition, claim) VALUES (?, ?, ?, ?)", rows)


def search_words(store: Store, query: str, kinds: Sequence[Kind], limit: int) -> Iterator[Hit]:
    """Give the places where all words of a query stand, best first, in the renditions in force."""
    with begin_reading(store.engine, store.path) as connection:
        yield from list(_find_words(connection, query, list(kinds), limit))


def _find_words(connection: Connection, query: str, kinds: list[Kind], limit: int) -> Iterator[Hit]:
    wanted = " ".join('"' + word.replace('"', '""') + '"' for word in query.split())
    if not wanted:
        return
    found = connection.execute(
        text(_SEARCH),
        {
            "wanted": wanted,
            "kinds": json.dumps(kinds),
            "gone": json.dumps(sorted(read_undone(connection))),
            "limit": limit,
        },
    ).mappings()
    for row in found:
        yield Hit(**row)


_SEARCH = """
SELECT w.kind, snippet(words, 0, '«', '»', ' … ', 24) AS cut, r.report_id AS report, r.id AS rendition, w.claim
FROM words w JOIN renditions r ON r.row = w.rendition
WHERE words MATCH :wanted
  AND w.kind IN (SELECT value FROM json_each(:kinds))
  AND r.tx NOT IN (SELECT value FROM json_each(:gone))
  AND NOT EXISTS (
    SELECT 1 FROM renditions later
    WHERE later.report = r.report AND later.row > r.row AND later.tx NOT IN (SELECT value FROM json_each(:gone)))
ORDER BY rank LIMIT :limit
"""
