"""Whether a recording may be heard: what its owner said of who knew, and what the law asks where they were.

The places and their laws are the catalogue's ("recordings"). Of two places the stricter law counts; a place
that isn't listed is taken for one where all must agree. Nothing of it is legal advice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.errors import RingbackError

STRICTEST = ("all", "states", "unknown", "unsettled", "one")
"""What a place's law asks, the strictest first; "states" is all, where it depends on which state it is."""
_COUNTRY = "country "
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


def country(code: str) -> str:
    """A country's code as a place that is no state's: "CA" alone may be California."""
    return f"{_COUNTRY}{code}"


def _law_of(place: str, known: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """A place's name and what its law asks; a code that is a country's and a state's is read as both.

    "Portland, US-CA" isn't taken apart: it isn't listed.
    """
    if not place:
        return "", STRICTEST[0]
    code = place.removeprefix(_COUNTRY)
    wanted = code.casefold().replace("_", "-")
    codes = {wanted} if code != place else {wanted, f"us-{wanted}"}
    found = [row for row in known if _is(row, codes, wanted)]
    if not found:
        return code, "unknown"
    names = " or ".join(row["names"][0] for row in found)
    rule = min((row["rule"] for row in found), key=STRICTEST.index)
    return f"{code} ({names})" if len(found) > 1 else names, rule


def _is(row: Mapping[str, Any], codes: Collection[str], name: str) -> bool:
    return row["code"].casefold() in codes or name in {each.casefold() for each in row["names"]}


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
