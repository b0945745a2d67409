"""What the facts and the own draft say of each word: the only ground of a rewrite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from ringback.core.ground import Lexicon, Token, clauses, opened, tokens, without_idioms
from ringback.core.sentences import split
from ringback.core.tellings import (
    aspects_of,
    deeds,
    denials,
    in_sequence,
    lessened,
    ordered,
    rates,
    selves,
    shares,
    spans,
    titles,
)

NEAR = 8
"""Words to either side of a number that tell what it counts."""


@dataclass(frozen=True)
class Grounds:
    """The ground, by stem.

    `denied` are said in denials only and `affirmed` in no denial; `open` in what was said wrongly, where
    either way may be told. `counted` gives each number the words around it; `doers` who does each deed and
    `aspects` how it stands; `parts` are (part, whole), `spans` (from, to); `together` the sentences as stems.
    """

    stems: AbstractSet[str]
    content: AbstractSet[str]
    texts: AbstractSet[str]
    alike: AbstractSet[str]
    names: AbstractSet[str]
    denied: AbstractSet[str]
    affirmed: AbstractSet[str]
    counted: Mapping[float, AbstractSet[str]]
    doers: Mapping[str, AbstractSet[str]]
    parts: AbstractSet[tuple[float, float]]
    pairs: AbstractSet[tuple[str, str]]
    sequence: tuple[tuple[str, ...], ...]
    rates: AbstractSet[str]
    together: Sequence[AbstractSet[str]]
    aspects: Mapping[str, AbstractSet[str]]
    others: AbstractSet[str]
    lesser: AbstractSet[str]
    selves: AbstractSet[str]
    dated: AbstractSet[tuple[str, str]]
    spans: AbstractSet[tuple[float, float]]
    text: str


def grounds(texts: Sequence[str], words: Lexicon) -> Grounds:
    """The ground that some texts give together."""
    told = [without_idioms(text, words) for text in texts]
    parts = [clause for text in told for clause in clauses(tokens(text, words), words)]
    every = [token for part in parts for token in part.tokens if not token.mark]
    stems = frozenset(token.stem for token in every)
    light = words.stems("light")
    denied = {s for part in parts for s in denials(part.tokens, words)}
    plain = {s for part in parts for s in part.stems - denials(part.tokens, words)}
    negative = {s for part in parts if part.negated for s in part.stems}
    said = {s for part in parts if part.quoted for s in part.stems}
    counted: dict[float, set[str]] = defaultdict(set)
    for part in parts:
        for at, token in enumerate(part.tokens):
            if token.number is not None:
                counted[token.number] |= around(part.tokens, at)
    doers: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for who, deed in deeds(part.tokens, words):
            doers[deed].add(who)
    return Grounds(
        stems=stems,
        content=stems - light,
        texts=frozenset(token.text for token in every),
        alike=stems
        | {other for s in stems for other in words.alike(s) if s not in light or other[:4] == s[:4]},
        names=frozenset(token.text for token in every if token.capital),
        denied=frozenset(denied - plain - said - light),
        affirmed=frozenset(plain - denied - said - light - negative),
        counted=counted,
        doers=doers,
        parts=frozenset(pair for part in parts for pair in shares(part.tokens)),
        pairs=frozenset(pair for part in parts for pair in ordered(part.tokens, words)),
        rates=frozenset(one for part in parts for one in rates(part.tokens, words)),
        together=tuple(
            frozenset(token.stem for token in tokens(text[span.start : span.end], words))
            for text in told
            for span in split(text)
        ),
        aspects=aspects_of(parts, words),
        dated=frozenset(
            (one.text, other.stem)
            for part in parts
            for one, other in pairwise(part.tokens)
            if one.text in words.words("near")
        ),
        spans=frozenset(pair for part in parts for pair in spans(part.tokens)),
        selves=frozenset(name for part in parts for name in selves(part.tokens)),
        lesser=frozenset(lessened(parts, words)),
        others=frozenset(titles(parts, words)),
        text=opened("\n".join(texts)),
        sequence=tuple(one for part in parts if (one := in_sequence(part, words))),
    )


def around(found: Sequence[Token], at: int) -> set[str]:
    """The stems near a place, with its units."""
    return {token.stem for token in found[max(0, at - NEAR) : at + NEAR + 1] if not token.mark}
