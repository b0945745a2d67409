"""One visit, one stage: "on-site: pairing, lunch", "in office pairing, a design talk, and a chat"."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core.stage_chunk import Chunk
from ringback.core.stage_chunks import CLOSES
from ringback.core.stage_words import CONTENT, FORMS

_GROUPS = ("panel", "group", "single session", "one session")
_LONGEST_LIST = 8
IN_A_VISIT = frozenset({"pairing", "presentation", "task", "review", *FORMS, *CONTENT})


def contents_follow(chunks: Sequence[Chunk]) -> list[int]:
    """For each chunk, how many contents of a visit follow it in its sentence: "[in office] A, B, and C"."""
    return [_listed(chunks[at + 1 : at + 1 + _LONGEST_LIST]) for at in range(len(chunks))]


def _listed(following: Sequence[Chunk]) -> int:
    """How many contents a list holds, which ends with the one behind "and"; 0 for no such list."""
    for count, chunk in enumerate(following, 1):
        if chunk.joint in CLOSES or not chunk.head_whats <= IN_A_VISIT:
            return 0
        ends = chunk.joint == "and" and (count == len(following) or following[count].joint != "and")
        if ends:
            return count
    return 0


def opens_with_a_place(chunk: Chunk) -> bool:
    """ "In office pairing"."""
    whats = [one.term.what for one in chunk.told[:2]]
    return len(whats) > 1 and whats[0] == "onsite" and whats[1] not in {*FORMS, "onsite"}


def is_visit(chunk: Chunk) -> bool:
    """ "On-site", "panel interview": what can hold several contents."""
    return "onsite" in chunk.main_whats or any(
        one.part == "head" and one.term.words.startswith(_GROUPS) for one in chunk.told
    )


def is_visit_with(chunk: Chunk) -> bool:
    """ "On-site with pairing": a content comes with the visit."""
    return is_visit(chunk) and any(
        one.part == "inside" or (one.part == "with" and one.term.head) for one in chunk.told
    )
