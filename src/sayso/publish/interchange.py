"""Readings and records as JSON that other programs read: one line a report, one object a record."""

import json
from importlib.resources import files
from typing import Any, Literal

from sayso.model import Claim, Event, Reading, Record, Value, to_plain
from sayso.publish.disclosure import FACES, Audience, Disclosure, Readings, disclose_reading, disclose_record


def write_reading(
    reading: Reading, *, audience: Audience = "desk", disclosure: Disclosure | None = None
) -> dict[str, Any]:
    """Turn a reading into one interchange object: report, attributions, events, deals, counts, sums, entities, problems.

    Offsets count code points of `report.text`, end exclusive. Where the report was read from (a path) is left out;
    `reader` and `recorded` come on top of the documented keys.
    """
    reading, notice = disclose_reading(reading, audience, disclosure)
    report = to_plain(reading.report)
    report.pop("identity", None)
    plain = {"report": report, **to_plain(reading.claims)}
    plain["recorded"] = reading.recorded
    return plain | _write_face(audience, notice)


def _write_face(audience: Audience, notice: tuple[str, ...]) -> dict[str, Any]:
    """What every file says of itself: for whom it was made, what was withheld, and that nobody checked it."""
    return {"made_for": FACES[audience], "notice": list(notice)}


def write_reading_line(reading: Reading, *, audience: Audience = "desk", disclosure: Disclosure | None = None) -> str:
    """Turn a reading into one line of JSONL, without the line end."""
    return json.dumps(write_reading(reading, audience=audience, disclosure=disclosure), ensure_ascii=False)


def write_record(
    record: Record,
    readings: Readings = (),
    *,
    audience: Audience = "desk",
    disclosure: Disclosure | None = None,
) -> dict[str, Any]:
    """Turn a record into the record interchange object; origins become lists of claim indexes.

    Copies for others need the readings: without a report's text a claim loses its place. Richer keys stand beside the documented ones: `origin_reasons` (why claims are one origin), `inferred_rule`,
    `chain`, `hand`, `parties`, `balances`, `ranks`, `unsure`, `policy`, `as_known_at`, `as_published_by`.
    """
    record, _, notice = disclose_record(record, readings, audience, disclosure)
    plain = {
        "events": [write_event(record, event) for event in record.events],
        **{
            name: to_plain(getattr(record, name))
            for name in ("differences", "echoes", "sums", "people", "wording", "balances", "ranks", "unsure")
        },
    }
    plain |= {"policy": record.policy, "as_known_at": record.as_known_at, "as_published_by": record.as_published_by}
    return plain | _write_face(audience, notice)


def write_record_file(
    record: Record,
    readings: Readings = (),
    *,
    audience: Audience = "desk",
    disclosure: Disclosure | None = None,
) -> str:
    """Write the whole record as one JSON text with a line end, for the desk or for others."""
    plain = write_record(record, readings, audience=audience, disclosure=disclosure)
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def write_event(record: Record, event: Event) -> dict[str, Any]:
    """Turn one event into its interchange object, with the differences between its values and its sums."""
    plain: dict[str, Any] = to_plain(event)
    plain["values"] = [_write_value(value) for value in event.values]
    return plain


def _write_value(value: Value) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(value)
    plain["claims"] = [_write_claim(claim) for claim in value.claims]
    plain["origins"] = [list(origin.claims) for origin in value.origins]
    plain["origin_reasons"] = to_plain(value.origins)
    return plain


def _write_claim(claim: Claim) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(claim)
    plain["inferred"] = claim.inferred is not None
    plain["inferred_rule"] = claim.inferred
    return plain


def load_schema(name: Literal["reading", "record"]) -> dict[str, Any]:
    """Load the JSON Schema (2020-12) of one reading's line or of the whole record, as shipped with sayso."""
    path = files("sayso.publish") / "schemas" / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema
