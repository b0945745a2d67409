"""The odds in a terminal: the chances in words, what hangs on them, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.cli import said
from ringback.cli.grounds import reasons_section
from ringback.cli.layout import accent, bold, columns_of, dim, safe, wrap

Record = Mapping[str, Any]
Lines = Iterator[str]


def render(record: Record, says: Record, *, numbers: bool, why: bool) -> Lines:
    """The whole answer in marked lines; without numbers what is best, and what would settle it, alone."""
    record = safe(record)
    by_rule = record["by_rule"]
    if record["title"]:
        yield from wrap(dim(record["title"]))
    if all(contest["scenario"]["failed"] for contest in by_rule.values()):
        yield from wrap(says["says"]["failed"])
        return
    if len(by_rule) == 1:
        ((rule, contest),) = by_rule.items()
        yield from _contest(rule, contest, numbers=numbers)
    else:
        yield from _by_rule(record, numbers=numbers)
    if record["unknowns"]:
        yield ""
        yield from _unknowns(record, says["unknown"], says["best"])
    if why:
        yield ""
        reasons = [reason for contest in by_rule.values() for reason in contest["reasons"]]
        yield from reasons_section(reasons, record["catalogue"])


def _contest(rule: str, contest: Record, *, numbers: bool) -> Lines:
    yield bold(said.capital(said.RULE[rule]))
    if not numbers:
        return
    if contest["opens"]:
        yield from wrap(accent(contest["opens"]), "  ")
    rows = contest["rows"][1:] if contest["opens"] else contest["rows"]
    yield from columns_of((row["what"], row["says"]) for row in rows)
    if contest["adds"]:
        yield ""
        yield bold("What each adds")
        yield from columns_of(((row["what"], row["says"]) for row in contest["adds"]), widest=28)
    for line in contest["says"]:
        yield from wrap(line, "  ")
    if contest["gates"]:
        yield ""
        yield from _gates(contest)


def _gates(contest: Record) -> Lines:
    """The gates ahead, each with the chance of being through it and all before it."""
    yield bold("The gates ahead")
    rows = [
        (
            f"{gate['candidates']} in, {gate['left']} through",
            f"you {gate['as_it_stands']}; had it gone as usual {gate['as_usual']}",
        )
        for gate in contest["gates"]
    ]
    yield from columns_of(rows)


def _by_rule(record: Record, *, numbers: bool) -> Lines:
    """Nobody has said how they decide: each rule, how likely it is, and the chance under it."""
    yield bold("How they decide isn't known")
    rows = sorted(record["rule_odds"].items(), key=lambda row: -row[1])
    for rule, chance in rows:
        contest = record["by_rule"][rule]
        yield from wrap(f"{said.RULE[rule]}, {said.share(chance)}", "  ")
        if numbers:
            now = [row for row in contest["rows"] if row["of"] == "untouched"]
            yield from columns_of(
                ((row["what"], row["says"]) for row in [*now, *contest["adds"]]), "    ", 28
            )
    if record["question"]:
        yield ""
        yield bold("One question would settle it")
        yield from wrap(f'"{record["question"]}"', "  ", "   ")


def _unknowns(record: Record, says: Record, best: Record) -> Lines:
    """What is best as things stand, and what an answer could change, the most telling first."""
    yield bold("What is best, by the numbers alone")
    yield from wrap(f"As things stand: {best[record['unknowns']['best']]}.", "  ")
    telling = [one for one in record["unknowns"]["worth"] if one["changes"] > 0]
    if not telling:
        yield from wrap(says["settled"], "  ")
        return
    yield from wrap(says["heading"], "  ")
    rows = [
        (says[one["unknown"]], says["changes"].format(share=said.share(one["changes"]))) for one in telling
    ]
    yield from columns_of(rows, indent="    ", widest=36)
