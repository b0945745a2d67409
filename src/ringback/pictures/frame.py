"""What every picture stands in: a title and a description for who can't see it, text as text, the tokens.

A picture opened alone is readable by day and in the dark; in a page the page's own tokens win.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

LETTER, LINE_HEIGHT, MARGIN = 8.5, 20, 24
"""In px: what a letter of 15 px takes on average in the widest of the usual faces; a line; the rim."""

LIGHT = {
    "paper": "#f6f1e7",
    "ink": "#2b2621",
    "soft": "#5c5248",
    "edge": "#857765",
    "rule": "#ddd3c2",
    "accent": "#97390f",
    "pale": "#e3b696",
}
DARK = {
    "paper": "#1b1815",
    "ink": "#e9e1d4",
    "soft": "#b8ac9b",
    "edge": "#8f8474",
    "rule": "#3b352e",
    "accent": "#e5a072",
    "pale": "#7a4b30",
}
_SHARE = re.compile(r"(?<=\d) (in) (?=\d)")


def _tokens(values: dict[str, str]) -> str:
    return ":root{" + ";".join(f"--p-{name}:var(--{name},{value})" for name, value in values.items()) + "}"


TOKENS = (
    f"{_tokens(LIGHT)}@media (prefers-color-scheme:dark){{{_tokens(DARK)}}}"
    "svg:root{color-scheme:light dark;background:var(--p-paper)}"
    "text{font:15px/1.2 var(--label,system-ui,sans-serif);fill:var(--p-ink)}"
    ".strong{font-weight:600}.soft{fill:var(--p-soft)}"
    ".middle{text-anchor:middle}.end{text-anchor:end}"
)


def framed(wide: int, title: str, told: str, style: str) -> Element:
    """An SVG of its own, `wide` px across, with nothing in it yet; `told` says what it will show."""
    size = {"viewBox": f"0 0 {wide} 0", "width": str(wide)}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img"})
    SubElement(root, "title").text = title
    SubElement(root, "desc").text = told
    SubElement(root, "style").text = style
    return root


def written(root: Element, high: float) -> str:
    """The picture as the text of a file, `high` px from top to bottom."""
    root.set("viewBox", f"0 0 {root.attrib['width']} {high:g}")
    return tostring(root, encoding="unicode") + "\n"


def write(parent: Element, words: str, x: float, y: float, kind: str = "") -> None:
    """One line of words; `kind` is a class or several."""
    where = {"x": f"{x:g}", "y": f"{y:g}"}
    SubElement(parent, "text", {**where, **({"class": kind} if kind else {})}).text = words


def write_lines(parent: Element, lines: list[str], x: float, y: float, kind: str = "") -> float:
    """Lines of words from y down; gives the y after them."""
    for n, line in enumerate(lines):
        write(parent, line, x, y + n * LINE_HEIGHT, kind)
    return y + len(lines) * LINE_HEIGHT


def draw(parent: Element, kind: str, d: str) -> None:
    """One path."""
    SubElement(parent, "path", {"class": kind, "d": d})


def lines_of(words: str, letters: int) -> list[str]:
    """The words in lines of at most so many letters; a share such as "1 in 4" is never broken.

    A word that is longer than a line has one to itself.
    """
    lines: list[str] = []
    for word in _SHARE.sub("\xa0\\1\xa0", words).split(" "):
        if lines and len(lines[-1]) + len(word) < letters:
            lines[-1] += f" {word}"
        elif word:
            lines.append(word)
    return [line.replace("\xa0", " ") for line in lines]


def sentences(*parts: str) -> str:
    """The parts that say something, each closed with a full stop."""
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)
