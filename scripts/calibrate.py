"""How well the decision rule's chances hold on labelled texts, and what each family of cues adds.

Usage: calibrate.py FILE.jsonl ...   (a line: {"id", "text", "labels": {"decision_rule": ...}})
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from ringback.catalogue import load
from ringback.core.calibration import wilson
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.decision import DECISION_RULES
from ringback.core.document import of_material
from ringback.core.process import read_process
from ringback.readers import read_text

EDGES = (0.0, 0.1, 0.2, 0.35, 0.5, 0.7, 1.01)
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "passing on": ("passing_on", "condition_next", "opens_next", "who_goes_on", "several_gates", "each_gate"),
    "ending at a stage": ("ends_at_any", "condition_ends", "short_of", "still_in", "hurdles"),
    "one screen": ("pure_screen", "lets_in_or_out", "one_result", "told_to_screen"),
    "marks to reach": ("cut_score", "mark_to_reach"),
    "the best few": ("top_few_on", "funnel", "ranked"),
    "weights and sums": ("weights", "scores_combined", "divided", "total_decides"),
    "meetings and the whole": ("all_meet", "all_weighed", "committee", "whole", "none_decides"),
    "vetoes": ("any_person", "any_of_us", "no_but_not_yes"),
    "both, bands and lists": ("both", "lists_bands", "nothing_carried"),
}


@dataclass(frozen=True)
class Case:
    """One text: the rule as labelled, the rule as read, and the chances."""

    truth: str
    read: str
    odds: Mapping[str, float]


def cases(catalogue: Catalogue, rows: Iterable[Mapping[str, Any]]) -> Iterator[Case]:
    """Every row read with this catalogue."""
    for row in rows:
        materials = read_text(row["text"], kind="message")
        documents = tuple(map(of_material, materials))
        process = read_process(catalogue, documents, Call(), materials=materials)
        yield Case(row["labels"]["decision_rule"], process.decision_rule.value, process.rule_odds)


def figures(read: Sequence[Case]) -> tuple[float, float, float]:
    """Right where the rule is known, kept unknown where it is not, and the Brier score."""
    known = [case for case in read if case.truth in DECISION_RULES]
    unknown = [case for case in read if case.truth == "unknown"]
    right = sum(case.read == case.truth for case in known) / len(known)
    kept = sum(case.read == "unknown" for case in unknown) / len(unknown) if unknown else 1.0
    brier = sum(
        (case.odds[name] - (name == case.truth)) ** 2 for case in known for name in DECISION_RULES
    ) / len(known)
    return right, kept, brier


def reliability(read: Sequence[Case]) -> Iterator[str]:
    """The table of chances told against shares that came true; every rule of every known text is one row."""
    told = [
        (case.odds[name], name == case.truth)
        for case in read
        if case.truth in DECISION_RULES
        for name in DECISION_RULES
    ]
    yield "| told | n | mean told | came true | 95 % |"
    yield "|---|---|---|---|---|"
    for low, high in pairwise(EDGES):
        here = [(p, true) for p, true in told if low <= p < high]
        if here:
            hits = sum(true for _, true in here)
            least, most = wilson(hits, len(here))
            mean = sum(p for p, _ in here) / len(here)
            yield (
                f"| {low:.2f} to {min(high, 1):.2f} | {len(here)} | {mean:.2f} | {hits / len(here):.2f}"
                f" | {least:.2f} to {most:.2f} |"
            )


def without(catalogue: Catalogue, drops: Callable[[str], bool]) -> Catalogue:
    """The catalogue without the rule cues whose name is dropped."""
    cues = {
        name: cue
        for name, cue in catalogue.cues.items()
        if not (cue.sets == "decision_rule" and drops(name.rsplit("/", 1)[-1].removeprefix("mail_")))
    }
    return replace(catalogue, cues=cues)


def main(paths: Sequence[str]) -> None:
    """Print the figures, the reliability table and the ablation."""
    rows = [
        json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]
    catalogue = load()
    read = list(cases(catalogue, rows))
    known = sum(case.truth in DECISION_RULES for case in read)
    print(f"{len(read)} texts, {known} with a known rule")
    right, kept, brier = figures(read)
    print(f"right {right:.2f}, unknown kept {kept:.2f}, Brier {brier:.2f}\n")
    print("\n".join(reliability(read)))
    print("\n| left out | right | unknown kept | Brier |\n|---|---|---|---|")
    for family, names in FAMILIES.items():
        less = figures(list(cases(without(catalogue, lambda name, names=names: name in names), rows)))
        print(f"| {family} | {less[0]:.2f} | {less[1]:.2f} | {less[2]:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
