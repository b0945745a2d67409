"""An entry's own examples, tried: what it must find and what it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringback.core.catalogue import Catalogue, Fault
from ringback.core.detectors import DETECTORS
from ringback.core.document import Document, of_transcript
from ringback.core.transcript import Piece, Transcript, Turn, from_account

LABELLED = re.compile(r"^(candidate|interviewer): (.*)$", re.MULTILINE)


def as_call(text: str) -> Document:
    """Lines such as "candidate: ..." as a transcript; a text without them is the interviewer's one turn."""
    spoken = [(match[1], match.start(2), match.end(2)) for match in LABELLED.finditer(text)]
    turns = tuple(
        Turn(speaker, (Piece(text[start:end], start, end),))
        for speaker, start, end in spoken or [("interviewer", 0, len(text))]
    )
    return of_transcript(Transcript("call", text, turns, verbatim=True, candidate="candidate"))


def as_document(text: str, needs: str) -> Document:
    """A text as an entry that needs this kind would be given it."""
    if needs == "verbatim":
        return as_call(text)
    account = of_transcript(from_account("account", text))
    return Document("account", "account" if needs == "any" else needs, text, account.passages)


def example_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every example that its entry answers wrongly. The entries' settings must be sound."""
    for entry in catalogue.entries:
        for number, example in enumerate(entry.examples, 1):
            hits = list(DETECTORS[entry.detector](as_document(example.text, entry.needs), entry.settings))
            if bool(hits) is not example.finds:
                said = "is not found." if example.finds else "is found."
                yield Fault(
                    f"{entry.id}.toml", f"example {number}", said, "Correct the patterns, or the example."
                )
