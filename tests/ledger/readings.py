"""Readings about an invented place, made by hand so that every test sees what it keeps."""

import hashlib

from sayso.model import (
    Attribution,
    Claims,
    Count,
    DateRange,
    Entity,
    EventClaim,
    Hop,
    Participant,
    Place,
    Problem,
    Quantity,
    Reading,
    Report,
    RoleSaid,
    Segment,
    Snapshot,
    Span,
    Speaker,
    Sum,
)

TEXT = (
    "Velm frees 31 held miners\n\n"
    "At least 31 miners were freed in Ostrel on Tuesday, 9 of them minors, Prefect Ana Dorr said. "
    "“They walked out on their own feet,” she told Radio Kest."
)
REVISED = TEXT.replace("in Ostrel on", "in Ostrel late on")


def span(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def make_report(text=TEXT, *, outlet="The Velm Courier", identity="https://courier.example/31", **more):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    given = {
        "id": sha256, "sha256": sha256, "outlet": outlet, "title": text.split("\n")[0], "byline": ("Ivo Marr",),
        "published": "2031-05-06", "url": identity if identity.startswith("http") else None, "language": "en", "credits": (),
        "text": text, "segments": (Segment("title", 0, len(text.split("\n")[0])),), "identity": identity, "reader": "plain 1",
    }  # fmt: skip
    return Report(**{**given, **more})


def make_claims(text=TEXT, *, reader="sayso 0 rules", minors="9 of them minors"):
    they = span(text, "They walked out on their own feet")
    return Claims(
        attributions=(
            Attribution("a1", "indirect", True, 0.875, "said", None, (span(text, "At least 31 miners were freed"),),
                        (span(text, "Prefect Ana Dorr"),), (span(text, "said"),), Speaker("Ana Dorr", "person", "Prefect"),
                        (Hop("Ana Dorr", "person", "said"), Hop("The Velm Courier", "outlet", "published"))),
            Attribution("a2", "direct", True, 0.5, "told", "in_custody", (they,), None, None, Speaker("Ana Dorr", "person"), ()),
        ),
        events=(
            EventClaim("e1", "release", "asserted", span(text, "freed"), (),
                       (Participant("held", span(text, "31 miners"), "miners"),),
                       DateRange(span(text, "Tuesday"), "Tuesday", "2031-05-06", "2031-05-06", "published", "weekday"),
                       Place(span(text, "Ostrel"), "Ostrel", "town"), ("c1", "c2"), None, "a1"),
        ),
        counts=(
            Count("c1", span(text, "At least 31 miners"), Quantity(31, 31, None), "at_least", "person", "miners", "released",
                  "incremental", None, False, "e1", "a1"),
            Count("c2", span(text, minors), Quantity(9, 9, 9), "exact", "person", "minors", "released", "incremental", "c1",
                  False, "e1", "a1"),
        ),
        sums=(Sum("subset", "c1", ("c2",), True, True),),
        entities=(Entity("n1", "person", "Ana Dorr", ("Ana Dorr",), (RoleSaid("Prefect"),), None, (span(text, "Ana Dorr"),)),),
        problems=(Problem("no time", "the hour is not said"),),
        reader=reader,
    )  # fmt: skip


def make_snapshot(report, *, keep="full", content=None):
    content = report.text.encode("utf8", "replace") if content is None else content
    return Snapshot(report.sha256, "text/plain", content, report.url, report.outlet, report.published,
                    "2031-05-06T12:00:00Z", "velm.txt", keep)  # fmt: skip


def make_reading(text=TEXT, *, engine="sayso 0 rules", **more):
    return Reading(make_report(text, **more), make_claims(text, reader=engine))
