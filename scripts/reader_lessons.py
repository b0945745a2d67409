"""The labelled texts of `training/` that the reader learns from: sentences, what each tells, and the whole.

Labels are written as the catalogue and the readings call them: "rambling", "awaiting_result" or "moved",
"stage:panel", "acknowledge"; of a whole account "concern:conduct", of a message "quality:good".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scripts.learn import MODELS, OF_THE_WHOLE, WHOLE, covers, place_of, rows

from ringback.core.sentences import split

READER = MODELS / "reader.npz"
HEADS: Mapping[str, tuple[str, ...]] = {
    "account": ("mistakes", "states", "readings", "account"),
    "account_untagged": ("mistakes", "states", "account"),
    "passage": ("mistakes", "states", "readings"),
    "mistake": ("mistakes",),
    "state": ("states",),
    "message": ("moves", "message"),
    "line": ("moves",),
    "harm": ("harm",),
    "employer": ("employers", "deciders", "employer"),
    "process": ("stages",),
}
"""What is learnt from each kind of text."""
LAYERS = 6
EARLY: Mapping[str, int] = {"moves": 4, "message": 4, "harm": 4}
"""The heads that see fewer layers: drafts are judged at every key, and the last layers add little."""
OF_SENTENCES = ("mistakes", "states", "readings", "moves", "harm", "employers")
"""The heads that judge a sentence."""
OF_PIECES = ("stages", "deciders")
"""The heads that judge a piece of a word; what is in neither judges a text."""
BEGINS = "begins"
"""What the first piece of a stage or of a name tells beside its label."""
APART = 9
"""One text in so many is kept apart, to choose on it from when on a thing is heard."""
_OF_EMPLOYERS = ("stage_kind", "decision_rule", "follow_up_allowed")
_POOLING = frozenset(("pools", "pool_sum", "pool_meeting", "compensates"))
_WHEN = {"now": "done"}
"""Two names of one thing."""
_BEFORE = re.compile(
    r"(?:(?:a|an|the|our|your|my|you|we|they|will|then|and|finally|first|with|of|to|in|on|by|is|it|may|be|have|do|\d+[.)x×]?|[(*\[•-]+)[\s]*(?=\W|\b))+",
    re.IGNORECASE,
)
_OF_ACCOUNTS = ("accounts", "accounts_wide", "accounts_retold", "accounts_roundabout", "accounts_others")
_DRAFTS_TOO = ("drafts_quoted", "drafts_posted", "drafts_borders")
"""Messages that teach the reader only: the models of words learn no more from them."""
_LABELS = ("status", "concern", "verdict", "channel", "stage", "advised_action", "target")


@dataclass(frozen=True)
class Mark:
    """A place in a sentence, from character to character, and what it is: a stage of a kind, a decider."""

    head: str
    sentence: int
    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True)
class Text:
    """A labelled text: what each sentence tells by head and what the whole does; and places in it."""

    task: str
    sentences: tuple[str, ...]
    told: tuple[Mapping[str, frozenset[str]], ...]
    whole: frozenset[str] = frozenset()
    marks: tuple[Mark, ...] = ()


def texts(*, apart: bool = False) -> list[Text]:
    """The texts to learn from, or those kept apart."""
    found: list[Text] = []
    for of_a_sort in (_accounts(), _messages(), _employers(), _processes(), _harm()):
        found += [one for number, one in enumerate(of_a_sort) if (number % APART == 0) == apart]
    return found if apart else [*found, *_passages(), *_mistakes(), *_states(), *_lines()]


def labels_of(lessons: Sequence[Text]) -> dict[str, tuple[str, ...]]:
    """The labels of each head, in order."""
    labels: dict[str, set[str]] = {}
    for text in lessons:
        for head, told in chain.from_iterable(one.items() for one in text.told):
            labels.setdefault(head, set()).update(told)
        for mark in text.marks:
            labels.setdefault(mark.head, {BEGINS}).update(mark.labels)
        for head in set(HEADS[text.task]).difference(OF_SENTENCES, OF_PIECES):
            labels.setdefault(head, set()).update(text.whole)
    return {head: tuple(sorted(found)) for head, found in sorted(labels.items())}


def digest(lessons: Sequence[Text]) -> str:
    """What a reader was learnt from, in short: it changes when that does."""
    what = [
        (one.task, one.sentences, [{head: sorted(has) for head, has in told.items()} for told in one.told])
        for one in lessons
    ]
    marks = [
        (mark.head, mark.sentence, mark.start, mark.end, sorted(mark.labels))
        for one in lessons
        for mark in one.marks
    ]
    wholes = [sorted(one.whole) for one in lessons]
    return hashlib.sha256(json.dumps([what, wholes, marks]).encode()).hexdigest()


def layers_of(head: str) -> int:
    """How many layers a head is asked of."""
    return EARLY.get(head, LAYERS)


def head_of(
    name: str, labels: Sequence[str], weights: NDArray[np.floating], bias: NDArray[np.floating]
) -> dict[str, NDArray[Any]]:
    """A head as the reader's file holds it, by its weights (labels by h) and biases."""
    held = {"weights": weights.astype(np.float16).T, "bias": bias, "labels": np.array(labels)}
    held["layers"] = np.array(layers_of(name))
    return {f"head.{name}.{part}": array for part, array in held.items()}


def _accounts() -> Iterator[Text]:
    """Accounts of calls that went wrong; the sentences of some have no readings marked."""
    for row in chain.from_iterable(map(rows, _OF_ACCOUNTS)):
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
        whole = frozenset(f"{name}:{row['labels'][name]}" for name in _LABELS if name in row["labels"])
        sentences = tuple(one["t"] for one in row["sentences"])
        yield Text("account" if tagged else "account_untagged", sentences, tuple(told), whole)


def _passages() -> Iterator[Text]:
    """Some sentences out of an account, each in the light of those beside it."""
    for row in chain(rows("account_passages"), rows("passages_others")):
        told = [
            {
                "mistakes": frozenset(one["m"]),
                "states": frozenset({one["s"]} - {None}),
                "readings": frozenset(one["r"]),
            }
            for one in row["sentences"]
        ]
        yield Text("passage", tuple(one["t"] for one in row["sentences"]), tuple(told))


def _mistakes() -> Iterator[Text]:
    for row in chain(rows("mistakes"), rows("mistakes_wide")):
        yield Text("mistake", (row["t"],), ({"mistakes": frozenset({row["m"]} - {None})},))


def _states() -> Iterator[Text]:
    for row in rows("outcomes"):
        yield Text("state", (row["t"],), ({"states": frozenset({row["s"]} - {None})},))


def _messages() -> Iterator[Text]:
    """Messages with what they do and what is wrong with them, sentence by sentence and on the whole."""
    for row in chain.from_iterable(map(rows, (*WHOLE, *_DRAFTS_TOO))):
        labels = row["labels"]
        whole = frozenset((*labels["moves"], *labels["faults"], f"quality:{labels['quality']}"))
        yield Text("message", *_spans(row), whole)


def _harm() -> Iterator[Text]:
    """Messages that must not go, sentence by sentence, and harmless ones that come near."""
    for row in rows("drafts_harm"):
        told = tuple({"harm": frozenset({one["h"]} - {None})} for one in row["sentences"])
        yield Text("harm", tuple(one["t"] for one in row["sentences"]), told)


def _employers() -> Iterator[Text]:
    """What employers write: the stages a sentence names, what it says of how they decide, and who does."""
    for row in chain(rows("employers"), rows("employers_wide")):
        told = [{"employers": frozenset(_of_employer(one))} for one in row["sentences"]]
        whole = frozenset(f"{name}:{row['labels'][name]}" for name in _OF_EMPLOYERS)
        marks = [
            Mark("deciders", number, *_inner(one["t"], *place_of(one["t"], name)), frozenset({"decides"}))
            for number, one in enumerate(row["sentences"])
            for name in one["deciders"]
        ]
        yield Text("employer", tuple(one["t"] for one in row["sentences"]), tuple(told), whole, tuple(marks))


def _of_employer(sentence: Mapping[str, Any]) -> Iterator[str]:
    """The labels of a sentence that an employer wrote: "stage:take_home", "rule:pools", "when:next"."""
    yield from (f"stage:{kind}" for kind in sentence["stages"])
    rules = set(sentence["rule"])
    yield from (f"rule:{rule}" for rule in sorted(rules - _POOLING))
    if rules & _POOLING:
        yield "rule:pools"
    if rules - _POOLING:
        yield "rule:gates"
    if sentence.get("when"):
        yield f"when:{_WHEN.get(sentence['when'], sentence['when'])}"
    if sentence["contact"]:
        yield f"contact:{sentence['contact']}"


def _processes() -> Iterator[Text]:
    """Lines that tell a process, with the place of each stage."""
    for row in rows("process_lines"):
        at, marks = 0, []
        for number, stage in enumerate(row["stages"]):
            found = row["text"].find(stage["quote"], at)
            at = found if found >= 0 else row["text"].index(stage["quote"])
            start, end = _inner(row["text"], at, at + len(stage["quote"]))
            labels = {stage["kind"]} | ({"optional"} if number in row["optional_stages"] else set())
            marks.append(Mark("stages", 0, start, end, frozenset(labels)))
            at = end
        yield Text("process", (row["text"],), ({},), marks=tuple(marks))


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without what doesn't matter at its beginning: "a", "the", "then"."""
    found = _BEFORE.match(text, start, end)
    return (found.end() if found and found.end() < end else start), end


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
