"""Labelled texts as batches that the reader learns from: pieces of words, whose each is, and what it is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from scripts.reader_lessons import BEGINS, HEADS, OF_PIECES, Text, layers_of
from torch import Tensor

from ringback.core.encoder import stretches
from ringback.core.wordpiece import placed

AT_ONCE = 1200
"""Pieces of words in a batch."""
LONGEST = 320


@dataclass(frozen=True)
class Stretch:
    """So much of a text as is read at once: its pieces, whose each is, and whether it is the whole text."""

    text: Text
    numbers: list[int]
    owners: list[int]
    whole: bool
    marked: Mapping[str, list[frozenset[str]]]
    """For each head of pieces that the text teaches, what each piece is."""

    @property
    def layers(self) -> int:
        """How many layers its heads are asked of."""
        return max(layers_of(head) for head in HEADS[self.text.task])


def stretches_of(text: Text, vocabulary: Mapping[str, int]) -> Iterator[Stretch]:
    """A text in stretches that end with a sentence, as the encoder reads it."""
    cut = [placed(one, vocabulary) for one in text.sentences]
    read = list(stretches([[number for number, _, _ in one] for one in cut], LONGEST))
    for stretch in read:
        numbers = [number for _, found in stretch for number in found]
        owners = [sentence for sentence, found in stretch for _ in found]
        marked = {
            head: [
                has
                for sentence, found in stretch
                for has in _marked(text, head, sentence, cut[sentence][: len(found)])
            ]
            for head in OF_PIECES
            if head in HEADS[text.task]
        }
        yield Stretch(text, numbers, owners, len(read) == 1, marked)


def _marked(
    text: Text, head: str, sentence: int, cut: Sequence[tuple[int, int, int]]
) -> list[frozenset[str]]:
    """What each piece of a sentence is: what the mark is that covers it, and whether it begins one."""
    told: list[frozenset[str]] = []
    marks = [one for one in text.marks if one.head == head and one.sentence == sentence]
    begun: set[int] = set()
    for _, start, end in cut:
        of = [number for number, one in enumerate(marks) if one.start < end and one.end > start]
        has = frozenset().union(*(marks[number].labels for number in of))
        told.append(has | {BEGINS} if set(of) - begun else has)
        begun.update(of)
    return told


def batches(of: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches of about one length and of as many layers together, in a new order each time."""
    made: list[list[Stretch]] = []
    for layers in sorted({one.layers for one in of}):
        made.append([])
        alike = [one for one in of if one.layers == layers]
        for one in sorted(alike, key=lambda one: len(one.numbers) + random.random() * 12):  # noqa: S311 (no secret)
            if made[-1] and (len(one.numbers) + 2) * (len(made[-1]) + 1) > AT_ONCE:
                made.append([])
            made[-1].append(one)
    random.shuffle(made)
    return made


def laid_out(
    batch: Sequence[Stretch], frame: tuple[int, int]
) -> tuple[Tensor, Tensor, Tensor, list[list[int]]]:
    """A batch as tensors: pieces, which are there, which make up which sentence; the sentences' numbers."""
    long = max(len(one.numbers) for one in batch) + 2
    told = [sorted(set(one.owners)) for one in batch]
    numbers = torch.zeros(len(batch), long, dtype=torch.long)
    seen = torch.zeros(len(batch), long, dtype=torch.bool)
    pool = torch.zeros(len(batch), max(map(len, told)), long)
    for row, one in enumerate(batch):
        framed = [frame[0], *one.numbers, frame[1]]
        numbers[row, : len(framed)] = torch.tensor(framed)
        seen[row, : len(framed)] = True
        for place, sentence in enumerate(told[row]):
            own = [at + 1 for at, owner in enumerate(one.owners) if owner == sentence]
            pool[row, place, own] = 1 / len(own)
    return numbers, seen, pool, told
