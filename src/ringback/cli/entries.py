"""One entry of the catalogue as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.cli.layout import bold, columns_of, dim, safe, wrap
from ringback.telling import said

Record = Mapping[str, Any]

_APART = ("id", "title", "rests_on", "examples", "values", "settings")
_HEADS = {"says": "says", "asks": "asks", "why": "why", "repair": "do", "avoid": "don't", "fills": "fills"}


def entry_lines(family: str, record: Record, citations: Mapping[str, str]) -> Iterator[str]:
    """The entry's title and terms, then its values, grounds and examples; `citations` by source id."""
    entry = safe(record)
    title = entry.get("title") or entry.get("says") or entry.get("asks") or entry["id"]
    yield from wrap(bold(said.capital(title)))
    yield dim(entry["id"] if entry["id"].startswith(f"{family}/") else f"{family}/{entry['id']}")
    yield ""
    terms = [(name, value) for name, value in entry.items() if name not in _APART and value]
    yield from columns_of((_HEADS.get(name, name.replace("_", " ")), _plain(value)) for name, value in terms)
    yield from _values(entry.get("values", ()), entry.get("unit", ""))
    yield from _grounds(entry.get("rests_on", ()), citations)
    yield from _examples(entry.get("examples", ()))


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_plain(one)}" for key, one in value.items())
    return str(value)


def _values(values: list[Record], unit: str) -> Iterator[str]:
    if values:
        yield ""
        yield bold("Values")
    for one in values:
        span = f"{one['value']:g} {unit}, {one['low']:g} to {one['high']:g}".replace(" ,", ",")
        yield from wrap(
            f"{span}; rests on {', '.join(one['rests_on'])}. {one['note']}", f"  {one['since']}  "
        )


def _grounds(grounds: list[Record], citations: Mapping[str, str]) -> Iterator[str]:
    if grounds:
        yield ""
        yield bold("Rests on")
    for ground in grounds:
        source = ground["source"]
        name = "Our judgement" if source == "judgement" else citations.get(source, source)
        yield from wrap(f"{ground['says']} {dim(name)}", "  ", "    ")


def _examples(examples: list[Record]) -> Iterator[str]:
    for finds, heading in ((True, "Found in"), (False, "Left alone in")):
        texts = [example["text"] for example in examples if example["finds"] is finds]
        if texts:
            yield ""
            yield bold(heading)
        for text in texts:
            yield from wrap(f'"{text}"', "  ", "   ")
