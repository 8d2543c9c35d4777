"""What a transaction was about, by its number."""

from tests.ledger.readings import make_reading

from sayso.ledger import Clearance, find_touched
from sayso.model import Judgement, Review
from sayso.model.identity import claim_ids


def test_every_kind_of_transaction_says_what_it_was_about(ledger, keep):
    reading = make_reading()
    keep(reading)
    claim = next(iter(claim_ids(reading.report, reading.claims).values()))
    review = ledger.review(Review(claim, "rejected", "misread", "jo"))
    ledger.judge(Judgement("event", "left one", "right one", "same", None, (), "", "jo"), author="jo")
    ledger.disclosure.clear_field(Clearance("Ana Dorr", "name", "she agreed", "jo"))
    ledger.undo(review, author="jo", reason="a slip")
    written = list(ledger.transactions())
    touched = find_touched(ledger, (t.seq for t in written))
    told = [[(one.kind, one.ids, one.decided) for one in touched[t.seq]] for t in written]
    assert told == [
        [("report", (reading.report.id,), "")],
        [("claim", (claim,), "rejected")],
        [("pair", ("left one", "right one"), "same")],
        [("name", (), "name cleared")],
        [("transaction", (review,), "")],
    ]
    assert touched[written[3].seq][0].words == "Ana Dorr"
    assert find_touched(ledger, ()) == {}
