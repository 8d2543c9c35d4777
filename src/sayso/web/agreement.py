"""How often the record errs, and whether two people judge alike: Wilson's interval and Krippendorff's alpha."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import sqrt

Z95 = 1.959963984540054  # the normal quantile of a two-sided interval of 95 percent


def estimate_share(hits: int, trials: int, z: float = Z95) -> tuple[float, float, float]:
    """Give the share of hits with the ends of its interval, all from 0 to 1 (Wilson 1927, JASA 22:209).

    >>> [round(x, 3) for x in estimate_share(3, 40)]
    [0.075, 0.026, 0.199]
    >>> estimate_share(0, 0)
    (0.0, 0.0, 1.0)
    """
    if trials == 0:
        return 0.0, 0.0, 1.0
    share = hits / trials
    middle = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return share, max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def measure_agreement(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Give Krippendorff's alpha for nominal judgements, one sequence a unit; None where there is nothing to compare.

    1 is full agreement, 0 what chance gives. Units judged by one person only do not count (Krippendorff, Content
    Analysis, 2004, ch. 11).

    >>> measure_agreement([("right", "right"), ("wrong", "wrong"), ("right", "right")])
    1.0
    >>> round(measure_agreement(list(zip("0100000000", "1110010010"))), 3)  # his own example of two observers
    0.095
    >>> measure_agreement([("right",)]) is None
    True
    """
    pairable = [unit for unit in units if len(unit) > 1]
    if not pairable:
        return None
    totals = Counter(value for unit in pairable for value in unit)
    n = sum(totals.values())
    expected = n * n - sum(k * k for k in totals.values())
    if expected == 0:
        return 1.0
    seen = sum((len(u) ** 2 - sum(k * k for k in Counter(u).values())) / (len(u) - 1) for u in pairable)
    return 1 - (n - 1) * seen / expected
