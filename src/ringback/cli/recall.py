"""Guided recall at the terminal, a question at a time; on standard error, so that the report can be piped."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ringback.cli.layout import bold, dim
from ringback.cli.prompt import line, say, say_choices, told

if TYPE_CHECKING:
    from ringback.app.recall import GuidedRecall
    from ringback.core.catalogue import Question
    from ringback.core.material import Material
    from ringback.store.database import Store
    from ringback.store.records import Recall
    from ringback.wiring import World

WHY, BACK, STOP = "?", "back", "stop"
UNSURE = "I don't know"
HELP = (
    "Enter leaves a question out. ? says why it's asked, back goes to the one before,"
    " stop ends here with what there is."
)
KEPT = "What you told is kept. To go on: ringback recover"
NOT_KEPT = "Nothing was kept."


class Stopped(Exception):
    """Whoever is asked has had enough, or the input has ended: the report is made of what there is."""


class GoneBack(Exception):
    """The question before is to be put again."""


@dataclass(frozen=True)
class Recalled:
    """A guided recall that has ended, and its number in the store; None where nothing of it is kept."""

    guided: GuidedRecall
    recall_id: int | None


def ask_all(here: World, *, keeps: bool) -> Recalled:
    """Ask about a call of which there is nothing to hand; each answer is kept as it is given."""
    if not keeps:
        return Recalled(_asked(_begun(here), NOT_KEPT), None)
    with here.store() as store:
        return _kept(here, store)


def ask_few(here: World, materials: Sequence[Material]) -> GuidedRecall:
    """Beside what was handed over, offer the few questions that could change the advice."""
    from ringback.core.recall import few_questions_left

    guided = _begun(here, tuple(materials))
    guided.choose = few_questions_left
    left = len(guided.left())
    if left and _wanted(left):
        _put_all(guided)
    return guided


def _begun(here: World, materials: tuple[Material, ...] = ()) -> GuidedRecall:
    from ringback.app.recall import GuidedRecall

    return GuidedRecall(here.circumstances_of_a_case(), here.catalogue_of_a_case(), materials)


def _kept(here: World, store: Store) -> Recalled:
    """The recall begun before, where it is to go on, or a new one."""
    from ringback.app import cases
    from ringback.app.recall import kept_in

    begun = _taken_up(store) or cases.begin_recall(store, here.now)
    guided = _begun(here)
    guided.take_up(begun.answers)
    guided.keep = kept_in(store, begun.id, here.now)
    _asked(guided, KEPT)
    if guided.troubled():
        cases.drop_recall(store, begun.id)
        return Recalled(guided, None)
    return Recalled(guided, begun.id)


def _taken_up(store: Store) -> Recall | None:
    """The unfinished recall, if there is one and it is to go on; one that isn't is erased."""
    from ringback.app import cases

    begun = cases.unfinished_recall(store)
    if begun is None:
        return None
    if begun.answers and _goes_on(begun):
        return begun
    cases.drop_recall(store, begun.id)
    return None


def _goes_on(begun: Recall) -> bool:
    count = len(begun.answers)
    day = f"{begun.started:%A} {begun.started.day} {begun.started:%B}, {begun.started:%H:%M}"
    say(f"You began telling of a call on {day}; {count} answer{'s are' if count > 1 else ' is'} kept.")
    say_choices(["Go on with it", "Start anew; what was told is erased"])
    while (typed := line()) not in ("", "1", "2"):
        say("Give 1 or 2.")
    return typed != "2"


def _wanted(left: int) -> bool:
    one = "One question" if left == 1 else f"{('Two', 'Three')[min(left, 3) - 2]} questions"
    say(f"{one} could change the advice. Enter to be asked, n for the report at once.")
    with suppress(EOFError):
        return not line().lower().startswith("n")
    return False


def _asked(guided: GuidedRecall, ending: str) -> GuidedRecall:
    """Ask until nothing is left; whoever breaks off is told what has become of their answers."""
    try:
        say(HELP)
        _put_all(guided)
    except KeyboardInterrupt:
        say("", ending if guided.answers and not guided.troubled() else NOT_KEPT)
        raise
    return guided


def _put_all(guided: GuidedRecall) -> None:
    with suppress(Stopped):
        while left := guided.left():
            try:
                guided.answer(left[0], _put(left[0], guided, len(left)))
            except GoneBack:
                guided.back()


def _put(question: Question, guided: GuidedRecall, left: int) -> str | None:
    """One question, and its answer: a choice's value, words, or None where it is left out."""
    from ringback.core.answers import no_fact

    number = sum(1 for one in guided.answers if one != "story") + 1
    is_story = question.fills == "story"
    say("", *([] if is_story else [dim(f"Question {number} of about {number - 1 + left}")]))
    say(bold(question.asks))
    if is_story:
        say("An empty line ends it.")
        return _told(question)
    say_choices([*(words for _, words in question.answers), UNSURE] if question.answers else [])
    while True:
        words = _heard(question)
        fault = no_fact(question, words, guided.catalogue) if words else None
        if fault:
            say(f"{fault} Put it plainly, or press Enter to leave it out.")
            continue
        if not question.answers or not words:
            return words or None
        found = _chosen(words, question)
        if found is not None:
            return found or None
        say(f"Give a number from 1 to {len(question.answers) + 1}, or press Enter to leave it out.")


def _heard(question: Question) -> str:
    """One line that is no command."""
    while (words := _line_of_answer()) == WHY:
        say(question.why)
    if words.lower() == BACK:
        raise GoneBack
    if words.lower() == STOP:
        raise Stopped
    return words


def _line_of_answer() -> str:
    try:
        return line()
    except EOFError:
        raise Stopped from None


def _chosen(words: str, question: Question) -> str | None:
    """The value chosen by number or by its words; empty for "I don't know", None where it can't be told."""
    rows = [*question.answers, ("", UNSURE)]
    if words.isdecimal():
        return rows[int(words) - 1][0] if 1 <= int(words) <= len(rows) else None
    fitting = [value for value, says in rows if says.lower().startswith(words.lower())]
    return fitting[0] if len(fitting) == 1 else None


def _told(question: Question) -> str | None:
    """Lines up to an empty one; within a paste, an empty line is only the end of a paragraph."""
    return told(_heard(question)) or None
