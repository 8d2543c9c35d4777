"""What may leave the desk, what did, and ids that tell nothing."""

from sayso.ledger import Clearance, Export


def test_the_last_word_on_a_field_holds_with_its_reason(ledger):
    ledger.disclosure.clear_field(Clearance("p1", "name", "asked us to print it", "mira"))
    ledger.disclosure.clear_field(Clearance("p2", "name", "named by the ministry", "mira"))
    then = list(ledger.transactions())[-1].at
    ledger.disclosure.clear_field(Clearance("p2", "name", "family asked us not to", "jo", cleared=False))
    (clear,) = ledger.disclosure.clearances()
    assert (clear.subject, clear.field, clear.reason, clear.author) == ("p1", "name", "asked us to print it", "mira")
    assert [c.subject for c in ledger.disclosure.clearances(then)] == ["p1", "p2"]


def test_an_undone_clearance_clears_nothing(ledger):
    done = ledger.disclosure.clear_field(Clearance("p1", "name", "asked us to print it", "mira"))
    ledger.undo(done, author="jo", reason="it was somebody else")
    assert list(ledger.disclosure.clearances()) == []


def test_exports_are_found_by_what_they_hold(ledger):
    ledger.disclosure.log_export(Export("page", "others", "default", "c" * 64, "out/page.html", ("p1", "c1")), "mira")
    ledger.disclosure.log_export(Export("table", "desk", "default", "d" * 64, "out/table.csv", ("p2",)), "mira")
    assert [e.place for e in ledger.disclosure.exports()] == ["out/page.html", "out/table.csv"]
    assert [e.place for e in ledger.disclosure.exports(holding=["c1"])] == ["out/page.html"]
    assert all(finding.holds for finding in ledger.verify())


def test_keyed_ids_are_stable_and_are_not_plain_hashes(ledger):
    import hashlib

    one = ledger.disclosure.key_id("Ana Dorr")
    assert one == ledger.disclosure.key_id("Ana Dorr") != ledger.disclosure.key_id("Ana Dor")
    assert one != hashlib.sha256(b"Ana Dorr").hexdigest()
    assert len(one) == 64
