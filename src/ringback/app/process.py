"""An employer's process from what the employer sent or published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ringback.app import stream
from ringback.app.circumstances import Circumstances
from ringback.app.help_first import look_first
from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.contact import follow_up
from ringback.core.document import of_material
from ringback.core.language import without_foreign
from ringback.core.material import Material, by_age
from ringback.core.names import find_names
from ringback.core.people import aim
from ringback.core.process import read_process
from ringback.core.process_report import ProcessReport
from ringback.readers import read_text
from ringback.readers.date_times import times_told


def read_map(
    materials: Sequence[Material], around: Circumstances, catalogue: Catalogue, employer: str | None = None
) -> ProcessReport:
    """The process map of the texts, taken as one employer's; of two that disagree the newer holds.

    Raises HelpFirst.
    """
    for material in materials:
        look_first(material.text[material.start : material.end], around, catalogue)
    phrases = catalogue.phrases
    ordered = by_age(materials)
    every = tuple(of_material(material) for material in ordered)
    documents, foreign = without_foreign(every, phrases["language"])
    read = tuple(material for material in ordered if material.name not in foreign)
    names = find_names(read, documents, phrases, around.me)
    process = read_process(catalogue, documents, Call(), names.people, materials=read)
    return ProcessReport(
        employer=employer or names.employer,
        made=around.now,
        zone=around.zone,
        process=process,
        aim=aim(names.people),
        contact=follow_up(catalogue, documents),
        times=times_told(documents, around.now, around.zone, around.locale, phrases, read),
        question=process.question,
        reasons=process.reasons,
        notices=tuple(f"{name}: {phrases['language']['says']}" for name in foreign),
        materials=tuple((material.name, material.kind) for material in ordered),
        catalogue=catalogue.version,
    )


def answer_line(line: str, number: int, around: Circumstances, catalogue: Catalogue) -> dict[str, Any]:
    """One line of a stream answered: the map, or the error, under the line's id."""

    def work(text: str, here: Circumstances) -> dict[str, Any]:
        return read_map(read_text(text, kind="message"), here, catalogue).as_record()

    return stream.answer(line, number, around, work)
