"""Readings and records as JSON that other programs read: one line a report, one object a record."""

import json
from importlib.resources import files
from typing import Any, Literal

from sayso.model import Claim, Event, Reading, Record, Value, to_plain


def write_reading(reading: Reading) -> dict[str, Any]:
    """Turn a reading into one interchange object: report, attributions, events, deals, counts, sums, entities, problems.

    Offsets count code points of `report.text`, end exclusive. Where the report was read from (a path) is left out;
    `reader` and `recorded` come on top of the documented keys.
    """
    report = to_plain(reading.report)
    report.pop("identity", None)
    plain = {"report": report, **to_plain(reading.claims)}
    plain["recorded"] = reading.recorded
    return plain


def write_reading_line(reading: Reading) -> str:
    """Turn a reading into one line of JSONL, without the line end."""
    return json.dumps(write_reading(reading), ensure_ascii=False)


def write_record(record: Record) -> dict[str, Any]:
    """Turn a record into the record interchange object; origins become lists of claim indexes.

    Richer keys stand beside the documented ones: `origin_reasons` (why claims are one origin), `inferred_rule`,
    `chain`, `hand`, `parties`, `balances`, `unsure`, `policy`, `as_known_at`.
    """
    plain = {
        "events": [_write_event(event) for event in record.events],
        **{
            name: to_plain(getattr(record, name))
            for name in ("differences", "echoes", "sums", "people", "wording", "balances", "unsure")
        },
    }
    return {**plain, "policy": record.policy, "as_known_at": record.as_known_at}


def _write_event(event: Event) -> dict[str, Any]:
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
