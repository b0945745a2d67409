"""What a draft does: its moves, heard by cues, and what its situation tells. Faults are judged upon these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document, of_transcript
from ringback.core.drafted import MOVES, Drafted, Move, Said, Sheet
from ringback.core.likeness import chance_of
from ringback.core.readings import UNKNOWN, hear
from ringback.core.signs import described
from ringback.core.transcript import from_account

SOURCE = "draft"


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft to be judged. `kind` is one of `drafted.KINDS`.

    `situation`: who writes after what, in a line; `noticed`: whether the employer noticed what went wrong
    (likely, unlikely, unknown).
    """

    text: str
    kind: str = "email"
    situation: str = ""
    noticed: str = UNKNOWN
    source: str = SOURCE


def document_of(
    asked: Asked, catalogue: Catalogue, more: Collection[str] = (), sheet: Sheet | None = None
) -> Document:
    """The draft as a document with its moves found. `more` is what else is present, as its case tells."""
    told = of_transcript(from_account(asked.source, asked.text))
    likely, overall = _likely(told, asked.kind, catalogue)
    present = {asked.kind, *situation_words(asked, catalogue), *more}
    drafted = Drafted(asked.kind, frozenset(present), (), likely, overall, sheet)
    document = Document(asked.source, "draft", asked.text, told.passages, drafted=drafted)
    moves = tuple(_moves(document, catalogue))
    present |= {move.name for move in moves}
    present |= {one.cue.value for one in hear(catalogue.setting("certainty"), [document])}
    return replace(document, drafted=replace(drafted, moves=moves, present=frozenset(present)))


def _likely(
    document: Document, kind: str, catalogue: Catalogue
) -> tuple[tuple[Mapping[str, float], ...], Mapping[str, float]]:
    """How likely each label is for each sentence, and for the whole.

    A sentence is judged by its words and by the message that it stands in, whose log-odds share in its own.
    In what it does the reader's share too, which knows of words that no message taught; whether it does harm
    is the reader's alone to say.
    """
    of_sentence, of_message = catalogue.likeness["drafts"], catalogue.likeness["messages"]
    kinds, shares = catalogue.phrases["drafts"]["kinds"], catalogue.phrases["likeness"]["draft"]
    [passage] = document.passages
    sentences, message = described(passage.folded, passage.sentences, kind, kinds)
    whole = of_message.pulls(message)
    does, harms = (catalogue.reader.sentences(head, document.said) for head in ("moves", "harm"))
    likely = []
    for sentence, move, harm in zip(sentences, does, harms, strict=True):
        pulls = of_sentence.pulls(sentence)
        told = {label: _shared(pull, whole[label], shares["of_message"]) for label, pull in pulls.items()}
        told |= {name: _shared(told[name], move[name], shares["of_reader"]) for name in MOVES}
        likely.append({label: chance_of(pull) for label, pull in (told | harm).items()})
    return tuple(likely), {label: chance_of(pull) for label, pull in whole.items()}


def _shared(pull: float, other: float, share: float) -> float:
    """Log-odds in which others have a share."""
    return (1 - share) * pull + share * other


def situation_words(asked: Asked, catalogue: Catalogue) -> frozenset[str]:
    """What the line on the situation tells, by the values of its cues."""
    told = of_transcript(from_account("situation", asked.situation))
    document = Document("situation", "situation", asked.situation, told.passages)
    heard = {one.cue.value for one in hear(catalogue.setting("situation"), [document])}
    noticed = {"likely": {"noticed"}, "unlikely": {"unnoticed"}}.get(asked.noticed, set())
    if noticed:
        heard -= {"noticed", "unnoticed"}
    return frozenset(heard | noticed)


def _moves(document: Document, catalogue: Catalogue) -> Iterable[Move]:
    """Every move where it is first heard in a sentence, in the order of the text.

    It is as sure as the surest of the cues that heard it there.
    """
    found: dict[tuple[str, int], Move] = {}
    for one in hear(catalogue.setting("move"), [document]):
        place = one.cue.value, one.hit.passage.sentence_at(one.hit.start).start
        move = Move(one.cue.value, Said(*one.hit.clause), one.cue.id, one.hit.chance)
        before = found.setdefault(place, move)
        found[place] = replace(before, chance=max(before.chance, move.chance))
    return found.values()


def names_of(moves: Sequence[Move]) -> tuple[str, ...]:
    """The moves by name, each once, in the order of `drafted.MOVES`."""
    found = {move.name for move in moves}
    return tuple(name for name in MOVES if name in found)
