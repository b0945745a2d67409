"""Learn what sentences are like from the labelled ones in `training/`, and write the models.

Usage: python -m scripts.learn [NAME ...]     (all by default; `make learn`)

One logistic regression a label with an L2 penalty, by L-BFGS (scipy, a test dependency). The labelled
sentences were written for this, most by writers who did not see the program (docs/likeness.md says which
were not); none is anybody's own.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from ringback.app.reword import lexicon_of
from ringback.catalogue import load
from ringback.core.document import fold
from ringback.core.likeness import Likeness, terms, weighed
from ringback.core.line_gate import CLAIMS
from ringback.core.line_gate import described as described_line
from ringback.core.sentences import Span, split
from ringback.core.signs import Described, described

ROOT = Path(__file__).parent.parent
TRAINING = ROOT / "training"
MODELS = ROOT / "src/ringback/catalogue/likeness"
STRENGTH = 10.0
RARE = 2
PROBED = 20
KEEP = 0.02
"""Weights that are smaller tell nothing, and terms that have no other are left out."""


WHOLE = ("drafts", "drafts_fresh", "drafts_mixed", "drafts_retold", "drafts_shown")
"""The files of messages that are labelled as a whole, too."""
_OTHER = {"i": "you", "you": "I", "my": "your", "your": "my", "me": "you"}
_PERSON = re.compile(r"\b(?:i|you|my|your|me)\b", re.IGNORECASE)
OF_THE_WHOLE = frozenset(
    ("generic_template", "no_proof_offered", "no_specific_answer_fixed", "too_long", "wrong_target")
)
"""What a message is or lacks: no one sentence of it is like that."""
BY_RULE = frozenset(("too_long", "wrong_target"))
"""What is counted, or stands in the address, and isn't learnt."""


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Lesson:
    """Sentences and, for each, the labels it has among `labels`; `positive` weighs those up.

    Weights smaller than `keep` are left out: of many labels most say that a word has nothing to do with it.
    """

    labels: tuple[str, ...]
    sentences: Sequence[str]
    has: Sequence[frozenset[str]]
    positive: float = 1.0
    keep: float = KEEP


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The labelled lines of one file."""
    for line in (TRAINING / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def questions(read: Sequence[Row]) -> Lesson:
    """What interviewers say: the kind of question, and whether it opens a matter, asks on, or only tells."""
    kinds = sorted({row["kind"] for row in read if row["kind"]})
    has = [frozenset({row["role"]} | ({row["kind"]} if row["role"] == "opens" else set())) for row in read]
    return Lesson((*kinds, "opens", "follows", "tells"), [row["t"] for row in read], has)


def drafts(read: Sequence[Row]) -> Lesson:
    """What the sentences of drafts do, and what is wrong with them: labels of the spans that cover them."""
    sentences: list[str] = []
    has: list[frozenset[str]] = []
    for row in read:
        spans = split(row["text"])
        places = [(span["label"], *place_of(row["text"], span["quote"])) for span in row["spans"]]
        sentences += _described(row).sentences
        has += [
            frozenset(label for label, start, end in places if covers(start, end, span, row["text"]))
            for span in spans
        ]
    seen = set().union(*has) - OF_THE_WHOLE
    return Lesson(tuple(sorted(seen)), sentences, has, positive=2.0)


def messages(read: Sequence[Row]) -> Lesson:
    """What whole drafts do, and what is wrong with them."""
    has = [frozenset(row["labels"]["moves"] + row["labels"]["faults"]) for row in read]
    labels = sorted(set().union(*has) - BY_RULE)
    return Lesson(tuple(labels), [_described(row).whole for row in read], has, positive=2.0)


def lines(read: Sequence[Row]) -> Lesson:
    """Which rewordings of a sentence of courtesy claim what it doesn't.

    Beside those that were written so: another sentence and its rewording, half of the sentence, and the
    sentence with its persons swapped, none of which says what it says.
    """
    words = lexicon_of(load())
    sentences: list[str] = []
    has: list[frozenset[str]] = []
    for number, row in enumerate(read):
        other = read[(number * 7 + 11) % len(read)]
        elsewhere = [other["line"], other["faithful"][0]] if other["line"] != row["line"] else []
        false = [
            *(one["text"] for one in row["false"]), *elsewhere, _half(row["line"]), *_swapped(row["line"])
        ]  # fmt: skip
        for claims, texts in ((False, row["faithful"]), (True, false)):
            sentences += [described_line(row["line"], text, words) for text in texts]
            has += [frozenset({CLAIMS} if claims else ())] * len(texts)
    return Lesson((CLAIMS,), sentences, has)


def _half(line: str) -> str:
    said = line.split()
    return f"{' '.join(said[: (len(said) + 1) // 2]).rstrip(',;:')}."


def _swapped(line: str) -> list[str]:
    """The line with "I" for "you" and the other way round, if it has any."""
    swapped = _PERSON.sub(lambda found: _OTHER[found[0].lower()], line)
    return [swapped] if swapped != line else []


def _described(row: Mapping[str, Any]) -> Described:
    kinds = load().phrases["drafts"]["kinds"]
    return described(fold(row["text"]), split(row["text"]), row["kind"], kinds)


def place_of(text: str, quote: str) -> tuple[int, int]:
    """Where a quoted stretch begins and ends."""
    start = text.index(quote)
    return start, start + len(quote)


def covers(start: int, end: int, sentence: Span, text: str) -> bool:
    """Whether a labelled stretch is of a sentence: half of either lies in the other."""
    shared = min(end, sentence.end) - max(start, sentence.start)
    said = len(text[sentence.start : sentence.end].strip())
    return shared > 0 and (shared >= 0.5 * said or shared >= 0.6 * (end - start))


LESSONS: Mapping[str, tuple[Callable[[Sequence[Row]], Lesson], Sequence[str]]] = {
    "questions": (questions, ("questions",)),
    "drafts": (drafts, ("draft_lines", *WHOLE)),
    "messages": (messages, WHOLE),
    "lines": (lines, ("lines",)),
}
"""What makes a model's lesson, and of which files."""


def taught(name: str) -> list[Row]:
    """The labelled rows that teach a model."""
    return list(chain.from_iterable(map(rows, LESSONS[name][1])))


def lesson(name: str) -> Lesson:
    """What a model learns from."""
    return LESSONS[name][0](taught(name))


def learnt(lesson: Lesson) -> Likeness:
    """The model of a lesson: see `Likeness` for its form."""
    counted = [Counter(terms(fold(sentence))) for sentence in lesson.sentences]
    seen = Counter(term for counts in counted for term in counts)
    known = sorted(term for term, times in seen.items() if times >= RARE)
    row = {term: number for number, term in enumerate(known)}
    idf = np.array([math.log((1 + len(counted)) / (1 + seen[term])) + 1 for term in known], np.float32)
    matrix = _matrix(counted, row, idf)
    columns = [
        fit(matrix, np.array([label in has for has in lesson.has]), lesson.positive)
        for label in lesson.labels
    ]
    weights = np.stack([column[:-1] for column in columns], axis=1).astype(np.float16)
    bias = np.array([column[-1] for column in columns], np.float32)
    weights[np.abs(weights) < lesson.keep] = 0
    telling = weights.any(axis=1)
    kept = [term for term, tells in zip(known, telling, strict=True) if tells]
    return Likeness(
        lesson.labels, {term: n for n, term in enumerate(kept)}, idf[telling], weights[telling], bias
    )


def _matrix(
    counted: Sequence[Mapping[str, int]], row: Mapping[str, int], idf: NDArray[np.float32]
) -> csr_matrix:
    data, columns, starts = [], [], [0]
    for counts in counted:
        values = weighed(counts, row, idf)
        data += values.values()
        columns += [row[term] for term in values]
        starts.append(len(data))
    return csr_matrix((data, columns, starts), shape=(len(counted), len(row)))


def fit(
    matrix: csr_matrix | NDArray[np.float32],
    truth: NDArray[np.bool_],
    positive: float,
    strength: float = STRENGTH,
) -> NDArray[np.float64]:
    """Weights and, last, the bias of one logistic regression; positives count `positive` times.

    `strength` is the inverse of the L2 penalty.
    """
    sign = np.where(truth, 1.0, -1.0)
    share = np.where(truth, positive, 1.0)

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (matrix @ point[:-1] + point[-1])
        pull = -sign * share / (1 + np.exp(np.clip(margin, -500, 500)))
        value = float((share * np.logaddexp(0, -margin)).sum() + (point[:-1] ** 2).sum() / (2 * strength))
        return value, np.append(matrix.T @ pull + point[:-1] / strength, pull.sum())

    found = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B")
    point: NDArray[np.float64] = found.x
    return point


def digest(name: str) -> str:
    """What a model is learnt from and how, in short: it changes when either does.

    One row in `PROBED` is put as the model is shown it, which takes long.
    """
    read = taught(name)
    probe = LESSONS[name][0](read[::PROBED])
    how = (probe.labels, probe.positive, probe.keep, STRENGTH, RARE)
    shown = [(sentence, sorted(has)) for sentence, has in zip(probe.sentences, probe.has, strict=True)]
    return hashlib.sha256(json.dumps([how, shown, read]).encode()).hexdigest()


def write(name: str, model: Likeness) -> Path:
    """The model as a file beside the catalogue, with the digest of its lesson."""
    path = MODELS / f"{name}.npz"
    np.savez_compressed(
        path,
        lesson=np.array(digest(name)),
        labels=np.array(model.labels),
        terms=np.frombuffer("\n".join(model.rows).encode(), np.uint8),
        idf=model.idf.astype(np.float16),
        weights=model.weights,
        bias=model.bias,
    )
    return path


def main(names: Sequence[str]) -> None:
    """Learn and write, and say how large each is."""
    for name in names or LESSONS:
        model = learnt(lesson(name))
        path = write(name, model)
        size = path.stat().st_size // 1024
        print(f"{name}: {len(model.rows):,} terms, {len(model.labels)} labels, {size} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
