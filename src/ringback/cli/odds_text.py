"""The odds in a terminal: the chances in words, what hangs on them, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ringback.cli.grounds import reasons_section
from ringback.cli.layout import accent, bold, columns_of, dim, safe, wrap
from ringback.core.chances import SURE_ENOUGH
from ringback.telling import said

Record = Mapping[str, Any]
Lines = Iterator[str]


def render(record: Record, says: Record, *, numbers: bool, why: bool) -> Lines:
    """The whole answer in marked lines; without numbers what is best, and what would settle it, alone."""
    for n, block in enumerate(list(one) for one in _blocks(safe(record), says, numbers=numbers, why=why)):
        yield from ("", *block) if n else block


def _blocks(record: Record, says: Record, *, numbers: bool, why: bool) -> Iterator[Iterable[str]]:
    by_rule, rule_odds = record["by_rule"], record["rule_odds"]
    title = wrap(dim(record["title"])) if record["title"] else []
    if all(contest["scenario"]["failed"] for contest in by_rule.values()):
        yield [*title, *wrap(says["says"]["failed"])]
        return
    likeliest, *others = sorted(rule_odds, key=lambda rule: -rule_odds[rule])
    if rule_odds[likeliest] >= SURE_ENOUGH:
        yield [*title, *_contest(_rule_told(record, likeliest), by_rule[likeliest], numbers=numbers)]
        if by_rule[likeliest]["gates"] and numbers:
            yield _gates(by_rule[likeliest])
        if others:
            yield _briefly(record, "Should they decide otherwise", others, numbers=numbers)
    else:
        yield [
            *title,
            *_briefly(record, "How they decide isn't known", [likeliest, *others], numbers=numbers),
        ]
    if record["question"]:
        yield [bold("To know how they decide, ask"), *wrap(f'"{record["question"]}"', "  ", "   ")]
    if record["unknowns"]:
        yield _unknowns(record, says["unknown"], says["best"], numbers=numbers)
    if why:
        reasons = [reason for contest in by_rule.values() for reason in contest["reasons"]]
        yield reasons_section(reasons, record["catalogue"])


def _rule_told(record: Record, rule: str) -> str:
    """A rule by its name, and how likely it is where that isn't sure."""
    chance = record["rule_odds"][rule]
    return said.RULE[rule] if chance == 1 else f"{said.RULE[rule]}, {said.share(chance)}"


def _contest(heading: str, contest: Record, *, numbers: bool) -> Lines:
    yield bold(said.capital(heading))
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


def _briefly(record: Record, heading: str, rules: Sequence[str], *, numbers: bool) -> Lines:
    """Rules that may be in force, each with the chance under it and what a repair would add."""
    yield bold(heading)
    for rule in rules:
        contest = record["by_rule"][rule]
        yield from wrap(_rule_told(record, rule), "  ")
        if numbers:
            now = [row for row in contest["rows"] if row["of"] == "untouched"]
            yield from columns_of(
                ((row["what"], row["says"]) for row in [*now, *contest["adds"]]), "    ", 28
            )


def _unknowns(record: Record, says: Record, best: Record, *, numbers: bool) -> Lines:
    """What is best as things stand, and what an answer could change, the most telling first."""
    yield bold("What is best, by the numbers alone")
    yield from wrap(f"As things stand: {best[record['unknowns']['best']]}.", "  ")
    worth = record["unknowns"]["worth"]
    telling = [one for one in worth if one["changes"] > 0]
    if not telling:
        yield from wrap(says["settled"], "  ") if worth else ()
        return
    yield from wrap(says["heading"], "  ")
    rows = [
        (says[one["unknown"]], says["changes"].format(share=said.share(one["changes"])) if numbers else "")
        for one in telling
    ]
    yield from columns_of(rows, indent="    ", widest=36)
