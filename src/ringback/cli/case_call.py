"""`ringback case turn`, `minute` and `sound`: the call of a case, put right, counted by ear, played back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ringback.cli import options, screen
from ringback.cli.stored import end_in_distress

if TYPE_CHECKING:
    from ringback.app.call import Call, Correct, PutRight
    from ringback.core.heard import Minute
    from ringback.store.database import Store
    from ringback.wiring import World

TURN_EXAMPLES = options.examples(
    "ringback case turn lowmoor                    the call, line by line",
    "ringback case turn lowmoor 12 --other         the other one said line 12",
    'ringback case turn lowmoor 12 --words "No, I ran it."',
    'ringback case turn lowmoor 12 --words "No." --words "Who did?"   two lines of one',
    "ringback case turn lowmoor --swap             each line was the other's",
    "ringback case turn lowmoor --undo             take the last of these back",
)
MINUTE_EXAMPLES = options.examples(
    "ringback case minute lowmoor                  which minute to listen to",
    "ringback case minute lowmoor 4                four ums in it, by ear",
    "ringback case turn lowmoor --undo             take that back",
)
SOUND_EXAMPLES = options.examples(
    "ringback case sound lowmoor                   where the recording lies",
    "ringback case sound lowmoor call.m4a          it lies here now",
    "ringback case sound lowmoor --forget          keep the words alone",
)


def turn(
    case: options.CaseName,
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="Which line; without one, they are listed.")
    ] = None,
    other: Annotated[bool, typer.Option("--other", help="The other one said it.")] = False,
    words: Annotated[
        list[str] | None,
        typer.Option("--words", metavar="TEXT", help="What was said; given twice, two lines."),
    ] = None,
    swap: Annotated[bool, typer.Option("--swap", help="Each line was said by the other one.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what was put right last, or counted by ear.")
    ] = False,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
) -> None:
    """Put the transcript of a recording right: all is worked out again with it."""
    from ringback.app import call

    _refuse_mixtures(number, other=other, words=bool(words), swap=swap, undo=undo)
    here = options.world(now, zone=zone, locale=locale)
    if not (other or words or swap or undo):
        _list(here, case, as_json=as_json)
        return
    if words:
        end_in_distress(here, "\n".join(words))
    around, catalogue = here.circumstances_of_a_case(), here.catalogue_of_a_case()
    with here.store() as store:
        if undo:
            done = call.take_back(store, case, around, catalogue)
        else:
            done = call.put_right(store, case, around, catalogue, _correct(number or 0, words, other=other))
    _tell(done, as_json=as_json)


def _refuse_mixtures(number: int | None, *, other: bool, words: bool, swap: bool, undo: bool) -> None:
    if other + words + swap + undo > 1:
        raise options.WrongUse("--other, --words, --swap and --undo each do one thing.", "Give one of them.")
    if (other or words) and number is None:
        raise options.WrongUse("Which line is meant isn't said.", "Give its number, as the list has it.")
    if number is not None and not (other or words):
        raise options.WrongUse("What is wrong with that line isn't said.", "Add --other, or --words TEXT.")


def _correct(line: int, words: Sequence[str] | None, *, other: bool) -> Correct:
    from ringback.core import put_right

    if other:
        return partial(put_right.said_by_the_other, number=line)
    if words:
        return partial(put_right.said_otherwise, number=line, words="\n".join(words))
    return put_right.swapped


def _list(here: World, case: str, *, as_json: bool) -> None:
    from ringback.app.call import call_of

    with here.store() as store:
        told = call_of(store, case, here.chosen.me)
    if as_json:
        screen.put_record(_record(told), indent=2)
    else:
        screen.say(*_lines(told))


def _record(told: Call) -> dict[str, Any]:
    from ringback.app.case_records import plain
    from ringback.core.heard import lines_of

    lines = [
        {"number": n, "start": one.at, "end": one.until, "speaker": one.speaker, "text": one.said}
        for n, one in enumerate(lines_of(told.text), 1)
    ]
    made = [plain(asdict(one)) for one in told.file.corrections]
    head = {"schema": "ringback/turns/1", "case": told.file.case.id, "name": told.kept.name}
    return {**head, "me": told.me or None, "lines": lines, "corrections": made}


def _lines(told: Call) -> Iterator[str]:
    from ringback.app.call import NotHeardHere
    from ringback.cli.layout import bold, dim, safe, with_command, wrap
    from ringback.core.heard import lines_of
    from ringback.telling import days

    if not told.is_heard:
        raise NotHeardHere(told.kept.name)
    name = told.file.case.id
    yield bold(safe(f"The call, line by line: {told.kept.name}"))
    for number, one in enumerate(lines_of(told.text), 1):
        who = one.speaker if not told.me else "you" if one.speaker == told.me else "they"
        head = f"{number:>4} {days.minutes(one.at):>7}  {who:<5} "
        yield from wrap(safe(one.said) or dim("nothing was said"), head, " " * len(head))
    yield from with_command(f"The other one said a line: ringback case turn {name} NUMBER --other", "  ")
    yield from with_command(f'Its words were others: ringback case turn {name} NUMBER --words "..."', "  ")
    if told.file.corrections:
        yield from with_command(f"Take the last one back: ringback case turn {name} --undo", "  ")


def _tell(done: PutRight, *, as_json: bool) -> None:
    from ringback.telling.call import change_line, changes

    if as_json:
        head = {"schema": "ringback/put-right/1", "case": done.case}
        moved = list(changes(done.before, done.report))
        screen.put_record({**head, "change": asdict(done.change), "moved": moved}, indent=2)
        return
    screen.notice(change_line(done.change))
    for line in changes(done.before, done.report):
        screen.notice(line)
    screen.notice(f"The report is worked out again: ringback case show {done.case}")


def minute(
    case: options.CaseName,
    count: Annotated[
        int | None, typer.Argument(metavar="COUNT", help="How many ums and uhs you heard in it.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="TIME", help="Another minute of yours, that begins at 12:30, say."),
    ] = None,
    as_json: options.Json = False,
    now: options.Now = None,
    zone: options.Zone = None,
    locale: options.Locale = None,
) -> None:
    """Count the ums in a minute of yours by ear: the range for the whole call follows from it."""
    from ringback.app import call

    here = options.world(now, zone=zone, locale=locale)
    began = None if start is None else _time(start)
    with here.store() as store:
        if count is None:
            told = call.call_of(store, case, here.chosen.me)
            _ask(told, call.minute_at(told, began), as_json=as_json)
            return
        around, catalogue = here.circumstances_of_a_case(), here.catalogue_of_a_case()
        done = call.count_by_ear(store, case, around, catalogue, began, count)
    _tell(done, as_json=as_json)


def _ask(told: Call, which: Minute, *, as_json: bool) -> None:
    """Which minute to listen to."""
    from ringback.core.heard import clock

    name, start, end = told.file.case.id, clock(which.start), clock(which.end)
    if as_json:
        head = {"schema": "ringback/minute/1", "case": name, "name": told.kept.name}
        screen.put_record({**head, "from": which.start, "to": which.end}, indent=2)
        return
    screen.say(
        f"Listen to {told.kept.name} from {start} to {end}, and count your own ums and uhs.",
        f"Then: ringback case minute {name} COUNT --from {start}",
    )


def _time(words: str) -> float:
    from ringback.core.heard import seconds

    try:
        return seconds(words)
    except ValueError:
        raise options.WrongUse(f'"{words}" is no time in a call.', "Give it as 12:30.", "--from") from None


def sound(
    case: options.CaseName,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The recording of the call, where it lies.")
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Erase the copy, or the note of where it lies; keep the words.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Note FILE though the copy that is kept is erased for it.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Say where the recording of a call lies, so that it can be played beside the words."""
    from ringback.app.call import call_of

    if file and forget:
        raise options.WrongUse("FILE and --forget don't go together.", "Give one of them.")
    here = options.world()
    with here.store() as store:
        told = call_of(store, case, here.chosen.me)
        if file:
            _keep(here, store, told, Path(file), force=force)
        elif forget:
            _forget(store, told)
        else:
            _show(store, told, as_json=as_json)


def _keep(here: World, store: Store, told: Call, path: Path, *, force: bool) -> None:
    from ringback.app import sound as sounds
    from ringback.ears.playing import shape_of

    shape = shape_of(path, path.name)
    erased = sounds.keep_with(store, told, path, shape, here.now, force=force)
    screen.notice(f"Noted with {told.file.case.id}: {path.name} is played from where it lies.")
    if erased:
        screen.notice("The earlier copy is erased.")
    screen.notice("Your file stays as it is. To hear it beside the words: ringback serve")


def _forget(store: Store, told: Call) -> None:
    from ringback.app import listening

    if told.recording is None or not told.recording.file:
        screen.notice("There is no sound with this case.")
        return
    listening.forget_sound(store, told.recording.id)
    own = "Your own file is as it was." if told.recording.is_own_file else "The copy is erased."
    screen.notice(f"The words are kept, the sound is forgotten. {own}")


def _show(store: Store, told: Call, *, as_json: bool) -> None:
    from ringback.app.sound import state_of

    kept = told.recording
    state = state_of(store, kept) if kept else "forgotten"
    place = str(kept.copy_in(store.home)) if kept and kept.file and store.home else None
    if as_json:
        head = {"schema": "ringback/sound/1", "case": told.file.case.id}
        screen.put_record({**head, "state": state, "file": place}, indent=2)
    elif place is None:
        screen.say(
            "The sound isn't kept, the words are.",
            f"To play it beside them: ringback case sound {told.file.case.id} FILE",
        )
    elif state == "gone":
        screen.say(f"It isn't where it was: {place}", "Put it back, or say where it lies now.")
    else:
        screen.say(place)
