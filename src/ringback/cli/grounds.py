"""What a report rests on: `--why` gives every reason in full, `--facts` the facts that the drafts claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ringback.cli.layout import bold, cut, dim, wrap
from ringback.telling import said

Record = Mapping[str, Any]

LONGEST_QUOTE = 200


def why_section(record: Record) -> Iterator[str]:
    """Every reason, with its rule, parameter, sources and quoted words; then the findings' own."""
    yield bold("Why")
    seen: list[Record] = []
    for reason in [*record["reasons"], *record["odds"]["reasons"], *record["plan"]["reasons"]]:
        if reason not in seen:
            seen.append(reason)
            yield from _reason(reason)
    for finding in record["findings"]:
        yield from wrap(f"{bold(finding['title'])}: {finding['why']}", "  ", "    ")
        yield from _rests(finding["rule"], None, finding["sources"], finding["quote"])
    yield from wrap(dim(f"Catalogue {record['catalogue']}. A rule in full: ringback catalogue show ID"), "  ")


def reasons_section(reasons: Sequence[Record], catalogue: str) -> Iterator[str]:
    """These reasons alone, each once."""
    yield bold("Why")
    for n, reason in enumerate(reasons):
        if reason not in reasons[:n]:
            yield from _reason(reason)
    yield from wrap(dim(f"Catalogue {catalogue}. A rule in full: ringback catalogue show ID"), "  ")


def _reason(reason: Record) -> Iterator[str]:
    yield from wrap(said.sentence(reason["says"]), "  ", "    ")
    yield from _rests(reason["rule"], reason["parameter"], reason["sources"], reason["quote"])


def _rests(rule: str | None, parameter: str | None, sources: list[str], quote: str | None) -> Iterator[str]:
    if quote:
        yield from wrap(f'"{cut(quote, LONGEST_QUOTE)}"', "    ", "     ")
    named = [f"rule {rule}"] if rule else []
    named += [f"parameter {parameter}"] if parameter else []
    named += [f"rests on {', '.join(_source(source) for source in sources)}"] if sources else []
    if named:
        yield from wrap(dim("; ".join(named)), "    ")


def _source(source: str) -> str:
    return "our judgement" if source == "judgement" else source


def facts_section(record: Record) -> Iterator[str]:
    """The facts, numbered as in the drafts, with where each comes from."""
    yield bold("Facts: the drafts claim nothing else")
    for fact in record["facts"]:
        head = f"  [{fact['number']}] "
        yield from wrap(fact["text"], head)
        origin = "confirmed" if fact["confirmed"] and fact["provenance"] == "found" else fact["provenance"]
        place = f"{said.PROVENANCE[origin]}, {said.place(fact['source'])}"
        same = " ".join(fact["quote"].split()) == fact["text"]
        quote = "" if same else f': "{cut(fact["quote"], LONGEST_QUOTE)}"'
        yield from wrap(dim(place + quote), " " * len(head))
    if not record["facts"]:
        yield from wrap("None were found that a draft could rest on.", "  ")
