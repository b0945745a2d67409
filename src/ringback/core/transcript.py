"""A call as turns of speech, each tied to the place in the text that it was read from.

An account (a call told from memory) is a transcript too: one turn, by the candidate, not verbatim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn as read, and where it stood: `start` and `end` in code points of the source.

    `text` differs from the source's slice only where the layout escapes characters; the white
    space that joins two cues is a piece of no length in the source.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Turn:
    """One speaker's stretch. `speaker` is the label as given; times are seconds or None."""

    speaker: str
    pieces: tuple[Piece, ...]
    at: float | None = None
    until: float | None = None

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the source of `text[start:end]`, clipped to its first unbroken run."""
        here = 0
        found: tuple[int, int] | None = None
        for piece in self.pieces:
            after = here + len(piece.text)
            if after > start and here < end and piece.end > piece.start:
                exact = piece.end - piece.start == len(piece.text)
                first = piece.start + max(start - here, 0) if exact else piece.start
                last = piece.start + min(end - here, len(piece.text)) if exact else piece.end
                if found is None:
                    found = (first, last)
                elif found[1] == first:
                    found = (found[0], last)
                else:
                    break
            here = after
        return found or (self.pieces[0].start, self.pieces[0].start)


@dataclass(frozen=True)
class Transcript:
    """The call as turns of speech.

    `source` names the material, `text` is the material exactly as given. `candidate` is the
    speaker label taken for the candidate, `candidate_p` how sure that is (0 to 1; 1 when told).
    """

    source: str
    text: str
    turns: tuple[Turn, ...]
    verbatim: bool
    candidate: str | None = None
    candidate_p: float = 0.0


def from_account(source: str, text: str) -> Transcript:
    """An account as a transcript: what its owner remembers, in one turn, never verbatim."""
    turn = Turn("candidate", (Piece(text, 0, len(text)),))
    return Transcript(source, text, (turn,), verbatim=False, candidate="candidate", candidate_p=1.0)
