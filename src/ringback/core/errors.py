"""Requests that cannot be met: one class for each cause, each with a whole sentence and a remedy.

What is wrong in a user's own material is a value listed with its place; these are for the
cases in which there is nothing to answer with. The shells map `code` and `exit_code`.
"""

from __future__ import annotations


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

    def as_record(self) -> dict[str, str]:
        """The error as one JSON object, as the streams print it."""
        record = {"code": self.code, "message": self.message, "remedy": self.remedy}
        return record | {"place": self.place} if self.place else record


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
