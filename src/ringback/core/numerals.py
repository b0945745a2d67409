"""Numbers in figures and in words, as they stand in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "lakh": 100_000, "million": 1_000_000}
_BEHIND_FIGURES = {**_SCALES, "m": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
NUMERALS = (*_ONES, *_TENS, "hundred", "thousand", "lakh", "million")
_SPELLED = "|".join(NUMERALS)
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?k?|(?:{_SPELLED})(?:[ -](?:and )?(?:{_SPELLED}))*)"
_SCALED = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})(?:[ -]?(?P<scale>hundred|thousand|million|billion|lakh|m|bn)|x)?(?!\w)"
)


class Number(NamedTuple):
    """A number and where it stands."""

    value: float
    start: int
    end: int


def numbers_in(folded: str) -> Iterator[Number]:
    """Every number of a folded text: "1,200", "4k", "40 thousand", "2.5m", "four hundred and five"."""
    for found in _SCALED.finditer(folded):
        value = value_of(found["number"])
        if value is not None:
            yield Number(value * _BEHIND_FIGURES.get(found["scale"], 1), found.start(), found.end())


def value_of(said: str) -> float | None:
    """A number as written or spelled: "1,200", "4k", "four hundred and five", "twenty-two"."""
    if said[0].isdigit():
        figure = said.replace(",", "").removesuffix("k")
        return float(figure) * (1000 if said.endswith("k") else 1)
    whole = part = 0
    for word in re.split(r"[ -]+", said):
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                whole, part = whole + part, 0
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    return float(whole + part) or None
