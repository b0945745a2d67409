"""A case worked out and not kept yet: its report, and what is kept with it once its owner wants that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ringback.app.circumstances import Circumstances
from ringback.app.recall import GuidedRecall
from ringback.app.recover import understand, work_out
from ringback.core.catalogue import Catalogue
from ringback.core.facts import Fact
from ringback.core.material import Material


@dataclass(frozen=True)
class WorkedOut:
    """A case worked out. `answers` were typed just now."""

    record: Mapping[str, Any]
    sheet: Sequence[Fact]
    employer: str | None
    answers: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def troubled(self) -> bool:
        """Whether the words spoke of self-harm: then nothing is kept."""
        return bool(self.record["helplines"])


def of_materials(materials: Sequence[Material], around: Circumstances, catalogue: Catalogue) -> WorkedOut:
    """What was handed over, worked out."""
    known = understand(materials, around, catalogue)
    return WorkedOut(work_out(known, around, catalogue).as_record(), known.sheet, known.names.employer)


def of_recall(guided: GuidedRecall) -> WorkedOut:
    """What was answered, and handed over beside it, worked out."""
    known = guided.known()
    record = guided.report_on(known).as_record()
    return WorkedOut(record, known.sheet, known.names.employer, dict(guided.answers))
