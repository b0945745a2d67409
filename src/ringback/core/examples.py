"""Entries, tried: their patterns, their conditions, and what they find in their own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ringback.core.catalogue import Catalogue, Cue, Example, Fault, Rule
from ringback.core.detectors import DETECTORS, OF_DRAFTS
from ringback.core.detectors.patterns import compiled
from ringback.core.document import Document, Hit, of_transcript
from ringback.core.drafted import CASE_WORDS, KINDS, MOVES, Sheet
from ringback.core.moments import Asking, asking, with_moments
from ringback.core.moves import Asked, document_of
from ringback.core.review import hits_of, present_in
from ringback.core.transcript import Piece, Transcript, Turn, from_account

_PRESENT = ("move", "certainty", "situation")
"""The fields whose cues tell what is present in a draft."""
LABELLED = re.compile(
    r"^(?P<who>candidate|interviewer)(?: \[(?P<at>\d+)-(?P<until>\d+)\])?: (?P<said>.*)$", re.MULTILINE
)


def as_call(text: str) -> Document:
    """Lines such as "candidate: ..." as a transcript; a text without them is the interviewer's one turn.

    "candidate [12-20]: ..." was said from the 12th to the 20th second.
    """
    spoken = [
        Turn(
            match["who"],
            (Piece(match["said"], match.start("said"), match.end("said")),),
            *((float(match["at"]), float(match["until"])) if match["at"] else ()),
        )
        for match in LABELLED.finditer(text)
    ]
    turns = spoken or [Turn("interviewer", (Piece(text, 0, len(text)),))]
    return of_transcript(Transcript("call", text, tuple(turns), verbatim=True, candidate="candidate"))


def as_document(text: str, needs: str, words: Asking) -> Document:
    """A text as an entry that needs this kind would be given it; a draft without its moves."""
    if needs == "verbatim":
        return with_moments(as_call(text), words)
    account = of_transcript(from_account("account", text))
    return Document("account", "account" if needs == "any" else needs, text, account.passages)


def found_in(
    example: Example, entry: Rule | Cue, knows: Catalogue, words: Asking
) -> tuple[Document, list[Hit]]:
    """What an entry finds in an example, and the text as it was given.

    `knows` hears what a draft does, for the entries that hang on it; the others would only wait for that.
    """
    if entry.needs != "draft" or not _hangs_on_moves(entry):
        document = as_document(example.text, entry.needs, words)
        return document, list(DETECTORS[entry.detector](document, entry.settings))
    document = document_of(Asked(example.text), knows, example.present, _sheet(example))
    if isinstance(entry, Rule):
        return document, list(hits_of(entry, document, present_in(knows, document)))
    return document, list(DETECTORS[entry.detector](document, entry.settings))


def _hangs_on_moves(entry: Rule | Cue) -> bool:
    conditions = isinstance(entry, Rule) and (entry.applies_when or entry.silent_if)
    return bool(conditions) or entry.detector in OF_DRAFTS


def _sheet(example: Example) -> Sheet | None:
    return None if example.facts is None else Sheet(example.facts)


def setting_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every detector that is not known and every setting that is no pattern.

    Compiling all patterns takes a second, so only checks and the user's own entries pay for it.
    """
    for entry in catalogue.entries:
        if entry.detector not in DETECTORS:
            fault = f"{entry.detector!r} is not known."
            yield Fault(f"{entry.id}.toml", "detector", fault, f"Use one of: {', '.join(DETECTORS)}.")
        for key, value in entry.settings.items():
            if isinstance(value, list):
                for fault in _no_patterns([str(one) for one in value]):
                    yield Fault(f"{entry.id}.toml", f"settings.{key}", fault, "Correct it.")


def _no_patterns(patterns: Sequence[str]) -> Iterator[str]:
    """What is wrong with patterns: with each by itself, or with all as the one that they are used as."""
    try:
        compiled(tuple(patterns))
    except re.error as together:
        alone = [(one, error) for one in patterns if (error := _error(one))]
        yield from (f"{one!r} is no pattern: {error}." for one, error in alone)
        if not alone:
            yield f"its patterns don't go together: {together}."


def _error(pattern: str) -> re.error | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return error
    return None


def condition_faults(catalogue: Catalogue, knows: Catalogue) -> Iterator[Fault]:
    """Every condition of a fault in drafts that nothing could ever meet."""
    cues = [cue.value for one in (catalogue, knows) for name in _PRESENT for cue in one.setting(name)]
    labels = [rule.label for one in (catalogue, knows) for rule in one.faults.values() if rule.label]
    known = {*cues, *labels, *MOVES, *KINDS, *CASE_WORDS, "noticed"}
    for rule in catalogue.faults.values():
        for key in ("applies_when", "silent_if"):
            for word in getattr(rule, key):
                if word not in known:
                    remedy = f"Use one of: {', '.join(sorted(known))}."
                    yield Fault(f"{rule.id}.toml", key, f"{word!r} is never present in a draft.", remedy)


def example_faults(catalogue: Catalogue, knows: Catalogue) -> Iterator[Fault]:
    """Every example that its entry answers wrongly. The entries' settings must be sound.

    `knows` is the catalogue by which the moments of a call and the moves of a draft are found.
    """
    words = asking(knows)
    for entry in catalogue.entries:
        for number, example in enumerate(entry.examples, 1):
            hits = found_in(example, entry, knows, words)[1]
            if bool(hits) is not example.finds:
                said = "is not found." if example.finds else "is found."
                yield Fault(
                    f"{entry.id}.toml", f"example {number}", said, "Correct the patterns, or the example."
                )
