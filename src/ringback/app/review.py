"""The review of a draft: anybody's words, judged before they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ringback.app import memory, stream
from ringback.app.circumstances import Circumstances
from ringback.app.help_first import look_first
from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.drafted import KINDS, Sheet
from ringback.core.errors import RingbackError
from ringback.core.language import is_foreign
from ringback.core.moves import Asked, document_of
from ringback.core.review import Review, review
from ringback.core.review_case import CaseTold, with_own_words
from ringback.core.review_report import ReviewReport
from ringback.core.voicing import Ear

KEPT = 256
"""Reviews kept in memory, of the drafts looked over last; none is ever written down."""
NOTICED = ("likely", "unlikely", "unknown")
FORM = 'one {"id", "text", "kind"} object'


class NoDraft(RingbackError):
    """A text that can't be reviewed: nothing in it, or not in English."""

    code = "no_draft"


class BadKind(RingbackError):
    """A kind of draft, or a word on what was noticed, that there is not."""

    code = "bad_kind"


def judged(asked: Asked, around: Circumstances, catalogue: Catalogue) -> ReviewReport:
    """A draft judged by itself. Raises NoDraft or HelpFirst."""
    _check(asked, around, catalogue)
    document, found = _judged(asked, catalogue)
    return ReviewReport(found, document, catalogue.version)


def look_over(asked: Asked, around: Circumstances, catalogue: Catalogue) -> dict[str, Any]:
    """The same as one JSON object. Raises NoDraft or HelpFirst."""
    return judged(asked, around, catalogue).as_record()


def look_over_with(
    asked: Asked, told: CaseTold, name: str, around: Circumstances, catalogue: Catalogue
) -> dict[str, Any]:
    """A draft judged by what its case holds, too: its time, its claims, and better words.

    Raises NoDraft or HelpFirst.
    """
    _check(asked, around, catalogue)
    document, found = _judged(asked, catalogue, told.words(around.now.date()), told.sheet)
    by_case = with_own_words(found, told.facts, Ear(catalogue.phrases["phrases/reading"]))
    return ReviewReport(by_case, document, catalogue.version, name).as_record()


@lru_cache(maxsize=KEPT)
def _judged(
    asked: Asked, catalogue: Catalogue, words: frozenset[str] = frozenset(), sheet: Sheet | None = None
) -> tuple[Document, Review]:
    """A draft and its review, kept by all that it hangs on: a page made anew shows most drafts unchanged."""
    document = document_of(asked, catalogue, words, sheet)
    return document, review(catalogue, document)


memory.remembers(_judged.cache_clear)


def _check(asked: Asked, around: Circumstances, catalogue: Catalogue) -> None:
    look_first(asked.text, around, catalogue)
    if not any(char.isalnum() for char in asked.text):
        raise NoDraft("There are no words in it.", "Give the draft itself, as text.", asked.source)
    if is_foreign(asked.text, catalogue.phrases["language"]):
        raise NoDraft(
            "It isn't in English, and English is all that is read.",
            "Give an English draft; the advice on what to send holds in any language: ringback recover",
            asked.source,
        )


def answer_line(line: str, number: int, around: Circumstances, catalogue: Catalogue) -> dict[str, Any]:
    """One line of a stream answered by the contract: the review, or the error, under the line's id."""

    def work(row: Mapping[str, Any]) -> dict[str, Any]:
        asked = read_asked(row, stream.text_of(row, number, FORM), f"line {number}")
        return look_over(asked, around, catalogue)

    return stream.answer_row(line, number, work, FORM)


def read_asked(row: Mapping[str, Any], text: str, place: str) -> Asked:
    """What a line's object says of its draft. Raises BadKind."""
    return Asked(
        text=text,
        kind=_kind(row, place),
        situation=_words(row, "situation", place),
        noticed=_choice(row, "noticed", NOTICED, "unknown", place),
        source=place,
    )


def _kind(row: Mapping[str, Any], place: str) -> str:
    """The draft's kind, as "kind" or, as in a batch, as "form" of a row whose kind is "draft"."""
    kind = _choice(row, "kind", (*KINDS, "draft"), "draft", place)
    return _choice(row, "form", KINDS, "email" if kind == "draft" else kind, place)


def _choice(row: Mapping[str, Any], key: str, allowed: tuple[str, ...], absent: str, place: str) -> str:
    value = row.get(key)
    if value is None:
        return absent
    if value not in allowed:
        raise BadKind(
            f"{key!r} is {value!r}, which there is not.", f"Use one of: {', '.join(allowed)}.", place
        )
    return str(value)


def _words(row: Mapping[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str | None):
        raise BadKind(f"{key!r} should be text.", "Write it in quotes, or leave it out.", place)
    return value or ""
