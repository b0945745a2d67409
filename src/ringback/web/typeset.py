"""The templates, and what they do to words: the marks of print, dates, and shares that never break."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ringback.settings import TONES
from ringback.telling import days, said, standing

if TYPE_CHECKING:
    from jinja2 import Environment

    from ringback.core.catalogue import Catalogue
    from ringback.web.case_view import CasePage
    from ringback.web.words_view import Editor

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_OPENING = re.compile(r"(^|[\s(\[—–-])([\"'])(?=\S)")
_SHARE = re.compile(r"(?<=\d) in (?=\d)")
_COMMAND = re.compile(r":? `?ringback [^;.\n`]*`?")
_DAY = re.compile(rf"(?<=\d) (?=(?:{_MONTHS})\b)")


def typeset(text: object) -> Markup:
    """The text escaped, with curly quotes and apostrophes, and with "1 in 4" and "3 May" unbroken."""
    words = str(text or "")
    words = _OPENING.sub(lambda found: found[1] + ("“" if found[2] == '"' else "‘"), words)
    words = words.replace('"', "”").replace("'", "’")
    words = _SHARE.sub("\u00a0in\u00a0", words)
    return escape(_DAY.sub("\u00a0", words))


def without_commands(text: str) -> str:
    """Advice without the commands that it names for a terminal; a page has its own buttons for them."""
    return said.ended(_COMMAND.sub("", text))


def long_day(when: datetime | date) -> str:
    """ "Tuesday 17 November"."""
    return f"{when:%A} {when.day} {when:%B}"


def long_time(when: datetime | date) -> str:
    """ "Tuesday 17 November at 10:00", or the day alone."""
    hour = days.clock(when)
    return f"{long_day(when)} at {hour}" if hour else long_day(when)


def clock_of(when: datetime, zone: tzinfo | None) -> str:
    """ "at 21:38 on Tuesday 17 November", as the clock there shows it."""
    there = when.astimezone(zone)
    return f"at {days.clock(there)} on {long_day(there)}"


def words_of(case: CasePage, catalogue: Callable[[], Catalogue]) -> Sequence[Editor]:
    """The drafts of a case's page, looked over; none of an earlier report, which can't be changed."""
    from ringback.web.words_view import editors

    return editors(case, catalogue()) if case.record["drafts"] and not case.earlier_of else ()


def plural(count: int, one: str, many: str) -> str:
    """ "one case", "three cases", "12 cases"."""
    return f"{said.number(count)} {one if count == 1 else many}"


@cache
def asset(name: str) -> str:
    """The address of a file of ours, with a mark that changes when it does."""
    data = (files("ringback.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={sha256(data).hexdigest()[:10]}"


@cache
def templates() -> Environment:
    """The templates, made ready once."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("ringback.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    helpers: dict[str, Any] = {"asset": asset, "said": said, "days": days, "standing": standing}
    made.globals.update(helpers)
    made.filters.update(
        t=typeset, sentence=said.sentence, capital=said.capital, long_day=long_day, long_time=long_time
    )
    made.filters["clock_of"] = clock_of
    made.globals["plural"] = plural
    made.globals["words_of"] = words_of
    made.globals["TONES"] = TONES
    return made
