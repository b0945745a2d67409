"""Requests that cannot be met: one class for each cause, each with a whole sentence and a remedy.

What is wrong in a user's own material is a value listed with its place; these are for the
cases in which there is nothing to answer with. The shells map `code` and `exit_code`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it: the import of the package waits for no module
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class RingbackError(Exception):
    """A request that cannot be met.

    `code` names the cause for programs, `place` is the file, line or field it happened at,
    `remedy` says what to do about it. `str()` gives all three as prose.
    """

    code = "error"
    exit_code = 2

    def __init__(self, message: str, remedy: str, place: str | None = None) -> None:
        self.message = message
        self.remedy = remedy
        self.place = place
        where = f"{place}: " if place else ""
        super().__init__(f"{where}{message} {remedy}")

    def as_record(self) -> dict[str, Any]:
        """The error as one JSON object, as the streams print it."""
        record: dict[str, Any] = {"code": self.code, "message": self.message, "remedy": self.remedy}
        return record | {"place": self.place} if self.place else record


class HelpFirst(RingbackError):
    """Words of self-harm: whom to ring comes first, and nothing is worked out or kept."""

    code = "help_first"
    exit_code = 1

    def __init__(self, helplines: Sequence[Mapping[str, Any]]) -> None:
        self.helplines = tuple(helplines)
        super().__init__(
            "Some of this sounds as if living is hard just now, and that comes before any job.",
            f"Please ring, first. {' '.join(map(_line, helplines))} Nothing of it is kept.",
        )

    def as_record(self) -> dict[str, Any]:
        """The error with its `helplines`, as a report has them."""
        return {**super().as_record(), "helplines": list(self.helplines)}


def _line(one: Mapping[str, Any]) -> str:
    hours = f" ({one['hours']})" if one["hours"] else ""
    danger = f" In immediate danger: {one['emergency']}." if one["emergency"] else ""
    return f"{one['name']}: {one['number']}{hours}.{danger}"


class NoSuchFinding(RingbackError):
    """A finding that was asked for and isn't there."""

    code = "no_such_finding"

    def __init__(self, wanted: str, count: int, none: str = "Nothing was found in this call.") -> None:
        remedy = f"They are numbered 1 to {count}." if count else none
        super().__init__("There is no such finding.", remedy, wanted)


class NotInThisVersion(RingbackError):
    """A step of the flow that is planned and not built yet."""

    code = "not_in_this_version"

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what} is not in this version.", instead)
