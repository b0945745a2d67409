"""The colours are tokens, and pairs that are read together differ enough, in the light and in the dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

SHEET = (files("ringback.web") / "static" / "ringback.css").read_text()
TOKEN = re.compile(r"--(\w[\w-]*):\s*(#[0-9a-f]{6})\b")
COLOUR = re.compile(r":[^;{}]*(?:#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\()", re.IGNORECASE)
GROUNDS = ("paper", "sheet", "wash")


def _block(opening: str) -> dict[str, str]:
    start = SHEET.index(opening)
    return dict(TOKEN.findall(SHEET[start : SHEET.index("}", start)]))


LIGHT = _block(":root {")
DARK = {**LIGHT, **_block(':root[data-theme="dark"] {')}


def _light_of(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """By WCAG: from 1, the same, to 21, black on white."""
    high, low = sorted((_light_of(one), _light_of(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(("token", "least"), [("ink", 4.5), ("soft", 4.5), ("accent", 4.5), ("edge", 3.0)])
def test_what_is_read_stands_out(theme: dict[str, str], ground: str, token: str, least: float) -> None:
    assert contrast(theme[token], theme[ground]) >= least


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_main_button_can_be_read_at_rest_and_under_a_hand(theme: dict[str, str]) -> None:
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5
    assert contrast(theme["paper"], theme["ink"]) >= 4.5


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    chosen = _block(':root[data-theme="dark"] {')
    assert chosen
    assert chosen == _block(':root:not([data-theme="light"]) {')


def test_no_colour_is_named_below_the_tokens() -> None:
    below = SHEET[SHEET.index("/* Ground */") :].partition("@media print")
    assert below[1], "the part for paper is where black and white may be named"
    assert COLOUR.findall(below[0]) == []
