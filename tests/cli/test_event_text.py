"""How one event reads in a terminal: claims folded by origin, sums drawn, echoes counted once."""

import io
import json
from types import SimpleNamespace

import pytest
from rich.console import Console

from sayso.cli.event_text import draw_bar, print_headline
from sayso.cli.sayings import say_check, say_report, say_some
from sayso.model import Echo, Event, Record, Report, Value


def amount(number):
    return Value("", "", number, None, None, "exact", "person")


def test_what_a_sum_lacks_is_dots_and_what_is_too_much_stands_past_the_bar():
    assert draw_bar(amount(10), [amount(6), amount(2)]) == "█" * 24 + "▓" * 8 + "·" * 8 + "│"
    assert draw_bar(amount(8), [amount(6), amount(4)]) == "█" * 24 + "▓" * 8 + "│" + "▓" * 8


def test_a_headline_says_how_many_reports_share_one_text():
    event = Event("e" * 64, "exchange", "2031-05-03", "Karvel", "asserted", ("r1", "r2", "r3", "r4"))
    echoes = (Echo(("r1", "r2"), "sure", "one wire text"), Echo(("r2", "r3"), "likely", "one wire text"))
    out = io.StringIO()
    print_headline(event, Record((event,), echoes=(*echoes, Echo(("r1", "r4"), "possible", ""))), Console(file=out))
    assert "3 of them share passages of one text" in out.getvalue()


def test_every_claim_is_printed_where_it_is_asked_for(sayso, tmp_path):
    for number in (1, 2):
        text = f"KESTREL, June 4 - The League freed 12 captives on Wednesday, the Relief Mission said. Note {number}.\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf8")
    ledger = tmp_path / "x.db"
    sayso("read", tmp_path, "--ledger", ledger, "--published", "2031-06-05", "--outlet", "The Lantern")
    folded = sayso("show", "--ledger", ledger, "--json")[1]
    short = folded.partition('"id": "')[2][:8]
    folded, every = (sayso("show", short, "--ledger", ledger, *more)[1] for more in ((), ("--all",)))
    assert "2 claims" in folded
    assert every.count("12 captives") > folded.count("12 captives")


def test_a_rank_is_printed_with_its_words_and_what_the_record_holds(sayso, tmp_path):
    texts = (
        "KESTREL, May 2, 2031 - Tarn and the Ostal League exchanged 58 captives at the Kestrel bridge on Friday, May 2.\n",
        "DORRAN, June 6, 2031 - Tarn and the Ostal League exchanged 27 prisoners in Dorran on Friday, June 6, the third exchange of "
        "the war, the Relief Mission said. Two of the sick were carried by convoy.\n",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf8")
    ledger = tmp_path / "x.db"
    sayso("read", tmp_path, "--ledger", ledger, "--outlet", "The Lantern")
    (rank,) = json.loads(sayso("record", "--ledger", ledger, "--json")[1])["ranks"]
    shown = " ".join(sayso("show", rank["event"], "--ledger", ledger)[1].split())
    assert "told as the 3rd exchange by Relief Mission, “third exchange”; the record holds 2 of these parties" in shown
    assert rank["claims"][0][:8] in shown


def test_reports_are_named_by_outlet_and_day_never_by_a_hash():
    ident = "0" * 64
    report = Report(ident, ident, "The Lantern", None, (), "2031-06-05T08:00:00Z", None, "en", (), "", ())
    assert say_report(report, report.id) == "The Lantern (5 June 2031)"
    assert say_some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (("unchecked", "unchecked"), "read by machine, not checked"),
        (("accepted", "unchecked"), "1 of 2 claims checked by a person"),
        (("accepted", "corrected"), "checked by a person"),
    ],
)
def test_what_nobody_checked_says_so(states, words):
    claims = [SimpleNamespace(review=state) for state in states]
    assert say_check(claims) == words


def test_the_queue_shows_the_words_in_their_sentence_and_how_to_answer(sayso, tmp_path):
    text = "KESTREL, June 4 - The League freed 12 captives at the Olm ferry on Wednesday, the Relief Mission said.\n"
    (tmp_path / "a.txt").write_text(text, "utf8")
    ledger = tmp_path / "x.db"
    sayso("read", tmp_path / "a.txt", "--ledger", ledger, "--published", "2031-06-05", "--outlet", "The Lantern")
    shown = sayso("review", "--ledger", ledger)[1]
    assert "[on Wednesday]" in shown
    assert "The Lantern (5 June 2031)" in shown
    short = shown.split()[0]
    assert len(short) == 8
    assert sayso("review", short, "accept", "--ledger", ledger)[0] == 0
    assert short not in sayso("review", "--ledger", ledger)[1]
