"""The report in a terminal, rendered from its record alone, so that a saved one prints the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from ringback.cli.grounds import facts_section, why_section
from ringback.cli.layout import accent, bold, columns_of, cut, dim, safe, whole, width, with_command, wrap
from ringback.cli.letters import confirming, words_section
from ringback.cli.process_map import stages_section
from ringback.cli.quiet import quiet_lines, unread_lines
from ringback.core.due import silent_from
from ringback.telling import days, said, standing

Record = Mapping[str, Any]
Lines = Iterator[str]

MOST_FINDINGS = 3


@dataclass(frozen=True)
class View:
    """How much to show. `kept`: later commands will find it (by the name `case`), so they can be named;
    `whole`: every draft in full.
    """

    why: bool = False
    facts: bool = False
    kept: bool = False
    whole: bool = False
    case: str | None = None
    numbers: bool = True


@dataclass(frozen=True)
class Page:
    """A record that is safe to print, with its clock."""

    record: Record
    view: View
    zone: tzinfo | None
    made: datetime

    @property
    def today(self) -> date:
        return self.made.date()

    @property
    def plan(self) -> Record:
        plan: Record = self.record["plan"]
        return plan

    @property
    def closed(self) -> bool:
        return bool(self.record["verdict"] == "closed")

    @property
    def troubled(self) -> bool:
        return bool(self.record.get("helplines"))


def page_of(record: Record, view: View) -> Page:
    """The page for a record of `ringback recover`."""
    return Page(safe(record), view, days.zone_named(record["zone"]), days.made_at(record))


def render(record: Record, view: View | None = None, *, colour: bool = False) -> str:
    """The whole report as text of at most 80 columns, ending in a line end."""
    return whole(_blocks(page_of(record, view or View())), colour=colour)


def _blocks(page: Page) -> Iterator[Iterable[str]]:
    """The parts of the report, in the order in which they're read."""
    if page.troubled:
        yield quiet_lines(page.record)
        return
    yield _head(page)
    if page.record.get("unread"):
        yield unread_lines(page.record)
        return
    yield _verdict(page)
    yield _now(page)
    if page.closed:
        yield _who_else(page)
        yield _keep(page)
    else:
        yield _question(page)
        yield _went_wrong(page)
        yield _chances(page)
        yield _stages(page)
        yield _who_decides(page)
    yield words_section(
        page.record,
        whole=page.view.whole,
        command=_command(page, "words"),
        confirm=confirming(page.view.case) if page.view.kept else "",
    )
    yield _refused(page)
    yield _steps(page)
    if page.view.why:
        yield why_section(page.record)
    if page.view.facts:
        yield facts_section(page.record)
    yield _where(page)


def _head(page: Page) -> Lines:
    record = page.record
    yield from wrap(bold(said.capital(record["title"]) or "Your call"))
    read = f"Read {days.day(page.made, page.today)}, {days.clock(page.made)}."
    yield from wrap(dim(f"{standing.kind_of_call(record)} {read}".strip()))
    for notice in record["notices"]:
        yield from wrap(dim(said.ended(notice)))


def _verdict(page: Page) -> Lines:
    record = page.record
    yield from wrap(accent(record["headline"]))
    yield from wrap(record["because"], "  ")
    yield ""
    for name, says in _terms(page):
        yield from columns_of([(name, says)], least=8)
        if name == "rule" and record["decision_rule"] == "unknown":
            yield from columns_of(standing.guesses(record), indent=" " * 14, widest=32)


def _terms(page: Page) -> Iterator[tuple[str, str]]:
    record = page.record
    if not page.closed:
        yield "damage", standing.damage(record)
    yield "a repair", said.worth(record)
    quote = f': "{cut(record["rule_quote"], 120)}"' if record["rule_quote"] else ""
    yield "rule", standing.rule(record) + quote
    yield "changes", record["changes"]


def _now(page: Page) -> Lines:
    yield bold("Now")
    yield from wrap(_one_thing(page), "  ")
    asked = page.plan["now"].get("command")
    command = _command(page, asked) if asked and page.record["drafts"] else ""
    if command:
        yield f"    {command}"


def _command(page: Page, command: str) -> str:
    """A command that will find this case, or nothing where it isn't kept."""
    return " ".join(part for part in ("ringback", command, page.view.case) if part) if page.view.kept else ""


def _one_thing(page: Page) -> str:
    """What to do now, what to look at first in colour."""
    until_then, when, does = standing.one_thing(page.plan["now"], page.made)
    return " ".join(part for part in (until_then, accent(when or does), does if when else "") if part)


def _who_else(page: Page) -> Lines:
    if page.plan["who_else"]:
        yield bold("Does anyone else decide?")
        yield from wrap(page.plan["who_else"], "  ")


def _keep(page: Page) -> Lines:
    """What can be taken from a call that is over."""
    yield bold("What to keep")
    if page.plan["practise"]:
        yield "  Have ready:"
        for question in page.plan["practise"]:
            yield from wrap(question, "    ", "      ")
    yield from _good(page)


def _question(page: Page) -> Lines:
    whom = standing.whom_to_ask(page.record)
    if whom:
        yield bold("One question would settle it")
        yield from wrap(f"{whom}; it is a fair thing to ask:", "  ")
        yield from wrap(f'"{page.record["question"]}"', "    ", "     ")


def _went_wrong(page: Page) -> Lines:
    places = _by_title(page.record["findings"])
    if not places:
        yield bold("What went wrong")
        yield from wrap("Nothing that we know as a mistake was found in what you gave.", "  ")
        yield from _good(page)
        return
    yield bold("What went wrong, worst first" if len(places) > 1 else "What went wrong")
    shown = len(places) if page.view.why else MOST_FINDINGS
    for found in list(places.values())[:shown]:
        yield from _finding(found)
    rest = list(places)[shown:]
    if rest:
        names = ", ".join(title[:1].lower() + title[1:] for title in rest)
        yield from wrap(f"And {said.number(len(rest))} more: {names}. All of them: --why", "  ")
    if all(_told(found, page.record) for found in page.record["findings"]):
        yield from wrap(dim("Read from your own account. People misjudge their own calls both ways."), "  ")
    yield from _good(page)


def _told(finding: Record, record: Record) -> bool:
    """Whether a finding rests on somebody's telling, not on the words as they fell."""
    kinds = {one["name"]: one["kind"] for one in record.get("materials", ())}
    return finding["at"] is None and kinds.get(finding["source"]) != "transcript"


def _by_title(findings: Iterable[Record]) -> dict[str, list[Record]]:
    places: dict[str, list[Record]] = {}
    for finding in findings:
        places.setdefault(finding["title"], []).append(finding)
    return places


def _finding(found: list[Record]) -> Lines:
    """One kind of mistake: where, what, how much it weighs, in whose words, and what to do."""
    first = found[0]
    timed = first["at"] is not None
    place = f"{days.minutes(first['at']):>7}  " if timed else "  "
    indent = " " * 9 if timed else "    "
    weighs = f"{first['weight']:<13} {said.NOTICED[first['noticed']]}"
    title = first["title"]
    gap = 52 - width(place) - width(title) - 8
    if gap >= 2:
        yield f"{place}{bold(title)}{' ' * gap}{dim(weighs)}"
    else:
        yield from wrap(bold(title), place)
        yield f"{indent}{dim(weighs)}"
    told = f'"{cut(first["quote"], 78 - len(indent))}"' if first["quote"].strip() else first["says"]
    yield from wrap(told, indent, indent + " ")
    again = [days.minutes(one["at"]) for one in found[1:] if one["at"] is not None]
    more = f" Again at {said.listed(again)}." if again else ""
    yield from wrap(said.sentence(first["fix"]) + more, indent)


def _good(page: Page) -> Lines:
    for name, heading in (("went_well", "Went well"), ("not_yours", "Not yours")):
        told = [_placed(one) for one in page.record[name]]
        if told:
            yield from wrap(f"{bold(heading + ':')} {' '.join(told[:3])}", "  ", "    ")
    denied = dict.fromkeys(one["title"] for one in page.record.get("denied", ()))
    if denied:
        yield from wrap(f"{bold('Not so, by your word:')} {', '.join(denied)}.", "  ", "    ")


def _placed(one: Record) -> str:
    when = f" ({days.minutes(one['at'])})" if one["at"] is not None else ""
    return said.ended(one["says"].rstrip(".") + when)


def _chances(page: Page) -> Lines:
    odds = page.record["odds"]
    if not page.view.numbers or not odds["says"]:
        return
    yield bold(odds["heading"])
    opens = odds.get("opens")
    if opens:
        yield from wrap(opens, "  ")
    told = odds["rows"][1:] if opens else odds["rows"]
    yield from columns_of((row["what"], row["says"]) for row in told)
    command = _command(page, "odds")
    if odds["withheld"] and command and not page.closed:
        yield from with_command(f"{odds['says']} To see it anyway: {command}", "  ")
    else:
        yield from wrap(odds["says"], "  ")


def _stages(page: Page) -> Lines:
    """The line of stages, where the employer's texts tell of more than one."""
    process = page.record.get("process")
    if process and len(process["stages"]) > 1:
        yield from stages_section(process)


def _who_decides(page: Page) -> Lines:
    yield bold("Who decides")
    person = page.plan["person"]
    if person and person["name"]:
        role = f", {person['role']}" if person["role"] else ""
        yield from wrap(f"{person['name']}{role}.", "  ")
    yield from wrap(page.plan["aim"], "  ")
    others = standing.others(page.record)
    if others:
        yield from wrap(others, "  ")


def _refused(page: Page) -> Lines:
    refusals = page.record["refusals"]
    if not refusals:
        return
    yield bold("Not written")
    for one in refusals:
        yield from wrap(f'"{cut(one["quote"], 74)}"', "  ", "   ")
        yield from wrap(said.sentence(one["says"]), "    ")
        if one["instead"]:
            yield from wrap(f"True, and sayable: {one['instead']}", "    ")


def _steps(page: Page) -> Lines:
    told = [(_label(step, page), step["does"]) for step in page.plan["steps"]]
    rows = [(when, does) for when, does in told if _plain(when) != _plain(does)]
    if rows:
        yield bold("Plan")
        yield from columns_of(rows, widest=22)
    if page.plan["avoid"]:
        indent = "  " if rows else ""
        yield from wrap(f"{bold('Not:')} {'; '.join(page.plan['avoid'])}.", indent, f"{indent}     ")
    yield from _silence(page)


def _plain(words: str) -> str:
    return " ".join(words.lower().split()).rstrip(".")


def _label(step: Record, page: Page) -> str:
    when = days.moment(step["when"], page.zone)
    if when is None:
        return step["words"] or "any time"
    hour = days.clock(when)
    return f"{days.day(when, page.today)} {hour:>5}".rstrip()


def _silence(page: Page) -> Lines:
    until = days.moment(silent_from(page.plan), page.zone)
    if until:
        yield from wrap(f"No word by {days.day(until, page.today)} means no, most likely.", "  ")


def _where(page: Page) -> Lines:
    """The last line: where to look for more."""
    view = page.view
    show = f"ringback case show {view.case} " if view.case else ""
    left = [] if view.why else [f"Why, in full: {show}--why"]
    numbers = [fact["number"] for fact in page.record["facts"]]
    if numbers and not view.facts:
        left.append(
            f"the facts [1] to [{max(numbers)}]: --facts" if len(numbers) > 1 else "the fact [1]: --facts"
        )
    if left:
        yield from wrap(dim(said.capital("; ".join(left))))
