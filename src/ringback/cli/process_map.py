"""The process map in a terminal, rendered from its record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from ringback.cli.grounds import reasons_section
from ringback.cli.layout import accent, bold, columns_of, cut, dim, safe, whole, width, wrap
from ringback.core.days import day_of
from ringback.telling import days, said
from ringback.telling.stages import CUT, details

Record = Mapping[str, Any]
Lines = Iterator[str]

LONGEST_QUOTE = 140
MARKS = {"done": "●", "next": "◉", "to_come": "○", "unknown": "○"}
OPTIONAL = "◌"
WHEN = {"done": "done", "next": "next: you are here", "to_come": "", "unknown": ""}
BASIS = {"stated": "They say so", "implied": "Not said, but it follows"}
DECIDES = {"yes": "decides", "advises": "advises", "no": "arranges", "unknown": ""}
LIKELY = {"yes": "probably decides", "advises": "probably advises", "no": "probably arranges", "unknown": ""}
CONTACT = {
    "yes": "They invite it",
    "no": "They ask you not to",
    "unknown": "They don't say. A short thank-you is always fair.",
}
ALL = ("everyone", "everybody", "all", "each", "whoever", "those")
ARTICLES = ("the", "our", "your", "a", "an", "one")
CLASH = {"rule": "how they decide", "stage": "which stage it is", "length": "how long a stage takes"}


def render(record: Record, *, why: bool = False, colour: bool = False) -> str:
    """The whole map as text of at most 80 columns, ending in a line end."""
    return whole(_blocks(safe(record), why=why), colour=colour)


def _blocks(record: Record, *, why: bool) -> Iterator[Iterable[str]]:
    yield _head(record)
    yield stages_section(record)
    yield rule_section(record)
    yield _people(record)
    yield _times(record)
    yield _contact(record)
    yield _clashes(record)
    if why:
        yield reasons_section(record["reasons"], record["catalogue"])


def _head(record: Record) -> Lines:
    yield from wrap(bold(record["employer"] or "The process"))
    then = days.made_at(record)
    texts = len(record["materials"])
    read = f"From {said.number(texts)} {'text' if texts == 1 else 'texts'}."
    yield from wrap(dim(f"{read} Read {days.day(then, then.date())}, {days.clock(then)}."))
    for notice in record["notices"]:
        yield from wrap(dim(said.ended(notice)))


def stages_section(record: Record) -> Lines:
    """The line of stages, down the page: what is over, where you are, what is to come, where it can end."""
    stages = record["stages"]
    if not stages:
        yield bold("The stages")
        yield from wrap("None is named in what was read.", "  ")
        return
    yield bold(
        "The stages, in their order" if record["order_known"] else "The stages; their order isn't told"
    )
    room = max(width(said.STAGE_KIND[stage["kind"]]) for stage in stages) + 2
    for n, stage in enumerate(stages):
        mark = OPTIONAL if stage["optional"] and stage["when"] != "done" else MARKS[stage["when"]]
        name = said.STAGE_KIND[stage["kind"]]
        shown = accent(name) if stage["when"] == "next" else name
        head = f"  {mark}  {shown}{' ' * (room - width(name))}"
        told = "; ".join(part for part in (WHEN[stage["when"]], *details(stage)) if part)
        yield from wrap(dim(told), head) if told else [head.rstrip()]
        if n + 1 == len(stages):
            return
        if stage["role"] == "gate":
            yield from wrap(dim(f"a gate: {CUT[stage['cut']]}"), "  ┿  ")
        elif record["order_known"]:
            yield "  │"


def rule_section(record: Record) -> Lines:
    """How the stages decide: in the employer's words, or as chances with what would settle it."""
    yield bold("How they decide")
    rule, odds = record["decision_rule"], record["rule_odds"]
    if rule != "unknown":
        basis = BASIS.get(record["rule_basis"], "")
        yield from wrap(
            f"{said.capital(said.RULE[rule])}. {basis}{':' if record['rule_quote'] else '.'}", "  "
        )
        if record["rule_quote"]:
            yield from wrap(f'"{cut(record["rule_quote"], LONGEST_QUOTE)}"', "    ", "     ")
        return
    yield from wrap("They don't say. By what is known, and no more than that:", "  ")
    ranked = sorted(odds, key=lambda name: -odds[name])
    yield from columns_of(((said.RULE[name], said.share(odds[name])) for name in ranked), "    ", 34)
    for reason in record["reasons"][:3]:
        yield from wrap(dim(said.sentence(reason["says"])), "  ")
    if record["question"]:
        yield from wrap("One question would settle it; whoever arranges the calls can answer it:", "  ")
        yield from wrap(accent(f'"{record["question"]}"'), "    ", "     ")


def _people(record: Record) -> Lines:
    people = record["decision_makers"]
    if not people:
        return
    yield bold("Who decides")
    rows = []
    for person in people:
        named = ", ".join(part for part in (person["name"], person["role"]) if part)
        told = DECIDES[person["decides"]] or LIKELY[person["likely"]] or "part not told"
        rows.append((said.capital(named), told))
    yield from columns_of(rows, widest=44)
    aim = record["aim"]
    if aim and (aim["decides"] in {"yes", "advises"} or aim["likely"] == "yes"):
        yield from wrap(f"Whatever you raise, raise it with {_reached(aim)}.", "  ")


def _reached(person: Record) -> str:
    """A name, "the hiring manager", "everyone who met you"."""
    if person["name"]:
        return str(person["name"])
    role: str = person["role"]
    first = role.split(maxsplit=1)[0].lower()
    if first in ALL or first in ARTICLES:
        return f"{role[:1].lower()}{role[1:]}"
    return f"the {role}"


def _times(record: Record) -> Lines:
    """When things are; how long one of several stages takes stands beside the stage, if at all."""
    several = len(record["stages"]) > 1
    when = [one for one in record["times"] if not (several and one["kind"] == "duration")]
    rows = [*_shown(when, record), *_shown(record["due"], record)]
    if rows:
        yield bold("When")
        yield from columns_of(rows)


KIND_OF_TIME = {
    "interview": "the interview",
    "slot_choice": "a choice of times",
    "duration": "it takes",
    "placeholder": "to be filled in",
    "deadline": "by when",
    "turnaround": "their answer",
    "waiting": "a wait",
}


def _shown(times: list[Record], record: Record) -> Iterator[tuple[str, str]]:
    zone = days.zone_named(record["zone"])
    today = day_of(datetime.fromisoformat(record["made"]))
    for one in times:
        when, other = (days.moment(one[key], zone) for key in ("when", "or_when"))
        placed = " or ".join(
            f"{days.day(moment, today)} {days.clock(moment)}".strip() for moment in (when, other) if moment
        )
        quote = f'"{cut(" ".join(one["quote"].split()), LONGEST_QUOTE)}"'
        yield KIND_OF_TIME[one["kind"]], f"{quote}: {placed}" if placed else quote


def _contact(record: Record) -> Lines:
    yield bold("Writing to them")
    says, quote = CONTACT[record["follow_up_allowed"]], record["follow_up_quote"]
    yield from wrap(f'{says}: "{cut(quote, LONGEST_QUOTE)}"' if quote else said.ended(says), "  ")


def _clashes(record: Record) -> Lines:
    if record["clashes"]:
        yield bold("Where the texts disagree; the newer holds")
    for clash in record["clashes"]:
        yield from wrap(f"{said.capital(CLASH.get(clash['about'], clash['about']))}:", "  ")
        yield from wrap(f'holds    "{cut(clash["kept"], LONGEST_QUOTE)}" ({clash["kept_source"]})', "    ")
        yield from wrap(
            f'doesn\'t  "{cut(clash["dropped"], LONGEST_QUOTE)}" ({clash["dropped_source"]})', "    "
        )
