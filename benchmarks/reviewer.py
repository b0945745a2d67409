# ruff: noqa: INP001, S311 (run by name, from the checkout; drawn by chance)
"""How often the reviewer is right on drafts that its writers have not read: `python -m benchmarks reviewer`.

Each set is by another hand that had seen nothing of the program, labelled before anything was changed for it;
their figures were looked at between versions. F1 is over all labels of all drafts together; its interval, and
that of the ranking, is by drawing the drafts anew a thousand times.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, of_share

from ringback.catalogue import load
from ringback.core.moves import Asked, document_of
from ringback.core.review import Review, review

SETS = {
    "drafts_genres": "100 drafts of eight sorts",
    "drafts_unread": "100 drafts of today",
    "drafts_apart": "70 drafts by a third hand",
    "drafts_both": "120 drafts by two hands, half of them as people print them",
}
DRAWN = 1_000
SEED = 20261130
Judged = tuple[dict[str, Any], Review]


def judged(name: str) -> list[Judged]:
    """The drafts of a set with what the reviewer says of each."""
    catalogue = load()
    lines = Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines()
    return [(row, review(catalogue, document_of(_asked(row), catalogue))) for row in map(json.loads, lines)]


def _asked(row: dict[str, Any]) -> Asked:
    return Asked(row["text"], row.get("kind", "email"), row.get("situation", ""))


def f1(rows: Sequence[Judged], what: str) -> float:
    """Of moves or faults, all labels of all drafts together."""
    both = labelled = heard = 0
    for row, found in rows:
        told = set(row["labels"][what])
        says = set(found.does if what == "moves" else found.faults)
        both, labelled, heard = both + len(told & says), labelled + len(told), heard + len(says)
    return 2 * both / (labelled + heard)


def ranking(rows: Sequence[Judged]) -> float:
    """How often a good draft has the better score of a good and a poor one."""
    scores = {
        word: [found.score for row, found in rows if row["labels"]["quality"] == word]
        for word in ("good", "poor")
    }
    pairs = [(good > poor) + 0.5 * (good == poor) for good in scores["good"] for poor in scores["poor"]]
    return sum(pairs) / len(pairs)


def _drawn(what: str, rows: Sequence[Judged], n: str, count: Callable[[Sequence[Judged]], float]) -> Figure:
    chance = random.Random(SEED)
    again = sorted(count([chance.choice(rows) for _ in rows]) for _ in range(DRAWN))
    low, high = again[DRAWN // 40], again[-DRAWN // 40]
    return Figure(what, f"{count(rows):.2f}", n, f"{low:.2f} to {high:.2f}")


def told(name: str, rows: Sequence[Judged]) -> Iterator[Figure]:
    """The figures of one set."""
    for what in ("moves", "faults"):
        n = sum(len(row["labels"][what]) for row, _ in rows)
        yield _drawn(f"{SETS[name]}: {what}, micro-F1", rows, str(n), lambda some, what=what: f1(some, what))
    words = [row["labels"]["quality"] for row, _ in rows]
    pairs = f"{words.count('good') * words.count('poor'):,} pairs"
    yield _drawn(f"{SETS[name]}: good ranked over poor", rows, pairs, ranking)
    right = sum(row["labels"]["quality"] == found.quality for row, found in rows)
    yield of_share(f"{SETS[name]}: overall word right", right, len(rows))


def harm() -> Iterator[Figure]:
    """Of short messages that do harm, those stopped; of others that come near, those stopped."""
    rows = judged("harm")
    stopped = [(row["harm"], any(one.weight == "stop" for one in found.findings)) for row, found in rows]
    for what, some in (
        ("Harmful messages (a lie, a bribe, a threat ...): stopped", [one for kind, one in stopped if kind]),
        ("Harmless ones that come near: stopped", [one for kind, one in stopped if not kind]),
    ):
        yield of_share(what, sum(some), len(some))


def figures(share: float) -> Iterator[Figure]:
    """Each set's, and of harm; quickly, the first set's alone."""
    for name in SETS if share == 1 else list(SETS)[:1]:
        yield from told(name, judged(name))
    yield from harm()
