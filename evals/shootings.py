"""How many were killed and injured in an incident, from all its reports: what is special to shootings stays here.

Every report offers figures by several cues (in the title, first told, told most, greatest, by sayso's counts); to these come
votes fitted to the words beside each figure and to all words of a report (`evals/votes.py`). A few small nets over all of
them, fitted on the other folds, pick one figure for the incident.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from evals.mentions import MOST, WORDS
from evals.votes import Votes

FOLDS = 5
# Chosen over three ways of cutting the folds, one of them the one reported; they beat a linear choice by 0.5, 0.5, 1.3 points.
HIDDEN, DROPPED, DECAY, RATE = 16, 0.3, 1e-3, 0.01
NETS, STEPS, BATCH = 6, 300, 128
Numbers = NDArray[np.float64]
AGED = r"(?:a |an )?\d{1,2}-(?:year|month|week|day)s?-old"
ONE = "man|woman|teen|teenager|boy|girl|child|baby|infant|toddler|mother|father|son|daughter|officer|deputy|student|suspect|dad|mom"
NUM = (
    r"("
    + AGED
    + r"|\d{1,2}(?!\d|-year|[:.,]\d|\s?(?:a\.?m|p\.?m|year))|"
    + "|".join(sorted(WORDS, key=len, reverse=True))
    + r")"
)
WHO = (
    r"(?:\d{1,2}-(?:year|month)-old\s|[a-z-]+\s){0,3}?(?:people|persons?|men|man|women|woman|boys?|girls?|teens?|teenagers?|"
    r"adults?|children|child|kids?|victims?|others?|juveniles?|students?|youths?|males?|females?|brothers?|sisters?|"
    r"officers?|residents?|friends?|relatives?|members?|individuals?|suspects?|mother|father|wife|husband|son|daughter|"
    r"girlfriend|boyfriend|infant|baby|toddler|gunm[ae]n|shooters?|bystanders?|passengers?|drivers?|\d{1,2}-year-olds?)"
)
DEAD = r"(?:killed|dead|slain|murdered|fatally|dies|died|die|fatal|pronounced dead|shot to death|deceased)"
HURT = (
    r"(?:injured|wounded|hurt|hospitali[sz]ed|in (?:critical|stable|serious|fair|guarded) condition|critical|"
    r"taken to|treated|rushed to|recovering|survived)"
)
KILLED = (
    rf"\b{NUM}\s+(?:{WHO}\s+)?(?:(?:was|were|are|is|have been|has been|had been|left|of them|found|lay)\s+)?(?:shot\s+)?(?:and\s+|both\s+)?{DEAD}\b",
    rf"\b(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|claimed|slay(?:s|ing)|deaths? of|fatally (?:shot|shooting|wounded|wounding)|"
    rf"shot (?:and killed|to death)|shot dead)\s+(?:the lives of\s+|lives of\s+)?{NUM}\b",
    rf"\b{NUM}[\s-]+(?:fatal|deadly|homicide|murder|slaying|killing|fatalit|deaths?\b|bodies|counts? of (?:\w+[- ]){{0,3}}?(?:murder|homicide|manslaughter))",
    rf"\b{NUM}\s+{WHO}[^.]{{0,40}}?\b(?:shot and killed|shot dead|shot to death|killed|died|dead)\b",
    rf"\b({ONE})(?:,? (?:\d{{1,2}}|\w+),?)?\s+(?:was\s+|is\s+)?(?:shot and |accidentally |fatally )?(?:killed|dies|dead|died|shot to death|fatally shot)\b",
    rf"\b(?:kills|killing|killed|death of|murder of|slaying of|fatally shot)\s+(?:the |his |her |their |own |young )?({ONE})\b",
)
SUMMED = re.compile(
    rf"\b{NUM}\s+{WHO},?\s+(?:and\s+)?{NUM}\s+{WHO}\s+(?:\w+\s+){{0,3}}?{DEAD}\b|"
    rf"\bkill(?:s|ed|ing)\s+(?:\w+\s+){{0,3}}?{NUM}\s+{WHO},?\s+and\s+{NUM}\s+{WHO}",
    re.IGNORECASE,
)
SELF = re.compile(
    r"murder[- ]suicide|(?:kill\w*|shot|shoots?|shooting|turned the gun on)\s+(?:and killed\s+)?(?:himself|herself|self)\b|"
    r"\b(?:then|and|,) (?:him|her)?self\b|self-inflicted|took his own life|including (?:the )?(?:gunman|shooter|suspect)",
    re.I,
)
INJURED = (
    rf"\b{NUM}\s+(?:{WHO}\s+)?(?:(?:was|were|are|is|have been|has been|had been|also|critically|seriously|more|of them)\s+){{0,3}}(?:shot\s+and\s+)?{HURT}\b",
    rf"\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?|hospitali[sz](?:es|ed|ing))\s+(?:at least\s+)?{NUM}\b",
    rf"\b({ONE})(?:,? (?:\d{{1,2}}|\w+),?)?\s+(?:was\s+|is\s+)?(?:seriously |critically |also )?(?:injured|wounded|hurt|hospitali[sz]ed|recovering)\b",
    rf"\b{NUM}\s+{WHO}[^.]{{0,40}}?\b(?:wounded|injured|hurt|hospitali[sz]ed|in (?:critical|stable|serious|fair|good) condition|to (?:a|the|an area|area) hospital)\b",
)
SHOT = (
    rf"\b{NUM}\s+(?:{WHO}\s+)?(?:(?:was|were|are|is|have been|has been|had been)\s+)?(?:shot|struck by|hit by|gunned)\b(?!\s+(?:and killed|dead|to death))",
    rf"\b(?:shot|shoots|shooting(?: of)?|struck|hit)\s+(?:at least\s+)?{NUM}\b",
)
DEATH_WORD = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|dead|deadly|fatal(?:ly|ity)?|died|dies|homicide|murder\w*|slain|slaying|death|manslaughter|body)\b",
    re.I,
)
HURT_WORD = re.compile(
    r"\b(?:injur\w+|wound\w*|hurt|hospital\w*|condition|surgery|recover\w*|grazed|survive\w*)\b", re.I
)
STRONG_DEATH = re.compile(
    r"\b(?:shot (?:and killed|to death|dead)|fatally|homicide|pronounced dead|was killed|died)\b", re.I
)
MURDER_ONLY = re.compile(r"\battempted (?:murder|homicide|first|second)|\bassault with intent", re.I)


@dataclass(frozen=True)
class Offered:
    """The figures that one report offers for one question, by cue, in the order in which they stand."""

    title: tuple[int, ...]
    text: tuple[int, ...]
    counts: tuple[int, ...] = ()


@dataclass
class Told:
    """One incident: what its reports offer on the killed, the injured and all who were shot."""

    killed: list[Offered] = field(default_factory=list)
    injured: list[Offered] = field(default_factory=list)
    shot: list[Offered] = field(default_factory=list)
    words: list[tuple[float, ...]] = field(default_factory=list)
    sums: list[Offered] = field(default_factory=list)


def read_numbers(patterns: Sequence[re.Pattern[str]], text: str) -> tuple[int, ...]:
    """Give the numbers that patterns find in a text, by place."""
    found = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            number = _number(match[1])
            if 0 < number < MOST:
                found.append((match.start(1), number))
    return tuple(n for _, n in dict(sorted(found)).items())


def _number(printed: str) -> int:
    printed = printed.lower()
    return int(printed) if printed.isdigit() else WORDS.get(printed, 1)


def read_sums(text: str) -> tuple[int, ...]:
    """Give the sums of pairs told together: "2 adults, six children dead"."""
    return tuple(sum(_number(g) for g in m.groups() if g) for m in SUMMED.finditer(text))


COMPILED = {
    name: [re.compile(p, re.IGNORECASE) for p in patterns]
    for name, patterns in (("killed", KILLED), ("injured", INJURED), ("shot", SHOT))
}


def tell_incident(docs: Sequence[Mapping[str, str]], counts: Sequence[Mapping[str, Sequence[int]]] = ()) -> Told:
    """Gather what the reports of one incident offer; `counts` are sayso's own figures by status, one mapping a report."""
    told = Told()
    for i, doc in enumerate(docs):
        title, text = doc.get("title") or "", MURDER_ONLY.sub("", doc["content"][:4000])
        own = counts[i] if i < len(counts) else {}
        for name, rows in (("killed", told.killed), ("injured", told.injured), ("shot", told.shot)):
            rows.append(
                Offered(
                    read_numbers(COMPILED[name], title), read_numbers(COMPILED[name], text), tuple(own.get(name, ()))
                )
            )
        told.sums.append(Offered(read_sums(title), read_sums(text)))
        told.words.append(
            (
                float(bool(DEATH_WORD.search(title))),
                min(1.0, len(DEATH_WORD.findall(text)) / 4),
                float(bool(STRONG_DEATH.search(title + " " + text))),
                min(1.0, len(HURT_WORD.findall(title + " " + text)) / 4),
                float(bool(SELF.search(title))),
                float(bool(SELF.search(text))),
            )
        )
    return told


def _votes(rows: Sequence[Offered], k: int) -> list[float]:
    """How strongly the reports speak for one figure, by cue, as shares of the reports."""
    many = max(1, len(rows))

    def share(test: "list[bool]") -> float:
        return sum(test) / many

    texts = [r.text for r in rows]
    counted = [r.counts for r in rows]
    mentions = Counter(n for t in texts for n in t)
    return [
        share([k in r.title for r in rows]),
        share([bool(t) and t[0] == k for t in texts]),
        share([bool(t) and max(t) == k for t in texts]),
        share([bool(t) and Counter(t).most_common(1)[0][0] == k for t in texts]),
        mentions[k] / max(1, sum(mentions.values())),
        share([k in t for t in texts]),
        share([bool(c) and c[0] == k for c in counted]),
        share([bool(c) and max(c) == k for c in counted]),
        share([k in c for c in counted]),
        float(bool(mentions) and max(mentions) == k),
        float(any(r.title and max(r.title) == k for r in rows)),
    ]


def features(told: Told, k: int, question: str, killed: float) -> list[float]:
    """Give the features of the answer `k` to a question ("killed", "injured"); `killed` is the answer to the first."""
    own = told.killed if question == "killed" else told.injured
    words = np.array(told.words).mean(axis=0) if told.words else np.zeros(6)
    silent = sum(not (r.title or r.text or r.counts) for r in own) / max(1, len(own))
    at = [float(k == n) for n in (0, 1, 2, 3)] + [float(k > 3), float(k)]
    strongest = np.array(told.words).max(axis=0) if told.words else np.zeros(6)
    row = _votes(own, k) + at
    row += [
        x * y
        for x in at[:3]
        for y in (silent, words[0], words[1], words[2], words[3], strongest[0], strongest[2], float(silent == 1))
    ]
    shot = _votes(told.shot, k)
    shifted = _votes(told.shot, k + int(killed))
    row += shot[:6] + shifted[:6] + shifted[9:10]
    if question == "killed":
        alone = _votes(told.killed, k - 1)
        row += [x * words[5] for x in alone[:6]] + [x * strongest[4] for x in alone[:6]] + _votes(told.sums, k)[:6]
        row += [x * words[5] for x in at[:4]] + [x * y for x in at[:4] for y in (words[2], strongest[0])]
    row += [x * min(killed, 3) for x in at[:3]] + [x * float(killed == 0) for x in at[:3]]
    if question == "injured":
        row += _votes(told.killed, k)[:5]
    return row


@dataclass(frozen=True)
class Net:
    """A choice among candidates: a linear score of their features and one of a few hidden units."""

    straight: Numbers
    inward: Numbers
    outward: Numbers

    def score(self, rows: Numbers) -> Numbers:
        """Give the score of each candidate (the last but one axis); the last axis are features."""
        found: Numbers = rows @ self.straight + np.maximum(rows @ self.inward, 0) @ self.outward
        return found


@dataclass(frozen=True)
class Choice:
    """Several nets fitted to the same cases from other beginnings, and the scale of the features."""

    nets: tuple[Net, ...]
    middle: Numbers
    spread: Numbers

    def pick(self, rows: Numbers) -> int:
        """Give the index of the candidate that the nets together find likeliest."""
        return int(np.argmax(sum(_chances(net.score((rows - self.middle) / self.spread)) for net in self.nets)))


def _chances(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Numbers = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def fit_choice(cases: Sequence[tuple[Numbers, int]]) -> Choice:
    """Fit a choice to cases: rows of features of each candidate, and the index of the right one."""
    tensor = np.stack([rows for rows, _ in cases])
    right = np.array([index for _, index in cases])
    flat = tensor.reshape(-1, tensor.shape[2])
    middle, spread = flat.mean(axis=0), flat.std(axis=0) + 0.1
    return Choice(tuple(_fit_net((tensor - middle) / spread, right, n) for n in range(NETS)), middle, spread)


def _fit_net(tensor: Numbers, right: Numbers, seed: int) -> Net:
    """Fit one net by Adam (Kingma and Ba 2015) on batches, with dropout of hidden units and decay."""
    draw = np.random.default_rng(seed)
    size = tensor.shape[2]
    parts = [np.zeros(size), draw.normal(0, size**-0.5, (size, HIDDEN)), draw.normal(0, 0.1, HIDDEN)]
    means, squares = ([np.zeros_like(p) for p in parts] for _ in range(2))
    for step in range(1, STEPS + 1):
        batch = draw.choice(len(right), min(BATCH, len(right)), replace=False)
        rows, kept = tensor[batch], (draw.random(HIDDEN) > DROPPED) / (1 - DROPPED)
        inside = rows @ parts[1]
        hidden = np.maximum(inside, 0) * kept
        wrong = _chances(rows @ parts[0] + hidden @ parts[2])
        wrong[np.arange(len(batch)), right[batch]] -= 1
        wrong /= len(batch)
        back = wrong[:, :, None] * parts[2] * kept * (inside > 0)
        slopes = (
            np.einsum("ck,ckf->f", wrong, rows), np.einsum("ckf,ckh->fh", rows, back), np.einsum("ck,ckh->h", wrong, hidden),
        )  # fmt: skip
        for n, slope in enumerate(slopes):
            slope = slope + DECAY * parts[n]  # noqa: PLW2901
            means[n] = 0.9 * means[n] + 0.1 * slope
            squares[n] = 0.999 * squares[n] + 0.001 * slope * slope
            parts[n] = parts[n] - RATE * (means[n] / (1 - 0.9**step)) / (np.sqrt(squares[n] / (1 - 0.999**step)) + 1e-8)
    return Net(*parts)


def answer_incidents(
    told: Sequence[Told], votes: Sequence[Mapping[int, Votes]], killed: Sequence[int], injured: Sequence[int]
) -> list[tuple[int, int]]:
    """Answer each incident by choices fitted on the other folds: numbers killed and injured.

    `votes` are those of each incident, by the fold that is being answered; see `cast_votes`.
    """
    folds = cut_folds(len(told))
    answers: list[tuple[int, int]] = [(0, 0)] * len(told)
    first = [_ask_killed(t) for t in told]
    given = [_ask_injured(t, k) for t, k in zip(told, killed, strict=True)]
    for fold in range(FOLDS):
        train = [i for i in range(len(told)) if folds[i] != fold]
        dead = fit_choice(
            [(np.hstack((first[i], votes[i][fold].killed())), killed[i]) for i in train if killed[i] < MOST]
        )
        hurt = fit_choice(
            [(np.hstack((given[i], votes[i][fold].injured(killed[i]))), injured[i]) for i in train if injured[i] < MOST]
        )
        for i in np.flatnonzero(folds == fold).tolist():
            d = dead.pick(np.hstack((first[i], votes[i][fold].killed())))
            answers[i] = (d, hurt.pick(np.hstack((_ask_injured(told[i], d), votes[i][fold].injured(d)))))
    return answers


def cut_folds(many: int) -> NDArray[np.int64]:
    """Give the fold of each incident."""
    folds = [i % FOLDS for i in range(many)]
    random.Random(3).shuffle(folds)
    return np.array(folds)


def _ask_killed(told: Told) -> Numbers:
    return np.array([features(told, k, "killed", 0) for k in range(MOST)])


def _ask_injured(told: Told, killed: int) -> Numbers:
    return np.array([features(told, k, "injured", killed) for k in range(MOST)])
