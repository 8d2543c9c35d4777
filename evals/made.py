"""Readings made by a script, so that nothing need be parsed: exchanges in rounds, told by several outlets of its invention.

Some ten reports an event, three in ten of them copies under an agency's credit; names in several spellings; a rival figure
now and then; parts that add up; an earlier round told in passing; one report in twenty without a date.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

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
    Quantity,
    Reading,
    Report,
    Speaker,
    Sum,
    span_of,
)

SYLLABLES = "bar den vor mil tak sor lun pel gra nem hos tri val kes dom rin fel mag ost ulm".split()
ACTS = ("released", "let go", "handed over", "freed")
NOUNS = ("detainees", "prisoners", "captives", "hostages", "inmates")
AGENCY = "Lowland Press Agency"
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Story:
    """One round of one deal: who lets whom go, where and when (days since 1970)."""

    place: str
    side: str
    other: str
    people: tuple[str, ...]
    day: int
    number: int
    figure: int


def _word(random_: random.Random, size: int = 2) -> str:
    return "".join(random_.choice(SYLLABLES) for _ in range(size)).capitalize()


def _respell(name: str, random_: random.Random) -> str:
    old, new = random_.choice((("k", "c"), ("v", "w"), ("i", "y"), ("s", "ss"), ("o", "ou")))
    return name.replace(old, new, 1) if random_.random() < 0.3 else name


def make_readings(size: int, seed: int = 7) -> Iterator[Reading]:
    """Make so many readings, the same ones for the same seed; a longer run begins with the shorter one's."""
    random_ = random.Random(seed)
    made = 0
    while made < size:
        place, side, other = _word(random_), f"{_word(random_)} Front", _word(random_, 1) + "land"
        people = tuple(f"{_word(random_)} {_word(random_, 3)}" for _ in range(4))
        first_day = 20_000 + random_.randrange(0, 3000)
        earlier: Story | None = None
        for number in range(random_.randint(1, 4)):
            story = Story(place, side, other, people, first_day + 14 * number, number, 20 + 7 * number)
            texts: list[str] = []
            for _ in range(random_.choice((1, 2, 4, 8, 16, 24))):
                if made >= size:
                    return
                copied = bool(texts) and random_.random() < 0.3
                text = random_.choice(texts) if copied else _tell(story, earlier, random_)
                texts.append(text)
                yield _Reader(f"r{made:06}", text, story, earlier).read(copied, random_.random() < 0.05)
                made += 1
            earlier = story


def _tell(story: Story, earlier: Story | None, random_: random.Random) -> str:
    figure = story.figure + random_.choice((0, 0, 0, 1))
    women = 3 + story.number
    people = [_respell(p, random_) for p in story.people]
    filler = " ".join(_word(random_).lower() for _ in range(60))
    text = (
        f"The {story.side} {random_.choice(ACTS)} {figure} {random_.choice(NOUNS)} at {story.place} bridge on {_name(story)}, "
        f"the {story.other} office said. Of those, {women} were women and {figure - women} were men. Among them were "
        f"{people[0]} and {people[1]}. {people[2]}, who led the talks, said that more would follow. In {story.place}, {filler}."
    )
    if earlier is not None:
        text += f" On {_name(earlier)} the {story.side} let {earlier.figure} others go at {story.place} bridge."
    return text


def _name(story: Story) -> str:
    return time.strftime("%B %d", time.gmtime(DAY * story.day)).replace(" 0", " ")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads back what `_tell` wrote: every span stands where its words stand."""

    name: str
    text: str
    story: Story
    earlier: Story | None

    def read(self, copied: bool, undated: bool) -> Reading:
        day = self._iso(self.story)
        report = Report(
            self.name, self.name, f"Outlet {self.name[-2:]}", None, (), None if undated else day, None, "en",
            (AGENCY,) if copied else (), self.text, (),
        )  # fmt: skip
        entities = self._entities()
        counts = self._counts()
        events = [self._event("e1", self.story, ("c1", "c2", "c3"), "a1")]
        if self.earlier is not None:
            events.append(self._event("e2", self.earlier, ("c4",), None))
        sums = (Sum("sum", "c1", ("c2", "c3"), True, True),)
        claims = Claims((self._said(),), tuple(events), (), counts, sums, entities, (), "made by a script")
        return Reading(report, claims)

    @staticmethod
    def _iso(story: Story) -> str:
        return time.strftime("%Y-%m-%d", time.gmtime(DAY * story.day))

    def _find(self, words: str, after: int = 0) -> tuple[int, int]:
        start = self.text.index(words, after)
        return start, start + len(words)

    def _entities(self) -> tuple[Entity, ...]:
        start = self._find("Among them were ")[1]
        names = self.text[start : self.text.index(". ", start)].split(" and ")
        kinds = [
            *((n, "person") for n in names),
            (f"the {self.story.other} office", "organization"),
            (self.story.side, "group"),
        ]
        return tuple(
            Entity(f"n{i}", kind, name, (name,), (), None, (span_of(self.text, *self._find(name)),))  # type: ignore[arg-type]
            for i, (name, kind) in enumerate(kinds)
        )

    def _counts(self) -> tuple[Count, ...]:
        figures = [w for w in self.text.split() if w.isdigit()]
        whole = figures[0]
        found = [self._count("c1", whole, 0, None)]
        part = self._find("Of those, ")[1]
        women, men = (w for w in self.text[part : part + 40].split() if w.isdigit())
        found += [self._count("c2", women, part, "c1"), self._count("c3", men, self._find(" and ", part)[1], "c1")]
        if self.earlier is not None:
            let = self._find(f" the {self.story.side} let ")[1]
            found.append(self._count("c4", str(self.earlier.figure), let, None, "e2"))
        return tuple(found)

    def _count(self, name: str, figure: str, after: int, whole: str | None, event: str = "e1") -> Count:
        n = int(figure)
        words = {"c2": "women", "c3": "men"}.get(name, "detainees")
        return Count(
            name, span_of(self.text, *self._find(figure, after)), Quantity(n, n, n), "exact", "person", words, "released",
            "incremental", whole, False, event, "a1" if event == "e1" else None,
        )  # fmt: skip

    def _event(self, name: str, story: Story, counts: tuple[str, ...], said: str | None) -> EventClaim:
        words = f"on {_name(story)}" if name == "e1" else f"On {_name(story)}"
        start, end = self._find(words)
        trigger = self._find("The " if name == "e1" else "others go", 0 if name == "e1" else end)
        spot = self._find(f"{story.place} bridge", 0 if name == "e1" else end)
        side = self._find(self.story.side)
        when = DateRange(
            span_of(self.text, start, end), words, self._iso(story), self._iso(story), "text", "day of month"
        )
        return EventClaim(
            name, "release", "asserted", span_of(self.text, *trigger), (),
            (Participant("agent", span_of(self.text, *side), story.side, "n3"),), when,
            Place(span_of(self.text, spot[0], spot[0] + len(story.place)), story.place, "town"), counts, None, said,
        )  # fmt: skip

    def _said(self) -> Attribution:
        office = f"the {self.story.other} office"
        content = span_of(self.text, 0, self.text.index(f", {office}"))
        speaker = Speaker(office, "organization", None, None, "n2")
        return Attribution(
            "a1",
            "indirect",
            True,
            0.9,
            "said",
            None,
            (content,),
            None,
            None,
            speaker,
            (Hop(office, "organization", "said"),),
        )
