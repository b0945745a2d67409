"""`ringback rehearse`: the questions to come, asked here; what is typed is kept and told of."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.stored import end_in_distress, newest_name

if TYPE_CHECKING:
    from ringback.app.rehearse import Room
    from ringback.core.rehearsal import ToAsk
    from ringback.store.database import Store
    from ringback.store.records import StoredTake
    from ringback.wiring import World

EXAMPLES = options.examples(
    "ringback rehearse                                   of the case last touched",
    "ringback rehearse harrow-pell --say                 the questions spoken, by espeak-ng",
    "ringback rehearse --no-input                        what to rehearse, and when",
    "ringback rehearse --list                            the takes that are kept",
    "ringback rehearse --question opener_named < take.txt   one take, from a file",
)
HELP = (
    "Type the answer as you would say it; an empty line ends it. ? says what a good one holds,"
    " skip leaves this one out, stop ends here."
)
WHY, SKIP, STOP = "?", "skip", "stop"
AGAIN = "Enter: the next one. again: once more. stop: enough."


class Enough(Exception):
    """Whoever rehearses has had enough, or the input has ended."""


@dataclass(frozen=True)
class Practice:
    """One evening at the terminal. `skipped` are the keys of the questions left out this evening."""

    world: World
    store: Store
    case: str
    aloud: bool
    skipped: set[str] = field(default_factory=set)

    @property
    def room(self) -> Room:
        """The case as it is kept now."""
        return _room(self.world, self.store, self.case)

    def after(self, ask: ToAsk) -> ToAsk | None:
        """The question to put after this one; None: all were said or skipped."""
        return self.room.next(ask.key, self.skipped)


def rehearse(
    case: options.NewestCase = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="KEY", help="This one alone, or first.")
    ] = None,
    say: Annotated[bool, typer.Option("--say", help="Speak the questions, where espeak-ng is.")] = False,
    list_takes: Annotated[bool, typer.Option("--list", help="The takes that are kept.")] = False,
    throw_away: Annotated[
        int | None, typer.Option("--throw-away", metavar="NUMBER", help="Erase this take.")
    ] = None,
    as_json: options.Json = False,
    no_input: options.NoInput = False,
    now: options.Now = None,
    zone: options.Zone = None,
) -> None:
    """Practise the stage to come: its questions, the opener, and what each try holds."""
    here = options.world(now, zone=zone)
    if question and no_input:
        raise options.WrongUse(
            "--question asks, and --no-input asks nothing.", "Leave one of them out.", "--question"
        )
    with here.store() as store:
        practice = Practice(here, store, case or newest_name(store), say)
        if throw_away is not None:
            _throw_away(practice, throw_away)
        elif list_takes:
            _list(practice.room, as_json=as_json)
        elif not no_input and sys.stdin.isatty() and not as_json:
            _evening(practice, question)
        elif question and not sys.stdin.isatty():
            _one_take(practice, question, as_json=as_json)
        else:
            _overview(practice.room, as_json=as_json)


def _room(here: World, store: Store, case: str) -> Room:
    from ringback.app import rehearse as app

    return app.room(store, case, here.now, here.catalogue(), measured=here.chosen.measure_pace)


def _throw_away(practice: Practice, number: int) -> None:
    from ringback.app import rehearse as app

    app.throw_away(practice.store, practice.case, number, practice.world.now)
    screen.put(f"Take {number} is erased.\n")


def _list(here: Room, *, as_json: bool) -> None:
    from ringback.cli.rehearse_lines import takes

    if not as_json:
        screen.say(*takes(here))
        return
    rows = [_take_record(take, here) for take in here.takes]
    screen.put_record(_headed(here) | {"takes": rows}, indent=2)


def _overview(here: Room, *, as_json: bool) -> None:
    from ringback.cli.rehearse_lines import overview
    from ringback.core.rehearsal_report import rehearsal_record

    if as_json:
        evidence = here.catalogue.phrases["rehearsal"]["evidence"]
        record = rehearsal_record(here.rehearsal, evidence)
        counts = {one.key: len(here.of(one.key)) for one in here.rehearsal.questions}
        screen.put_record(_headed(here) | record | {"taken": counts}, indent=2)
    else:
        screen.say(*overview(here))


def _headed(here: Room) -> dict[str, Any]:
    from ringback.core.rehearsal_report import SCHEMA

    return {"schema": SCHEMA, "case": here.file.case.id}


def _take_record(take: StoredTake, here: Room) -> dict[str, Any]:
    """A take with what is said of it; None where its question is rehearsed no more."""
    from dataclasses import asdict

    from ringback.core.rehearsal_report import feedback_record

    asked = here.rehearsal.find(take.question)
    said = feedback_record(here.feedback(take)) if asked else None
    return asdict(take) | {"added": take.added.isoformat(), "feedback": said}


def _one_take(practice: Practice, key: str, *, as_json: bool) -> None:
    """A take from standard input."""
    from ringback.cli.files import STANDARD_INPUT, read_words
    from ringback.cli.rehearse_lines import said_of

    take = _kept(practice, key, read_words(STANDARD_INPUT)[1])
    here = practice.room
    if as_json:
        screen.put_record(_headed(here) | {"take": _take_record(take, here)}, indent=2)
    else:
        screen.say(*said_of(here.feedback(take), take, here))


def _kept(practice: Practice, key: str, words: str) -> StoredTake:
    from ringback.app import rehearse as app
    from ringback.core.take import Take

    here = practice.room
    here.question(key)
    end_in_distress(practice.world, words)
    return app.keep_take(practice.store, here, key, Take(words))


# An evening at the terminal.


def _evening(practice: Practice, key: str | None) -> None:
    """Ask, one after another, until nothing is left this evening or it is stopped."""
    from ringback.cli import prompt
    from ringback.cli.rehearse_lines import days

    here = practice.room
    ask = here.question(key) if key else here.next()
    prompt.say(HELP)
    with suppress(Enough, EOFError):
        while ask is not None:
            ask = _put(practice, ask)
        ends = "Each of them is said or skipped." if practice.skipped else "Each of them is said."
        prompt.say("", f"{ends} That's enough for tonight.")
    screen.say(*days(practice.room))


def _put(practice: Practice, ask: ToAsk) -> ToAsk | None:
    """One question: its answer, what is said of it, and what comes next."""
    from ringback.cli import prompt
    from ringback.cli.layout import bold, dim

    asked = practice.room.rehearsal.questions
    prompt.say("", dim(f"{[one.key for one in asked].index(ask.key) + 1} of {len(asked)}. {ask.because}"))
    prompt.say(bold(ask.asks))
    if ask.then and ask.then.quote:
        prompt.say(dim(f'On the call: "{" ".join(ask.then.quote.split())}"'))
    if practice.aloud:
        _speak(practice, ask)
    words = _answer(ask)
    if words:
        practice.skipped.discard(ask.key)
        _tell(practice, _kept(practice, ask.key, words))
    else:
        practice.skipped.add(ask.key)
    return practice.after(ask) if words is None else _after(practice, ask)


def _speak(practice: Practice, ask: ToAsk) -> None:
    from ringback.app.voice import NoVoice, say
    from ringback.cli import prompt

    try:
        say(ask.asks, practice.world.locale)
    except NoVoice as error:
        prompt.say(f"{error.message} {error.remedy}")


def _answer(ask: ToAsk) -> str | None:
    """What is typed up to an empty line; None where it is left out."""
    from ringback.cli import prompt
    from ringback.cli.rehearse_lines import holds

    while (first := prompt.line()) == WHY:
        prompt.say(*holds(ask))
    if first.lower() == STOP:
        raise Enough
    if first.lower() == SKIP:
        return None
    return prompt.told(first)


def _tell(practice: Practice, take: StoredTake) -> None:
    from ringback.cli.rehearse_lines import said_of

    here = practice.room
    said = here.feedback(take)
    screen.say("", *said_of(said, take, here))
    for claim in said.new:
        _ask_about(practice, claim)


def _ask_about(practice: Practice, claim: Any) -> None:
    """Something new that was said: kept among the facts by a yes, and by nothing else."""
    from ringback.app import rehearse as app
    from ringback.cli import prompt
    from ringback.core.fact_sheet import NotAFact

    prompt.say("", f'Something new you said: "{claim.quote.text}" Is it right? y keeps it among your facts.')
    words = prompt.line().lower()
    if words == STOP:
        raise Enough
    if not words.startswith("y"):
        return
    world = practice.world
    try:
        around, catalogue = world.circumstances_of_a_case(), world.catalogue_of_a_case()
        app.add_fact(practice.store, practice.case, around, catalogue, claim)
        prompt.say("Kept. The words may rest on it now.")
    except NotAFact as error:
        prompt.say(f"{error.message} {error.remedy}")


def _after(practice: Practice, ask: ToAsk) -> ToAsk | None:
    from ringback.cli import prompt

    prompt.say("", AGAIN)
    words = prompt.line().lower()
    if words == STOP:
        raise Enough
    return ask if words.startswith("a") else practice.after(ask)
