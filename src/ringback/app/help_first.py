"""Whom to ring where words speak of self-harm: before anything is worked out of them, or kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ringback.app.circumstances import Circumstances
from ringback.core import distress
from ringback.core.catalogue import Catalogue
from ringback.core.document import Document, of_material, of_transcript
from ringback.core.errors import HelpFirst
from ringback.core.material import Material
from ringback.core.report import helpline_records
from ringback.core.transcript import from_account
from ringback.readers.calendar import country_of


def helplines(text: str, around: Circumstances, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Whom to ring, for words of self-harm, of which nothing may be kept; none for all others."""
    return _whom_to_ring((of_transcript(from_account("typed", text)),), around, catalogue)


def look_first(text: str, around: Circumstances, catalogue: Catalogue) -> None:
    """Nothing, where words don't speak of self-harm, whoever wrote them. Raises HelpFirst."""
    if found := helplines(text, around, catalogue):
        raise HelpFirst(found)


def look_first_at(materials: Sequence[Material], around: Circumstances, catalogue: Catalogue) -> None:
    """The same of texts in which the candidate's words are told from others'. Raises HelpFirst."""
    if found := _whom_to_ring([of_material(one) for one in materials], around, catalogue):
        raise HelpFirst(found)


def _whom_to_ring(
    documents: Sequence[Document], around: Circumstances, catalogue: Catalogue
) -> list[dict[str, Any]]:
    country = around.country or country_of(around.locale, around.zone)
    return helpline_records(*distress.whom_to_ring(documents, catalogue, country))
