"""What an employer's text says of somebody's part: that they decide, advise, or only arrange.

In a sentence everybody mentioned is put as one word, WHO, so that a pattern of the catalogue can say
"the decision rests with WHO" whatever the body is called. The words outweigh any title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringback.core.detectors.patterns import Patterns, compiled
from ringback.core.document import Passage
from ringback.core.latest import for_the_latest
from ringback.core.register import Tables

KINDS = ("final", "advises", "ends", "scores", "holds", "arranges")
"""What can be said of a part, the weightiest first."""

GATED = ("scores", "holds")
"""Who scores or holds a stage decides where the text says that a stage can end it."""

_WHO = r"(WHO(?:(?:,|,? and|,? or| &|,? together with|,? along with|/) ?WHO)*)"
_HOLE = re.compile(r"\{(\w+)\}")
_BEFORE = re.compile(r"[\w'’&/-]+$")
_GOVERNED = re.compile(r"\b(?:with|to|by|of|for|from|at|about|meets?|meeting|and a|or a) $")
_OPENS_AGAIN = re.compile(r"^(?:,? ?\(?(?:who|which|that)\b|,? (?:in|on) whose)")
_OTHERS = re.compile(
    r"(?:,|\b(?:and|but|so|or|when|until|before|after|whether|if|that|what|where|while|once|as|than|because))"
    r" (?:we|i|you|candidates?|applicants?)(?:'\w+)? \w"
)
_SOMEONE = re.compile(
    r"\b(?:someone|somebody|everybody|everyone|anyone|any|each|either|both|one|two|three|member|members|person|people|name|all|those)"
    r"(?: \w+)? (?:from|on|of|in) (?:\w+ )?$"
)
_NOT = re.compile(
    r"\b(?:not|never|no longer|cannot|nor)\b|n't\b|\bno (?:\w+ )?(?:say|part|vote|voice|power|role)\b"
)
_STRANGERS = re.compile(
    r"^,? who (?:haven't|have not|hasn't|has not|never|didn't|did not) (?:\w+ )?(?:met|seen) you\b"
)
""" "People who haven't met you decide": it denies no part of theirs."""
_CAPITALS = re.compile(r"(?: (?:and |& )?[A-Z][\w'’-]+)+")
_BLANK = 40
_FARTHEST = 140
_LONGEST = 900
_QUOTED = 110


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody mentioned in a passage, in offsets of its text; `name` where they were named."""

    start: int
    end: int
    called: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one sentence says of one mention."""

    mention: Mention
    kind: str
    decides: str
    quote: str


@dataclass(frozen=True)
class Parts:
    """The table of parts, compiled."""

    mentions: Patterns
    stop: frozenset[str]
    determiners: frozenset[str]
    anchor: Patterns
    anything: tuple[Patterns, Patterns]
    subject: Mapping[str, tuple[Patterns, ...]]
    other: Mapping[str, tuple[Patterns, ...]]
    decides: Mapping[str, str]
    gate: Patterns
    unless: Patterns
    verdict: Patterns
    leads: Patterns
    served: Patterns

    def mentioned(self, passage: Passage) -> list[Mention]:
        """Everybody spoken of in a passage by what they are."""
        text, folded = passage.turn.text, passage.folded
        out: list[Mention] = []
        last = 0
        for match in self.mentions.finditer(folded):
            start, end = self._begin(text, folded, match.start()), match.end()
            more = _CAPITALS.match(text, end) if " of " in match[0] else None
            start, end = _in_brackets(text, max(start, last), more.end() if more else end)
            words = text[start:end].split()
            while len(words) > 1 and words[0].lower() in self.determiners:
                words.pop(0)
            if out and start <= out[-1].end + 1:
                before = out.pop()
                out.append(Mention(before.start, end, f"{before.called} {' '.join(text[start:end].split())}"))
                last = end
            elif start < end:
                out.append(Mention(start, end, " ".join(words)))
                last = end
        return out

    def _begin(self, text: str, folded: str, start: int) -> int:
        """Where a name begins: "the appointed search committee" back to "the", if that stands near."""
        at = kept = start
        for _ in range(4):
            if at == 0 or folded[at - 1] != " ":
                break
            word = _BEFORE.search(folded, max(0, at - 31), at - 1)
            if word is None or word[0] in self.stop:
                break
            if kept == at and text[word.start()].isupper() and text[start].isupper():
                kept = word.start()
            at = word.start()
            if word[0] in self.determiners or word[0].endswith("'s"):
                return at
        return kept


def _in_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A blank of a letter to be filled in, "[Name of Department]", is one name."""
    opened = text.rfind("[", max(0, start - _BLANK), start)
    if opened < 0 or "]" in text[opened:start]:
        return start, end
    closed = text.find("]", end, end + _BLANK)
    return (opened, closed + 1) if closed >= 0 and "\n" not in text[opened:closed] else (start, end)


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: _filled(words[hole[1]], words) if hole[1] in words else hole[0], pattern)


@for_the_latest
def parts(tables: Tables) -> Parts:
    """The catalogue's "people/parts" made ready."""
    table = tables["people/parts"]
    words = {**table["words"], "who": _WHO}
    mentions = table["mentions"]

    def all_of(kinds: Sequence[str]) -> Patterns:
        said = [pattern for kind in kinds for key in ("subject", "other") for pattern in table[kind][key]]
        return compiled(tuple(_filled(pattern, words) for pattern in said))

    def patterns(key: str) -> Mapping[str, tuple[Patterns, ...]]:
        """By kind: all of them as one, which tells quickly whether any fits, then each by itself."""
        filled = {kind: [_filled(pattern, words) for pattern in table[kind][key]] for kind in KINDS}
        return {
            kind: (compiled(tuple(all_)), *(compiled((one,)) for one in all_))
            for kind, all_ in filled.items()
        }

    return Parts(
        compiled((rf"\b(?:{'|'.join(mentions['any_of'])})\b{mentions['after']}",)),
        frozenset(mentions["stop"]),
        frozenset(mentions["determiners"]),
        compiled((rf"\b(?:{'|'.join(mentions['anchors'])})",)),
        (all_of([kind for kind in KINDS if table[kind]["decides"] != "unknown"]), all_of(KINDS)),
        patterns("subject"),
        patterns("other"),
        {kind: table[kind]["decides"] for kind in KINDS},
        compiled(tuple(table["gate"]["any_of"])),
        compiled(tuple(table["final"]["unless"])),
        compiled(tuple(table["sender"]["verdict"])),
        compiled(tuple(table["sender"]["titles"])),
        compiled(tuple(table["served"]["any_of"])),
    )


def said_parts(
    passage: Passage, mentions: Sequence[Mention], table: Parts, *, gated: bool = False
) -> Iterator[Part]:
    """What the sentences of a passage say of the parts of those mentioned in it.

    `gated` where the text says that a stage can end it: then who holds or marks one decides.
    """
    at = 0
    while at < len(mentions):
        span = passage.sentence_at(mentions[at].start)
        end = min(span.end, span.start + _LONGEST)
        here = []
        while at < len(mentions) and mentions[at].start < span.end:
            if mentions[at].end <= end:
                here.append(mentions[at])
            at += 1
        if here:
            yield from _in_sentence(passage, span.start, end, here, table, gated=gated)


def _in_sentence(
    passage: Passage, start: int, end: int, here: Sequence[Mention], table: Parts, *, gated: bool
) -> Iterator[Part]:
    masked, places = _masked(passage.folded, start, end, here)
    if not table.anything[gated].search(masked):
        return
    quote = " ".join(passage.turn.text[start:end].split())
    quote = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rsplit(' ', 1)[0]} ..."
    barred = [match.span() for match in table.unless.finditer(masked)]
    for kind in KINDS:
        decides = "yes" if gated and kind in GATED else table.decides[kind]
        for patterns, subject in ((table.subject[kind], True), (table.other[kind], False)):
            for match in _every(patterns, masked):
                if match.end() - match.start() > _FARTHEST or any(
                    low <= match.start() < high or match.start() <= low < match.end() for low, high in barred
                ):
                    continue
                group = match.lastindex
                held = [n for n, place in enumerate(places) if match.start(group) <= place < match.end(group)]
                if subject:
                    held = _subject(masked, places, held, match.end(group), match.end())
                words = _STRANGERS.sub("", masked[match.end(group) : match.end()])
                denied = subject and kind != "arranges" and _NOT.search(words)
                for n in held if decides != "unknown" else ():
                    yield Part(here[n], "arranges" if denied else kind, "no" if denied else decides, quote)


def _every(patterns: Sequence[Patterns], masked: str) -> Iterator[Any]:
    together, *each = patterns
    if together.search(masked):
        for one in each:
            yield from one.finditer(masked)


def _is_object(masked: str, place: int) -> bool:
    """Whether the mention only belongs to something else: "a call with WHO", but not "someone from WHO"."""
    before = masked[max(0, place - 40) : place]
    return bool(_GOVERNED.search(before)) and not _SOMEONE.search(before)


def _masked(folded: str, start: int, end: int, here: Sequence[Mention]) -> tuple[str, list[int]]:
    """The sentence with WHO for everybody in it, and where each WHO stands."""
    pieces, places, at, length = [], [], start, 0
    for mention in here:
        piece = folded[at : mention.start]
        pieces += [piece, "WHO"]
        places.append(length + len(piece))
        length += len(piece) + 3
        at = mention.end
    return "".join([*pieces, folded[at:end]]), places


def _subject(masked: str, places: Sequence[int], held: list[int], begin: int, end: int) -> list[int]:
    """Who does what the verb says: the nearest before it, unless that one is only the object of something."""
    between = masked[begin:end]
    if _OPENS_AGAIN.match(between):
        return held
    if between.startswith(("'s ", "' ")):
        return []
    if _OTHERS.search(between):
        return []
    first = held[0]
    if _is_object(masked, places[first]):
        if len(held) > 1:
            return held[-1:]
        earlier = [n for n in range(first) if not _is_object(masked, places[n])]
        stopped = earlier and re.search(r"[;:]|\bwe\b|\byou\b", masked[places[earlier[-1]] : places[first]])
        return [] if not earlier or stopped else earlier[-1:]
    return held
