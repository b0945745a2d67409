"""Find from where the gate for single sentences refuses: python -m scripts.line_threshold, some minutes.

Five parts in turn: the sentences of `training/lines.jsonl` are dealt out by their words, so that none teaches
what judges it. `least` in likeness.toml is the highest threshold here at which 98 in a hundred of the false
rewordings are refused, rounded down to a quarter.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from scripts.learn import learnt, lines, rows
from tests.core.rewrites.lines import Doubted, doubted, score_of

from ringback.app.reword import lexicon_of
from ringback.catalogue import load
from ringback.core.line_gate import Doubt

PARTS = 5


def judged() -> Iterator[Doubted]:
    """Every row, judged by a model that has not seen its sentence."""
    words, read = lexicon_of(load()), list(rows("lines"))
    for part in range(PARTS):
        doubt = Doubt(learnt(lines([row for row in read if _part(row) != part])), 0.0)
        yield from (doubted(row, words, doubt) for row in read if _part(row) == part)


def _part(row: dict[str, Any]) -> int:
    return zlib.crc32(row["line"].encode()) % PARTS


def main() -> None:
    """Print what each threshold would do."""
    read = list(judged())
    print("least  false refused  faithful refused  own stays  of three false: 1, 2, 3")
    for least in np.arange(-4, 0.1, 0.25):
        found = score_of(read, least)
        shares = (found.caught, found.left, found.stay, *found.slipped)
        print(f"{least:5.2f}", *(f"{one.value:12.3f}" for one in shares))


if __name__ == "__main__":
    main()
