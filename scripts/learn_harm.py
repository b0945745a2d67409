"""Learn what does harm in a message, upon the reader's vectors as they are; keep the head in its file.

Usage: python -m scripts.learn_harm     (`make learn-reader` ends with it)

One logistic regression a kind of harm, by sentence: those of `training/drafts_harm.jsonl`, and beside them
those of all other messages, none of which does such harm. Learnt together with the rest, as `learn_reader`
does, the head had heard of no other messages, and fired on half of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scripts.learn import MODELS, fit
from scripts.reader_lessons import EARLY, Text, texts

from ringback.catalogue import load

READER = MODELS / "reader.npz"
HEAD = "harm"
POSITIVE, STRENGTH = 3.0, 1.0
"""How often a sentence that does harm counts, and the penalty: chosen on the texts kept apart."""


def learn(lessons: list[Text]) -> dict[str, NDArray[np.generic]]:
    """The head as the reader's file holds it."""
    encoder, layers = load().reader.encoder, EARLY[HEAD]
    vectors = np.concatenate([encoder.read(one.sentences, layers)[0] for one in lessons])
    told = [has.get(HEAD, frozenset()) for one in lessons for has in one.told]
    labels = sorted(frozenset().union(*told))
    found = [
        fit(vectors, np.array([label in has for has in told]), POSITIVE, STRENGTH).astype(np.float32)
        for label in labels
    ]
    return {
        f"head.{HEAD}.weights": np.stack([one[:-1] for one in found], axis=1).astype(np.float16),
        f"head.{HEAD}.bias": np.array([one[-1] for one in found]),
        f"head.{HEAD}.labels": np.array(labels),
        f"head.{HEAD}.layers": np.array(layers),
    }


if __name__ == "__main__":
    head = learn([one for one in texts() if one.task in ("harm", "message", "line")])
    with np.load(READER) as held:
        kept = {name: held[name] for name in held.files}
    np.savez_compressed(READER, **{**kept, **head})
