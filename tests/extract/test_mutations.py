"""Whatever a report looks like, nothing raises and every span is exact: 500 mutated reports here, 10,000 by `make bench`."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extract import read_claims
from sayso.language.segments import report_of_text
from sayso.model import to_plain

MUTATIONS = int(os.environ.get("SAYSO_MUTATIONS", "500"))
PARAGRAPHS = [
    "“We got all twelve of them back,” General Ova Brand told Radio Tarn on Friday, adding that 3 more were “still held”.",
    "In exchange, the Lowland Army freed 214 fighters, including 36 serving life terms and 178 held without trial, "
    "according to a list provided by the Board of Prisons.",
    "The ministry said that the envoy said the release of the remaining 40 captives had been put off until May 3.",
    "KARN, June 4 (Lantern) - At least a dozen people were killed and more than 60 wounded, a senior official who asked "
    "not to be named said.",
    "“They will not be handed over,” he wrote on X. “Not one.”\n\n“Not ever,” she said, quoting an officer.",
    "Of 1,921 houses hit, 765 are wrecked and 1,135 damaged; 12,850 injured: 8,412 in Sarn, 3,858 in Holt and six in Ber.",
    "Footage — Tarn Post (@tarnpost) February 15, 2031",
    "(Lantern, TP)",
]
STRANGE = [
    "\x00",
    "\ufeff",
    "\u202e",
    "Ã¢â‚¬Å“",
    "🚨🇺🇳",
    "مرحبا قال",
    "שלום",
    "\r\n",
    "\u2028",
    "&nbsp;",
    "“",
    "’",
    '"',
    "  ",
    "\t",
    "ﬁ",
    "İ",
    "ß",
    "e\u0301",
]


@st.composite
def reports(draw):
    text = "\n\n".join(draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.integers(0, 6))
        if kind == 0:
            text = text[:at] + draw(st.sampled_from(STRANGE)) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + draw(st.integers(1, 40)) :]
        elif kind == 2:
            text = text[:at] + text[at:].upper()
        elif kind == 3:
            text = text.translate({ord(c): None for c in draw(st.sampled_from(["“”", ".,", "\n", " "]))})
        elif kind == 4:
            text = text[:at] + draw(st.text(max_size=30)) + text[at:]
        elif kind == 5:
            text = text.replace("“", '"').replace("”", '"')
        else:
            text = text[:at] + text[:at][::-1] + text[at:]
    return text


def inexact(plain, text):
    if isinstance(plain, dict):
        if {"start", "end", "text"} <= plain.keys():
            return text[plain["start"] : plain["end"]] != plain["text"]
        return any(inexact(v, text) for v in plain.values())
    return isinstance(plain, list) and any(inexact(v, text) for v in plain)


@settings(
    max_examples=MUTATIONS, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
@given(reports())
def test_nothing_raises_and_every_span_is_exact(text):
    text = text.encode("utf8", "replace").decode("utf8")
    claims = read_claims(report_of_text(text, outlet="Lantern", published="2031-06-05"))
    assert not inexact(to_plain(claims), text)
    ids = [x.id for x in (*claims.attributions, *claims.events, *claims.counts)]
    assert len(ids) == len(set(ids))
    known = {*ids, None}
    assert all(e.attribution in known and set(e.counts) <= known and e.counterpart in known for e in claims.events)
    assert all(c.attribution in known and c.whole in known for c in claims.counts)
    assert all(s.whole in known and set(s.parts) <= known for s in claims.sums)
