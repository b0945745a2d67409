"""The gate for one sentence of courtesy: may its rewording claim what the sentence doesn't?

A claim slipped into a courtesy is mostly made of common words ("as you said", "again", half a clause), so
what a rewording adds is weighed by a model learnt from such pairs, false and faithful
(`training/lines.jsonl`), over signs: which of its words are new and which are gone, how they stand together,
what the other gate's checks say. New numbers, names and days are refused whatever it says. docs/reword.md
tells how much gets through.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from ringback.core import claims_counted, claims_worded
from ringback.core.claims_told import disclaimed
from ringback.core.gate import CHECKS
from ringback.core.ground import Lexicon, Token, tokens, without_idioms
from ringback.core.grounds import Grounds, grounds
from ringback.core.likeness import Likeness
from ringback.core.unfounded import Check, Found, Unfounded

CLAIMS = "claims"
"""The label of the learnt model."""
TIMES = 3
"""How often a sign stands beside the words: they are many and it is one."""
AGAINST: tuple[Check, ...] = (*CHECKS, disclaimed)
"""What the model is told of, and what a refusal is explained by."""
CERTAIN: tuple[Check, ...] = (*claims_counted.CHECKS, claims_worded.names)
"""What refuses a rewording whatever the model says."""
_PERSONS = ("i", "you", "we", "my", "your")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What refuses rewordings: the learnt `model`, and the log-odds from which on it does (`least`)."""

    model: Likeness
    least: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """How far a rewording is `doubted` (log-odds that it claims more), and `because` of what it is refused.

    Nothing stands in `because` where it may be used. What is certain is doubted without end.
    """

    doubted: float
    because: tuple[Unfounded, ...] = ()


def weigh(line: str, rewording: str, words: Lexicon, doubt: Doubt) -> Weighed:
    """How far a rewording of a line is to be trusted."""
    pair = _paired(line, rewording, words)
    certain = [one for check in CERTAIN for one in check(pair.found, pair.ground, words)]
    if certain:
        return Weighed(math.inf, tuple(dict.fromkeys(certain)))
    doubted = doubt.model.pulls(_told(pair, words))[CLAIMS]
    if doubted < doubt.least:
        return Weighed(doubted)
    new = " ".join(token.text for token in pair.new)
    return Weighed(doubted, tuple(dict.fromkeys(pair.against)) or (Unfounded("likely", new or rewording),))


def described(line: str, rewording: str, words: Lexicon) -> str:
    """A pair as its model reads it: the rewording's words, new ones marked, then signs, then what is gone."""
    return _told(_paired(line, rewording, words), words)


class _Pair(NamedTuple):
    """A line and its rewording, compared: their words, the `new` and the `gone`, what is `against` it."""

    line: str
    rewording: str
    before: list[Token]
    after: list[Token]
    new: list[Token]
    gone: list[Token]
    found: Found
    ground: Grounds
    against: list[Unfounded]


def _paired(line: str, rewording: str, words: Lexicon) -> _Pair:
    before, after = _said(line, words), _said(rewording, words)
    new, gone = _new(before, after, words), _new(after, before, words)
    found, ground = tokens(without_idioms(rewording, words), words), grounds((line,), words)
    against = [one for check in AGAINST for one in check(found, ground, words)]
    return _Pair(line, rewording, before, after, new, gone, found, ground, against)


def _told(pair: _Pair, words: Lexicon) -> str:
    same = {token.text for token in pair.before}
    said = [
        token.text if token.text in same else f"{'zn' if token in pair.new else 'zs'}{token.text}"
        for token in pair.after
    ]
    weighed = [one for one in pair.new if one.text not in words.words("polite")]
    signs = [
        *_how_far(pair.before, pair.after, weighed, pair.gone),
        *_turned(pair.line, pair.rewording, pair.before, pair.after, words),
        *_of_what_kind(pair.new, pair.rewording, words),
        *(f"gate{one.sort}" for one in pair.against),
    ]
    return " ".join(
        [*said, *(f"z{sign}" for sign in signs for _ in range(TIMES)), *(f"zd{t.text}" for t in pair.gone)]
    )


def _said(text: str, words: Lexicon) -> list[Token]:
    return [token for token in tokens(text, words) if not token.mark]


def _new(before: Sequence[Token], after: Sequence[Token], words: Lexicon) -> list[Token]:
    """The words of `after` that no word of `before` means."""
    known = {other for token in before for other in words.alike(token.stem)}
    return [token for token in after if token.stem not in known]


def _how_far(
    before: Sequence[Token], after: Sequence[Token], new: Collection[Token], gone: Collection[Token]
) -> Iterator[str]:
    """How much of the line is left, how much came to it (`new`), and whether anything but that was done."""
    one, other = [t.text for t in before], [t.text for t in after]
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    done = {step[0] for step in steps}
    kept = sum(end - start for what, start, end, *_ in steps if what == "equal") / max(1, len(one))
    longest = run = 0
    for token in after:
        run = run + 1 if token in new else 0
        longest = max(longest, run)
    yield f"new{min(len(new), 6)}"
    yield f"gone{min(len(gone), 5)}"
    yield f"grew{max(-3, min(8, len(after) - len(before)))}".replace("-", "m")
    yield f"run{min(longest, 5)}"
    yield f"kept{int(kept * 5)}"
    if "insert" in done and not done & {"replace", "delete"}:
        yield "onlyinserted" if new else "onlypolite"
    if sorted(one) == sorted(other):
        yield "samewords"


def _turned(
    line: str, rewording: str, before: Sequence[Token], after: Sequence[Token], words: Lexicon
) -> Iterator[str]:
    """Denials, questions and persons that came or went."""
    one, other = [t.text for t in before], [t.text for t in after]
    denying = words.words("denying")
    counted = {
        "denials": (sum(text in denying for text in one), sum(text in denying for text in other)),
        "asked": (line.count("?"), rewording.count("?")),
        **{person: (one.count(person), other.count(person)) for person in _PERSONS},
    }
    for what, (was, now) in counted.items():
        if was != now:
            yield f"{'more' if now > was else 'fewer'}{what}"


def _of_what_kind(new: Sequence[Token], rewording: str, words: Lexicon) -> Iterator[str]:
    """What sort of words came to it."""
    weighty = [token for token in new if token.stem not in words.stems("light")]
    yield f"heavy{min(len(weighty), 3)}"
    if any(token.text in words.past or token.text.endswith("ed") for token in new):
        yield "newpast"
    if any(token.number is not None for token in new):
        yield "newnumber"
    if any(token.capital and token.text != "i" and not _begins(rewording, token) for token in new):
        yield "newcapital"


def _begins(text: str, token: Token) -> bool:
    """Whether a sentence begins with it."""
    return text[: token.start].rstrip()[-1:] in ("", ".", "?", "!", ":")
