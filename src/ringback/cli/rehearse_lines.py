"""A rehearsal on the screen: the list, what is said of a take, and the takes that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ringback.cli.layout import accent, bold, dim, safe, wrap
from ringback.telling import rehearsal as telling
from ringback.telling.days import clock, day

if TYPE_CHECKING:
    from ringback.app.rehearse import Room
    from ringback.core.rehearsal import ToAsk
    from ringback.core.take import Feedback
    from ringback.store.records import StoredTake

FIRST = 60
"""Characters of a take in a list."""


def overview(here: Room) -> Iterator[str]:
    """What to rehearse, in order, how often it was said, and the days."""
    yield bold(safe(here.record["title"]))
    yield from wrap("To rehearse, in the order in which it would come:")
    for number, ask in enumerate(here.rehearsal.questions, 1):
        yield from wrap(safe(ask.asks), f"  {number:>2}  ")
        count = len(here.of(ask.key))
        takes = "" if not count else " One take." if count == 1 else f" {count} takes."
        yield from (dim(line) for line in wrap(safe(f"{ask.because}{takes}"), "      "))
        yield dim(f"      --question {ask.key}")
    yield from days(here)
    yield ""
    yield from wrap(here.catalogue.phrases["rehearsal"]["evidence"]["says"])


def days(here: Room) -> Iterator[str]:
    """The days on which to go on."""
    rows = telling.schedule(here.rehearsal.days, here.rehearsal.at, here.now.date())
    if rows:
        yield ""
        yield bold("When")
        for row in rows:
            yield from wrap(row, "  ")


def holds(ask: ToAsk) -> Iterator[str]:
    """What a good answer holds; of the opener its words."""
    if ask.lines:
        yield from wrap(safe(" ".join(text for _, text in ask.lines)), "  ")
        return
    yield from wrap("A good answer holds:", "  ")
    for one in ask.holds:
        yield from wrap(one, "  - ")


def said_of(said: Feedback, take: StoredTake, here: Room) -> Iterator[str]:
    """What is said of a take: the verdict, what it holds, the one thing to try, and how it compares."""
    table = here.catalogue.phrases["rehearsal"]
    yield accent(said.headline)
    if said.answers:
        quote = f' "{said.answers.quote.text}"' if said.answers.quote else ""
        yield from wrap(safe(f"{said.answers.says}{quote}"), "  ")
    for name, words in telling.found(said, table):
        yield from wrap(safe(f'{name}: "{words}"'), "  ")
    for one in said.moves:
        does, where = telling.move(one)
        yield f"  {where:>8}  {safe(does)}"
    for remark in said.remarks:
        yield from wrap(safe(f'{remark.says} "{remark.quote.text}"'), "  ")
    yield ""
    yield from wrap(bold("One thing to try next: ") + safe(said.next))
    yield from _compared(said, take, here)
    done = telling.enough(said, here.next_day, here.now.date(), table)
    if done:
        yield ""
        yield from wrap(done)


def _compared(said: Feedback, take: StoredTake, here: Room) -> Iterator[str]:
    table = here.catalogue.phrases["rehearsal"]
    for sentence in telling.since(said.since, table):
        yield from wrap(safe(sentence), "  ")
    for figure in said.measures:
        told = telling.measure(figure, typed=take.kind == "typed")
        yield from wrap(f"{told.name}: {told.here}. {told.note}".rstrip(), "  ", "    ")


def takes(here: Room) -> Iterator[str]:
    """The takes that are kept, by question."""
    if not here.takes:
        yield "No take is kept yet."
        return
    for key in dict.fromkeys(take.question for take in here.takes):
        ask = here.rehearsal.find(key)
        yield from wrap(bold(safe(ask.asks if ask else key)))
        for take in here.of(key):
            yield from _one(take, here)
    yield ""
    yield "One thrown away: --throw-away NUMBER"


def _one(take: StoredTake, here: Room) -> Sequence[str]:
    told = take.added.astimezone(here.now.tzinfo)
    words = " ".join(take.text.split())
    short = words if len(words) <= FIRST else f"{words[:FIRST].rsplit(' ', 1)[0]} ..."
    return wrap(safe(f'{day(told, here.now.date())} {clock(told)}  "{short}"'), f"  {take.id:>3}  ")
