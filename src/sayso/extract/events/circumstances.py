"""The dates and places of one sentence, ready to be asked for by each trigger."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.events.anchors import SentenceDays
from sayso.language.dates import DateWords
from sayso.language.parsing import Sentence
from sayso.language.places import PlaceWords, find_places


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One parsed sentence with its dates, what each is read against, and its places."""

    sentence: Sentence
    days: SentenceDays
    places: tuple[PlaceWords, ...]

    @property
    def dates(self) -> tuple[DateWords, ...]:
        """Give the date words of the sentence."""
        return self.days.words


def read_circumstances(sentence: Sentence, days: SentenceDays, countries: Sequence[str] = ()) -> Circumstances:
    """Find the places of one parsed sentence whose `days` are known; words of a date are no place."""
    places = [p for p in find_places(sentence.doc, countries) if not _is_date(sentence, p, days.words)]
    return Circumstances(sentence, days, tuple(places))


def _is_date(sentence: Sentence, place: PlaceWords, dates: Sequence[DateWords]) -> bool:
    start = sentence.doc[place.head].idx
    return any(d.start <= start < d.end for d in dates)
