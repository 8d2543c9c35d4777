"""Policies: the rule by which a figure's low, best and high are computed from its claims, in a small readable file.

A policy never touches a claim, and no order of rows is a verdict.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.errors import SettingError
from sayso.model import Claim, Value

Rule = Literal["agreed", "range", "latest", "conservative", "authorities"]
RULES: tuple[Rule, ...] = ("agreed", "range", "latest", "conservative", "authorities")
FOLDER = Path(__file__).with_name("policies")


@dataclass(frozen=True, slots=True)
class Policy:
    """A named rule; `authorities` are speakers in the order in which they are believed (rule "authorities" alone)."""

    name: str
    rule: Rule
    meaning: str = ""
    authorities: tuple[str, ...] = ()


DEFAULT_POLICY = Policy(
    "default", "agreed", "best only where known distinct origins agree, or an origin replaced its own earlier figure"
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a policy makes of one property's values; a bound that nothing gives is null, `reason` is one sentence."""

    low: float | int | None
    best: float | int | str | None
    high: float | int | None
    reason: str


def load_policy(name: str) -> Policy:
    """Read a policy by its name ("range", "latest", "conservative", "authorities", "default") or by the path of a file.

    Raises `SettingError` for a file that is not there, is no TOML or names no known rule.
    """
    path = FOLDER / f"{name}.toml"
    if not path.exists():
        path = Path(name)
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except OSError as trouble:
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise SettingError(f"no policy {name!r}: name one of {known}, or the path of a policy file") from trouble
    except tomllib.TOMLDecodeError as trouble:
        raise SettingError(f"{path} is no TOML: {trouble}; see {FOLDER / 'default.toml'} for an example") from trouble
    unknown = set(told) - {"name", "rule", "meaning", "authorities"}
    if unknown or told.get("rule") not in RULES:
        raise SettingError(f"{path}: rule must be one of {', '.join(RULES)}; keys are name, rule, meaning, authorities")
    listed = told.get("authorities", [])
    if not isinstance(listed, list) or not all(isinstance(a, str) for a in listed):
        raise SettingError(f"{path}: authorities must be a list of names")
    return Policy(str(told.get("name", path.stem)), told["rule"], str(told.get("meaning", "")), tuple(listed))


def settle_value(values: Sequence[Value], policy: Policy, replaced: Mapping[str, str] | None = None) -> Settled:
    """Compute low, best and high of one property of one event from its values, by the policy.

    `replaced` maps a value's id to that of the value by which its own origin replaced it later. Where others gave the older
    value too, it still stands for them: it bounds, and nothing is best.
    """
    replaced = replaced or {}
    by_id = {v.id: v for v in values}
    standing = [v for v in values if _speaks(v) and not _is_withdrawn(v, by_id.get(replaced.get(v.id, "")))]
    lows = [n for v in standing for n in (v.low if v.low is not None else v.value,) if isinstance(n, int | float)]
    highs = [n for v in standing for n in (v.high,) if isinstance(n, int | float)]
    open_ended = any(v.high is None and isinstance(v.value, int | float) for v in standing)
    low, high = min(lows, default=None), None if open_ended else max(highs, default=None)
    if not standing:
        return Settled(None, None, None, "no claim stands")
    if policy.rule == "range":
        return Settled(low, None, high, "the lowest and the highest that anybody says")
    if policy.rule == "conservative":
        return Settled(low, low, high, "the lowest figure that anybody says")
    if policy.rule == "latest":
        last = max(standing, key=lambda v: (_said(v), v.id))
        return Settled(low, last.value, high, f"the latest statement, of {_said(last) or 'an unknown day'}")
    if policy.rule == "authorities":
        for name in policy.authorities:
            for v in standing:
                if any(c.speaker and name.casefold() in c.speaker.casefold() for c in v.claims):
                    return Settled(low, v.value, high, f"{name} says so, first of the listed authorities that speaks")
        return Settled(low, None, high, "none of the listed authorities gives it")
    return _agreed(standing, replaced, low, high)


def _agreed(standing: Sequence[Value], replaced: Mapping[str, str], low: float | None, high: float | None) -> Settled:
    settled = set(replaced.values())
    for v in standing:
        agreeing = [w for w in standing if w.known_distinct > 1]
        if v.known_distinct > 1 and len(agreeing) == 1 and v.id not in replaced:
            return Settled(low, v.value, high, f"{v.known_distinct} known distinct origins say so")
    replacing = [v for v in standing if v.id in settled]
    if len(replacing) == 1 and len(standing) == 1:
        return Settled(low, replacing[0].value, high, "its origin replaced its own earlier figure by this one")
    return Settled(low, None, high, "no two known distinct origins agree on one figure")


def _is_withdrawn(value: Value, by: Value | None) -> bool:
    """True where everybody known to have given a value gave the later one in its place."""
    if by is None:
        return False
    earlier, later = ({o.name for o in v.origins if o.standing == "known"} for v in (value, by))
    return earlier <= later


def _speaks(value: Value) -> bool:
    return any(c.review != "rejected" for c in value.claims)


def _said(value: Value) -> str:
    return max((_when(c) for c in value.claims), default="")


def _when(claim: Claim) -> str:
    return claim.said or ""
