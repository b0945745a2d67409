"""What a report on a cohort says in sentences: the same on the page, in the terminal and in its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ringback.cohort.errors import UNFINISHED
from ringback.cohort.tables import About
from ringback.core.cohort_report import OTHER, TOGETHER
from ringback.core.shares import share_in_words
from ringback.telling.said import STAGE, UNREAD, capital

Record = Mapping[str, Any]

NOT_A_CAUSE = (
    "This is no proof that the repair helped or harmed. Those who make it differ from those who don't: in"
    " how the call went, in what they were told, in how much they want the job. Counting like with like"
    " takes away what the tables know of, and nothing else."
)
BY = {"stage": "By stage", "role": "By role", "employer": "By employer"}
WITHIN = {
    "verdict": "same state of the door",
    "damage": "same damage",
    "stage": "same stage",
    TOGETHER: "all three the same",
}
PLURAL = {"stage": "stages", "role": "roles", "employer": "employers"}
VALUES = {
    **STAGE,
    "open": "the door is open",
    "awaiting": "not decided yet",
    "closed": "the door is closed",
    "slight": "slight damage",
    "serious": "serious damage",
    "none": "no damage",
    "unknown": "not told",
}


def plain(name: str) -> str:
    """A label or another value as words."""
    return name.replace("_", " ")


def mistake(record: Record, name: str) -> str:
    """A mistake by its title, as every other page calls it; by its name in the tables where it has none."""
    return record["titles"].get(name) or capital(plain(name))


def group(name: str, way: str, pooled: int = 0) -> str:
    """A group's name, in a way of grouping; of the pool how many are `pooled` in it, and 0 of all others."""
    if pooled:
        return f"{OTHER} ({pooled} {way if pooled == 1 else PLURAL.get(way, 'groups')})"
    if way in ("role", "employer"):
        return name
    return VALUES.get(name, plain(name))


def day(record: Record) -> str:
    """ "12 March 2026", on which the report was made."""
    made = datetime.fromisoformat(record["made"])
    return f"{made.day} {made:%B %Y}"


def percent(share: float) -> str:
    """A share in whole hundredths."""
    return f"{share:.0%}"


def spread(share: Record) -> str:
    """ "43%, could be 38% to 49%"."""
    return f"{percent(share['share'])}, could be {percent(share['low'])} to {percent(share['high'])}"


def points(value: float) -> str:
    """A difference in whole hundredths, with its sign."""
    hundredths = round(value * 100)
    return f"{hundredths:+d}".replace("-", "\u2212") if hundredths else "0"


def difference(found: Record) -> str:
    """ "6 more in 100, could be 6 fewer to 19 more"."""
    about, low, high = (_in_hundred(found[name]) for name in ("value", "low", "high"))
    number, more = about.split(" ") if " " in about else (about, "more")
    return f"{number} {more} in 100, could be {low} to {high}"


def _in_hundred(value: float) -> str:
    hundredths = round(value * 100)
    return f"{abs(hundredths)} {'more' if hundredths > 0 else 'fewer'}" if hundredths else "0"


def expected(found: Record) -> str:
    """How many offers were to be expected by the chances told, and how many came."""
    return (
        f"Of {found['n']:,} calls that came to an end, {found['expected']:,.1f} offers were to be expected by"
        f" the chances told; {found['least']:,} to {found['most']:,} would be no surprise."
        f" {found['offers']:,} came."
    )


def first(record: Record) -> str:
    """The one sentence to read first."""
    if record["calls"] is None:
        return f"Fewer than {record['k']} calls. Nothing is shown, so that nobody can be told from it."
    if not record["mistakes"]:
        return "No mistake recurs in enough calls to be shown."
    name, share = next(iter(record["mistakes"].items()))
    often = share_in_words(share["share"])
    title = mistake(record, name)
    about = "about " if often[0].isdigit() else ""
    return f"What recurs most: {title[:1].lower()}{title[1:]}, in {about}{often} calls."


def missing(record: Record, about: About) -> list[str]:
    """What isn't in the report, and why."""
    return (
        list(_missing(record, about)) if record["calls"] is not None else list(_of_the_tables(record, about))
    )


def _missing(record: Record, about: About) -> Iterator[str]:
    k = record["k"]
    if not record["mistakes"]:
        yield f"No mistake is shown: it takes {k} calls that had it, and {k} that hadn't."
    for name, what in PLURAL.items():
        if record["by"][name] is None:
            why = ", or showing it would give a smaller group away" if name in record["withheld"] else ""
            yield f"Nothing by {name}: it takes two {what}, or one and the rest, of {k} calls each{why}."
    yield from _of_repairs(record)
    if record["calibration"] is None:
        yield (
            f"Nothing on whether the chances were right: it takes {record['needed']} calls that came to an"
            f" end with a chance told, {k} of them with an offer and {k} without."
        )
    yield from _of_the_tables(record, about)


def _of_repairs(record: Record) -> Iterator[str]:
    k, repair = record["k"], record["repair"]
    if repair is None:
        yield (
            "Nothing on what came of the repair: it takes calls of which both are known, whether it was made"
            f" and what came, {k} for each of the four ways that can go."
        )
        return
    lacking = [what for name, what in WITHIN.items() if repair["within"][name] is None]
    if lacking:
        yield f"Too few calls to count like with like by: {'; '.join(lacking)}."
    if repair["overall"]["made"]["of"] + repair["overall"]["not_made"]["of"] < record["calls"]:
        yield "Calls without a told outcome, or a word on the repair, aren't in what came of the repair."


def _of_the_tables(record: Record, about: About) -> Iterator[str]:
    if about.unfinished:
        yield f"What was worked out since these tables were written. {UNFINISHED}"
    if about.versions > 1:
        yield (
            f"The reports were made with {about.versions} versions of the catalogue, and a mistake that one"
            " of them doesn't know can't be counted in its reports. Run the batch again to have one."
        )
    if about.unread:
        yield f"Left out of every count: {_few(about.unread, record)}. {UNREAD}"
    if about.failed:
        yield f"{capital(_few(about.failed, record))} gave no report; errors.parquet says why."


def _few(count: int, record: Record) -> str:
    return f"fewer than {record['k']} inputs" if count < record["k"] else f"{count:,} inputs"
