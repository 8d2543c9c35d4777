"""The rooms in their order: reading, keeping, settling, changing one's mind, reading again with a better reader."""

import json

import pytest

import sayso
from sayso.flow.changing import compare_settled
from sayso.flow.settling import settle_ledger
from sayso.ledger import open_ledger
from sayso.model import Record, from_plain, to_plain

FREED = "The Upland League freed {} captives at the Olm ferry on Wednesday, the Relief Mission said."


def write_report(folder, name, count):
    path = folder / name
    path.write_text(
        json.dumps({"id": name, "text": FREED.format(count), "outlet": name, "published": "2031-06-05"}) + "\n", "utf8"
    )
    return path.with_suffix(".jsonl") if path.suffix else path.rename(path.with_suffix(".jsonl"))


@pytest.fixture
def opened(own_ledger):
    ledger = open_ledger(own_ledger)
    yield ledger
    ledger.close()


def test_an_unread_input_is_a_reading_whose_problems_say_why(tmp_path):
    (tmp_path / "a.xyz").write_text("?", "utf8")
    readings = list(sayso.read([tmp_path / "a.xyz"]))
    assert [p.what for r in readings for p in r.problems] == ["unknown format"]
    assert readings[0].report.text == ""


def test_inputs_come_out_in_the_order_in_which_they_went_in(tmp_path):
    paths = [write_report(tmp_path, name, n) for name, n in (("tarn", "twelve"), ("karn", "nine"))]
    (tmp_path / "b.xyz").write_text("?", "utf8")
    readings = list(sayso.read([paths[0], tmp_path / "b.xyz", paths[1]]))
    assert [r.report.outlet for r in readings] == ["tarn", None, "karn"]


def test_the_spacy_component_puts_claims_on_the_doc():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"outlet": "Tarn Post", "published": "2031-06-05"})
    doc = nlp(FREED.format("twelve"))
    assert [c.value.best for c in doc._.sayso.counts] == [12]
    assert doc._.sayso.attributions[0].chain[-1].name == "Tarn Post"


def test_a_report_in_another_language_is_recognised_and_said_to_be_unread():
    from sayso.extract import read_claims
    from sayso.ingest import report_from_text

    text = (
        "Двенадцать пленных были освобождены в среду, сообщила миссия. Их встретили родственники и врачи на переправе."
    )
    report = report_from_text(text).report
    assert report.language == "ru"
    claims = read_claims(report)
    assert (claims.counts, [p.what for p in claims.problems]) == ((), ["language not read"])


def test_a_settled_record_is_the_same_out_of_the_cache(opened):
    fresh, cached = settle_ledger(opened).record, settle_ledger(opened).record
    assert to_plain(fresh) == to_plain(cached)
    assert from_plain(Record, to_plain(fresh)) == fresh


def test_one_exchange_told_by_ten_outlets_is_one_event_and_its_echoes_are_no_witnesses(opened):
    record = settle_ledger(opened).record
    main = max(record.events, key=lambda e: len(e.reports))
    assert main.type in ("exchange", "release")
    assert len(main.reports) >= 8
    value = max(main.values, key=lambda v: len({c.report for c in v.claims}))
    assert value.known_distinct < len({c.report for c in value.claims})
    assert any(len(e.reports) >= 2 for e in record.echoes)


def test_the_order_of_reading_changes_nothing(tmp_path):
    from sayso.reconcile import settle_claims

    readings = list(
        sayso.read(
            [write_report(tmp_path, n, w) for n, w in (("a", "nine"), ("b", "nine"), ("c", "ten"), ("d", "nine"))]
        )
    )
    forward, backward = settle_claims(readings), settle_claims(readings[::-1])
    assert {tuple(sorted(e.reports)) for e in forward.events} == {tuple(sorted(e.reports)) for e in backward.events}
    assert sorted((v.property, v.value, v.known_distinct) for e in forward.events for v in e.values) == sorted(
        (v.property, v.value, v.known_distinct) for e in backward.events for v in e.values
    )


def test_what_was_read_later_is_a_change_since(opened):
    before = settle_ledger(opened, "2020-01-01")
    after = settle_ledger(opened)
    kinds = {c.what for c in compare_settled(before, after)}
    assert "new event" in kinds
    assert not list(compare_settled(after, after))


def test_nothing_new_comes_of_rereading_with_the_same_reader(opened):
    from sayso.flow.rereading import reread_ledger

    before = to_plain(settle_ledger(opened).record)
    done = reread_ledger(opened, None, "mira", "again")
    assert (done.reread, done.unchanged, done.not_held) == (0, 12, 0)
    assert to_plain(settle_ledger(opened).record) == before


def test_what_is_read_in_a_report_does_not_depend_on_what_is_read_beside_it():
    from sayso.demo import demo_paths
    from sayso.extract import find_claims, read_claims
    from sayso.ingest import ReadOptions, read_reports

    reports = [i.report for i in read_reports([str(p) for p in demo_paths()[:4]], ReadOptions()) if i.report]
    together = [reading.claims for reading in find_claims(reports)]
    assert together == [read_claims(report) for report in reports]
