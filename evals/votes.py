"""How the figures that reports tell, and all their words, vote on the answers about an incident: what nets choose by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.mentions import MOST, QUESTIONS, Mention, find_mentions, judge_mentions
from evals.whole_reports import INJURED, KILLED, judge_reports

Numbers = NDArray[np.float64]
SILENT = 0.3  # what a report that tells no likely figure weighs against one that does


@dataclass(frozen=True, slots=True)
class Votes:
    """Of one incident: by answer (0 to 13) and question what the figures say, and by answer what whole reports say."""

    figures: Numbers  # answers, questions, ways of counting
    reports: Numbers  # answers, ways of counting: of the number killed, then injured

    def killed(self) -> Numbers:
        """Give what speaks for each number killed."""
        dead, hurt, both = np.moveaxis(self.figures, 1, 0)
        return np.hstack((dead, both[:, :2], hurt[:, :2], self.reports))

    def injured(self, killed: int) -> Numbers:
        """Give what speaks for each number injured where so many were killed."""
        dead, hurt, both = np.moveaxis(self.figures, 1, 0)
        rest = np.zeros_like(both)
        rest[: MOST - min(killed, MOST)] = both[killed:]  # of all who were shot, those who live
        few = np.eye(MOST)[:, :3]
        cases = np.hstack([few * (killed == n) for n in (0, 1, 2)] + [few * (killed > 2)])
        return np.hstack((hurt, rest, both, dead[:, :2], cases, self.reports))


def cast_votes(
    docs: Sequence[Sequence[Mapping[str, str]]], answers: Sequence[tuple[int, int]], folds: NDArray[np.int64]
) -> list[dict[int, Votes]]:
    """Give the votes on each incident, by the fold to be answered, of which what is fitted has seen nothing."""
    mentions = [
        m for i, own in enumerate(docs) for n, doc in enumerate(own)
        for m in find_mentions(i, n, doc["title"] or "", doc["content"])
    ]  # fmt: skip
    owners = [i for i, own in enumerate(docs) for _ in own]
    texts = [f"{doc['title'] or ''} . {doc['content']}" for own in docs for doc in own]
    by_figure = judge_mentions(mentions, answers, folds)
    by_report = judge_reports(texts, owners, answers, folds)
    rows: dict[int, list[int]] = defaultdict(list)
    for row, mention in enumerate(mentions):
        rows[mention.incident].append(row)
    first = np.cumsum([0, *(len(own) for own in docs)])
    votes: list[dict[int, Votes]] = []
    for i, own in enumerate(docs):
        told = [mentions[row] for row in rows[i]]
        votes.append({})
        for fold in sorted({int(f) for f in folds}):
            two = (min(fold, int(folds[i])), max(fold, int(folds[i])))
            figures = _count_figures(told, by_figure[two][rows[i]], len(own))
            votes[-1][fold] = Votes(figures, _count_reports(by_report[two][first[i] : first[i + 1]]))
    return votes


def _count_figures(told: Sequence[Mention], judged: Numbers, reports: int) -> Numbers:
    """Count each answer by its likeliest figure in every report: the mean, the best, any of them, the share, and all figures."""
    best = np.zeros((reports, MOST, QUESTIONS))
    sums = np.zeros((MOST, QUESTIONS))
    for mention, likely in zip(told, judged, strict=True):
        best[mention.report, mention.value] = np.maximum(best[mention.report, mention.value], likely)
        sums[mention.value] += np.log1p(likely)
    some = 1 - np.prod(1 - np.minimum(best, 0.99), axis=0)
    shares = (best / (best.sum(axis=1, keepdims=True) + SILENT)).mean(axis=0)
    return np.stack((best.mean(axis=0), best.max(axis=0), some, shares, np.log(some + 0.01), sums / reports), axis=2)


def _count_reports(judged: Numbers) -> Numbers:
    """Average what whole reports say of each answer, as they say it and by its logarithm."""
    likely = np.clip(judged, 0.01, 1)
    ways = (judged.mean(axis=0), np.log(likely).mean(axis=0))
    dead, hurt = np.minimum(np.arange(MOST), KILLED - 1), KILLED + np.minimum(np.arange(MOST), INJURED - 1)
    return np.column_stack([way[column] for column in (dead, hurt) for way in ways])
