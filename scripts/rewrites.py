"""Hold the gate to rewrites, false and faithful: python -m scripts.rewrites prints what the docs say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.draft_cases import drawn
from benchmarks.drafts import SEED, written
from tests.core.rewrites.trap import SETS, Share, beside_kept_facts, score

from ringback.app.reword import lexicon_of
from ringback.catalogue import load
from ringback.core.catalogue import Catalogue
from ringback.core.claims_told import BESIDE_FACTS
from ringback.core.draft import Draft
from ringback.core.gate import judge
from ringback.core.ground import Lexicon

CASES = 150


def frame(draft: Draft) -> tuple[str, list[str]]:
    """A draft without the sentences that carry a fact: its text, and its sentences."""
    text = draft.text
    for one in draft.sentences:
        if one.told or one.gap:
            text = text.replace(one.text, "")
    return text, [one.text for one in draft.sentences if not one.told and not one.gap]


def frames_struck(words: Lexicon, catalogue: Catalogue) -> Share:
    """Of the frames of our own drafts in another tone, held to the frame in the first: sentences struck."""
    chance = random.Random(SEED)  # noqa: S311 - invented cases
    struck = said = 0
    for number in range(CASES):
        case = drawn(number, chance)
        before = {one.kind: one for one in written(case, catalogue)}
        for tone in {"plain", "warm", "formal"} - {case.particulars.tone}:
            told = replace(case, particulars=replace(case.particulars, tone=tone))
            for one in written(told, catalogue):
                if one.kind in before:
                    _, sentences = frame(one)
                    ground, _ = frame(before[one.kind])
                    struck += len(judge(" ".join(sentences), (ground,), ground, words, BESIDE_FACTS).struck)
                    said += len(sentences)
    return Share(struck, said)


def table() -> Iterator[tuple[str, str, Share]]:
    """Every row: which set, what of it, how much."""
    catalogue = load()
    words = lexicon_of(catalogue)
    for name in SETS:
        found = score(name, words)
        for part in ("claims", "rewrites", "alarms", "sentences"):
            yield name, part, getattr(found, part)
    yield "kept", "claims", beside_kept_facts(words)
    yield "kept", "sentences", frames_struck(words, catalogue)


def main() -> None:
    """Print the rows."""
    for name, part, share in table():
        low, high = share.interval
        held = f"{share.hits:3} of {share.n:3}  {share.value:.3f} ({low:.2f} to {high:.2f})"
        print(f"{name:7} {part:10} {held}")


if __name__ == "__main__":
    main()
