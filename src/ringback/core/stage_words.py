"""The words that name stages, found in a text: the longest phrase of the catalogue's at each place.

What a word tells is its `what`: a kind of content (take_home, pairing, culture ...), who holds the stage
(hr, manager, executive, engineer, team), by what medium (phone, video), where (onsite), a form that says
only that there is a stage (meeting, chat), or a joint between stages (sequence, optional, and, or ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ringback.core.latest import for_the_latest

FORMS = frozenset({"meeting", "chat"})
HOLDERS = frozenset({"hr", "manager", "executive"})
PEOPLE = HOLDERS | {"engineer", "team"}
MEDIA = frozenset({"phone", "video", "onsite"})
PLACES = frozenset({*MEDIA, "remote"})
CONTENT = frozenset({"culture", "technical", "design", "live_code", "work_talk", "not_technical"})
"""What a stage may be about that is named with it: "technical interview", "interview about your code"."""
COLOURS = frozenset({*CONTENT, *PEOPLE, *PLACES})

_TOKEN = re.compile(r"[a-z0-9à-ÿ]+(?:'[a-z]+)?|[.!?]+| - |->|=>|\S")
_LASTS = re.compile(r"\d{1,3}(?:h|hrs?|m|mins?)$")
"""A length in one word, "1h"; read as "hour"."""
_BREAKS = (".", "!", "?")
_AFTER_A_STOP = frozenset(" )*]\"'")
_ABBREVIATED = frozenset(
    {"e", "g", "i", "ie", "eg", "etc", "approx", "incl", "vs", "w"}
    | {"min", "mins", "hrs", "eng", "sr", "jr", "tel", "dept", "pls", "resp", "max", "poss"}
)
_MARKS = {
    "stop": (";",),
    "arrow": (
        "->",
        "=>",
        "→",
        "⇒",
        "⟶",
        "⇨",
        "➔",
        "➡",
        "➜",
        "▸",
        "▶",
        "›",
        "»",
        "↓",
        "⬇",
        "👉",
        ">",
        "|",
        "•",
        "·",
    ),
    "comma": (",",),
    "open": ("(", "["),
    "close": (")", "]"),
    "slash": ("/",),
    "colon": (":",),
    "dash": (" - ",),
}


@dataclass(slots=True)
class Term:
    """One word or phrase that tells something. `head`: it can be a stage by itself; `plural` by its -s.

    Not frozen, since that costs four times as much to make and there are ten of them in a line; nothing
    changes one.
    """

    what: str
    head: bool
    words: str
    start: int
    end: int
    plural: bool = False


@dataclass(slots=True)
class Branch:
    """Phrases that begin alike: what the words so far tell, if anything, and the words that may follow."""

    tells: tuple[str, bool] | None = None
    following: dict[str, Branch] = field(default_factory=dict)

    def grow(self, phrase: str, tells: tuple[str, bool]) -> None:
        """Add a phrase, its words told apart by spaces or hyphens, each in the singular and the plural.

        A phrase that is there already keeps what it tells.
        """
        branches = [self]
        for word in re.split(r"[ -]+", phrase):
            branches = [
                branch.following.setdefault(form, Branch()) for branch in branches for form in _forms(word)
            ]
        for branch in branches:
            branch.tells = branch.tells or tells


@dataclass(frozen=True, slots=True)
class StageWords:
    """The phrases and marks, as branches from their first words; and how a remark begins."""

    root: Branch
    remark: re.Pattern[str]
    lead: re.Pattern[str]
    tells: re.Pattern[str]

    def find(self, folded: str) -> Iterator[Term]:
        """The terms and marks of a folded text, in order; words that tell nothing are left out."""
        matches = list(_TOKEN.finditer(folded))
        tokens = [match[0] for match in matches]
        begins = self.root.following
        at = 0
        while at < len(tokens):
            token = tokens[at]
            branch = begins.get(token) or (
                begins.get("hour") if token[0].isdigit() and _LASTS.match(token) else None
            )
            past = at + 1
            if branch is not None:
                tells, past = _longest(branch, tokens, at)
                if tells is not None:
                    start, end = matches[at].start(), matches[past - 1].end()
                    what, head = tells
                    yield Term(what, head, folded[start:end], start, end, _is_plural(tokens[past - 1]))
            elif token.startswith(_BREAKS) and _stops(folded, matches[at].end(), tokens, at):
                yield Term("stop", False, token, matches[at].start(), matches[at].end())
            at = past


def _longest(branch: Branch, tokens: Sequence[str], at: int) -> tuple[tuple[str, bool] | None, int]:
    """What the longest phrase from a token on tells, and the first token past it; hyphens are passed over.

    A phrase that breaks off tells nothing and takes one token.
    """
    tells, past = branch.tells, at + 1
    here = at + 1
    while branch.following and here < len(tokens):
        if tokens[here] == "-" and here + 1 < len(tokens):
            here += 1
        found = branch.following.get(tokens[here])
        if (
            tokens[here] == "w"
            and tokens[here + 1 : here + 2] == ["/"]
            and tokens[here + 2 : here + 3] != ["o"]
        ):  # "a day w/ the team"
            found = branch.following.get("with", found)
            here += found is not None and "with" in branch.following
        if found is None:
            break
        branch = found
        here += 1
        if branch.tells is not None:
            tells, past = branch.tells, here
    return tells, past


def _stops(folded: str, end: int, tokens: Sequence[str], at: int) -> bool:
    """Whether dots end something: "a call. Then", but neither "node.js" nor "e.g. a call"."""
    if end < len(folded) and folded[end] not in _AFTER_A_STOP:
        return False
    return end == len(folded) or tokens[at] != "." or at == 0 or tokens[at - 1] not in _ABBREVIATED


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "sui"


def _forms(word: str) -> set[str]:
    """How a word of a phrase may be written: "call", "calls"; one marked "=" only so."""
    if word.startswith("="):
        return {word[1:]}
    single = word[:-1] if _is_plural(word) else word
    several = {single + "s"} if _is_plural(single + "s") else set()
    return {single, *several, *({"&"} if word == "and" else ())}


def bare(phrase: str) -> str:
    """A phrase as it is compared: blanks for hyphens, each word in the singular."""
    return " ".join(word[:-1] if _is_plural(word) else word for word in phrase.replace("-", " ").split())


@for_the_latest
def stage_words(table: Mapping[str, Any]) -> StageWords:
    """The catalogue's table ("stages/terms") made ready."""
    root = Branch()
    for what, marks in _MARKS.items():
        for mark in marks:
            root.following[mark] = Branch((what, False))
    begins = [re.compile("|".join(table["remarks"][key])) for key in ("begin", "lead", "tells")]
    for what, lists in table.items():
        if what == "remarks":
            continue
        for key, phrases in lists.items():
            for phrase in phrases:
                root.grow(phrase, (key if what == "joins" else what, key == "heads"))
    return StageWords(root, *begins)
