"""A dozen reports end to end against committed golden lines: what was read once is read again, or the diff says what moved.

`SAYSO_GOLDEN=write python -m pytest tests/flow/test_golden.py` writes them anew; read the diff before you commit it.
"""

import json
import os
from pathlib import Path

import sayso
from sayso.demo import demo_paths
from sayso.publish import write_reading

GOLDEN = Path(__file__).with_name("golden.jsonl")


def gist(plain):
    """What must stay: every statement with its words; not the scores, which differ in the last digits between processors."""
    said = {a["id"]: a for a in plain["attributions"]}

    def words(spans):
        return [s["text"] for s in spans or []]

    def speaker(attribution):
        return said[attribution]["speaker"]["name"] if attribution in said and said[attribution]["speaker"] else None

    return {
        "report": plain["report"]["title"] or plain["report"]["text"][:60],
        "attributions": [
            [(a["speaker"] or {}).get("name"), a["act"], a["quotation"], words(a["content"]), [h["name"] for h in a["chain"]]]
            for a in plain["attributions"]
        ],
        "events": [[e["type"], e["modality"], e["trigger"]["text"], (e["date"] or {}).get("earliest"),
                    (e["place"] or {}).get("name"), speaker(e["attribution"])] for e in plain["events"]],
        "counts": [[c["span"]["text"], c["value"]["best"], c["hedge"], c["unit"], c["status"], c["basis"]] for c in plain["counts"]],
        "sums": [[s["relation"], len(s["parts"]), s["holds"], s["stated"]] for s in plain["sums"]],
        "problems": sorted(p["what"] for p in plain["problems"]),
    }  # fmt: skip


def test_a_dozen_reports_end_to_end():
    read = [gist(write_reading(reading)) for reading in sayso.read(demo_paths())]
    if os.environ.get("SAYSO_GOLDEN") == "write":
        GOLDEN.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in read), "utf8")
    golden = [json.loads(line) for line in GOLDEN.read_text("utf8").splitlines()]
    assert len(read) == len(golden) == 12
    for was, now in zip(golden, read, strict=True):
        for part in was:
            assert now[part] == was[part], f"{was['report']}: {part}"
