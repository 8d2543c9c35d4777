"""The interchange files: exact keys, exact spans, and schemas that hold."""

import json

import jsonschema_rs
import pytest
from tests.publish.sample import reading

from sayso.model import Claim, Difference, Event, Origin, Reading, Record, Value
from sayso.publish import load_schema, write_reading, write_reading_line, write_record


def test_a_reading_keeps_to_its_schema() -> None:
    jsonschema_rs.validator_for(load_schema("reading")).validate(write_reading(reading))


@pytest.mark.parametrize("key", ["report", "attributions", "events", "deals", "counts", "sums", "entities", "problems"])
def test_the_schema_refuses_a_reading_without(key: str) -> None:
    plain = write_reading(reading)
    del plain[key]
    assert not jsonschema_rs.validator_for(load_schema("reading")).is_valid(plain)


def test_every_span_of_a_line_is_exact() -> None:
    plain = json.loads(write_reading_line(reading))
    text = plain["report"]["text"]
    spans = list(_find_spans(plain))
    assert len(spans) > 20
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)


def _find_spans(value: object) -> list[dict]:
    if isinstance(value, list):
        return [s for v in value for s in _find_spans(v)]
    if isinstance(value, dict):
        here = [value] if {"start", "end", "text"} <= value.keys() else []
        return here + [s for v in value.values() for s in _find_spans(v)]
    return []


def test_a_line_is_one_line_in_plain_letters() -> None:
    line = write_reading_line(reading)
    assert "\n" not in line
    assert "ميرا" in line


def test_the_path_a_report_was_read_from_is_left_out() -> None:
    assert "identity" not in write_reading(reading)["report"]
    assert "/home/desk" not in write_reading_line(reading)


def test_unknown_values_are_null_and_not_left_out() -> None:
    second = write_reading(reading)["events"][1]
    assert second["date"] is None
    assert second["place"] is None


def make_record() -> Record:
    claims = (Claim("k1", "r1", 0, 4, "four", "Ministry"), Claim("k2", "r2", 3, 7, "four", None, inferred="added up"))
    origins = (Origin((0,), "known", "Ministry", "names its source"), Origin((1,), "possible", None, "no source named"))
    value = Value("v1", "released", 4, 4, 4, "exact", "person", claims=claims, origins=origins, known_distinct=1)
    event = Event("e1", "release", "2031-05-03", "Karvel", "asserted", ("r1", "r2"), values=(value,))
    return Record((event,), (Difference(("v1", "v2"), "update", "a later word"),))


def test_a_record_keeps_to_its_schema() -> None:
    jsonschema_rs.validator_for(load_schema("record")).validate(write_record(make_record()))


def test_origins_become_claim_indexes_and_reasons_stand_beside_them() -> None:
    value = write_record(make_record())["events"][0]["values"][0]
    assert value["origins"] == [[0], [1]]
    assert [o["reason"] for o in value["origin_reasons"]] == ["names its source", "no source named"]


def test_inferred_is_true_or_false_and_its_rule_stands_beside_it() -> None:
    claims = write_record(make_record())["events"][0]["values"][0]["claims"]
    assert [(c["inferred"], c["inferred_rule"]) for c in claims] == [(False, None), (True, "added up")]


def test_the_class_of_a_difference_is_called_class() -> None:
    assert write_record(make_record())["differences"][0]["class"] == "update"


def test_an_empty_reading_still_has_every_key() -> None:
    empty = Reading(reading.report, type(reading.claims)())
    jsonschema_rs.validator_for(load_schema("reading")).validate(write_reading(empty))
