"""Names of persons: labelled pairs, and pairs with two patronymics exchanged (`python -m evals.names --data FILE`)."""

import argparse
import csv
import itertools
import json
import sys
from pathlib import Path

from sayso.language.names import SAME_PERSON, compare_names

GIVEN = (
    "Ahmad",
    "Yusuf",
    "Omar",
    "Samir",
    "Khalil",
    "Ibrahim",
    "Hassan",
    "Mahmoud",
    "Walid",
    "Tariq",
    "Bilal",
    "Nasser",
)
FAMILY = ("", " al-Dariq", " Qasmouni", " Tarabin")


def swapped_patronymics(size: int = 100) -> list[tuple[str, str]]:
    """Give pairs of names, father and grandfather in the other order: two people."""
    triples = itertools.permutations(GIVEN, 3)
    pairs = []
    for k, (a, b, c) in enumerate(itertools.islice(triples, 0, None, 7)):
        end = FAMILY[k % len(FAMILY)]
        pairs.append((f"{a} {b} {c}{end}", f"{a} {c} {b}{end}"))
    return pairs[:size]


def main() -> int:
    """Print precision, recall and F1 of `compare_names`, and the share of swapped patronymics that it joins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the pairs that are judged otherwise than labelled")
    args = parser.parse_args()
    if not Path(args.data).exists():
        print(json.dumps({"skipped": f"{args.data} is not there"}))
        return 0
    with open(args.data, encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["schema"] == "Person"]
    scored = [(r, compare_names(r["name1"], r["name2"]).score) for r in rows]
    tp = fp = fn = 0
    for row, score in scored:
        said, true = score >= SAME_PERSON, row["is_match"] == "true"
        tp, fp, fn = tp + (said and true), fp + (said and not true), fn + (true and not said)
        if args.show and said != true:
            print(
                f"{'false' if said else 'missed'} {score:.2f} {row['name1']} | {row['name2']} | {row['notes']}",
                file=sys.stderr,
            )
    joined = sum(compare_names(a, b).score >= SAME_PERSON for a, b in swapped_patronymics())
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    out = {
        "p": 100 * p,
        "r": 100 * r,
        "f1": 200 * p * r / max(1e-9, p + r),
        "order_pairs_joined": joined,
        "n": len(rows),
    }
    print(json.dumps({k: round(v, 1) for k, v in out.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
