"""Ordinals against the record: "the sixth exchange" beside the exchanges of these parties that it holds up to it."""

import pytest
from tests.reconcile.build import count, event, reading, report, span

from sayso.model import DateRange, Participant, Setting
from sayso.reconcile import settle_claims

ONES = ("Calmar", "Ostal Front")
SIZES = (58, 41, 73, 36, 90, 27, 64, 19)
NAMES = "Verin Sella Dorran Immer Tarn Wold Hollis Quay".split()


def told(n, day, tail="while it rained", *, sides=ONES, rank=None, since=None, modality="asserted"):
    """One report of one round; `rank` is the printed ordinal and its number, `since` the words after it and their day."""
    text = f"{sides[0]} and the {sides[1]} exchanged {SIZES[n]} captives near {NAMES[n]} on {day}, {tail}."
    parties = [Participant("agent", span(text, s), s) for s in sides]
    happened = event(
        text, "e1", "exchanged", kind="exchange", day=day, day_words=f"on {day}", place=NAMES[n], parties=parties,
        modality=modality,
    )  # fmt: skip
    counts = [count(text, "c1", f"{SIZES[n]} captives", SIZES[n], status="exchanged", of="captives", event="e1")]
    if rank:
        words, number = rank
        noun = words.split(" ", 1)[1]
        counts.append(count(text, "c2", words, number, status="other", of=noun, basis="ordinal", unit="ordinal"))
    name = f"R{day}{sides[1]}"
    found = reading(report(name, text, f"{NAMES[n]} Courier", day), counts=counts, events=[happened])
    if since is None:
        return found
    when = DateRange(span(text, since[0]), since[0], since[1], day, "text", "since")
    claims = type(found.claims)(**{
        **{k: getattr(found.claims, k) for k in found.claims.__slots__}, "settings": (Setting("s1", when.span, when),)
    })  # fmt: skip
    return type(found)(found.report, claims, None)


DAYS = ("2031-01-09", "2031-02-11", "2031-03-14", "2031-04-18", "2031-05-23", "2031-06-27", "2031-08-01")


def rounds(number, sides=ONES):
    return [told(n, DAYS[n], sides=sides) for n in range(number)]


def sixth(n, tail="the sixth exchange of the war", **kinds):
    return told(n, DAYS[n], tail, rank=("sixth exchange", 6), **kinds)


@pytest.mark.parametrize(
    ("earlier", "difference", "words"),
    [
        (3, 2, "the record holds 4 of these parties up to it: 2 are not in what was read"),
        (5, None, "the record holds 6 of these parties up to it, as many as told"),
        (6, -1, "the record holds 7 of these parties up to it, 1 more than that: one may be counted twice, or the count starts later"),
    ],
)  # fmt: skip
def test_a_rank_stands_beside_the_exchanges_on_record_up_to_it(earlier, difference, words):
    record = settle_claims([*rounds(earlier), sixth(earlier), told(7, "2031-09-30")])
    (rank,) = record.ranks
    assert (rank.rank, rank.kind, rank.difference, rank.reason) == (6, "exchange", difference, words)
    assert len(rank.held) == earlier + 1
    assert rank.held[-1] == rank.event
    values = {v.id: v for e in record.events for v in e.values}
    assert [c.text for c in values[rank.value].claims if c.id in rank.claims] == ["sixth exchange"]


def test_a_rank_since_a_day_counts_from_that_day():
    tail = "the third exchange since March 2031"
    last = told(4, DAYS[4], tail, rank=("third exchange", 3), since=("since March 2031", "2031-03-01"))
    (rank,) = settle_claims([*rounds(4), last]).ranks
    assert (rank.start, rank.since, len(rank.held), rank.difference) == ("2031-03-01", "since March 2031", 3, None)
    assert "counted from 2031-03-01, up to it" in rank.reason


def test_a_count_that_starts_at_an_unknown_day_says_so():
    (rank,) = settle_claims([*rounds(6), sixth(6, "the sixth exchange since the truce")]).ranks
    assert rank.reason.endswith("or the count starts later (since the truce)")


def test_since_when_it_counts_does_not_break_off_before_a_noun():
    tail = "the sixth exchange since the Harbour Council of Lobau brokered the agreement between the two"
    (rank,) = settle_claims([*rounds(6), sixth(6, tail)]).ranks
    assert rank.since == "since the Harbour Council of Lobau brokered"


def test_exchanges_of_another_pair_of_parties_do_not_count():
    others = [told(n, f"2031-0{n + 1}-02", sides=("Calmar", "Quenland")) for n in range(3)]
    (rank,) = settle_claims([*rounds(3), *others, sixth(3)]).ranks
    assert len(rank.held) == 4


def test_what_did_not_take_place_does_not_count():
    planned = [told(5, "2031-02-25", modality="planned")]
    (rank,) = settle_claims([*rounds(3), *planned, sixth(3)]).ranks
    assert len(rank.held) == 4


@pytest.mark.parametrize(
    "tail",
    ["ahead of the planned sixth exchange", "weeks before the sixth exchange", "after the sixth exchange had failed"],
)
def test_the_rank_of_another_event_is_not_held(tail):
    assert settle_claims([*rounds(3), sixth(3, tail)]).ranks == ()


def test_a_report_that_gives_one_event_two_ranks_is_held_to_neither():
    first = told(3, DAYS[3], "the sixth exchange, and some wrote the fifth", rank=("sixth exchange", 6))
    text = first.report.text
    rival = count(text, "c3", "fifth", 5, status="other", of="exchange", basis="ordinal", unit="ordinal")
    both = reading(first.report, counts=[*first.claims.counts, rival], events=first.claims.events)
    assert settle_claims([*rounds(3), both]).ranks == ()


def test_a_record_without_ranks_holds_none():
    assert settle_claims(rounds(3)).ranks == ()
