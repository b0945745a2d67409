"""Whether a recording may be heard: what its owner said of who knew, and what the law asks where they were.

The places and their laws are the catalogue's ("recordings"). Of two places the stricter law counts; a place
that isn't listed is taken for one where all must agree. Nothing of it is legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.errors import RingbackError

STRICTEST = ("all", "unknown", "unsettled", "one")
"""What a place's law asks, the strictest first."""
INSTEAD = "Tell the call from memory instead: ringback recover"


class ConsentMissing(RingbackError):
    """A recording, and nobody has said whether all on the call knew of it."""

    code = "consent_missing"

    def __init__(self, name: str, words: Mapping[str, str]) -> None:
        remedy = f"If they all knew: --consent yes. If not: --consent no. {INSTEAD}"
        super().__init__(words["unasked"], remedy, name)


class ConsentRefused(RingbackError):
    """A recording that not everybody on the call knew of."""

    code = "consent_refused"

    def __init__(self, name: str, words: Mapping[str, str]) -> None:
        super().__init__(words["no"], INSTEAD, name)


@dataclass(frozen=True, slots=True)
class Law:
    """What the law asks of a recording: `rule` is one of STRICTEST, `places` those whose law that is.

    Without a place it is the strictest there is, since an end of the call isn't known.
    """

    rule: str
    places: tuple[str, ...] = ()


def law_at(places: Sequence[str], known: Sequence[Mapping[str, Any]]) -> Law:
    """The strictest law of where the ends of a call were, by name or code; "" is an end that isn't known."""
    found = [_law_of(place.strip(), known) for place in places or ("",)]
    rule = min((rule for _, rule in found), key=STRICTEST.index)
    return Law(rule, tuple(dict.fromkeys(name for name, its in found if its == rule and name)))


def _law_of(place: str, known: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """A place's name and what its law asks. "Portland, US-CA" isn't taken apart: it isn't listed."""
    if not place:
        return "", STRICTEST[0]
    wanted = place.casefold().replace("_", "-")
    for row in known:
        if wanted in {row["code"].casefold(), *(name.casefold() for name in row["names"])}:
            return row["names"][0], row["rule"]
    return place, "unknown"


def said_of(law: Law, words: Mapping[str, str]) -> str:
    """What was said and what the law asks, as one notice."""
    return " ".join((words["yes"], asked_by(law, words), words["advice"]))


def asked_by(law: Law, words: Mapping[str, str]) -> str:
    """What the law asks, in a sentence."""
    return words[law.rule].replace("{places}", " and ".join(law.places)) if law.places else words["nowhere"]


def allow(name: str, answer: str | None, words: Mapping[str, str]) -> None:
    """Nothing, where everybody knew. Raises ConsentRefused, or ConsentMissing where nobody said."""
    if answer == "no":
        raise ConsentRefused(name, words)
    if answer != "yes":
        raise ConsentMissing(name, words)
