"""What the API's answers are made of: the shapes that its description gives, which tests hold answers to.

Fields may be added to them; those named here stay.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ringback.core.outcome import Happened

DecisionRule = Literal["hit_or_miss", "progressive_elimination", "cumulative", "mixed", "unknown"]
Noticed = Literal["likely", "unlikely", "unknown"]
Door = Literal["open", "awaiting", "closed"]
Damage = Literal["none", "slight", "serious", "unknown"]
MaterialKind = Literal["account", "transcript", "message"]


class Shape(BaseModel):
    """The base of all: more fields may come."""

    model_config = ConfigDict(extra="allow")


class Refusal(Shape):
    """Why a request can't be met, and what to do about it."""

    code: str = Field(description="The cause, for programs.")
    message: str
    remedy: str
    place: str | None = Field(default=None, description="The file, line or field that it is about.")
    helplines: list[Helpline] | None = Field(
        default=None, description="Whom to ring, first: the words speak of self-harm."
    )


class Problem(Shape):
    """Every error has this shape."""

    error: Refusal


class Reason(Shape):
    """What a sentence or a number rests on."""

    says: str
    rule: str | None
    parameter: str | None
    sources: list[str]
    quote: str | None


class Placed(Shape):
    """Words of a text; `start` and `end` are offsets in Unicode code points into it."""

    quote: str
    source: str | None
    start: int
    end: int


class Heard(Placed):
    """A cue heard at one place; `at` in seconds, where a transcript tells."""

    says: str
    rule: str
    at: float | None


class Finding(Shape):
    """One rule heard at one place: what it means, and what to do."""

    rule: str
    label: str | None
    title: str
    weight: str
    concern: str | None
    noticed: Noticed | None
    source: str | None
    start: int | None
    end: int | None
    quote: str | None
    at: float | None
    says: str
    why: str
    fix: str | None
    avoid: str | None
    sources: list[str]


class Spot(Shape):
    """Words of one turn of a transcript."""

    quote: str
    start: int
    end: int
    turn: int
    at: float | None


class Moment(Shape):
    """One question of the call with its answer; `findings` are the numbers of what was found in it."""

    number: int
    kind: str
    asked: Spot
    gist: Spot | None
    answered: bool
    follow_ups: list[Spot]
    at: float | None
    until: float | None
    findings: list[int]


class Person(Shape):
    """A person or body of the employer's, and whether they decide."""

    name: str | None
    role: str | None
    decides: Literal["yes", "no", "advises", "unknown"]


class Stage(Shape):
    """One stage of the employer's process, with the words it rests on."""

    kind: str
    optional: bool
    quote: str | None


class Chance(Shape):
    """A share; with ranges, the 10th, 50th and 90th percentile too."""

    point: float
    low: float | None = None
    median: float | None = None
    high: float | None = None


class Gains(Shape):
    """What each kind of repair adds; below zero where it costs."""

    words: Chance
    proof: Chance
    words_and_proof: Chance


class Odds(Shape):
    """The chance of the offer: had nothing gone wrong, as it stands, and after each kind of repair."""

    clean: Chance
    untouched: Chance
    words: Chance
    proof: Chance
    words_and_proof: Chance
    gain: Gains
    noticed_after_passing: float | None
    break_even_noticed: float | None
    drivers: list[str]


class Figures(Odds):
    """The odds of one contest by itself."""

    schema_: Literal["ringback/figures/1"] = Field(alias="schema")


class Helpline(Shape):
    """Whom to ring where somebody writes of harming themself."""

    name: str
    number: str
    hours: str | None
    emergency: str | None


class Source(Shape):
    """A text that was read, and what it was taken for."""

    name: str
    kind: MaterialKind


class Sentence(Shape):
    """One sentence of a draft, what it does, and the numbers of the facts it rests on."""

    text: str
    move: str
    facts: list[int]
    gap: bool
    told: bool = True


class Reply(Shape):
    """What to say to one thing that they may say."""

    they_say: str
    sentences: list[Sentence]


class ByPhone(Shape):
    """What to say on ringing instead of writing."""

    sentences: list[Sentence]
    seconds: int


class Draft(Shape):
    """Words to send or to say; unfinished while a gap or an unconfirmed fact is in them."""

    kind: str
    form: str
    subject: str | None
    text: str
    sentences: list[Sentence]
    unfinished: bool
    seconds: int | None
    why: str | None
    answers_to: list[Reply]
    by_phone: ByPhone | None = None


class Outcome(Shape):
    """What came of a case."""

    happened: Happened
    on: date
    repair_made: bool | None
    words: str


class KeptOutcome(Shape):
    """An outcome as it is kept, and when it was told."""

    id: int
    outcome: Outcome
    added: datetime


class KeptNote(Shape):
    """A note beside a case."""

    id: int
    text: str
    added: datetime


class TakenBack(Shape):
    """The outcome that is erased, and the one that counts now. Not `complete`: its traces go later."""

    taken_back: KeptOutcome
    counts_now: KeptOutcome | None
    complete: bool


class ErasedNote(Shape):
    """The note that is gone, by its number. Not `complete`: its traces go later."""

    note: int
    complete: bool


class Lifeline(Shape):
    """Nothing was kept, since the words speak of self-harm: whom to ring."""

    kept: Literal[False]
    helplines: list[Helpline] = Field(min_length=1)
