"""What can be wrong with a file handed over: one class for each cause, with its place and remedy."""

from __future__ import annotations

from ringback.core.errors import RingbackError

MAX_BYTES = 20_000_000


class UnreadableMaterial(RingbackError):
    """Something handed over that cannot be read; the base of the classes below."""

    code = "unreadable"


class EmptyMaterial(UnreadableMaterial):
    code = "empty"

    def __init__(self, name: str) -> None:
        super().__init__("There are no words in it.", "Give a file with text, or paste the text.", name)


class TooLarge(UnreadableMaterial):
    code = "too_large"

    def __init__(self, name: str, size: int, most: int = MAX_BYTES) -> None:
        has, limit = (f"{count / 1e6:.0f} MB" for count in (size, most))
        super().__init__(
            f"It is {has if has != limit else f'more than {limit}'}; the limit is {limit}.",
            "Cut it down to the call itself, as text.",
            name,
        )


class UnknownFormat(UnreadableMaterial):
    code = "unknown_format"

    def __init__(self, name: str, looks_like: str, remedy: str) -> None:
        super().__init__(f"It looks like {looks_like}, which can't be read here.", remedy, name)


class IsRecording(UnreadableMaterial):
    code = "recording"

    def __init__(self, name: str) -> None:
        super().__init__(
            "It is a recording, and words are wanted here.",
            "Hear it first, with ringback transcribe FILE --out call.txt, or tell it from memory:"
            " ringback recover",
            name,
        )


class Undecodable(UnreadableMaterial):
    code = "undecodable"

    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            "Its characters are in no encoding we know (UTF-8, UTF-16, Windows-1252).",
            "Save it again as UTF-8 text.",
            f"{name}, line {line}",
        )


class MalformedJson(UnreadableMaterial):
    code = "malformed_json"

    def __init__(self, name: str, line: int, fault: str) -> None:
        super().__init__(
            f"The JSON is broken: {fault}.",
            "Export the transcript again, or mend that line.",
            f"{name}, line {line}",
        )


class Damaged(UnreadableMaterial):
    code = "damaged"

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"It looks like {what}, but it can't be opened.", "Save it again, or as plain text.", name
        )


class Misnamed(UnreadableMaterial):
    code = "damaged"

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"By its name it is {what}, but what it holds is damaged, or something else.",
            "Copy it once more from where it came, or give its words as plain text.",
            name,
        )


class WrongKind(UnreadableMaterial):
    code = "wrong_kind"

    def __init__(self, name: str, fault: str, remedy: str, line: int | None = None) -> None:
        super().__init__(fault, remedy, f"{name}, line {line}" if line else name)
