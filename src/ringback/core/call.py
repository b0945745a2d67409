"""What is known of the call: how it was held, where it stands, and what has been heard since."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document
from ringback.core.reading_likeness import like_readings
from ringback.core.readings import UNKNOWN, Reading, hear, read_field, weigh
from ringback.core.reasons import Reason
from ringback.core.state_likeness import MOVED, SILENCE, likeliest_state


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
    known_answer: Reading = Reading()
    stood_up: Reading = Reading()


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
    "known_answer": ("yes",),
    "stood_up": ("yes",),
}

NO_CALL = ("missed_call", "contact_error")
"""What is found in an account of waiting to be rung, where no call was held."""
ENDS = ("rejected", "withdrawn")
"""What may have come after whatever an employer wrote."""
YOU_SAID = Reason("You said so when asked.")
NOTHING_SAID = Reason("Nothing you told says what came of it, so it's taken as waiting for a result.")


def read_call(catalogue: Catalogue, documents: Sequence[Document]) -> Call:
    """The call as the texts tell it; what they don't tell stays unknown, but for a status that is assumed."""
    others = [field.name for field in fields(Call) if field.name != "status"]
    heard = {name: read_field(name, catalogue, documents) for name in others}
    heard["status"] = _status(catalogue, documents)
    like = like_readings(catalogue, documents)
    call = Call(**{name: told if told.known else like.get(name, told) for name, told in heard.items()})
    return _settled(_overheard(call, catalogue, documents))


def _status(catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """Where the call stands by cues, without what is told of another time or person, or only waited for."""
    elsewhere = {one.sentence for one in hear(catalogue.setting("not_of_this"), documents)}
    return weigh(
        [one for one in hear(catalogue.setting("status"), documents) if one.sentence not in elsewhere]
    )


def answered(call: Call, answers: Mapping[str, str]) -> Call:
    """The call with what its owner answered when asked; an answer outweighs any reading."""
    told = {
        name: Reading(value, "told", (YOU_SAID,))
        for name, value in answers.items()
        if value in VALUES.get(name, ())
    }
    return _settled(replace(call, **told))


def never_made(call: Call, labels: Collection[str]) -> Call:
    """The call as one that they never made, where that is told and nothing tells of one that was held.

    `labels` are the mistakes found. What is silent then is the telephone, not an employer who has judged.
    """
    if not call.stood_up.known:
        return call
    ended = call.status.value in (*ENDS, "advanced")
    if ended or call.assessed.value == "yes" or set(labels) - {*NO_CALL}:
        return replace(call, stood_up=Reading())
    reasons = call.stood_up.reasons
    return replace(
        call,
        status=Reading(UNKNOWN, reasons=reasons),
        assessed=Reading("no", "implied", reasons),
        silence=Reading(),
    )


def _overheard(call: Call, catalogue: Catalogue, documents: Sequence[Document]) -> Call:
    """The call with the state its sentences are like, where that outweighs cues.

    What an employer's message says of it is outweighed only by an end that the account tells, which is taken
    to have come since; and what went wrong on the call shows that it was held.
    """
    state = likeliest_state(catalogue, documents, _states_heard(call))
    held = call.assessed.value == "yes"
    if state is None or (held and state.value == MOVED):
        return call
    if state.value not in ENDS and _is_written(catalogue, documents):
        return call
    if state.value == MOVED:
        return replace(call, status=Reading(), assessed=Reading("no", "implied", (state.reason,)))
    if state.value == SILENCE:
        return replace(call, status=Reading(), silence=Reading("long", "implied", (state.reason,)))
    return replace(call, status=Reading(state.value, "implied", (state.reason,)))


def _is_written(catalogue: Catalogue, documents: Sequence[Document]) -> bool:
    """Whether an employer's message says where the call stands."""
    messages = [document for document in documents if document.kind == "message"]
    return bool(hear(catalogue.setting("status"), messages))


def _states_heard(call: Call) -> dict[str, str]:
    """The basis of each state that cues named."""
    heard = {call.status.value: call.status.basis} if call.status.known else {}
    if call.assessed.value == "no":
        heard[MOVED] = call.assessed.basis
    if call.silence.value == "long":
        heard[SILENCE] = call.silence.basis
    return heard


def _settled(call: Call) -> Call:
    """A status that nobody told: unknown before the call and after long silence, else assumed awaiting.

    A promise of an answer is worth nothing once the silence after it has grown long.
    """
    lapsed = call.status.value == "awaiting_result" and call.silence.value == "long"
    if call.status.basis == "told" or (call.status.basis not in ("none", "assumed") and not lapsed):
        return call
    if call.assessed.value == "no":
        return replace(call, status=Reading(UNKNOWN, reasons=call.assessed.reasons))
    if call.silence.value == "long":
        return replace(call, status=Reading(UNKNOWN, reasons=call.silence.reasons))
    return replace(call, status=Reading("awaiting_result", "assumed", (NOTHING_SAID,)))
