"""The tools that keep something: each first says what its owner is to agree to, and does it after a yes."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ringback.core import outcome
from ringback.core.errors import RingbackError
from ringback.core.facts import Fact
from ringback.mcp import telling
from ringback.mcp.given import CallAndMessages, Case, Facts, Outcome
from ringback.mcp.telling import LONGEST_QUOTE, Answer
from ringback.telling import said
from ringback.wiring import World

if TYPE_CHECKING:
    from ringback.app.worked_out import WorkedOut
    from ringback.core.material import Material
    from ringback.store.database import Store
    from ringback.store.records import CaseFile

PASTED = "Its owner can do it: type the command, paste the text, and end with Ctrl-D."
TYPED = "Its owner can do it: type the command."


@dataclass(frozen=True)
class Question:
    """What its owner is asked, and the command by which they may do the same."""

    says: str
    command: str
    how: str = TYPED


def asks_to_keep(here: World, given: CallAndMessages) -> Question | Answer:
    """What keeping a text as a case means. A text that speaks of self-harm isn't kept, whatever is agreed."""
    done, materials = _worked_out(here, given)
    found = done.record["helplines"] or _whom_to_ring(here, _employers(materials))
    if found:
        return _not_kept(found)
    size = sum(len(text) for text in {one.text for one in materials})
    says = (
        f"Keep this as a case on this machine: {done.record['title']}? It begins:"
        f' "{_first_line(given.text)}" The texts have {size:,} characters, and are kept as they are.'
    )
    return Question(says, "ringback recover -", PASTED)


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    shown = "".join(char if char.isprintable() else " " for char in line)
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:LONGEST_QUOTE].rstrip()}..."


def _employers(materials: Sequence[Material]) -> list[str]:
    return [one.text[one.start : one.end] for one in materials if one.kind == "message"]


def _whom_to_ring(here: World, texts: Sequence[str]) -> Sequence[Any]:
    """Whom to ring, where one of the texts speaks of self-harm, though it be given as the employer's."""
    from ringback.app.help_first import helplines

    around, catalogue = here.circumstances(), here.catalogue()
    return next((found for text in texts if (found := helplines(text, around, catalogue))), ())


def keep_case(here: World, given: CallAndMessages) -> Answer:
    """Work a call out and keep it as a case on this machine, with its texts. Its owner is asked first."""
    from ringback.app.keep import keep

    done, materials = _worked_out(here, given)
    with here.store() as store:
        case = keep(store, materials, done, here.now)
    return _kept(case.id)


def _worked_out(here: World, given: CallAndMessages) -> tuple[WorkedOut, tuple[Material, ...]]:
    from ringback.app.worked_out import of_materials

    around = given.around(here.circumstances_of_a_case())
    materials = given.materials(around.me)
    return of_materials(materials, around, here.catalogue_of_a_case()), materials


def asks_for_outcome(here: World, given: Outcome) -> Question | Answer:
    """What is said to have become of a case. A name that there is not is told to its owner alone."""
    found = _whom_to_ring(here, [given.words])
    if found:
        return _not_kept(found)
    _outcome(here, given)
    with here.store() as store:
        wrong = _wrong(lambda: _file(store, given))
    words = " ".join(given.words.split())
    told = [said.HAPPENED[given.happened], said.REPAIRED[given.repair_made], f'"{words}"' if words else ""]
    day = given.on.isoformat() if given.on else "today"
    says = f"Keep with {given.case}: {'; '.join(part for part in told if part)} ({day})? {wrong}".rstrip()
    raised = {None: [], True: ["--repair-made"], False: ["--no-repair-made"]}[given.repair_made]
    more = ["--words", given.words] if given.words else []
    on = ["--on", given.on.isoformat()] if given.on else []
    command = ["ringback", "case", "outcome", given.case, given.happened, *on, *raised, *more]
    return Question(says, shlex.join(command))


def add_outcome(here: World, given: Outcome) -> Answer:
    """Keep what came of a case. Its owner is asked first; earlier outcomes stay."""
    from ringback.app import cases

    with here.store() as store:
        case = _file(store, given).case.id
        cases.record_outcome(store, case, _outcome(here, given), here.now)
    kept = _kept(case)
    back = f"Its owner takes it back with: ringback case outcome {case} --take-back"
    return Answer(kept.record, [*kept.lines, back])


def _outcome(here: World, given: Outcome) -> outcome.Outcome:
    """The outcome, its day checked. Raises BadDay."""
    day = outcome.day_told(given.on, here.now.date(), "on")
    return outcome.Outcome(given.happened, day, given.repair_made, given.words)


def asks_to_confirm(here: World, given: Facts) -> Question | Answer:
    """The facts, word for word, that wait for a yes. What there is not is told to their owner alone."""
    numbers = [str(number) for number in dict.fromkeys(given.numbers)]
    command = shlex.join(["ringback", "facts", "confirm", *numbers, "--case", given.case])
    wanted: list[Fact] = []
    with here.store() as store:
        wrong = _wrong(lambda: wanted.extend(_wanted(store, given)))
    if wrong:
        return Question(f"Say yes to facts of {given.case}: {', '.join(numbers)}? {wrong}", command)
    return Question("\n".join(["Is each of these true, word for word?", *_lines(wanted)]), command)


def _wanted(store: Store, given: Facts) -> list[Fact]:
    """The facts of those numbers, which may be confirmed. Raises NoSuchCase or NoSuchFact."""
    from ringback.app.keep import sheet_of
    from ringback.core.fact_sheet import confirm

    sheet = sheet_of(_file(store, given))
    confirm(sheet, given.numbers)
    return [fact for fact in sheet if fact.number in given.numbers]


def _wrong(look: Callable[[], object]) -> str:
    """Why it can't be done, for the question: the answer must not show an assistant which cases there are."""
    try:
        look()
    except RingbackError as error:
        return error.message
    return ""


def _lines(facts: Sequence[Fact]) -> list[str]:
    return [f"{fact.number}. {fact.text}" for fact in facts]


def confirm_fact(here: World, given: Facts) -> Answer:
    """Say yes to facts that were found, so that drafts may rest on them. Its owner is asked first."""
    from ringback.app import facts
    from ringback.core.fact_sheet import confirm

    around, catalogue = here.circumstances_of_a_case(), here.catalogue_of_a_case()
    with here.store() as store:
        case = _file(store, given).case.id
        done = facts.change(store, case, around, catalogue, lambda sheet: confirm(sheet, given.numbers))
    return _kept(case, changed=list(done.numbers))


def _file(store: Store, given: Case) -> CaseFile:
    """The case. Raises NoSuchCase, which names no other case: who asks may not see which there are."""
    from ringback.app import cases
    from ringback.store.errors import NoSuchCase

    try:
        return cases.show(store, given.case)
    except NoSuchCase:
        raise NoSuchCase(given.case, None) from None


def _kept(case: str, **more: Any) -> Answer:
    record = {"kept": True, "case": case, "helplines": [], **more}
    return Answer(record, [f"Kept as {case}. Its owner sees it with: ringback case show {case}"])


def _not_kept(found: Sequence[Any]) -> Answer:
    record = {"kept": False, "case": None, "helplines": list(found)}
    return Answer(record, telling.helplines(record))
