"""What is known of the call: how it was held, where it stands in the process, and what has been heard since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.readings import Reading, read_field
from ringback.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Call:
    """One field a reading. The values each may take are listed in `VALUES`."""

    channel: Reading = Reading()
    stage: Reading = Reading()
    status: Reading = Reading()
    next_stage: Reading = Reading()
    noticed: Reading = Reading()
    usual: Reading = Reading()
    repaired: Reading = Reading()
    wanted: Reading = Reading()
    door: Reading = Reading()
    assessed: Reading = Reading()
    contact: Reading = Reading()
    silence: Reading = Reading()


VALUES: Mapping[str, tuple[str, ...]] = {
    "channel": ("phone", "video", "in_person", "mixed"),
    "stage": ("recruiter_screen", "hiring_manager_screen", "technical_screen", "panel", "final"),
    "status": ("awaiting_result", "advanced", "rejected", "withdrawn"),
    "next_stage": ("in_person", "phone", "video"),
    "noticed": ("likely", "unlikely"),
    "usual": ("better", "same", "first"),
    "repaired": ("on_the_spot", "written"),
    "wanted": ("no", "yes"),
    "door": ("left_open", "reopenable", "shut"),
    "assessed": ("no", "yes"),
    "contact": ("nobody", "recruiter", "interviewer", "hiring_manager"),
    "silence": ("long", "short"),
}


def read_call(catalogue: Catalogue, documents: Sequence[Document]) -> Call:
    """The call as the texts tell it; what they don't tell stays unknown."""
    return Call(**{field.name: read_field(field.name, catalogue, documents) for field in fields(Call)})


def answered(call: Call, answers: Mapping[str, str]) -> Call:
    """The call with what its owner answered when asked; an answer outweighs any reading."""
    told = {
        name: Reading(value, "told", (Reason("You said so when asked."),))
        for name, value in answers.items()
        if value in VALUES.get(name, ())
    }
    return replace(call, **told)
