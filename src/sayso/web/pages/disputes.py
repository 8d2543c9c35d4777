"""Where accounts disagree most: the few differences that the front page shows, with who says which."""

from sayso.publish.disputes import DifferenceView, find_disputes
from sayso.publish.layout import Layout
from sayso.web.desk import View


def list_disputes(view: View) -> tuple[DifferenceView, ...]:
    """Give the differences of a view that most accounts stand behind."""
    return view.once("disputes", lambda: _find(view))


def _find(view: View) -> tuple[DifferenceView, ...]:
    touched = {
        v: view.index.values[v] for d in view.settled.record.differences for v in d.values if v in view.index.values
    }
    laid = Layout(view.settled.record, view.settled.readings, {}, {v: ("", value) for v, (_, value) in touched.items()})
    return find_disputes(laid, {v: event for v, (event, _) in touched.items()})
