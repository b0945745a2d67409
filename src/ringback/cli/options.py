"""The options that mean the same everywhere."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.language_model import Endpoint
    from ringback.wiring import World


class YesNo(StrEnum):
    """A yes or a no."""

    yes = "yes"
    no = "no"


Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
Now = Annotated[str | None, typer.Option("--now", metavar="ISO", help="The time to count from.")]
Zone = Annotated[str | None, typer.Option("--zone", metavar="Z", help="Your time zone, as in Europe/Dublin.")]
Locale = Annotated[str | None, typer.Option("--locale", metavar="L", help="en-GB or en-US.")]
Me = Annotated[str | None, typer.Option("--me", metavar="NAME", help="Your name, as a transcript gives it.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing.")]
Consent = Annotated[
    YesNo | None, typer.Option("--consent", help="Did all on a recorded call know it was recorded?")
]
Place = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="PLACE", help="Where an end of a recorded call was, as in California."),
]
OneCall = Annotated[
    bool, typer.Option("--one-call", help="Several recordings are parts of one call that broke off.")
]
Swap = Annotated[bool, typer.Option("--swap", help="In a recording, you are the other speaker.")]
Why = Annotated[bool, typer.Option("--why", help="Every reason, with its rule, sources and quote.")]
Facts = Annotated[bool, typer.Option("--facts", help="The facts that the drafts rest on.")]
CaseName = Annotated[str, typer.Argument(metavar="CASE", help="Its name, as in `ringback case list`.")]
NewestCase = Annotated[
    str | None, typer.Argument(metavar="CASE", help="Its name; without one, the case last touched.")
]

Ours = Annotated[
    bool, typer.Option("--ours", help="Our words, where you have a version of your own; both stay.")
]


class WrongUse(RingbackError):
    """Options that don't go together, or nothing to read."""

    code = "wrong_use"


class NotAgreed(RingbackError):
    """Something that can't be undone, and no yes to it."""

    code = "not_agreed"


class Kind(StrEnum):
    """What a file is, where its content shouldn't decide."""

    account = "account"
    transcript = "transcript"
    message = "message"


class Opener(StrEnum):
    """One of the two openers."""

    named = "named"
    unnamed = "unnamed"


class Draft(StrEnum):
    """The kinds of words that a plan can call for."""

    opener_named = "opener_named"
    opener_unnamed = "opener_unnamed"
    acceptance = "acceptance"
    thank_you = "thank_you"
    follow_up = "follow_up"
    correction = "correction"
    question = "question"
    close = "close"
    reopen = "reopen"
    ask_manager = "ask_manager"
    apology = "apology"
    rebook = "rebook"
    nudge = "nudge"
    offer_sample = "offer_sample"
    about_the_call = "about_the_call"


class Noticed(StrEnum):
    """Whether they noticed what went wrong."""

    likely = "likely"
    unlikely = "unlikely"


class Tone(StrEnum):
    """How the words sound."""

    plain = "plain"
    warm = "warm"
    formal = "formal"


def agreed(adviser: Endpoint, send_to: str | None, what: str) -> None:
    """Ask before anything leaves this machine, once for each run. Raises NotAgreed."""
    if adviser.here or send_to == adviser.host:
        return
    says = f"{what} would be sent to {adviser.host}, with names and figures masked as far as known."
    if send_to is None and sys.stdin.isatty() and typer.confirm(f"{says} Send it?", err=True):
        return
    raise NotAgreed(says, f"Agree with --send-to {adviser.host}, or leave --model out.")


def world(now: str | None = None, **flags: str | None) -> World:
    """The world of one run, its parts imported when a command runs and not when one asks for help."""
    from ringback import wiring

    return wiring.World(flags, now)


def examples(*lines: str) -> str:
    """The end of a help text: commands to copy."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
