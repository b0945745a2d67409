"""What must hold for everything read: each word can be quoted from the text it came from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ringback.core.material import Material, Message
from ringback.core.transcript import Turn


def turns_of(material: Material) -> Iterator[Turn]:
    """Every stretch of words in a material."""
    if material.transcript:
        yield from material.transcript.turns
    if material.message:
        yield from _stretches(material.message)


def _stretches(message: Message) -> Iterator[Turn]:
    yield message.body
    yield message.signature
    for older in message.quoted:
        yield from _stretches(older)


def assert_quotable(materials: tuple[Material, ...]) -> None:
    """The parts cover the text in order, and every unbroken piece is its slice of the text."""
    assert materials[0].start == 0
    assert materials[-1].end == len(materials[-1].text)
    for before, after in pairwise(materials):
        assert before.end == after.start
    for material in materials:
        for turn in turns_of(material):
            assert_placed(material, turn)


def assert_placed(material: Material, turn: Turn) -> None:
    """A turn's pieces stand in order inside its material, and what `locate` gives lies there too."""
    here = material.start
    for piece in turn.pieces:
        assert here <= piece.start <= piece.end <= material.end
        here = piece.end
        if piece.end - piece.start == len(piece.text):
            assert material.text[piece.start : piece.end] == piece.text
    start, end = turn.locate(0, len(turn.text))
    assert material.start <= start <= end <= material.end


def spoken(material: Material) -> list[tuple[str, str]]:
    """(speaker, words) of each turn, white space evened out."""
    assert material.transcript is not None
    return [(turn.speaker, " ".join(turn.text.split())) for turn in material.transcript.turns]
