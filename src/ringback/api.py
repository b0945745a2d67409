"""Ringback from Python: ten functions, each named for its command, of which nothing is kept.

A text is given as `str`, never as a path; only `transcribe` opens a file. What is left out is as for the
commands: the clock and zone of this machine, and the settings of its user (`ringback config show`). The store
is never opened, so what you learnt from outcomes and the employer library are not asked.

What they return is frozen. `as_record()` gives the JSON object that the command prints with `--json`.
Whatever can't be met raises a RingbackError, whose `code`, `message`, `remedy` and `place` say why, and
what to do. Words of self-harm are answered by `helplines`: those of the report, or of the error "help_first".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from ringback.app.stream import whole
from ringback.arguments import by_key, one_of, path_of, texts, world_of

if TYPE_CHECKING:
    from ringback.app.entries import Evidence
    from ringback.app.practice import Practice
    from ringback.app.recordings import Transcription
    from ringback.app.words import Words
    from ringback.core.choice import Way
    from ringback.core.debrief_report import DebriefReport
    from ringback.core.facts import Fact
    from ringback.core.material import Material
    from ringback.core.odds_report import OddsReport
    from ringback.core.process_report import ProcessReport
    from ringback.core.report import Report
    from ringback.core.review_report import ReviewReport
    from ringback.wiring import World

Kind = Literal["account", "transcript", "message"]
DraftKind = Literal["email", "spoken", "voicemail", "letter"]
Locale = Literal["en-GB", "en-US"]
Noticed = Literal["likely", "unlikely", "unknown"]
Tone = Literal["plain", "warm", "formal"]
TEXT = "text"
_WAYS = ("name_it", "leave_it")


def recover(
    text: str,
    *,
    kind: Kind | None = None,
    messages: Sequence[str] = (),
    now: datetime | str | None = None,
    zone: str | None = None,
    locale: Locale | None = None,
    me: str | None = None,
) -> Report:
    """Say whether a call can still be repaired, who decides, what to do when, and in what words.

    Args:
        text: An account of the call, a transcript of it, or a mixture; at most 20 MB.
        kind: What the text is, where its content should not decide.
        messages: What the employer wrote, each in a text of its own.
        now: The time to count from, aware or ISO 8601; without a zone, in `zone`.
        zone: The time zone by name, such as "Europe/Dublin".
        locale: Spelling and days as in "en-GB" or "en-US".
        me: The candidate's name, as the transcript gives it.

    Returns:
        The report. `verdict.door` is open, awaiting or closed, `plan` what to do, `drafts` the words. Where
        somebody writes of harming themself, `helplines` says whom to ring: show that first.

    Raises:
        RingbackError: The text can't be read (`UnreadableMaterial`, `BadLine`), or a time, a zone or a
            locale can't be (`BadTime`, `BadSetting`).
    """
    from ringback.app.recover import recover as work

    here = world_of(now, zone=zone, locale=locale, me=me)
    return work(_materials(here, text, kind, messages), here.circumstances(), here.catalogue())


def debrief(
    text: str,
    *,
    kind: Kind | None = None,
    now: datetime | str | None = None,
    zone: str | None = None,
    locale: Locale | None = None,
    me: str | None = None,
) -> DebriefReport:
    """Look back at one call: its questions, what went wrong and how badly, and what went well.

    Args:
        text: A transcript or an account of the call.
        kind: What the text is, where its content should not decide.
        now: As for `recover`.
        zone: As for `recover`.
        locale: As for `recover`.
        me: The candidate's name, as the transcript gives it.

    Returns:
        The look back. `debrief.findings` are what went wrong, worst first, each with its quote and place in
        code points; `compared` is the distance from one's usual level, in SD of the candidates compared;
        `delivery` has times in seconds, where the transcript tells them.

    Raises:
        RingbackError: As for `recover`; `NoCall` where the text is only what the employer wrote.
    """
    from ringback.app.debrief import look_back

    here = world_of(now, zone=zone, locale=locale, me=me)
    return look_back(_materials(here, text, kind), here.circumstances(), here.catalogue())


def process(
    text: str,
    *,
    now: datetime | str | None = None,
    zone: str | None = None,
    locale: Locale | None = None,
    me: str | None = None,
) -> ProcessReport:
    """Read an employer's process: its stages, how they decide, who decides, and by when.

    Args:
        text: What the employer sent or published.
        now: As for `recover`.
        zone: As for `recover`.
        locale: As for `recover`.
        me: The candidate's name, as the messages give it.

    Returns:
        The map. `process.stages` each with the words they rest on; `process.rule_odds` is the chance of each
        decision rule (they sum to 1), `process.decision_rule` the one that is stated or plainly implied.

    Raises:
        RingbackError: As for `recover`.
    """
    from ringback.app.process import read_map

    here = world_of(now, zone=zone, locale=locale, me=me)
    return read_map(_materials(here, text, "message"), here.circumstances(), here.catalogue())


def odds(scenario: Mapping[str, Any], *, ranges: bool = True) -> OddsReport:
    """Say what a call cost, and what each kind of repair is worth, in one contest for one job.

    Args:
        scenario: Its figures by name, as `ringback odds --scenario FILE` reads them; docs/odds.md has each
            with its unit, its range and its source. `{"rule": "cumulative", "candidates": 5,
            "reliabilities": [0.35, 0.44, 0.6]}` is the least.
        ranges: Whether chances come with their 10th, 50th and 90th percentile, or as points alone.

    Returns:
        The odds: chances of the offer, from 0 to 1, with the formulas of docs/odds.md.

    Raises:
        RingbackError: `BadScenario` names each figure that can't be used, and why; `TooManyGates`.
    """
    from ringback.app.odds import of_scenario
    from ringback.core.scenario import BadScenario, ScenarioFault

    if not isinstance(scenario, Mapping):
        raise BadScenario((ScenarioFault("scenario", "holds no figures.", "Give names and values."),))
    return of_scenario(scenario, world_of(None).catalogue(), ranges=ranges)


def review(
    text: str, *, kind: DraftKind = "email", situation: str = "", noticed: Noticed = "unknown"
) -> ReviewReport:
    """Judge a draft before it goes: send it, mend it, or don't.

    Args:
        text: The draft, anybody's.
        kind: What it is.
        situation: Who writes to whom, after what, in one line.
        noticed: Whether the employer noticed what went wrong.

    Returns:
        The judgement. `review.findings` worst first, `review.quality` good, mixed or poor, `review.score`
        from 0 (poor) to 1 (good), `review.holds` whether nothing must be mended before it goes.

    Raises:
        RingbackError: `NoDraft` where there are no words in it, or none in English; `BadKind`.
    """
    from ringback.app.review import NOTICED, judged
    from ringback.core.drafted import KINDS
    from ringback.core.moves import Asked

    one_of(kind, KINDS, "kind")
    one_of(noticed, NOTICED, "noticed")
    asked = Asked(whole(text, TEXT), kind, whole(situation, "situation"), noticed, TEXT)
    here = world_of(None)
    return judged(asked, here.circumstances(), here.catalogue())


def words(
    text: str,
    *,
    kind: Kind | None = None,
    messages: Sequence[str] = (),
    way: Way | None = None,
    tone: Tone | None = None,
    now: datetime | str | None = None,
    zone: str | None = None,
    locale: Locale | None = None,
    me: str | None = None,
) -> Words:
    """Write what a call asks for, in words that rest on the facts of the text and claim nothing else.

    Args:
        text: As for `recover`.
        kind: As for `recover`.
        messages: As for `recover`.
        way: "name_it" or "leave_it": the one draft that does so, whatever we would do.
        tone: How it sounds; without it, as set.
        now: As for `recover`.
        zone: As for `recover`.
        locale: As for `recover`.
        me: As for `recover`.

    Returns:
        The drafts, our choice first; `unfinished` ones hold a gap that only their owner can fill. A lie that
        the text asks for is in none of them: `recover(...).refusals` has a true sentence instead.

    Raises:
        RingbackError: As for `recover`; `NoSuchWay` where there is nothing to choose.
    """
    from ringback.app.help_first import look_first_at
    from ringback.app.recover import understand, work_out
    from ringback.app.words import Again, Words

    if way is not None:
        one_of(way, _WAYS, "way")
    here = world_of(now, zone=zone, locale=locale, me=me, tone=tone)
    around, catalogue = here.circumstances(), here.catalogue()
    materials = _materials(here, text, kind, messages)
    look_first_at(materials, around, catalogue)
    known = understand(materials, around, catalogue)
    report = work_out(known, around, catalogue)
    if way is None:
        return Words(report.drafts)
    choice, draft = Again(known, report, around, catalogue).chosen(way)
    return Words((draft,), choice)


def facts(
    text: str, *, kind: Literal["account", "transcript", "message", "cv"] | None = None, me: str | None = None
) -> tuple[Fact, ...]:
    """Find the true statements of one's own that words may rest on, each with its quote and place.

    Args:
        text: An account, a transcript, or a CV.
        kind: What it is; "cv" where it is a CV or profile, else its content decides.
        me: The candidate's name, as the transcript gives it.

    Returns:
        The facts in their order. Of those *told* (an account) drafts may make use; those *found* (a
        transcript, a CV) wait for a yes. What is denied, imagined or said by others is none.

    Raises:
        RingbackError: As for `recover`.
    """
    from ringback.app.help_first import look_first, look_first_at
    from ringback.app.recover import understand
    from ringback.core.cv import read_cv
    from ringback.readers import words_of

    here = world_of(None, me=me)
    around, catalogue = here.circumstances(), here.catalogue()
    if kind == "cv":
        read = words_of(whole(text, TEXT).encode(), TEXT)
        look_first(read, around, catalogue)
        return read_cv(TEXT, read, catalogue)
    materials = _materials(here, text, kind, kinds=(*get_args(Kind), "cv"))
    look_first_at(materials, around, catalogue)
    return understand(materials, around, catalogue).facts


def transcribe(
    path: str | PathLike[str],
    *,
    consent: Literal["yes", "no"] | None = None,
    places: Sequence[str] = (),
    model: str | None = None,
    me: str | None = None,
    swap: bool = False,
) -> Transcription:
    """Hear a recording of the call, on this machine: its words with their times, and who said them.

    Args:
        path: The recording. It stays where it is.
        consent: Whether all on the call knew that it was recorded; without a yes nothing is heard.
        places: Where the ends of the call were, such as "California": the stricter law is told.
        model: The speech model by name or path; nothing is downloaded.
        me: The candidate's name among the speakers.
        swap: Whether the candidate is the other speaker.

    Returns:
        The words, with times in seconds and confidence from 0 to 1; `text` is a transcript for `debrief`.

    Raises:
        RingbackError: `ConsentMissing` or `ConsentRefused`, before anything is read; `NoExtra` or `NoModel`
            where this machine can't hear; `UnhearableRecording`.
    """
    from ringback.app.recordings import Wanted, ends_of
    from ringback.app.recordings import transcribe as work

    if consent is not None:
        one_of(consent, ("yes", "no"), "consent")
    here = world_of(None, me=me)
    ends = [whole(place, "places") for place in texts(places, "places")]
    named = None if model is None else whole(model, "model")
    wanted = Wanted(consent, ends_of(ends, here.chosen.country), named, here.chosen.me, swap)
    file = path_of(path)
    return work([(file, file.name)], wanted, here.catalogue())


def rehearse(
    text: str,
    *,
    takes: Mapping[str, str] | None = None,
    kind: Kind | None = None,
    now: datetime | str | None = None,
    zone: str | None = None,
    locale: Locale | None = None,
    me: str | None = None,
) -> Practice:
    """Say what to rehearse for the stage to come, and what each take holds.

    Args:
        text: The account or the transcript of the call that was.
        takes: What was answered, by the key of its question: "opener_named", or another of
            `rehearsal.questions`; each at most 20,000 characters.
        kind: As for `recover`.
        now: As for `recover`.
        zone: As for `recover`.
        locale: As for `recover`.
        me: As for `recover`.

    Returns:
        The questions in order, with the days on which to say them once more; and for each take its
        `feedback`: what it holds, in its own words, and one thing to try next.

    Raises:
        RingbackError: As for `recover`; `NoSuchQuestion` names the keys there are; `NoTake` where a take has
            no words, too many, or none in English.
    """
    from ringback.app.help_first import look_first, look_first_at
    from ringback.app.practice import practise
    from ringback.app.recover import recover as work

    here = world_of(now, zone=zone, locale=locale, me=me)
    said = by_key({} if takes is None else takes, "takes")
    materials = _materials(here, text, kind)
    around, catalogue = here.circumstances(), here.catalogue()
    look_first_at(materials, around, catalogue)
    for take in said.values():
        look_first(take, around, catalogue)
    report = work(materials, around, catalogue)
    return practise(report, [one.text for one in materials], said, around.now.date(), catalogue)


def evidence(entry_id: str) -> Evidence:
    """Look up what a rule, a cue, a number or a sentence rests on.

    Args:
        entry_id: A rule, a parameter or a source as findings and reasons name it, such as
            "mistakes/answers/blanked", "silence_days" or "seed".

    Returns:
        The entry of the catalogue in full, with its grounds, its unit where it is a number, and its examples.

    Raises:
        RingbackError: `NoSuchEntry`, with the id most like it.
    """
    from ringback.app.entries import evidence as work

    return work(world_of(None).catalogue(), whole(entry_id, "entry_id"))


def _materials(
    here: World,
    text: str,
    kind: str | None,
    messages: Sequence[str] = (),
    kinds: Sequence[str] = get_args(Kind),
) -> tuple[Material, ...]:
    """The texts, read. Raises BadKind, BadLine, UnreadableMaterial."""
    from ringback.readers import read_text

    if kind is not None:
        one_of(kind, kinds, "kind")
    found = read_text(whole(text, TEXT), TEXT, cast("Kind | None", kind), here.chosen.me)
    for number, message in enumerate(texts(messages, "messages"), 1):
        name = f"message {number}"
        found += read_text(whole(message, name), name, "message", here.chosen.me)
    return found
