"""The stylesheet: contrast in light and in dark, print, phone."""

import re
from importlib.resources import files

import pytest

STYLE = (files("sayso.publish") / "templates" / "style.css").read_text(encoding="utf-8")
AA = 4.5  # WCAG 2.2, success criterion 1.4.3, for text below 24 px
PAIRS = [
    ("ink", "paper"), ("ink", "sheet"), ("soft", "paper"), ("soft", "sheet"), ("soft", "faint"), ("ink", "faint"),
    ("ink", "say-bg"), ("ink", "say-deep"), ("say", "paper"), ("who", "paper"), ("who", "say-bg"), ("num", "paper"),
    ("num", "num-bg"), ("num", "sheet"), ("act", "paper"), ("act", "say-bg"), ("act", "say-deep"), ("warn", "warn-bg"),
    ("warn", "paper"), ("warn", "sheet"), ("pick-ink", "pick"), ("paper", "num"), ("who", "pick"), ("num", "pick"),
    ("act", "pick"), ("soft", "pick"), ("say", "pick"), ("num", "say-bg"),
]  # fmt: skip


def read_colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LIGHT = read_colours(STYLE[: STYLE.index("prefers-color-scheme: dark")])
DARK = LIGHT | read_colours(STYLE[STYLE.index("prefers-color-scheme: dark") : STYLE.index("box-sizing")])


@pytest.mark.parametrize(("front", "back"), PAIRS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_keeps_its_contrast(scheme: str, front: str, back: str) -> None:
    colours = LIGHT if scheme == "light" else DARK
    assert contrast(colours[front], colours[back]) >= AA


def test_both_schemes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(read_colours(STYLE[STYLE.index("prefers-color-scheme: dark") : STYLE.index("box-sizing")]))


def test_print_and_phone_have_rules_of_their_own() -> None:
    assert "@media print" in STYLE
    assert "@media screen and (max-width: 60rem)" in STYLE
    assert "</style" not in STYLE
