# ruff: noqa: INP001, T201 (run by hand, to print)
"""How well a transcript's moments are told, how often nothing is taken for a mistake, and what it costs.

Usage: .venv/bin/python -m benchmarks debrief, for the cost; .venv/bin/python -m benchmarks.debrief FOLDER

FOLDER holds the open transcripts (docs/debrief.md says where they come from). Moments: those that open at
the same turn as a reader's (benchmarks/moments/first and second), F1, and of these the share of the same
kind. False alarms: findings of content or conduct in ten minutes of ordinary talk, at 150 words a minute;
none of it is a job interview, so any of them is taken for false. Cost: processor time of the whole debrief
of one made-up call at growing lengths.
"""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figure, of_runs
from benchmarks.start import transcript

from ringback.catalogue import load
from ringback.core.calibration import wilson
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.debrief import Debrief, debrief
from ringback.core.document import Document, of_material
from ringback.readers import read_text

GOLD = Path(__file__).parent / "moments"
CANDIDATES = {"osce": "P", "acib": "patient", "prim": "interviewee", "yiel": None}
"""Who answers, by how the transcript's name begins."""
WORDS_A_MINUTE = 150
CONTENT = ("answers", "conduct", "integrity", "preparation")
LENGTHS = (2_250, 4_500, 9_000, 18_000, 36_000)
ROUNDS = 3


def documents(text: str, me: str | None = None) -> list[Document]:
    """A transcript as it is read by `ringback debrief`."""
    return [of_material(one) for one in read_text(text, kind="transcript", me=me)]


def starts(text: str, suffix: str) -> list[int]:
    """Where each turn's record begins in a transcript's file."""
    if suffix == ".json":
        at, found = 0, []
        for turn in json.loads(text)["turns"]:
            keys = (json.dumps(turn["utterance"], ensure_ascii=False), json.dumps(turn["utterance"]))
            at = next(place for place in (text.find(key, at) for key in keys) if place >= 0)
            found.append(at)
        return found
    at, found = 0, []
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(at)
        at += len(line)
    return found


def looked_back(catalogue: Catalogue, folder: Path) -> Iterator[tuple[Path, Debrief, int]]:
    """Every transcript of a folder, its debrief and its words."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".md":
            continue
        read = documents(path.read_text(encoding="utf-8"), CANDIDATES.get(path.stem[:4]))
        words = sum(one.words for one in read if one.kind == "verbatim")
        yield path, debrief(catalogue, read, Call()), words


def moments(told: Sequence[tuple[Path, Debrief, int]]) -> None:
    """Print how far our moments are the two readers'."""
    by_name = {path.stem: (path, found) for path, found, _ in told}
    for reader in ("first", "second"):
        both = gold = ours = alike = 0
        for labels in sorted((GOLD / reader).glob("*.json")):
            labelled = json.loads(labels.read_text(encoding="utf-8"))
            path, found = by_name[labelled["transcript"]]
            at = starts(path.read_text(encoding="utf-8"), path.suffix)
            theirs = {one["opens"]: one["kind"] for one in labelled["moments"]}
            mine = {bisect_right(at, one.asked.start) - 1: one.kind for one in found.moments}
            shared = theirs.keys() & mine.keys()
            both, gold, ours = both + len(shared), gold + len(theirs), ours + len(mine)
            alike += sum(theirs[turn] == mine[turn] for turn in shared)
        low, high = wilson(alike, both)
        print(
            f"{reader} reader: F1 {2 * both / (gold + ours):.3f} (theirs {gold}, ours {ours}),"
            f" kind {alike / both:.3f} (n {both}, {low:.2f} to {high:.2f})"
        )


def false_alarms(told: Sequence[tuple[Path, Debrief, int]]) -> None:
    """Print how many findings of content or conduct stand in ten minutes of ordinary talk."""
    minutes = sum(words for _, _, words in told) / WORDS_A_MINUTE
    rules = [one.rule for _, found, _ in told for one in found.findings if one.rule.split("/")[1] in CONTENT]
    print(f"{len(rules)} findings in {minutes:.0f} minutes: {10 * len(rules) / minutes:.2f} in ten minutes")
    for rule in sorted(set(rules)):
        print(f"  {rules.count(rule):3} {rule}")


def figures(share: float) -> Iterator[Figure]:
    """Processor time of a debrief at growing lengths, for a thousand words of it."""
    catalogue = load(None)
    for words in LENGTHS if share == 1 else LENGTHS[:1]:
        text = transcript(words)
        spent = [_seconds(catalogue, text) for _ in range(ROUNDS)]
        yield of_runs(
            f"Processor time for 1,000 of {words:,} words",
            [1000 * took / words for took in spent],
            lambda took: f"{1000 * took:.1f} ms",
        )


def _seconds(catalogue: Catalogue, text: str) -> float:
    began = time.process_time()
    debrief(catalogue, documents(text), Call())
    return time.process_time() - began


def main() -> None:
    """Print the figures of the open transcripts."""
    told = list(looked_back(load(None), Path(sys.argv[1])))
    moments(told)
    false_alarms(told)


if __name__ == "__main__":
    main()
