"""A line made plain before its words are looked for: no addresses, one mark before each item of a list.

Every character stays where it was, for the offsets.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)|\bhttps?://[^\s)\]]+|\bwww\.[^\s)\]]+")
_OF_AN_ADDRESS = ("](", "://", "www.")
_NUMBERED = re.compile(
    r"(?<!\S)(?:\(?\d{1,2}\)|(?<!\d\s)\(?[A-Ha-h]\)|\(?(?:i{1,3}|iv|vi{0,3})\)|\d{1,2}/|(?<!call )\d{1,2}:"
    r"|#\d{1,2}[.:)]?|\*)(?=\s)"
)
_STEP = re.compile(
    r"(?:^|(?<=[\n.;:,(>|→·–—-])|(?<=[\n.;:,(>|→·–—-]\s))"
    r"(?:(?:step|stage|round|phase|level) (?:\d{1,2}|[ivx]{1,4}|zero|one|two|three|four|five|six)\b[.:)]?"
    r"|(?:step|stage|round|phase|level|part|chapter|act|day|week|interview|meeting)"
    r" (?:\d|[a-fivx]|one|two|three|four|five):)"
    r"(?:\s[–—-](?=\s))?",
    re.IGNORECASE,
)
_STEP_WORDS = re.compile(
    r"step|stage|round|phase|level|part|chapter|act|day|week|interview|meeting", re.IGNORECASE
)
_NEW_ITEM = re.compile(r"\n(?=\s{0,8}(?:[-*•]\s|\d{1,2}[.)]|\n))")


def plain(text: str) -> str:
    """The text without addresses, and with a semicolon before each item of a list."""
    if any(sign in text for sign in _OF_AN_ADDRESS):
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    if _STEP_WORDS.search(text):
        text = _STEP.sub(_semicolon, text)
    text = _NUMBERED.sub(_semicolon, text)
    text = text.replace(" // ", " ;  ")
    if text.count(" / ") > 1:
        text = text.replace(" / ", " ; ")
    return _NEW_ITEM.sub(";", text) if "\n" in text else text


def _semicolon(found: re.Match[str]) -> str:
    return ";" + " " * (len(found[0]) - 1)
