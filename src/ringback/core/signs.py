"""What tells of a sentence in a draft beside its words: the kinds of telling words in it, and its place.

People say a thing in ever new words; of what kind these words are (of thanks, of failing, of the body, of
proof) is a sign that a learnt model can know of words it never met. The kinds are the catalogue's
`drafts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ringback.core.detectors.patterns import compiled
from ringback.core.sentences import Span

Kinds = Mapping[str, Sequence[str]]

TIMES = 4
"""How often a sign stands beside the words: they are many and it is one."""
SHORT, LONG = 6, 28


def described(folded: str, spans: Sequence[Span], kind: str, kinds: Kinds) -> tuple[str, ...]:
    """Each sentence of a folded draft as the model reads it: its words, then its signs."""
    return tuple(
        f"{said} {' '.join(' '.join([sign] * TIMES) for sign in sorted(_signs(said, n, len(spans), kind, kinds)))}"
        for n, said in enumerate(folded[span.start : span.end] for span in spans)
    )


def _signs(said: str, number: int, of: int, kind: str, kinds: Kinds) -> Iterator[str]:
    """Signs are words that no text holds: z, then the name."""
    for name, patterns in kinds.items():
        if compiled(tuple(patterns)).search(said):
            yield f"z{name.replace('_', '')}"
    words = len(said.split())
    yield "zshort" if words <= SHORT else "zlong" if words >= LONG else "zmid"
    yield f"z{kind}"
    if number <= 1:
        yield "zopening"
    if number >= of - 3:
        yield "zending"
