"""A debrief in a terminal, rendered from its record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from ringback.cli.grounds import reasons_section
from ringback.cli.layout import accent, bold, columns_of, cut, dim, safe, whole, width, wrap
from ringback.cli.quiet import LATER, help_lines
from ringback.core.catalogue import JUDGEMENT, Rule, Source
from ringback.telling import days, said
from ringback.telling.delivery import figures

Record = Mapping[str, Any]
Lines = Iterator[str]

KIND: Mapping[str, str] = {
    "small_talk": "small talk",
    "background": "about you",
    "motivation": "why",
    "behavioural": "an example",
    "situational": "what if",
    "technical": "the work itself",
    "logistics": "arrangements",
    "salary": "pay",
    "their_questions": "your questions",
}
LONGEST_QUOTE = 160
ROOM = 15
UNREAD = "It isn't in English, and English is all that is read. Nothing was looked for in it."
FEWEST = "No question was found in it, so it isn't told question by question."


def render(record: Record, *, why: bool = False, colour: bool = False) -> str:
    """The whole debrief as text of at most 80 columns, ending in a line end."""
    return whole(_blocks(safe(record), why=why), colour=colour)


def _blocks(record: Record, *, why: bool) -> Iterator[Iterable[str]]:
    if record["helplines"]:
        yield [*help_lines(record), "", *wrap(LATER)]
        return
    yield _head(record)
    if record["unread"]:
        return
    yield _overall(record)
    yield _moments(record)
    yield _findings(record)
    yield _delivered(record["delivery"])
    yield _fair(record)
    yield _proposed(record["proposed"])
    if why:
        yield reasons_section(record["compared"]["reasons"], record["catalogue"])
    yield _last(record, why=why)


def _head(record: Record) -> Lines:
    yield bold("The call, looked back at")
    then = days.made_at(record)
    read = f"Read {days.day(then, then.date())}, {days.clock(then)}."
    how = "From your own account, not word for word. " if record["from_memory"] else "From the transcript. "
    yield from wrap(dim(read if record["unread"] else how + read))
    for notice in record["notices"]:
        yield from wrap(dim(said.ended(notice)))
    if record["unread"]:
        yield from wrap(UNREAD)


def _overall(record: Record) -> Lines:
    yield from wrap(accent(record["compared"]["says"]))
    for reason in record["compared"]["reasons"]:
        if not reason["parameter"]:
            yield from wrap(reason["says"], "  ")
        if reason["quote"]:
            yield from wrap(f'"{cut(reason["quote"], LONGEST_QUOTE)}"', "    ", "     ")


def _moments(record: Record) -> Lines:
    """The questions in order, each with its answer's gist and the numbers of what was found in it."""
    if record["from_memory"]:
        return
    yield bold("Question by question")
    if sum(one["kind"] == "transcript" for one in record["materials"]) > 1:
        yield from wrap(
            f"{record['told']} alone is told so, being the longest; the others were searched.", "  "
        )
    if not record["moments"]:
        yield from wrap(FEWEST, "  ")
    for moment in record["moments"]:
        yield from _moment(moment)


def _moment(moment: Record) -> Lines:
    clock = f"{days.minutes(moment['at']):>7}  " if moment["at"] is not None else "  "
    found = ", ".join(f"[{number}]" for number in moment["findings"])
    head = f"{clock}{KIND[moment['kind']]:<{ROOM}} "
    gist = f'"{cut(moment["gist"]["quote"], LONGEST_QUOTE)}"' if moment["gist"] else dim("no answer came")
    yield from wrap(f"{gist} {accent(found) if found else ''}".rstrip(), head, " " * width(head))


def _findings(record: Record) -> Lines:
    findings = record["findings"]
    yield bold("What went wrong, worst first" if findings else "What went wrong")
    if not findings:
        where = "what you told" if record["from_memory"] else "the transcript"
        yield from wrap(f"Nothing that we know of was found in {where}.", "  ")
    for _, found in groupby(findings, key=itemgetter("rule")):  # a rule's stand together
        yield from _finding(list(found))


def _at(place: Record) -> str:
    """Where in the call, where that is known."""
    return f" at {days.minutes(place['at'])}" if place["at"] is not None else ""


def _finding(found: list[Record]) -> Lines:
    """What, how much it weighs, whether they noticed, in whose words, and what to do; then where again."""
    finding, *again = found
    head = f"  [{finding['number']}] "
    indent = " " * width(head)
    when = _at(finding)
    weighs = f"({finding['weight']}; {said.NOTICED[finding['noticed']]})"
    yield from wrap(f"{bold(finding['title'])}{when} {dim(weighs)}", head, indent)
    yield from wrap(finding["says"], indent)
    if finding["quote"].strip():
        unsure = dim(" (heard unclearly)") if finding["unclear"] else ""
        yield from wrap(f'"{cut(finding["quote"], LONGEST_QUOTE)}"{unsure}', indent, indent + " ")
    if finding["because"]:
        yield from wrap(f'They said: "{cut(finding["because"], LONGEST_QUOTE)}"', indent, indent + "  ")
    yield from wrap(said.sentence(finding["fix"]), indent)
    for one in again:
        when = _at(one)
        seen = "" if one["noticed"] == finding["noticed"] else f" ({said.NOTICED[one['noticed']]})"
        yield from wrap(
            f'Again{when}{seen}: "{cut(one["quote"], 60)}"', f"  [{one['number']}] ", indent + "  "
        )


def _delivered(told: Record | None) -> Lines:
    """How the call was delivered, where its transcript has times."""
    if told is None:
        return
    yield bold("How it was said")
    yield from columns_of(list(figures(told)))


def _fair(record: Record) -> Lines:
    """What went well, what was not the candidate's doing, and what they showed, both ways."""
    rows = [
        ("went well", _placed(record["went_well"])),
        ("not yours", _placed(record["not_yours"])),
        ("good signs", _quoted(record["signals"], "good")),
        ("bad signs", _quoted(record["signals"], "bad")),
    ]
    told = [(name, says) for name, says in rows if says]
    if told:
        yield bold("The rest of the picture")
        yield from columns_of(told)


def _proposed(proposed: Record | None) -> Lines:
    """What a language model proposed: marked, and outside everything else."""
    if proposed is None:
        return
    yield bold(f"Proposed by {proposed['model']} on {proposed['host']}")
    yield from wrap(
        "Not our findings: only that the words were said was checked. They change nothing above.", "  "
    )
    for one in proposed["mistakes"]:
        when = _at(one)
        yield from wrap(
            f'{one["label"].replace("_", " ")}{when}: "{cut(one["quote"], LONGEST_QUOTE)}"', "  - ", "    "
        )
    if not proposed["readable"]:
        yield from wrap("Its answer could not be read.", "  ")
    elif not proposed["mistakes"]:
        yield from wrap("Nothing.", "  ")
    if proposed["refused"]:
        yield from wrap(f"Left out, as the words or the mistake don't exist: {proposed['refused']}.", "  ")


def _placed(heard: list[Record]) -> str:
    return " ".join(said.ended(one["says"]) for one in heard[:4])


def _quoted(signals: list[Record], value: str) -> str:
    quotes = dict.fromkeys(f'"{cut(one["quote"], 60)}"' for one in signals if one["value"] == value)
    more = f" and {len(quotes) - 4} more" if len(quotes) > 4 else ""
    return ", ".join(list(quotes)[:4]) + more


def _last(record: Record, *, why: bool) -> Lines:
    people = "People misjudge their own calls both ways." if record["from_memory"] else ""
    more = "" if why else "Why, in full: --why."
    one = "One finding in full: --explain 1." if record["findings"] else ""
    yield from wrap(dim(" ".join(part for part in (people, more, one) if part)))


def explained(finding: Record, rule: Rule, sources: Mapping[str, Source]) -> Lines:
    """One finding in full: the words, the rule and its grounds, and what would have avoided it."""
    finding = safe(finding)
    yield from wrap(bold(finding["title"]))
    yield from columns_of(
        [
            ("rule", finding["rule"]),
            ("weight", finding["weight"]),
            ("concern", finding["concern"]),
            ("noticed", said.NOTICED[finding["noticed"]]),
        ]
    )
    yield ""
    yield from wrap(finding["says"])
    yield from wrap(f'"{finding["quote"]}"', "  ", "   ")
    if finding["because"]:
        yield from wrap(f'They said: "{finding["because"]}"', "  ", "    ")
    yield ""
    yield from wrap(f"{bold('Why it matters:')} {finding['why']}", "", "  ")
    yield from wrap(f"{bold('Now:')} {finding['fix']}", "", "  ")
    yield from wrap(f"{bold('What would have avoided it:')} {finding['avoid']}", "", "  ")
    yield ""
    yield bold("It rests on")
    for ground in rule.rests_on:
        source = sources.get(ground.source)
        cited = (
            "our judgement" if ground.source == JUDGEMENT else source.citation if source else ground.source
        )
        yield from wrap(f"{ground.says} ({cited})", "  ", "    ")
        if source and source.url:
            yield dim(f"    {source.url}")  # whole, to be copied
