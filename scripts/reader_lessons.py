"""The labelled texts of `training/` that the reader learns from: sentences, what each tells, and the whole.

Labels are written as the catalogue and the readings call them: "rambling", "awaiting_result" or "moved",
"stage:panel", "acknowledge"; of a whole account "concern:conduct", of a message "quality:good".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from scripts.learn import OF_THE_WHOLE, WHOLE, covers, place_of, rows

from ringback.core.sentences import split

HEADS: Mapping[str, tuple[str, ...]] = {
    "account": ("mistakes", "states", "readings", "account"),
    "account_untagged": ("mistakes", "states", "account"),
    "mistake": ("mistakes",),
    "state": ("states",),
    "message": ("moves", "message"),
    "line": ("moves",),
}
"""What is learnt from each kind of text."""
OF_SENTENCES = ("mistakes", "states", "readings", "moves")
"""The heads that judge a sentence; the others judge a text."""
APART = 9
"""One text in so many is kept apart, to choose on it from when on a thing is heard."""
_OF_ACCOUNTS = ("status", "concern", "verdict", "channel", "stage", "advised_action", "target")


@dataclass(frozen=True)
class Text:
    """A labelled text: what each sentence tells by head, and what the whole does."""

    task: str
    sentences: tuple[str, ...]
    told: tuple[Mapping[str, frozenset[str]], ...]
    whole: frozenset[str] = frozenset()


def texts(*, apart: bool = False) -> list[Text]:
    """The texts to learn from, or those kept apart."""
    found: list[Text] = []
    for of_a_sort in (_accounts(), _messages()):
        found += [one for number, one in enumerate(of_a_sort) if (number % APART == 0) == apart]
    return found if apart else [*found, *_mistakes(), *_states(), *_lines()]


def labels_of(lessons: Sequence[Text]) -> dict[str, tuple[str, ...]]:
    """The labels of each head, in order."""
    labels: dict[str, set[str]] = {}
    for text in lessons:
        for head, told in chain.from_iterable(one.items() for one in text.told):
            labels.setdefault(head, set()).update(told)
        for head in set(HEADS[text.task]).difference(OF_SENTENCES):
            labels.setdefault(head, set()).update(text.whole)
    return {head: tuple(sorted(found)) for head, found in sorted(labels.items())}


def digest(lessons: Sequence[Text]) -> str:
    """What a reader was learnt from, in short: it changes when that does."""
    what = [
        (one.task, one.sentences, [{head: sorted(has) for head, has in told.items()} for told in one.told])
        for one in lessons
    ]
    return hashlib.sha256(json.dumps([what, [sorted(one.whole) for one in lessons]]).encode()).hexdigest()


def _accounts() -> Iterator[Text]:
    """Accounts of calls that went wrong; the sentences of some have no readings marked."""
    for row in chain(rows("accounts"), rows("accounts_wide")):
        silent = "silence" if row["labels"]["verdict"] == "closed" else "moved"
        tagged = all("r" in one for one in row["sentences"])
        told = [
            {
                "mistakes": frozenset(one["m"]),
                "states": frozenset({silent if one["s"] == "unknown" else one["s"]} - {None}),
                **({"readings": frozenset(one["r"])} if tagged else {}),
            }
            for one in row["sentences"]
        ]
        whole = frozenset(f"{name}:{row['labels'][name]}" for name in _OF_ACCOUNTS if name in row["labels"])
        sentences = tuple(one["t"] for one in row["sentences"])
        yield Text("account" if tagged else "account_untagged", sentences, tuple(told), whole)


def _mistakes() -> Iterator[Text]:
    for row in chain(rows("mistakes"), rows("mistakes_wide")):
        yield Text("mistake", (row["t"],), ({"mistakes": frozenset({row["m"]} - {None})},))


def _states() -> Iterator[Text]:
    for row in rows("outcomes"):
        yield Text("state", (row["t"],), ({"states": frozenset({row["s"]} - {None})},))


def _messages() -> Iterator[Text]:
    """Messages with what they do and what is wrong with them, sentence by sentence and on the whole."""
    for row in chain.from_iterable(map(rows, WHOLE)):
        labels = row["labels"]
        whole = frozenset((*labels["moves"], *labels["faults"], f"quality:{labels['quality']}"))
        yield Text("message", *_spans(row), whole)


def _lines() -> Iterator[Text]:
    for row in rows("draft_lines"):
        yield Text("line", *_spans(row))


def _spans(row: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[Mapping[str, frozenset[str]], ...]]:
    """The sentences of a message, and the labels of the spans that cover each."""
    text = row["text"]
    spans = split(text)
    places = [(one["label"], *place_of(text, one["quote"])) for one in row["spans"]]
    told = [
        frozenset(
            label
            for label, start, end in places
            if label not in OF_THE_WHOLE and covers(start, end, span, text)
        )
        for span in spans
    ]
    return tuple(text[one.start : one.end] for one in spans), tuple({"moves": has} for has in told)
