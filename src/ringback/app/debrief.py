"""The look back at one call, without verdict and plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ringback.app import stream
from ringback.app.circumstances import Circumstances
from ringback.app.handed_over import notices, surely_told_apart
from ringback.core import distress
from ringback.core.call import answered, read_call
from ringback.core.catalogue import Catalogue
from ringback.core.compared import compare
from ringback.core.debrief import Debrief, debrief
from ringback.core.debrief_report import DebriefReport
from ringback.core.delivery import delivered
from ringback.core.document import Document, of_material
from ringback.core.errors import RingbackError
from ringback.core.language import without_foreign
from ringback.core.material import Material
from ringback.core.proposals import LanguageModel, Proposals, propose
from ringback.core.verdict import damage_of
from ringback.readers import read_text
from ringback.readers.calendar import country_of


class NoCall(RingbackError):
    """Nothing but what the employer wrote was handed over."""

    code = "no_call"

    def __init__(self) -> None:
        super().__init__(
            "There is no call to look back at: this is what the employer wrote.",
            "Give a transcript or your own account of the call (--kind says which);"
            " ringback process reads what employers write.",
        )


def look_back(
    materials: Sequence[Material],
    around: Circumstances,
    catalogue: Catalogue,
    adviser: LanguageModel | None = None,
) -> DebriefReport:
    """What really went wrong in a call, moment by moment, and how it compares with the usual level.

    An `adviser` may propose more of the transcript that is told moment by moment. That changes nothing else.
    Where somebody writes of harming themself, nothing is asked of it.
    """
    phrases = catalogue.phrases
    materials = tuple(map(surely_told_apart, materials))
    every = tuple(map(of_material, materials))
    documents, foreign = without_foreign(every, phrases["language"])
    call = answered(read_call(catalogue, documents), around.readings)
    if documents and all(document.kind == "message" for document in documents):
        raise NoCall
    found = debrief(catalogue, documents, call)
    heard_all = any(document.kind == "verbatim" for document in every)
    damage = _damage(found, phrases["verdict"]["damage"], heard_all=heard_all)
    country = around.country or country_of(around.locale, around.zone)
    helplines, emergency = distress.whom_to_ring(every, catalogue, country)
    return DebriefReport(
        made=around.now,
        zone=around.zone,
        debrief=found,
        damage=damage,
        compared=compare(
            damage, found.findings, found.signals, call, phrases["compared"], catalogue.parameters
        ),
        from_memory=not heard_all,
        texts={document.source: document.text for document in documents},
        notices=tuple(notices(materials, foreign if documents else (), phrases["language"]["left_out"])),
        materials=tuple((material.name, material.kind) for material in materials),
        unread=bool(foreign) and not documents,
        catalogue=catalogue.version,
        helplines=helplines,
        emergency=emergency,
        proposed=_proposed(adviser, documents, found, catalogue) if adviser and not helplines else None,
        delivery=delivered(documents, found),
    )


def _damage(found: Debrief, table: Mapping[str, Any], *, heard_all: bool) -> str:
    """How much was damaged; nothing, where all was heard word for word and nothing was found in it."""
    damage = damage_of(found.findings, table)
    return "none" if damage == "unknown" and heard_all and found.moments else damage


def _proposed(
    adviser: LanguageModel, documents: Sequence[Document], found: Debrief, catalogue: Catalogue
) -> Proposals | None:
    told = next((document for document in documents if document.source == found.source), None)
    rules = [rule for rule in catalogue.mistakes.values() if rule.label and rule.needs == "verbatim"]
    labels = {rule.label: rule.title for rule in reversed(rules) if rule.label}
    return propose(adviser, told, labels, found.findings) if told else None


def answer_line(line: str, number: int, around: Circumstances, catalogue: Catalogue) -> dict[str, Any]:
    """One line of a stream answered: the debrief, or the error, under the line's id."""

    def work(text: str, here: Circumstances) -> dict[str, Any]:
        return look_back(read_text(text, me=here.me), here, catalogue).as_record()

    return stream.answer(line, number, around, work)
