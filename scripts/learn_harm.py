"""Learn what does harm in a message, upon the reader's vectors as they are; keep the head in its file.

Usage: python -m scripts.learn_harm     (`make learn-reader` ends with it)

One logistic regression a kind of harm, by sentence: those of `training/drafts_harm.jsonl`, and beside them
those of all other messages, none of which does such harm. Learnt together with the rest, as `learn_reader`
does, the head had heard of no other messages, and fired on half of them. Secrets of another employer are
learnt beside, but no rule asks for them: an offer of one's own work sounds the same.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
from numpy.typing import NDArray
from scripts.learn import fit
from scripts.reader_lessons import READER, Text, digest, head_of, layers_of, texts

from ringback.catalogue import load

HEAD = "harm"
POSITIVE, STRENGTH = 3.0, 1.0
"""How often a sentence that does harm counts, and the penalty: chosen on the texts kept apart."""


def lessons() -> list[Text]:
    """The messages that teach it."""
    return [one for one in texts() if one.task in ("harm", "message", "line")]


def lesson(taught: list[Text]) -> str:
    """What the head was learnt from and how, in short: it changes when either does."""
    how = json.dumps([digest(taught), POSITIVE, STRENGTH, layers_of(HEAD)])
    return hashlib.sha256(how.encode()).hexdigest()


def learn(taught: list[Text]) -> dict[str, NDArray[np.generic]]:
    """The head as the reader's file holds it."""
    encoder, layers = load().reader.encoder, layers_of(HEAD)
    vectors = np.concatenate([encoder.read(one.sentences, layers)[0] for one in taught])
    told = [has.get(HEAD, frozenset()) for one in taught for has in one.told]
    labels = sorted(frozenset().union(*told))
    found = [
        fit(vectors, np.array([label in has for has in told]), POSITIVE, STRENGTH).astype(np.float32)
        for label in labels
    ]
    weights, bias = np.stack([one[:-1] for one in found]), np.array([one[-1] for one in found])
    return {**head_of(HEAD, labels, weights, bias), f"head.{HEAD}.lesson": np.array(lesson(taught))}


if __name__ == "__main__":
    head = learn(lessons())
    with np.load(READER) as held:
        kept = {name: held[name] for name in held.files}
    np.savez_compressed(READER, **{**kept, **head})
