"""The card as a page of its own: large type, one A4 sheet, nothing fetched and nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape
from importlib.resources import files
from math import ceil

from ringback.core.card import Card, Lines, Other
from ringback.core.hand_over import NOT_FINISHED, Gap

_HOW = {
    "in_person": "One sheet, large enough to read at arm’s length. Read it before you go in, then leave it in"
    " your bag.",
    "phone": "One sheet, large enough to read at arm’s length. It can lie beside the phone.",
    "video": "One sheet, large enough to read at arm’s length. It can stand beside the screen.",
    "unknown": "One sheet, large enough to read at arm’s length. Read it aloud the day before.",
}
_OTHER = {"opener_named": "Or, naming it", "opener_unnamed": "Or, without naming it"}

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")

_SIZES = tuple(half / 2 for half in range(36, 20, -1))
"""What the opener's type may be in print, in points, largest first."""
_WIDE, _HIGH = 493.0, 725.0
"""What an A4 sheet has inside its margins, in points, with a little of its height to spare."""
_LETTER = 0.48
"""What a letter takes on average, as a share of the type's size."""

_PAGE = """\
<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<title>Card: {whom}</title>
<style>
{style}@media print {{ .card {{ --unit: {points}pt; }} }}
</style>
</head>
<body>
<main>
<p class="how soft">{how}</p>
<article class="card">
{parts}
</article>
</main>
</body>
</html>
"""


def page(card: Card, locale: str) -> str:
    """The card as one HTML file; text is escaped, and the style sheet stands in it."""
    style = (files("ringback.handing") / "card.css").read_text(encoding="utf-8")
    return _PAGE.format(
        locale=_set(locale),
        whom=_set(card.whom),
        style=style,
        how=_set(_HOW[card.place]),
        points=_size(card),
        parts="\n".join(_parts(card, locale)),
    )


def _parts(card: Card, locale: str) -> Iterator[str]:
    if card.gaps:
        yield f'<p class="unfinished">{_set(NOT_FINISHED)}</p>'
    yield f"<h1>{_set(card.whom)}{_when(card.when, locale)}</h1>"
    yield f'<p class="soft">{_set(_below(card))}</p>'
    yield f'<div class="say">{_paragraphs(card.say, card.gaps)}</div>'
    if card.other:
        yield from _other(card.other)
    if card.replies:
        yield "<h2>If they say</h2>"
        pairs = (f"<dt>“{_set(they)}”</dt> <dd>“{_set(you)}”</dd>" for they, you in card.replies)
        yield f'<dl class="replies">{" ".join(pairs)}</dl>'
    if card.facts:
        yield "<h2>To have at hand</h2>"
        points = " ".join(f"<li>{_set(_sentence(fact))}</li>" for fact in card.facts)
        yield f'<ul class="facts">{points}</ul>'


def _below(card: Card) -> str:
    """Whom one speaks to, and how long the opener takes."""
    role = f"{card.role[:1].upper()}{card.role[1:]}. " if card.role else ""
    return f"{role}About {card.seconds} seconds, read aloud."


def _when(when: datetime | date | None, locale: str) -> str:
    """ ", Tuesday 24 November, 10:00", each part unbroken."""
    if when is None:
        return ""
    day = f"{when:%B} {when.day}" if locale.endswith("US") else f"{when.day} {when:%B}"
    hour = f', <span class="nowrap">{when.hour}:{when:%M}</span>' if isinstance(when, datetime) else ""
    return f', <span class="nowrap">{when:%A} {day}</span>{hour}'


def _paragraphs(lines: Lines, gaps: Iterable[Gap]) -> str:
    return "\n".join(
        f"<p>{' '.join(f'<span>{_marked(line, gaps)}</span>' for line in paragraph)}</p>"
        for paragraph in lines
    )


def _marked(text: str, gaps: Iterable[Gap]) -> str:
    """The text escaped, its gaps ringed."""
    shown = _set(text)
    for gap in gaps:
        shown = shown.replace(_set(gap.says), f"<mark>{_set(gap.says)}</mark>")
    return shown


def _set(text: str) -> str:
    """The text escaped, with the apostrophes of print."""
    return escape(_APOSTROPHE.sub("’", text))


def _other(other: Other) -> Iterator[str]:
    yield f"<h2>{_OTHER.get(other.kind, 'Or')}</h2>"
    if other.when:
        yield f'<p class="soft">{_set(other.when)}</p>'
    words = " ".join(line for paragraph in other.say for line in paragraph)
    yield f'<p class="other">{_set(words)}</p>'


def _sentence(fact: str) -> str:
    ends = "" if fact[-1:] in ".!?…" else "."
    return f"{fact[:1].upper()}{fact[1:]}{ends}"


def _size(card: Card) -> float:
    """The largest type with which the card fits one sheet, by its estimate; else the smallest."""
    return next((points for points in _SIZES if _height(card, points) <= _HIGH), _SIZES[-1])


def _height(card: Card, points: float) -> float:
    """About how high the card is in print, in points; the style sheet's sizes and leading."""

    def rows(texts: Iterable[str], size: float, leading: float = 1.4, indent: float = 1.5) -> float:
        room = (_WIDE - indent * size) / (_LETTER * size)
        return sum(ceil((len(text) or 1) / room) for text in texts) * size * leading

    small, heading = points * 0.75, points * 0.78 * 3.1
    high = points * 5 + rows([line for paragraph in card.say for line in paragraph], points)
    high += points * 0.55 * len(card.say)
    if card.other:
        words = " ".join(line for paragraph in card.other.say for line in paragraph)
        high += heading + rows([words], small) + rows([card.other.when], points * 0.62)
    if card.replies:
        high += heading + rows([one for pair in card.replies for one in pair], small)
        high += small * 0.55 * len(card.replies)
    if card.facts:
        high += heading + rows(card.facts, small)
    return high
