"""What the API is given: the bodies of its requests, checked before anything is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ringback.core.facts import Kind as FactKind
from ringback.core.outcome import Happened
from ringback.readers.errors import MAX_BYTES
from ringback.web.api.shapes import MaterialKind, Noticed

if TYPE_CHECKING:
    from ringback.app.circumstances import Circumstances
    from ringback.core.debrief import FoundAt
    from ringback.core.material import Material

LONGEST_LINE = 20_000
MOST_TEXTS = 50

Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_BYTES)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Given(BaseModel):
    """The base of all: a field that there is not is refused by name."""

    model_config = ConfigDict(extra="forbid")


class OneText(Given):
    """A text that was handed over; without a kind, its content decides what it is."""

    text: Text
    name: Name | None = Field(None, description="What to call it, as in a quote's source.")
    kind: MaterialKind | None = None


class Around(Given):
    """When and for whom something is worked out; what is left out is taken from the machine's settings."""

    now: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        None, description="An ISO date and time.", examples=["2026-03-12T20:50"]
    )
    zone: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        None, description="A time zone by name.", examples=["Europe/London"]
    )
    locale: Literal["en-GB", "en-US"] | None = None
    me: Name | None = Field(None, description="The candidate's name, as in the transcript.")

    def around(self, given: Circumstances) -> Circumstances:
        """These circumstances over the given ones. Raises BadLine."""
        from ringback.app.stream import around_of

        return around_of(self.model_dump(include={"now", "zone", "locale", "me"}), given)


class Texts(Around):
    """One text, or several with their names and kinds."""

    text: Text | None = Field(None, description="An account, a transcript, or a mixture of both.")
    texts: Annotated[list[OneText], Field(min_length=1, max_length=MOST_TEXTS)] | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> Texts:
        """Either `text` or `texts`, and no name twice."""
        if (self.text is None) == (self.texts is None):
            raise ValueError("give either text or texts")
        names = [name for name, _, _ in self.named()]
        if len(set(names)) < len(names):
            raise ValueError("two texts have the same name")
        return self

    def named(self) -> Sequence[tuple[str, str, MaterialKind | None]]:
        """Each text with its name, its words and its kind."""
        if self.text is not None:
            return [("text", self.text, None)]
        given = self.texts or []
        return [
            (one.name or (f"text {n}" if len(given) > 1 else "text"), one.text, one.kind)
            for n, one in enumerate(given, 1)
        ]

    def materials(self, me: str | None, kind: MaterialKind | None = None) -> tuple[Material, ...]:
        """The texts as materials; `kind` is what they are where they don't say. Raises UnreadableMaterial."""
        from ringback.readers import read_text

        return tuple(
            material
            for name, text, own in self.named()
            for material in read_text(text, name, own or kind, self.me or me)
        )


class FindingAt(Given):
    """A finding by the place where it was heard, as a report gives it."""

    rule: Name
    source: Name
    start: int = Field(ge=0, le=MAX_BYTES)
    end: int = Field(ge=0, le=MAX_BYTES)

    def found_at(self) -> FoundAt:
        """The same, as the use-cases know it."""
        from ringback.core.debrief import FoundAt

        return FoundAt(self.rule, self.source, self.start, self.end)


class Reviewed(Given):
    """A draft to be judged, by itself or by a case that is kept."""

    text: Text
    kind: Literal["email", "spoken", "voicemail", "letter"] = "email"
    situation: Annotated[str, StringConstraints(max_length=LONGEST_LINE)] = Field(
        "", description="Who writes to whom, after what: one line."
    )
    noticed: Noticed = "unknown"
    case: str | None = Field(None, description="The kept case that it is about.")


class Contest(Given):
    """A scenario: one contest for one job, as the candidate stands in it; docs/odds.md has each figure."""

    rule: Literal["hit_or_miss", "progressive_elimination", "cumulative", "mixed"]
    candidates: int = Field(ge=1, le=1000)
    reliabilities: list[float] = Field(min_length=1, max_length=12)
    keep: list[int] = Field(default_factory=list, max_length=12)
    pass_rate: float | None = None
    botched_stage: int = 0
    shortfall: float = 1.0
    noticed: float = 0.6
    acceptance: float = 0.6
    rerating: float = 0.35
    backfire: float = 0.25
    proof_uptake: float = 0.3
    proof_reliability: float = 0.45
    carry: float = 0.5
    merit: float = 0.0
    passed_gates: int = 0
    file_open: float = 0.22
    reading: Literal["intervention", "evidence"] = "intervention"
    recorded: float | None = None
    glitch_share: float | None = None
    failed: bool = False
    decline_rate: float = 0.0
    relay: float = 1.0
    combining_noise: float = 0.0
    ranges: bool = True

    def record(self) -> dict[str, Any]:
        """What was given, and nothing else."""
        return self.model_dump(exclude_unset=True)


class NewFact(Given):
    """One true sentence in its owner's words, of a kind."""

    kind: FactKind
    text: Line


class ChangedFact(Given):
    """A yes to a fact, other words for it, or both; `state` "kept" brings one back that was removed."""

    text: Line | None = None
    confirmed: Literal[True] | None = None
    state: Literal["kept"] | None = None

    @model_validator(mode="after")
    def something(self) -> ChangedFact:
        """At least one change."""
        if self.text is None and self.confirmed is None and self.state is None:
            raise ValueError("give text, confirmed or state")
        return self


class Cv(Given):
    """A CV or profile as text or HTML; facts are found in it, and it isn't kept."""

    text: Text
    name: Name = "cv"


class NewOutcome(Given):
    """What came of a case; `on` is today where it is left out."""

    happened: Happened
    on: date | None = None
    repair_made: bool | None = None
    words: Annotated[str, StringConstraints(max_length=LONGEST_LINE)] = ""


class NewNote(Given):
    """What to remember beside a case."""

    text: Line
