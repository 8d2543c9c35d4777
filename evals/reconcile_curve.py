"""Settling readings made by a script: the cost of the n-th thousand, memory, and the share of time in each step.

`python -m evals.reconcile_curve [--sizes 1000 2000 ...] [--json]`. Events, names, echoes and rounds are of its own invention.
"""

import argparse
import json
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sayso.reconcile.settle as settling
from sayso.model import (
    Attribution,
    Claims,
    Count,
    DateRange,
    Entity,
    EventClaim,
    Hop,
    Place,
    Quantity,
    Reading,
    Report,
    Speaker,
    span_of,
)

SIZES = (1000, 2000, 4000, 8000, 16000, 32000, 50000)
STEPS = (
    "shelve", "cut_passages", "share_passages", "_group", "_join", "place_passing", "list_carried", "_settle_event",
    "link_echoes", "_assemble",
)  # fmt: skip
SYLLABLES = "bar den vor mil tak sor lun pel gra nem hos tri val kes dom rin fel mag ost ulm".split()
NOUNS = ("detainees", "prisoners", "captives", "hostages", "inmates")
ACTS = ("released", "let go", "handed over", "freed")


def _word(random_: random.Random, size: int = 2) -> str:
    return "".join(random_.choice(SYLLABLES) for _ in range(size)).capitalize()


def _respell(name: str, random_: random.Random) -> str:
    old, new = random_.choice((("k", "c"), ("v", "w"), ("i", "y"), ("s", "ss"), ("o", "ou")))
    return name.replace(old, new, 1) if random_.random() < 0.3 else name


def make_readings(size: int, seed: int = 7) -> Iterator[Reading]:
    """Make readings of exchanges: some ten reports an event, three in ten of them copies, several rounds a deal."""
    random_ = random.Random(seed)
    made = 0
    while made < size:
        place, side, other = _word(random_), f"{_word(random_)} Front", _word(random_, 1) + "land"
        people = [f"{_word(random_)} {_word(random_, 3)}" for _ in range(4)]
        first_day = random_.randrange(0, 3000)
        for number in range(random_.randint(1, 4)):
            day = time.strftime("%Y-%m-%d", time.gmtime(86400 * (first_day + 14 * number + 20000)))
            copies: list[str] = []
            for _ in range(random_.choice((1, 2, 4, 8, 16, 24))):
                if made >= size:
                    return
                made += 1
                story = (place, side, other, [_respell(p, random_) for p in people], day, number)
                text = random_.choice(copies) if copies and random_.random() < 0.3 else _tell(story, random_)
                copies.append(text)
                yield _read(f"r{made:06}", text, day, place)


def _tell(story: tuple[str, str, str, list[str], str, int], random_: random.Random) -> str:
    place, side, other, people, _, number = story
    figure = 20 + 7 * number + random_.choice((0, 0, 0, 1))
    filler = " ".join(_word(random_).lower() for _ in range(60))
    return (
        f"The {side} {random_.choice(ACTS)} {figure} {random_.choice(NOUNS)} at {place} bridge on Friday, the {other} office "
        f"said. Among them were {people[0]} and {people[1]}. {people[2]}, who led the talks, said that {3 + number} more would "
        f"follow. The {other} office had counted {figure} names before the buses left {place}. In {place}, {filler}."
    )


def _read(name: str, text: str, day: str, place: str) -> Reading:
    words = text.split()
    figure = next(w for w in words if w.isdigit())
    at = text.index(figure)
    spot = text.index(f"{place} bridge")
    said = span_of(text, 0, text.index(" the ", 5))
    office = text[text.index(", the ") + 2 : text.index(" said.")]
    names = text[text.index("Among them were ") + 16 : text.index(". ", text.index("Among them were "))].split(" and ")
    entities = [
        Entity(f"n{i}", "person", n, (n,), (), None, (span_of(text, text.index(n), text.index(n) + len(n)),))
        for i, n in enumerate(names)
    ]
    entities.append(
        Entity(
            "n9",
            "organization",
            office,
            (office,),
            (),
            None,
            (span_of(text, text.index(office), text.index(office) + len(office)),),
        )
    )
    count = Count(
        "c1",
        span_of(text, at, at + len(figure)),
        Quantity(int(figure), int(figure), int(figure)),
        "exact",
        "person",
        "detainees",
        "released",
        "incremental",
        event="e1",
        attribution="a1",
    )
    when = DateRange(
        span_of(text, text.index("on Friday"), text.index("on Friday") + 9), "on Friday", day, day, "text", "weekday"
    )
    event = EventClaim(
        "e1",
        "release",
        "asserted",
        span_of(text, at, at + len(figure)),
        (),
        (),
        when,
        Place(span_of(text, spot, spot + len(place)), place, "town"),
        ("c1",),
        None,
        "a1",
    )
    speaker = Speaker(office, "organization", None, None, "n9")
    attribution = Attribution(
        "a1", "indirect", True, 0.9, "said", None, (said,), None, None, speaker, (Hop(office, "organization", "said"),)
    )
    report = Report(name, name, f"Outlet {name[-2:]}", None, (), day, None, "en", (), text, ())
    return Reading(report, Claims((attribution,), (event,), (), (count,), (), tuple(entities), (), "made by a script"))


def measure(sizes: list[int]) -> dict[str, Any]:
    """Settle sets of growing size; give seconds, the cost of a thousand more against the second thousand, and the steps."""
    spent: dict[str, float] = defaultdict(float)
    for name in STEPS:
        setattr(settling, name, _timed(getattr(settling, name), name, spent))
    rows, before = [], (0, 0.0)
    readings = list(make_readings(max(sizes)))
    for size in sizes:
        spent.clear()
        began = time.process_time()
        record = settling.settle_claims(readings[:size])
        took = time.process_time() - began
        thousand = (took - before[1]) / max(1, size - before[0]) * 1000
        shares = {name: round(100 * s / took, 1) for name, s in sorted(spent.items(), key=lambda x: -x[1])}
        rows.append(
            {
                "reports": size,
                "seconds": round(took, 2),
                "next_thousand": round(thousand, 3),
                "events": len(record.events),
                "shares": shares,
            }
        )
        before = (size, took)
        print(rows[-1], file=sys.stderr)
    second = rows[1]["next_thousand"] if len(rows) > 1 else rows[0]["next_thousand"]
    return {
        "curve": rows,
        "worst_against_second_thousand": round(max(r["next_thousand"] for r in rows[1:] or rows) / second, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _timed(function: Any, name: str, spent: dict[str, float]) -> Any:
    def run(*args: Any) -> Any:
        began = time.process_time()
        try:
            return function(*args)
        finally:
            spent[name] += time.process_time() - began

    return run


def main() -> None:
    """Be the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    args = parser.parse_args()
    print(json.dumps(measure(args.sizes), indent=None if args.json else 1))


if __name__ == "__main__":
    main()
