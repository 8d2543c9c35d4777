"""Does it add up? Sums over a record's values, the two sides of a deal and ranks in a series, made ready for the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Balance, Claim, Event, Rank, Value
from sayso.publish.drawings import Amount, SumDrawing, draw_sum
from sayso.publish.layout import Layout
from sayso.publish.over_time import number_of
from sayso.publish.phrases import write_label, write_ordinal
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_value


@dataclass(frozen=True, slots=True)
class RecordSumView:
    """A sum over the record's values with its picture."""

    drawing: SumDrawing
    relation: str
    reason: str
    rows: tuple[tuple[str, Value], ...]  # "whole" or "part", the value


@dataclass(frozen=True, slots=True)
class BalanceView:
    """One side of a deal: what it owed against what it released, in percent of the larger."""

    balance: Balance
    owed: str
    done: str
    share_done: float
    share_due: float


@dataclass(frozen=True, slots=True)
class RankView:
    """The rank that reports give an event ("told as the 6th exchange since March"), who gives it and in which words."""

    rank: Rank
    words: str
    who: tuple[str, ...]
    exact: tuple[str, ...]


def view_sums(event: Event, laid: Layout) -> tuple[RecordSumView, ...]:
    """Give the sums that an event's values stand in: what a report states first, then what does not add up."""
    return tuple(sorted(_list_sums({v.id for v in event.values}, laid), key=_rank))


def _rank(view: RecordSumView) -> tuple[bool, bool, bool]:
    return not view.drawing.stated, view.drawing.holds, view.relation != "sum"


def _list_sums(own: set[str], laid: Layout) -> Iterator[RecordSumView]:
    for total in laid.record.sums:
        ids = (total.whole, *total.parts)
        if not own & set(ids) or any(i not in laid.values for i in ids):
            continue
        whole, parts = laid.values[total.whole][1], [laid.values[p][1] for p in total.parts]
        amounts = [
            Amount(write_label(v.property), describe_value(v), number_of(v), laid.values[v.id][0])
            for v in (whole, *parts)
        ]
        drawing = draw_sum(total.relation, total.holds, total.stated, amounts[0], amounts[1:])
        yield RecordSumView(drawing, total.relation, total.reason, (("Whole", whole), *(("Part", p) for p in parts)))


def view_balances(event: Event, laid: Layout) -> Iterator[BalanceView]:
    """Give what each side of an event's deal owed against what it released."""
    own = {v.id for v in event.values}
    for balance in laid.record.balances:
        if not ((event.deal and balance.deal == event.deal) or own & {balance.owed or "", *balance.released}):
            continue
        due, done = float(balance.due or 0), float(balance.done or 0)
        scale = max(due, done) or 1
        owed = _name_value(balance.owed, laid) if balance.owed else "not told"
        released = [_name_value(v, laid) for v in balance.released]
        yield BalanceView(balance, owed, ", ".join(released) or "none told", 100 * done / scale, 100 * due / scale)


def view_ranks(event: Event, laid: Layout) -> Iterator[RankView]:
    """Give what an event is told as in its series, beside what the record holds up to it."""
    for rank in laid.record.ranks:
        if rank.event == event.id and rank.value in laid.values:
            given = [c for c in laid.values[rank.value][1].claims if c.id in rank.claims]
            since = f" {rank.since}" if rank.since else ""
            who = dict.fromkeys(c.speaker or _name_outlet(c, laid) for c in given)
            words = f"told as the {write_ordinal(rank.rank)} {rank.kind}{since}"
            yield RankView(rank, words, tuple(who), tuple(dict.fromkeys(c.text for c in given)))


def _name_outlet(claim: Claim, laid: Layout) -> str:
    return name_report(laid.reports.get(claim.report), claim.report)


def _name_value(ident: str, laid: Layout) -> str:
    return describe_value(laid.values[ident][1]) if ident in laid.values else ident
