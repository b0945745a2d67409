"""What was handed over: who in it is taken for the candidate, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringback.core.material import Material

TAKES_FOR_GRANTED = 0.9
"""How sure it must be who the candidate is before the report is silent about it."""
GUESSES = 0.6
"""Below this nobody is taken for the candidate: what hangs on who speaks is left out."""


SAY_WHO = "Give your name as it stands there: `me`, or --me NAME."
SAY_OTHERWISE = "If that's wrong, give your name: `me`, or --me NAME."
"""What to do where nobody is taken for the candidate, or perhaps the wrong one."""


def surely_told_apart(material: Material) -> Material:
    """The material, with nobody taken for the candidate where that would be a guess."""
    call = material.transcript
    if call is None or call.candidate is None or call.candidate_p >= GUESSES:
        return material
    return replace(material, transcript=replace(call, candidate=None))


def notices(materials: Sequence[Material], foreign: Sequence[str], says: str) -> Iterator[str]:
    """What is to be said of the input: what isn't English (`foreign`), and whom it took for the candidate."""
    for name in foreign:
        yield f"{name}: {says}"
    for material in materials:
        yield from material.notices
        call = material.transcript
        if call is None or not call.verbatim or call.candidate_p >= TAKES_FOR_GRANTED:
            continue
        if call.candidate is None:
            yield (
                f"{material.name}: it isn't clear which of them is you, so nothing in it counts as"
                f" your words. {SAY_WHO}"
            )
        else:
            yield f"{material.name}: {call.candidate} was taken for the candidate. {SAY_OTHERWISE}"
