"""Who is still held: by the last event that names them, told as having happened."""

from dataclasses import replace

from sayso.flow.holding import find_standings, list_held_figures
from sayso.model import Claim, Event, Party, Record, Value


def event(ident, kind, date, *people, modality="asserted"):
    parties = tuple(Party("held", name, name.lower(), ("r1",)) for name in people)
    return Event(ident, kind, date, None, modality, ("r1",), parties=parties)


def test_each_stands_by_the_last_event_that_names_them():
    record = Record(events=(
        event("e1", "capture", "2031-05-01", "Brandt", "Oslen", "Varga"),
        event("e3", "exchange", "2031-05-09", "Oslen"),
        event("e2", "transfer", "2031-05-04", "Brandt", "Oslen"),
        event("e4", "death_in_custody", "2031-05-06", "Varga"),
    ))  # fmt: skip
    assert {s.name: (s.state, s.event) for s in find_standings(record)} == {
        "Brandt": ("held", "e2"),
        "Oslen": ("let go", "e3"),
        "Varga": ("dead", "e4"),
    }


def test_what_is_planned_or_denied_frees_nobody_and_what_has_no_date_comes_first():
    record = Record(events=(
        event("e1", "capture", "2031-05-01", "Brandt"),
        event("e2", "release", "2031-05-09", "Brandt", modality="planned"),
        event("e3", "release", None, "Brandt"),
    ))  # fmt: skip
    assert [(s.state, s.event) for s in find_standings(record)] == [("held", "e1")]


def test_figures_of_people_held_stand_with_what_was_said_last_first():
    claim = Claim("c1", "r1", 0, 5, "12", "Tarn Front", said="2031-05-01")
    held = Value("v1", "held: captives", 12, 12, 12, "exact", "person", claims=(claim,))
    later = replace(held, id="v2", value=9, claims=(replace(claim, id="c2", said="2031-05-08"),))
    freed = replace(held, id="v3", property="released: captives")
    record = Record(events=(replace(event("e1", "capture", "2031-05-01"), values=(held, later, freed)),))
    assert [v.id for _, v in list_held_figures(record)] == ["v2", "v1"]
