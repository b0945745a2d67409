"""What the user handed over, as read: an account, a transcript of the call, or the employer's message.

Several materials may share one text (an account with a pasted e-mail below it). Every piece of
every turn and body holds offsets into that whole text, so `text[start:end]` is always the quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ringback.core.transcript import Transcript, Turn

Kind = Literal["account", "transcript", "message"]


@dataclass(frozen=True, slots=True)
class Address:
    """A correspondent: the name as written and the mail address, either of them possibly empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Message:
    """One mail or letter, or a page or post of the employer's.

    `sent` is aware or None; `sent_text` is the date as written. `body` and `signature` hold their
    places in the text; `quoted` are the older messages below it, newest first.
    """

    sender: Address | None
    to: tuple[Address, ...]
    subject: str
    sent: datetime | None
    sent_text: str
    body: Turn
    signature: Turn
    quoted: tuple[Message, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.text


@dataclass(frozen=True, slots=True)
class Material:
    """One thing read: `text[start:end]` is its part of the text that all offsets refer to.

    `layout` names the layout recognised ("plain", "labelled", "webvtt", "eml" ...). An account
    has a transcript of one turn; a transcript has its turns; a message has only `message`.
    `notices` are what is to be said of how it was read, in plain sentences.
    """

    name: str
    kind: Kind
    text: str
    start: int
    end: int
    layout: str
    transcript: Transcript | None = None
    message: Message | None = None
    notices: tuple[str, ...] = ()

    def under(self, name: str) -> Material:
        """The same under another name."""
        told = replace(self.transcript, source=name) if self.transcript else None
        return replace(self, name=name, transcript=told)


def by_age(materials: Sequence[Material]) -> tuple[Material, ...]:
    """The texts, oldest first: what bears no date, as a page does, before what does; else as given."""

    def sent(material: Material) -> float:
        when = material.message.sent if material.message else None
        return when.timestamp() if when else float("-inf")

    return tuple(sorted(materials, key=sent))
