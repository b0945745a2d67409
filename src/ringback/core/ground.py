"""Words made comparable: tokens, stems, numbers; and what a text of ground says of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?=[a-z]{0,2}\b)|[^\W\d_]+|[;:,.!?()\n]")
_CONTRACTED = (
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"\b(i|you|he|she|we|they)'d\b"), r"\1 would"),
    (re.compile(r"'s\b|'d\b"), ""),
)
_DOUBLE = re.compile(r"([bdgklmnprtv])\1$")
_ENDS = (
    ("isation", "is"), ("ization", "is"), ("ations", ""), ("ation", ""), ("ment", ""), ("ness", ""),
    ("ful", ""), ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""),
    ("ly", ""), ("es", "e"), ("s", ""),
)  # fmt: skip
_KEPT = re.compile(r"(?:ss|us|is|eed)$")
_VOWEL = re.compile("[aeiouy]")
MARKS = frozenset(";:,.!?()\n")
STOPS = frozenset(";:.!?()\n")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its usual endings: welding, welded and weld are one."""
    word = word.lower()
    for ending, instead in _ENDS:
        left = word.removesuffix(ending)
        if (
            left != word
            and len(left) >= 3
            and _VOWEL.search(left)
            and not (ending in ("s", "es", "ed") and _KEPT.search(word))
        ):
            word = left + instead
            break
    word = _DOUBLE.sub(r"\1", word)
    if len(word) > 3:
        word = word.removesuffix("e")
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: `text` folded, `stem`, its `number` where it is one, and where it stands."""

    text: str
    stem: str
    start: int
    end: int
    capital: bool = False
    number: float | None = None
    mark: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The catalogue's words for the gate; `groups` gives each stem the stems that mean the same."""

    table: Mapping[str, Any]
    groups: Mapping[str, AbstractSet[str]]
    own: Mapping[str, AbstractSet[str]]
    colouring: AbstractSet[str] = frozenset()
    persons: AbstractSet[str] = frozenset()

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """Number words with their values."""
        return {word: float(value) for word, value in self.table["numbers"].items()}

    @cached_property
    def irregular(self) -> Mapping[str, str]:
        """Forms that no ending tells, with the stem of their word."""
        return {
            form: stem(words.split()[0])
            for words in self.table["irregular"]["forms"]
            for form in words.split()
        }

    def words(self, name: str) -> AbstractSet[str]:
        """A list of words, as they are."""
        return self._lists[name][0]

    def stems(self, name: str) -> AbstractSet[str]:
        """A list of words, as stems."""
        return self._lists[name][1]

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        return self.irregular.get(word) or stem(word)

    def alike(self, word: str) -> AbstractSet[str]:
        """The stem and those that mean the same."""
        return {word} | self.groups.get(word, frozenset())

    @cached_property
    def past(self) -> AbstractSet[str]:
        """Irregular forms that tell of the past."""
        return {
            form
            for words in self.table["irregular"]["forms"]
            for form in words.split()[1:]
            if not form.endswith(("ing", "s"))
        }

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[re.Pattern[str]]]:
        """Set phrases that are claims, by their sort."""
        return {
            sort: [re.compile(pattern) for pattern in patterns]
            for sort, patterns in self.table["phrases"].items()
        }

    @cached_property
    def allowed(self) -> Mapping[str, Sequence[re.Pattern[str]]]:
        """What the ground must hold for them, where that isn't one of their own."""
        return {
            sort: [re.compile(pattern) for pattern in patterns]
            for sort, patterns in self.table["allowed"].items()
        }

    @cached_property
    def idioms(self) -> Sequence[re.Pattern[str]]:
        """Set phrases that claim nothing, whatever their words."""
        return [re.compile(pattern) for pattern in self.table["idioms"]["blank"]]

    @cached_property
    def _lists(self) -> Mapping[str, tuple[AbstractSet[str], AbstractSet[str]]]:
        lists = {name: frozenset(w.split()) for name, w in self.table["words"].items() if isinstance(w, str)}
        return {name: (found, frozenset(map(self.stem, found))) for name, found in lists.items()}


def lexicon(table: Mapping[str, Any], synonyms: str, colouring: str, persons: str) -> Lexicon:
    """The words of `gate.toml` with three lists: synonyms, a group a line; words that only colour; titles."""
    bare = Lexicon(table, {}, {})
    apart = bare.stems("apart")
    own = _grouped({bare.stem(word) for word in line.split()} for line in table["words"]["same"])
    more = _grouped({bare.stem(word) for word in line.split()} - apart for line in synonyms.splitlines())
    groups = {one: own.get(one, set()) | more.get(one, set()) for one in own.keys() | more.keys()}
    weak = bare.stems("weak") | {bare.stem(word) for word in colouring.split()} - apart
    return Lexicon(table, groups, own, frozenset(weak), frozenset(map(bare.stem, persons.split())))


def _grouped(lines: Iterable[AbstractSet[str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for one in line:
            groups[one] |= line
    return dict(groups)


def spelled_out(text: str) -> str:
    """The text in lower case with straight quotes; as long as it was."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text).translate(
        {0x2019: "'", 0x2018: "'", 0x2011: "-", 0x2013: "-"}
    )


def tokens(text: str, words: Lexicon) -> tuple[Token, ...]:
    """The words and marks of a text, contractions opened; "twenty-two" is one number."""
    folded = spelled_out(text)
    raw = list(_opened(folded))
    found: list[Token] = []
    at = 0
    while at < len(raw):
        word, start, end = raw[at]
        value, used = _number(raw, at, words.numbers, folded)
        if [one[0] for one in raw[at : at + 3]] == ["half", "an", "hour"]:
            value, used = 30.0, 3
        if value is not None:
            found.append(
                Token(folded[start : raw[at + used - 1][2]], "#", start, raw[at + used - 1][2], number=value)
            )
            at += used
            continue
        mark = word in MARKS
        found.append(
            Token(
                word,
                word if mark else words.stem(word),
                start,
                end,
                text[start : start + 1].isupper(),
                mark=mark,
            )
        )
        at += 1
    return tuple(found)


def _opened(folded: str) -> Iterator[tuple[str, int, int]]:
    """Words with their places; what a contraction holds stands at its place."""
    for found in re.finditer(r"[^\s]+|\n", folded):
        piece = found[0]
        if "'" not in piece:
            yield from (
                (m[0], found.start() + m.start(), found.start() + m.end()) for m in _TOKEN.finditer(piece)
            )
            continue
        opened = piece
        for pattern, instead in _CONTRACTED:
            opened = pattern.sub(instead, opened)
        for m in _TOKEN.finditer(opened):
            at = piece.find(m[0])
            if at < 0:
                yield m[0], found.end() - 1, found.end()
            else:
                last = at + len(m[0])
                end = len(piece) if piece[last : last + 1] == "'" else last
                yield m[0], found.start() + at, found.start() + end


def _number(
    raw: Sequence[tuple[str, int, int]], at: int, numbers: Mapping[str, float], folded: str
) -> tuple[float | None, int]:
    """The number that begins at a place and how many words it takes."""
    word = raw[at][0]
    if word[0].isdecimal():
        total, used = float(word.replace(",", "") or 0), 1
    elif word in numbers:
        total, used = numbers[word], 1
    else:
        return None, 0
    while at + used < len(raw):
        more = _more(raw[at + used :], total, numbers)
        beside = folded[raw[at + used - 1][2] : raw[at + used][1]] in ("-", " ")
        if more is None or not beside:
            break
        total, used = more[0], used + more[1]
    return total, used


def _more(
    ahead: Sequence[tuple[str, int, int]], total: float, numbers: Mapping[str, float]
) -> tuple[float, int] | None:
    """What a number grows to by the words after it, and how many they are."""
    word = ahead[0][0]
    if word in ("hundred", "thousand", "million"):
        return total * numbers[word], 1
    unit = numbers.get(word, 0)
    if 20 <= total < 100 and total % 10 == 0 and 1 <= unit < 10:
        return total + unit, 1
    rest = numbers.get(ahead[1][0], 0) if word == "and" and len(ahead) > 1 else 0
    return (total + rest, 2) if total >= 100 and 0 < rest < 100 else None


@dataclass(frozen=True)
class Clause:
    """A part of a text between stops."""

    tokens: tuple[Token, ...]
    negated: bool
    quoted: bool
    stems: AbstractSet[str] = field(default_factory=frozenset)


def clauses(found: Sequence[Token], words: Lexicon) -> Iterator[Clause]:
    """The parts of a text between full stops, semicolons, colons and brackets."""
    part: list[Token] = []
    for token in (*found, Token(".", ".", 0, 0, mark=True)):
        if token.mark and token.text in STOPS:
            if part:
                stems = frozenset(t.stem for t in part if not t.mark)
                yield Clause(
                    tuple(part),
                    bool(stems & words.stems("negative")),
                    any(t.text in words.words("quoting") for t in part),
                    stems,
                )
            part = []
        else:
            part.append(token)


def opened(text: str) -> str:
    """The text in lower case, its contractions opened and its white space single."""
    folded = spelled_out(text)
    for pattern, instead in _CONTRACTED[:-1]:
        folded = pattern.sub(instead, folded)
    return " ".join(folded.split())


def without_idioms(text: str, words: Lexicon) -> str:
    """The text with set phrases blanked, so that nothing moves."""
    folded = spelled_out(text)
    for pattern in words.idioms:
        for found in pattern.finditer(folded):
            text = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    return text
