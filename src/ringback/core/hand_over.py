"""What a draft becomes when it is handed over: a message, its gaps told, to its reader's address.

Worked out from a report's record alone, so that a kept report gives the same message on every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.core.errors import RingbackError
from ringback.core.material import Address, Message

Record = Mapping[str, Any]

NOT_FINISHED = "Not finished: fill or strike what stands in square brackets, then strike this line."
"""What stands above words that are handed over with a gap in them."""

_SLOT = re.compile(r"\\\{\w+\\\}")
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GREETS = frozenset(
    {"dear", "hello", "hi", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir"}
    | {"sister", "rev", "chef"}
)
_NOBODY = re.compile(r"(?:no|do)[._-]?(?:not[._-]?)?reply|mailer-daemon", re.IGNORECASE)


BY_HAND = frozenset({"two_times", "number", "cause"})
"""Gaps that only their owner can fill, where the words are sent or said."""

TOLD_AS: Mapping[str, str] = {
    "answer": "answer",
    "answer_to": "answer",
    "proof": "proof",
    "acknowledge": "event",
    "what_wrong": "event",
    "said": "event",
    "truth": "answer",
    "liked": "event",
    "withdrew": "event",
}
"""The kind of fact that fills a gap."""


class NotFinished(RingbackError):
    """Words with a gap, or a fact that nobody has confirmed, asked for as if they were finished."""

    code = "not_finished"


class NoSuchDraft(RingbackError):
    """A draft that the plan doesn't call for, or one that can't be handed over in this way."""

    code = "no_such_draft"


NOTHING = "Nothing is called for here: no message, and no words to say."


def not_called_for(kind: str | None, drafts: Sequence[Record], case: str | None = None) -> NoSuchDraft:
    """That the plan calls for no draft of a kind, or for none at all. `drafts` are those to choose from."""
    kinds = ", ".join(draft["kind"] for draft in drafts)
    if kind and kinds:
        return NoSuchDraft(f"The plan calls for no {kind}.", f"It has these: {kinds}.", case)
    return NoSuchDraft(NOTHING, "The plan says what to do instead.", case)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: its name in the catalogue (or ""), how the draft shows it, the facts to confirm."""

    name: str
    says: str
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ToSend:
    """One message to send. `to` is None where no address is known; `text` is laid out in paragraphs."""

    kind: str
    to: str | None
    subject: str
    text: str
    gaps: tuple[Gap, ...] = ()


def gaps_of(sentences: Iterable[Record], forms: Mapping[str, str]) -> tuple[Gap, ...]:
    """The gaps that sentences show, each once. `forms` is the catalogue's `phrases/drafts` table `gap`."""
    open_ones = [sentence for sentence in sentences if sentence["gap"]]
    found = [gap for sentence in open_ones for gap in _gaps(sentence, forms)]
    found = found or [Gap("", sentence["text"]) for sentence in open_ones]
    return tuple(dict.fromkeys(found))


def _gaps(sentence: Record, forms: Mapping[str, str]) -> Iterator[Gap]:
    for name, form in forms.items():
        if shown := re.search(_SLOT.sub(".+", re.escape(form)), sentence["text"]):
            yield Gap(name, shown[0], tuple(sentence["facts"]))
            return


def message_of(
    record: Record, kind: str | None, known: Sequence[Address], forms: Mapping[str, str]
) -> ToSend:
    """The draft of a kind as a message, or the first that is sent. Raises NoSuchDraft.

    `known` are the correspondents of the employer's mail. The message goes to the one it greets, where
    that is one address, and else to nobody.
    """
    drafts = [draft for draft in record["drafts"] if kind in (None, draft["kind"])]
    if not drafts:
        raise not_called_for(kind, record["drafts"])
    found = next((draft for draft in drafts if draft["form"] == "email"), None)
    if found is None:
        raise NoSuchDraft(
            "These words are to be said, not sent.", "For a sheet to hold while you say them: --card FILE."
        )
    greeting = next((one["text"] for one in found["sentences"] if one["move"] == "greeting"), "")
    return ToSend(
        kind=found["kind"],
        to=address_of(greeting.partition("\n")[0], known),
        subject=" ".join((found["subject"] or "").split()),
        text=found["text"],
        gaps=gaps_of(found["sentences"], forms),
    )


def unfinished(message: ToSend) -> ToSend:
    """The message marked as not finished, in its subject and above its words."""
    return replace(
        message, subject=f"[Not finished] {message.subject}", text=f"{NOT_FINISHED}\n\n{message.text}"
    )


def correspondents(messages: Iterable[Message]) -> tuple[Address, ...]:
    """Who wrote, in these messages and the older ones below them, each once."""
    return tuple(dict.fromkeys(_senders(messages)))


def _senders(messages: Iterable[Message]) -> Iterator[Address]:
    for message in messages:
        if message.sender and message.sender.address:
            yield message.sender
        yield from _senders(message.quoted)


def address_of(greeting: str, known: Sequence[Address]) -> str | None:
    """The one address of whoever is greeted, or None: nobody named, nobody known, or more than one."""
    called = _names(greeting) - _GREETS
    if not called:
        return None
    found = {
        one.address.casefold(): one.address
        for one in known
        if called <= _names(one.name) and not _NOBODY.search(one.address)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _names(text: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in _NAME.findall(text))
