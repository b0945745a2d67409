"""Words of self-harm in what the candidate wrote, and whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.readings import hear


@dataclass(frozen=True, slots=True)
class Helpline:
    """Somebody to ring, or the page that lists whom to ring; `sources` are source ids."""

    country: str
    name: str
    number: str
    hours: str
    sources: tuple[str, ...]


def heard(documents: Sequence[Document], catalogue: Catalogue) -> bool:
    """Whether the candidate's own words speak of self-harm or of not wanting to live; in doubt, they do."""
    own = [document for document in documents if document.kind in ("account", "verbatim")]
    return any(one.hit.passage.role != "interviewer" for one in hear(catalogue.setting("distress"), own))


def whom_to_ring(
    documents: Sequence[Document], catalogue: Catalogue, country: str | None
) -> tuple[tuple[Helpline, ...], str | None]:
    """A country's lines and its emergency number where words of self-harm are heard; else none of either."""
    if not heard(documents, catalogue):
        return (), None
    return helplines_for(catalogue, country), emergency_number(catalogue, country)


def helplines_for(catalogue: Catalogue, country: str | None) -> tuple[Helpline, ...]:
    """The lines of a country (two letters, any case); where none is listed, the page that lists all."""
    table = catalogue.phrases["helplines"]
    wanted = (country or "").upper()
    rows = [row for row in table["line"] if wanted and wanted in row["countries"]] or [table["default"]]
    return tuple(
        Helpline(wanted, row["name"], row["number"], row["hours"], tuple(row["rests_on"])) for row in rows
    )


def emergency_number(catalogue: Catalogue, country: str | None) -> str | None:
    """The number for immediate danger in a country, or None where it isn't listed."""
    number = catalogue.phrases["helplines"]["emergency"].get((country or "").upper())
    return None if number is None else str(number)
