"""The gate: what a rewrite claims without ground, which is the facts and the own draft, is struck.

Every sentence is taken apart; a number, name, day, thing, deed or qualification that the ground doesn't hold
strikes the sentence that holds it. Nothing here understands a text: it compares words, and where it can't
see the ground it strikes. docs/reword.md says how much gets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringback.core import claims_counted, claims_told, claims_worded
from ringback.core.ground import Lexicon, spelled_out, tokens, without_idioms
from ringback.core.grounds import Grounds, grounds
from ringback.core.sentences import split
from ringback.core.unfounded import Check, Unfounded

CHECKS: tuple[Check, ...] = (*claims_counted.CHECKS, *claims_worded.CHECKS, *claims_told.CHECKS)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence of a rewrite that was struck: its place, the words without ground, and why each."""

    text: str
    start: int
    end: int
    because: tuple[Unfounded, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A rewrite as the gate leaves it: what stands, and what was struck."""

    kept: str
    struck: tuple[Struck, ...]


def judge(rewrite: str, ground: Sequence[str], draft: str, words: Lexicon) -> Judged:
    """A rewrite held to the texts that are its only ground: what has none goes.

    What the own draft says in the same words stands.
    """
    held = grounds(ground, words)
    own = {_plain(draft[span.start : span.end]) for span in split(draft)}
    struck: list[Struck] = []
    kept: list[str] = []
    for span in split(rewrite):
        text = rewrite[span.start : span.end]
        because = () if _plain(text) in own else tuple(_unfounded(text, held, words))
        if because:
            end = span.start + len(text.rstrip())
            struck.append(Struck(text.strip(), span.start, end, because))
            kept.append("\n" if text.endswith("\n") else "")
        else:
            kept.append(text)
    found = _after_the_name(rewrite, draft)
    if found:
        struck = [*(one for one in struck if one.start < found.start), found]
        kept = [rewrite[: found.start]] if not struck[:-1] else kept[:-1]
    return Judged(re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip(), tuple(struck))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", spelled_out(text)).strip(" .,!?")


def _unfounded(text: str, ground: Grounds, words: Lexicon) -> Iterator[Unfounded]:
    found = tokens(without_idioms(text, words), words)
    for check in CHECKS:
        yield from check(found, ground, words)


def _after_the_name(rewrite: str, draft: str) -> Struck | None:
    """What stands in the last line beside or below the signature, and not in the draft's: a title."""
    own = [line.strip() for line in draft.strip().splitlines()]
    lines = rewrite.rstrip().splitlines(keepends=True)
    if len(lines) < 3 or len(own) < 2 or lines[-1].strip() in own:
        return None
    last = lines[-1].strip()
    below = lines[-2].strip() == own[-1]
    if not below and not (last.startswith(own[-1]) and re.search(r"\w", last[len(own[-1]) :])):
        return None
    start = sum(map(len, lines[:-1]))
    return Struck(
        last, start, start + len(last), (Unfounded("title", last.removeprefix(own[-1]).strip(" ,")),)
    )
