"""The contract of the command line: exit codes, ids, standard input, the ledger's place, JSON everywhere."""

import io
import json
import sys

import pytest

REPORT = (
    "KESTREL, June 4 (Lantern) - The Upland League freed twelve captives at the Olm ferry on Wednesday, "
    "the Relief Mission said.\n\n“They are tired but well,” Mission head Dara Finn told reporters.\n"
)


@pytest.fixture
def ledger(tmp_path, sayso):
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf8")
    path = tmp_path / "test.db"
    code, _, err = sayso("read", report, "--ledger", path, "--published", "2031-06-05", "--outlet", "The Lantern")
    assert code == 0, err
    return path


@pytest.fixture
def event(ledger, sayso):
    _, out, _ = sayso("show", "--ledger", ledger, "--json")
    return next(e for e in json.loads(out) if e["type"] == "release")


def test_wrong_use_is_exit_2(sayso):
    assert sayso("read")[0] == 2
    assert sayso("no-such-verb")[0] == 2
    code, _, err = sayso("extract", "-")
    assert code == 2
    assert "--as" in err


def test_a_word_that_an_option_does_not_take_is_named_with_those_it_does(sayso):
    code, _, err = sayso("publish", "out", "--format", "docx")
    assert code == 2
    assert "Invalid value for '--format': 'docx' is not one of 'html', 'csv'" in err
    assert sayso("serve", "--port", "70000")[0] == 2


def test_an_empty_folder_is_named(sayso, tmp_path):
    (tmp_path / "reports").mkdir()
    code, out, err = sayso("read", tmp_path / "reports", "--ledger", tmp_path / "x.db")
    assert code == 1
    assert "empty folder" in err
    assert "sayso page" not in out  # where nothing was read there is nothing to show
    assert "`sayso read PATH|URL ...` reads reports into it" in sayso("show", "--ledger", tmp_path / "x.db")[1]


def test_what_is_not_read_is_one_problem_and_no_claim(sayso, tmp_path):
    foreign = tmp_path / "ru.txt"
    foreign.write_text(
        "Двенадцать пленных были освобождены в среду, сообщила миссия. Их встретили родственники и врачи.", "utf8"
    )
    out = sayso("read", foreign, "--ledger", tmp_path / "x.db")[1]
    assert out.splitlines()[:2] == [f"1 read; 0 claims kept in {tmp_path / 'x.db'}", "problems: language not read (1)"]


def test_an_id_of_another_kind_says_which_verb_takes_it(sayso, ledger, event):
    value = event["values"][0]["id"][:8]
    code, _, err = sayso("show", value, "--ledger", ledger)
    assert code == 2
    assert f"sayso why {value}" in err
    assert f"sayso show {event['id'][:8]}" in sayso("why", event["id"][:8], "--ledger", ledger)[2]


def test_a_clearance_wants_a_reason_and_says_where_it_clears_nothing(sayso, ledger):
    assert sayso("clear", "Nobody Here", "name", "--reason", " ", "--ledger", ledger)[0] == 2
    out = sayso("clear", "Nobody Here", "name", "--reason", "asked", "--ledger", ledger)[1]
    assert "copies withhold nobody of that name" in out


def test_what_is_entered_by_hand_was_said_at_a_time(sayso, ledger):
    given = ("add", "Nine are free.", "--speaker", "a mother", "--medium", "call", "--ledger", ledger)
    code, _, err = sayso(*given, "--said", "soon")
    assert code == 2
    assert "'soon' is not a time" in err
    assert sayso(*given, "--said", "2031-06-07")[0] == 0


def test_an_absent_ledger_says_what_to_do(sayso, tmp_path):
    code, _, err = sayso("show", "--ledger", tmp_path / "none.db")
    assert code == 2
    assert "sayso read" in err
    assert not (tmp_path / "none.db").exists()


def test_a_malformed_setting_stops_the_run(sayso, monkeypatch, tmp_path):
    monkeypatch.setenv("SAYSO_TIMEOUT", "soon")
    code, _, err = sayso("extract", tmp_path)
    assert code == 3
    assert "SAYSO_TIMEOUT" in err


def test_an_unread_input_is_exit_1_and_the_others_are_read(sayso, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, "utf8")
    (tmp_path / "b.xyz").write_text("?", "utf8")
    code, out, _ = sayso("read", tmp_path / "a.txt", tmp_path / "b.xyz", "--ledger", tmp_path / "x.db")
    assert code == 1
    assert "1 read" in out
    assert "1 unread" in out


def test_the_ledger_is_found_through_the_environment(sayso, monkeypatch, ledger):
    monkeypatch.setenv("SAYSO_LEDGER", str(ledger))
    assert sayso("show")[0] == 0


def test_reading_the_same_bytes_again_adds_nothing(sayso, ledger, tmp_path):
    before = sayso("show", "--ledger", ledger, "--json")[1]
    code, out, _ = sayso("read", tmp_path / "report.txt", "--ledger", ledger)
    assert code == 0
    assert "1 unchanged" in out
    assert sayso("show", "--ledger", ledger, "--json")[1] == before


def test_changed_bytes_become_a_new_snapshot_of_the_same_report(sayso, ledger, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT.replace("twelve", "thirteen"), "utf8")
    code, out, _ = sayso("read", tmp_path / "report.txt", "--ledger", ledger, "--published", "2031-06-05")
    assert code == 0
    assert "1 revised" in out
    values = [v["value"] for e in json.loads(sayso("show", "--ledger", ledger, "--json")[1]) for v in e["values"]]
    assert 13 in values
    assert 12 not in values


def test_show_tells_the_figure_and_who_says_so(sayso, ledger, event):
    code, out, _ = sayso("show", event["id"][:8], "--ledger", ledger)
    assert code == 0
    assert "12" in out
    assert "Relief Mission" in out
    assert "not checked" in out


def test_why_leads_to_the_characters(sayso, ledger, event, tmp_path):
    value = next(v for v in event["values"] if v["value"] == 12)
    code, out, _ = sayso("why", value["id"][:10], "--ledger", ledger)
    assert code == 0
    assert "twelve captives" in out
    assert "SHA-256" in out
    assert "transaction" in out
    plain = json.loads(sayso("why", value["id"], "--ledger", ledger, "--json")[1])
    claim = plain["claims"][0]
    assert claim["words"] == REPORT[claim["claim"]["start"] : claim["claim"]["end"]]


def test_short_ids_want_eight_digits_and_must_exist(sayso, ledger):
    assert sayso("why", "abc", "--ledger", ledger)[0] == 2
    code, _, err = sayso("why", "0123456789abcdef", "--ledger", ledger)
    assert code == 2
    assert "sayso show" in err


def test_extract_streams_the_interchange_format(sayso, tmp_path, monkeypatch):
    line = json.dumps({"id": "r1", "text": REPORT, "outlet": "The Lantern", "published": "2031-06-05"})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    code, out, _ = sayso("extract", "-", "--as", "jsonl")
    assert code == 0
    reading = json.loads(out)
    assert reading["report"]["id"] == "r1"
    assert reading["report"]["text"] == REPORT
    assert any(c["value"]["best"] == 12 for c in reading["counts"])


def test_a_page_is_one_file_and_says_that_it_holds_names(sayso, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, "utf8")
    code, _, _ = sayso("page", tmp_path / "a.txt", "-o", tmp_path / "a.html")
    assert code == 0
    html = (tmp_path / "a.html").read_text("utf8")
    assert "twelve captives" in html
    assert "<script src" not in html
    assert "desk" in html


def test_verify_and_backup(sayso, ledger, tmp_path):
    assert sayso("verify", "--ledger", ledger)[0] == 0
    code, out, _ = sayso("backup", tmp_path / "copy", "--ledger", ledger, "--json")
    assert code == 0
    assert sayso("verify", "--ledger", json.loads(out)["backup"])[0] == 0


def test_a_claim_by_hand_is_a_claim_like_any_other(sayso, ledger):
    words = "Nine more were let go at dawn."
    code, out, err = sayso(
        "add", words, "--speaker", "Ila Brandt", "--medium", "call", "--said", "2031-06-05", "--ledger", ledger
    )
    assert code == 0, err
    assert "by hand" in out
    record = json.loads(sayso("record", "--ledger", ledger, "--json")[1])
    speakers = {c["speaker"] for e in record["events"] for v in e["values"] for c in v["claims"]}
    assert "Ila Brandt" in speakers


def test_undo_takes_a_reading_back(sayso, ledger, tmp_path):
    words = "Nine more were let go at dawn."
    out = sayso(
        "add",
        words,
        "--speaker",
        "Ila Brandt",
        "--medium",
        "call",
        "--said",
        "2031-06-05",
        "--ledger",
        ledger,
        "--json",
    )[1]
    code, _, err = sayso("undo", json.loads(out)["transaction"][:12], "--reason", "misheard", "--ledger", ledger)
    assert code == 0, err
    assert "Ila Brandt" not in sayso("record", "--ledger", ledger, "--json")[1]


def test_changes_name_the_claim_that_moved_a_figure(sayso, ledger):
    code, out, _ = sayso("changes", "--since", "2020-01-01", "--ledger", ledger)
    assert code == 0
    assert "new event: release, the Olm ferry, 4 June 2031" in out
    assert "told by “twelve captives”  Relief Mission" in out
    assert sayso("changes", "--since", "2999-01-01", "--ledger", ledger)[1].startswith("nothing has changed")


def test_ctrl_c_is_exit_130_and_the_next_run_goes_on(sayso, tmp_path, monkeypatch):
    lines = [
        json.dumps({"id": n, "outlet": "The Lantern", "text": REPORT.replace("twelve", n)}) for n in ("nine", "ten")
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(lines) + "\n", "utf8")
    read = ("read", tmp_path / "two.jsonl", "--ledger", tmp_path / "x.db", "--published", "2031-06-05")

    def interrupt(watch, step):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sayso.cli.read.reading_progress.__call__", interrupt)
        code, _, err = sayso(*read)
    assert (code, err) == (130, "sayso: interrupted; what was finished is kept\n")
    assert sayso("verify", "--ledger", tmp_path / "x.db")[0] == 0
    code, out, _ = sayso(*read)
    assert code == 0
    assert out.startswith("1 read, 1 unchanged; ")


def test_both_clocks_can_be_asked_of_every_verb_that_shows_the_record(ledger, event, sayso):
    value = event["values"][0]["id"]
    before, after = ("--as-published-by", "2031-06-04"), ("--as-published-by", "2031-06-05")
    for verb in (["people"], ["list"], ["changes", "--since", "2020-01-01"]):
        told = [json.loads(sayso(*verb, "--ledger", ledger, "--json", *moment)[1]) for moment in (before, after)]
        if verb[0] == "changes":
            assert [row["as_published_by"] for row in told] == ["2031-06-04", "2031-06-05"]
            told = [row["changes"] for row in told]
        assert told[0] == []
        assert told[1] or verb == ["list"]
    assert sayso("why", value, "--ledger", ledger, *after)[0] == 0
    code, _, err = sayso("why", value, "--ledger", ledger, *before)
    assert code == 2
    assert value in err
    code, _, err = sayso(
        "changes", "--since", "2020-01-01", "--ledger", ledger, "--post", "https://example.org/", *after
    )
    assert code == 2
    assert "--as-published-by" in err
