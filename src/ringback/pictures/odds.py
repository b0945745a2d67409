"""The pictures of one report of the odds: the dots, what a repair adds along two numbers, the narrowing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.odds import Chance, Odds
from ringback.core.odds_report import KINDS, ContestReport, OddsReport
from ringback.core.shares import gain_in_words
from ringback.pictures.curves import gain_curve
from ringback.pictures.dots import Row, rows_of_dots
from ringback.pictures.funnel import Step, funnel

_DOT = 0.01


def pictures(report: OddsReport, says: Mapping[str, Any]) -> dict[str, str]:
    """SVGs by file name; `says` are the catalogue's sentences ("odds").

    Under each rule that is likely enough its own, the rule in the name where there are several. Out of
    reach there is nothing to draw.
    """
    several = len(report.by_rule) > 1
    return {
        f"{name}-{rule}.svg" if several else f"{name}.svg": picture
        for rule, contest in report.by_rule.items()
        for name, picture in _of_contest(contest, says)
    }


def _of_contest(contest: ContestReport, says: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if contest.scenario.failed:
        return
    yield "chances", rows_of_dots(list(_rows(contest)), contest.says[-1] if contest.says else "")
    for curve in contest.curves:
        if len(curve.at) > 1:
            yield f"gain-by-{curve.axis}", gain_curve(curve)
    if contest.gates:
        yield "gates", funnel(list(_steps(contest, says)))


def _rows(contest: ContestReport) -> Iterator[Row]:
    """Had it gone as usual, as it stands, and with the repair that adds most."""
    odds = contest.odds
    best = max(KINDS, key=lambda kind: float(getattr(odds.gain, kind).point))
    named = {row.of: row for row in contest.rows}
    for name in ("clean", "untouched", best):
        yield _row(named[name].what, named[name].says, getattr(odds, name), _small(odds, name))


def _row(label: str, words: str, chance: Chance, note: str) -> Row:
    return Row(label, words, chance.point, chance.low, chance.high, note)


def _small(odds: Odds, name: str) -> str:
    """Where the repair moves less than a dot, the words say so."""
    gain = getattr(odds.gain, name, None)
    if gain is None or abs(gain.point) >= _DOT:
        return ""
    return f"Too small a difference to see: {gain_in_words(Chance(gain.point))}."


def _steps(contest: ContestReport, says: Mapping[str, Any]) -> Iterator[Step]:
    gates, odds, steps = contest.gates, contest.odds, says["steps"]
    yield Step(steps["now"], gates[0].candidates, 1.0, 1.0)
    for n, gate in enumerate(gates):
        yield Step(steps["after"][min(n, len(steps["after"]) - 1)], gate.left, gate.untouched, gate.clean)
    yield Step(steps["offer"], 1, odds.untouched.point, odds.clean.point)
