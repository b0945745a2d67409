"""Hold the gate to rewrites, false and faithful: python -m scripts.rewrites prints what the docs say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.draft_cases import drawn
from benchmarks.drafts import SEED, written
from tests.core.rewrites.trap import SETS, Share, beside_kept_facts, score

from ringback.app.reword import keeping_facts, lexicon_of
from ringback.catalogue import load
from ringback.core.catalogue import Catalogue
from ringback.core.ground import Lexicon
from ringback.core.report import draft_record
from ringback.core.reword import gated

CASES = 150


def frames_struck(words: Lexicon, catalogue: Catalogue) -> Share:
    """Of the frames of our own drafts in another tone, held to the frame in the first: sentences struck."""
    chance = random.Random(SEED)  # noqa: S311 - invented cases
    struck = said = 0
    for number in range(CASES):
        case = drawn(number, chance)
        before = {one.kind: keeping_facts(draft_record(one)) for one in written(case, catalogue)}
        for tone in {"plain", "warm", "formal"} - {case.particulars.tone}:
            told = replace(case, particulars=replace(case.particulars, tone=tone))
            for one in written(told, catalogue):
                if one.kind in before:
                    own = keeping_facts(draft_record(one))
                    sentences = [text for text, _ in own.sentences if text not in (own.kept or ())]
                    struck += len(gated(" ".join(sentences), before[one.kind], (), words).struck)
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
