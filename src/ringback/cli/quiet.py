"""The two reports that hold back: for who may be in danger, and for a text that couldn't be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringback.cli.layout import accent, bold, columns_of, dim, wrap

Record = Mapping[str, Any]

HARD = "Some of what you wrote sounds as if living is hard just now; that matters more than any job."
TALK = "Please talk to somebody tonight: they are there for exactly this."
NOT_KEPT = "Nothing of this is kept, here or anywhere."
LATER = "The rest can wait: run it again whenever you like."

UNREAD = "What holds for any call"
HOLDS = (
    ("within a day", "A plain thank-you, three lines, with nothing in it about how the call went."),
    ("then", "Wait until the day they named. Once it has passed, one line asking where things stand."),
    (
        "who decides",
        "Mostly the manager you would work for. Whoever arranges the calls can answer a question.",
    ),
)
ASKS = "Is each stage judged by itself, or is everything looked at together at the end?"
_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


def help_lines(record: Record) -> Iterator[str]:
    """Whom to ring, and that nothing is kept."""
    yield from wrap(accent(HARD))
    yield from wrap(TALK)
    for line in record["helplines"]:
        hours = f"  ({line['hours']})" if line.get("hours") else ""
        yield from wrap(f"{bold(line['name'])}: {line['number']}{hours}", "  ")
        if line.get("emergency"):
            yield from wrap(f"In immediate danger: {line['emergency']}", "  ")
    yield from wrap(dim(NOT_KEPT))


def quiet_lines(record: Record) -> Iterator[str]:
    """Whom to ring and the verdict in a sentence: no more than that tonight."""
    yield from help_lines(record)
    yield ""
    yield from wrap(first_sentence(record["headline"]))
    yield from wrap(LATER)


def first_sentence(text: str) -> str:
    """The text up to its first full stop."""
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else text


def unread_lines(record: Record) -> Iterator[str]:
    """What can be said of any call, where the words told nothing of this one."""
    yield from wrap(bold(UNREAD))
    yield from columns_of(HOLDS)
    yield from wrap(f"{bold('One question')} is always fair to ask:", "  ")
    yield from wrap(f'"{record["question"] or ASKS}"', "    ", "     ")
    yield ""
    yield from wrap(
        "What happened on the call, told in English in however few words, gets a verdict and a plan."
    )
