"""What outcomes taught, in a terminal, rendered from its record and the catalogue's titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ringback.cli.layout import bold, columns_of, dim, whole, wrap
from ringback.core.catalogue import Parameter
from ringback.core.odds import Chance
from ringback.core.shares import gain_in_words, share_in_words

Record = Mapping[str, Any]
Lines = Iterator[str]

IN_SHARES = ("share", "chance")
IDLE = "withdrawn, called off, something else, a silence that is too fresh, or a report from afterwards"


def render(record: Record, parameters: Mapping[str, Parameter], *, colour: bool = False) -> str:
    """The whole of it as text of at most 80 columns, ending in a line end."""
    return whole(_blocks(record, parameters), colour=colour)


def _blocks(record: Record, parameters: Mapping[str, Parameter]) -> Iterator[Iterable[str]]:
    yield _head(record["outcomes"])
    yield _learnt(record, parameters)
    yield _repair(record)
    yield _judged(record)


def _head(outcomes: Record) -> Lines:
    yield bold("What the outcomes say")
    own, pooled, idle = outcomes["own"], outcomes["pooled"], outcomes["teaching_nothing"]
    others = f", and {pooled} from files" if pooled else ""
    yield from wrap(f"{_counted(own, 'outcome')} of yours{others}.")
    if idle:
        yield from wrap(
            dim(f"{_counted(idle, 'case')} more {_one(idle, 'teaches', 'teach')} nothing: {IDLE}.")
        )
    if not own + pooled:
        yield from wrap("Say what came of a case: ringback case outcome CASE HAPPENED")


def _learnt(record: Record, parameters: Mapping[str, Parameter]) -> Lines:
    moved = [one for one in record["posteriors"] if one["learnt"]]
    still = [one for one in record["posteriors"] if not one["learnt"]]
    yield bold("What was learnt")
    if not record["carried"]:
        yield from wrap(
            f"These outcomes are more than the method can carry: its points amount to"
            f" {record['effective_points']:.0f}, and it takes {record['effective_points_needed']:.0f}."
            " So no number is given for what they weigh together.",
            "  ",
        )
    for one in moved:
        parameter = parameters[one["parameter"]]
        yield from wrap(f"{parameter.title}:", "  ")
        now, was = (_spread(one[when], parameter.unit) for when in ("now", "prior"))
        yield from wrap(f"{now}; was {was} ({_counted(one['n'], 'outcome')})", "    ")
    if still:
        titles = "; ".join(_small(parameters[one["parameter"]].title) for one in still)
        yield from wrap(dim(f"Nothing learnt yet: {titles}."), "  ")
    elif not moved:
        yield from wrap("Nothing learnt yet: every number is as it was.", "  ")


def _spread(spread: Record, unit: str) -> str:
    """ "about 1 in 2, could be 3 in 10 to 4 in 5", or with plain numbers where it is no share."""
    if unit.split(maxsplit=1)[0] in IN_SHARES:
        value, low, high = (share_in_words(spread[name]) for name in ("value", "low", "high"))
    else:
        value, low, high = (f"{spread[name]:.2g}" for name in ("value", "low", "high"))
    return f"about {value}, could be {low} to {high}"


def _repair(record: Record) -> Lines:
    before, after = record["repair_adds"]["before"], record["repair_adds"]["after"]
    if before is None:
        return
    yield bold("What the repair adds")
    now, was = gain_in_words(Chance(**after)), gain_in_words(Chance(**before))
    yield from wrap(f"{now}." if now == was else f"{now}. Before: {was}.", "  ")
    if now == was:
        yield from wrap(dim("Nothing learnt yet that would show here."), "  ")


def _judged(record: Record) -> Lines:
    yield bold("Whether the chances were right")
    found = record["calibration"]
    if found is None:
        yield from wrap(record["refusal"], "  ")
        return
    yield from wrap(
        f"Of {found['n']} cases, {found['expected']:.1f} offers were to be expected by the chances told"
        f" ({found['least']} to {found['most']} would be no surprise), and {found['offers']} came.",
        "  ",
    )
    rows = [
        (
            f"told {bin_['told']:.0%}",
            f"came true {bin_['came']:.0%} of {bin_['n']}, could be {bin_['low']:.0%} to {bin_['high']:.0%}",
        )
        for bin_ in found["bins"]
    ]
    yield from columns_of(rows)
    scores = [
        (
            name,
            f"{_scored(found[score])}; of the base rate {_scored(found[f'{score}_of_base'])}",
        )
        for name, score in (("Brier score", "brier"), ("log score", "log"))
    ]
    yield from columns_of(scores)
    yield from wrap(dim("Lower is better. The base rate tells everybody the share that came true."), "  ")


def _scored(score: Record) -> str:
    return f"{score['value']:.3f} ({score['low']:.3f} to {score['high']:.3f})"


def _counted(n: int, what: str) -> str:
    return f"{n or 'No'} {what}{'' if n == 1 else 's'}"


def _one(n: int, one: str, more: str) -> str:
    return one if n == 1 else more


def _small(title: str) -> str:
    return title[0].lower() + title[1:]
