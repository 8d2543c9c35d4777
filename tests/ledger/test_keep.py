"""Keeping: what comes back is what went in; nothing twice; nothing half."""

from dataclasses import replace

import pytest
from tests.ledger.readings import REVISED, TEXT, make_claims, make_reading, make_report, make_snapshot, span

from sayso.errors import CheckFailed
from sayso.ledger import Entry, report_entry
from sayso.model import Claims, Reading, Segment
from sayso.model.identity import claim_ids


def rows_of(ledger):
    return ledger.look.counts()


def test_a_reading_comes_back_as_it_went_in(ledger, keep):
    reading = make_reading()
    kept = keep(reading)
    (back,) = ledger.readings()
    assert kept.state == "new"
    assert (back.report, back.claims) == (reading.report, reading.claims)
    assert back.recorded.endswith("Z")
    assert back.recorded == ledger.transaction_of(claim_ids(back.report, back.claims)["c1"]).at


def test_the_same_bytes_again_add_nothing(ledger, keep):
    keep()
    before = rows_of(ledger)
    again = keep()
    assert (again.state, again.transaction) == ("unchanged", None)
    assert rows_of(ledger) == before
    assert ledger.known(make_report())


def test_the_same_bytes_at_another_path_are_the_same_report(ledger, keep):
    keep(make_reading(identity="/old/velm.txt"))
    moved = keep(make_reading(identity="/new/velm.txt"))
    assert moved.state == "unchanged"
    assert ledger.known(make_report(identity="/elsewhere/velm.txt"))


def test_the_same_bytes_under_another_outlet_are_another_report_with_a_name_of_its_own(ledger, keep):
    first = keep()
    other = keep(make_reading(outlet="Ostrel Daily", identity="https://daily.example/31"))
    assert other.state == "new"
    assert other.report.startswith(f"{first.report}~")
    one, two = ledger.readings()
    assert set(claim_ids(one.report, one.claims).values()).isdisjoint(claim_ids(two.report, two.claims).values())
    assert ledger.find_id(claim_ids(two.report, two.claims)["c1"]).kind == "claim"


def test_changed_bytes_are_a_new_snapshot_of_the_same_report(ledger, keep):
    keep()
    changed = keep(make_reading(REVISED))
    assert changed.state == "revised"
    (now,) = ledger.readings()
    assert "late on" in now.report.text
    assert rows_of(ledger)["reports"] == 1
    assert [r.report.text for r in ledger.look.revisions(changed.report)] == [TEXT, now.report.text]


def test_bytes_that_come_back_are_recorded_as_a_revision_again(ledger, keep):
    keep()
    keep(make_reading(REVISED))
    assert keep().state == "revised"
    assert [r.report.text for r in ledger.readings()] == [TEXT]


def test_a_better_reader_supersedes_and_the_old_reading_stays_as_known_then(ledger, keep):
    keep()
    then = list(ledger.transactions())[-1].at
    again = keep(make_reading(engine="sayso 9 rules"))
    assert again.state == "reread"
    assert [r.claims.reader for r in ledger.readings()] == ["sayso 9 rules"]
    assert [r.claims.reader for r in ledger.readings(then)] == ["sayso 0 rules"]
    assert ledger.known(make_report())


def test_reports_of_one_jsonl_id_from_two_outlets_keep_apart(ledger, keep):
    keep(make_reading(id="r1", identity="r1@one", outlet="One"))
    second = keep(make_reading(TEXT + " ", id="r1", identity="r1@two", outlet="Two"))
    assert second.report.startswith("r1~")
    assert len({r.report.id for r in ledger.readings()}) == 2


@pytest.mark.parametrize(
    "bad",
    [
        lambda c: replace(c, counts=(replace(c.counts[0], span=replace(c.counts[0].span, start=0, end=3)),)),
        lambda c: replace(
            c, entities=(replace(c.entities[0], mentions=(span(TEXT, "Ana"), span("x" * 900 + "Ana", "Ana"))),)
        ),
        lambda c: replace(c, problems=(replace(c.problems[0], span=replace(span(TEXT, "Ana"), text="Eva")),)),
    ],
)
def test_one_inexact_span_and_nothing_of_the_report_is_kept(ledger, keep, bad):
    reading = make_reading()
    with pytest.raises(CheckFailed, match="do not stand at"):
        keep(replace(reading, claims=bad(reading.claims)))
    assert rows_of(ledger) == {"reports": 0, "renditions": 0, "claims": 0, "transactions": 0}
    assert not (ledger.store.files / "snapshots").exists()


def test_a_segment_outside_the_text_is_refused(keep):
    with pytest.raises(CheckFailed, match="outside the text"):
        keep(make_reading(segments=(Segment("title", 0, 10_000),)))


def test_half_a_character_is_refused_by_name(keep):
    with pytest.raises(CheckFailed, match="half a character"):
        keep(Reading(replace(make_report(), text="ab\ud800"), Claims()))


def test_bytes_that_do_not_have_their_hash_are_refused(ledger):
    reading = make_reading()
    with pytest.raises(CheckFailed, match="do not match their hash"):
        ledger.keep_reading(reading, make_snapshot(reading.report, content=b"something else"))
    assert rows_of(ledger)["transactions"] == 0
    assert all(finding.standing == "holds" for finding in ledger.verify())


def test_snapshots_stand_beside_the_ledger_under_their_hash(ledger, keep):
    keep()
    sha256 = make_report().sha256
    place = ledger.store.files / "snapshots" / sha256[:2] / sha256
    assert place.read_bytes() == TEXT.encode()
    assert ledger.look.snapshot_bytes(sha256) == TEXT.encode()
    ((report, snapshot),) = ledger.look.snapshots()
    assert (report.id, snapshot.content, snapshot.origin) == (sha256, TEXT.encode(), "velm.txt")


def test_quotes_only_keeps_the_words_that_claims_rest_on_at_their_places(ledger, keep):
    keep(kept_as="quotes")
    (back,) = ledger.readings()
    assert len(back.report.text) == len(TEXT)
    assert "They walked out on their own feet" in back.report.text
    assert "Radio Kest" not in back.report.text
    assert back.claims == make_claims()
    raw = ledger.store.path.read_bytes() + ledger.store.path.with_name("sayso.db-wal").read_bytes()
    assert b"Radio Kest" not in raw
    assert b"walked out" in raw
    assert not (ledger.store.files / "snapshots").exists()
    assert [f.why for f in ledger.verify() if f.standing == "not held"] == [
        "text not held: only quoted words may be kept",
        "bytes not held: only quoted words may be kept",
    ]


def test_hash_only_keeps_values_and_places_but_no_words(ledger, keep):
    keep(kept_as="hash")
    (back,) = ledger.readings()
    assert back.report.text == ""
    assert [c.value for c in back.claims.counts] == [c.value for c in make_claims().counts]
    raw = ledger.store.path.read_bytes() + ledger.store.path.with_name("sayso.db-wal").read_bytes()
    assert b"walked out" not in raw
    assert b"Velm frees" not in raw
    assert all(finding.holds for finding in ledger.verify())
    assert ledger.known(make_report())


@pytest.mark.parametrize("kept_as", ["full", "quotes", "hash"])
def test_a_report_in_which_nothing_was_found_is_kept_too(ledger, keep, kept_as):
    assert keep(Reading(make_report(), Claims(reader="sayso 0 rules")), kept_as=kept_as).state == "new"
    assert all(finding.holds for finding in ledger.verify())


def test_what_a_person_enters_is_a_report_marked_by_hand(ledger):
    entry = Entry("mira", "call", "Nine came back on foot.", "2031-05-07T10:00:00+02:00", "a guard", "in_custody", "en")
    report, snapshot = report_entry(entry, "2031-05-07T09:00:00Z")
    kept = ledger.keep_reading(Reading(report, Claims()), snapshot, author="mira", reason="called in", entry=entry)
    assert ledger.look.entry_of(kept.report) == entry
    (back,) = ledger.readings()
    assert (back.report.reader, back.report.text, back.report.outlet) == ("by hand", entry.words, "call")
    assert [(t.kind, t.author) for t in ledger.transactions()] == [("enter", "mira")]
    again = ledger.keep_reading(Reading(report, Claims()), snapshot, author="mira", reason="called in", entry=entry)
    assert again.state == "unchanged"


def test_a_claim_says_its_words_what_stands_around_them_and_who_said_it(ledger, keep):
    keep()
    (stated,) = ledger.look.statements(claim_ids(make_report(), make_claims())["c2"])
    assert (stated.words, stated.property, stated.value) == ("9 of them minors", "released person", "exact 9")
    assert stated.before.endswith("freed in Ostrel on Tuesday, ")
    assert stated.after.startswith(", Prefect Ana Dorr said.")
    assert (stated.speaker, stated.address, stated.in_force) == ("Ana Dorr", "c2", True)
    (quoted,) = ledger.look.statements(claim_ids(make_report(), make_claims())["a2"])
    assert quoted.circumstance == "in_custody"
