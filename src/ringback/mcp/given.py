"""What the tools are given: texts and choices, never a path; checked before anything is worked out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from ringback.core.outcome import Happened
from ringback.web.api.given import Around, Given

if TYPE_CHECKING:
    from ringback.core.material import Material

LONGEST = 200_000
"""Characters of one text: two hours of talk."""
LONGEST_LINE = 2_000
MOST_MESSAGES = 20
MOST_FACTS = 50
TEXT = "text"


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("Text holds no NUL character")
    return text


Text = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_without_nul),
    Field(description="The words themselves. A path or an address is read as words, and not opened."),
]  # fmt: skip
Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE), AfterValidator(_without_nul)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Call(Around):
    """A call as told or transcribed."""

    text: Text
    kind: Literal["account", "transcript", "message"] | None = Field(
        None, description="What the text is, where its content should not decide."
    )

    def materials(self, me: str | None) -> tuple[Material, ...]:
        """The text, read. Raises UnreadableMaterial."""
        from ringback.readers import read_text

        return read_text(self.text, TEXT, self.kind, self.me or me)


class CallAndMessages(Call):
    """A call, and what the employer wrote."""

    messages: Annotated[list[Text], Field(max_length=MOST_MESSAGES)] = Field(
        default_factory=list, description="What the employer sent, one message each."
    )

    def materials(self, me: str | None) -> tuple[Material, ...]:
        """The texts, read. Raises UnreadableMaterial."""
        from ringback.readers import read_text

        found = super().materials(me)
        for number, message in enumerate(self.messages, 1):
            found += read_text(message, f"message {number}", "message", self.me or me)
        return found


class Employers(Around):
    """What an employer sent or published."""

    text: Text


class Draft(Given):
    """Words before they are sent or said."""

    text: Text
    kind: Literal["email", "spoken", "voicemail", "letter"] = "email"
    situation: Line = Field("", description="Who writes to whom, after what: one line.")
    noticed: Literal["likely", "unlikely", "unknown"] = Field(
        "unknown", description="Whether the employer noticed what went wrong."
    )


class Entry(Given):
    """One thing that Ringback knows."""

    id: Name = Field(
        description="The id of a rule, a number or a source as results name it.",
        examples=["mistakes/answers/blanked", "silence_days", "seed"],
    )


class Nothing(Given):
    """No arguments."""


class Case(Given):
    """A case that is kept on this machine."""

    case: Name = Field(description="The name of the case.")


class Outcome(Case):
    """What came of a case."""

    happened: Happened
    on: date | None = Field(None, description="The day; left out, today.")
    repair_made: bool | None = Field(None, description="Whether the candidate raised the call with them.")
    words: Line = Field("", description="Anything to add, in the candidate's words.")


class Facts(Case):
    """Facts of a case that wait for its owner's yes."""

    numbers: Annotated[
        list[Annotated[int, Field(ge=1, le=2**31)]], Field(min_length=1, max_length=MOST_FACTS)
    ]
