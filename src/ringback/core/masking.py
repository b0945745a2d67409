"""Names, figures and gaps of a draft as numbered signs, so that a language model can't change them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringback.core.errors import RingbackError

_TITLES = ("Dr", "Mr", "Mrs", "Ms", "Mx", "St", "Prof")
_WITHIN = "|".join([r"(?<=[\w,;)\]] )", r"(?<=\b[A-Z]\. )", *(rf"(?<=\b{title}\. )" for title in _TITLES)])
"""Where a sentence goes on: a word with a capital there is a name."""
_NAME = re.compile(rf"(?:{_WITHIN})[^\W\d_][\w'’-]*\w")
_TITLE = rf"(?:(?:{'|'.join(_TITLES)})\b\.? |\b[A-Z]\. )*"
_FIGURE = re.compile(r"\S+@\S+|\+?\d(?:[\d.,:/-]*\d)?")
_GAP = re.compile(r"\[[^\]\n]*\]")
_SIGN = re.compile(r"\[(?:NAME|FIGURE|GAP)\d+\]")
_POSSESSED = re.compile(r"['’]s$")
_MINE = frozenset(("I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll", "OK", "CV"))


class SignsChanged(RingbackError):
    """A name or a figure was lost in a rewrite, or one came up that the draft doesn't have."""

    code = "signs_changed"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what is to stay replaced by signs; `meant` gives each sign's own words."""

    text: str
    meant: Mapping[str, str]

    def unmasked(self, answer: str) -> str:
        """An answer with the own words put back. Raises SignsChanged."""
        wanted, found = set(_SIGN.findall(self.text)), set(_SIGN.findall(answer))
        if wanted != found:
            changed = ", ".join(sorted(self.meant.get(sign, sign) for sign in wanted ^ found))
            raise SignsChanged("It lost or added a name or a figure.", "The own draft stands.", changed)
        return _SIGN.sub(lambda sign: self.meant[sign[0]], answer)


def signs(text: str) -> list[str]:
    """The signs of a text in their order."""
    return _SIGN.findall(text)


def masked(draft: str, others: Sequence[str]) -> tuple[Masked, tuple[str, ...]]:
    """A draft and other texts with the same signs.

    A name is a word with a capital within a sentence of any text. Names that only begin sentences and figures
    in words are not known as such, and stay.
    """
    texts = (draft, *others)
    found = {word for text in texts for word in _NAME.findall(text) if word[0].isupper()}
    names = {_POSSESSED.sub("", word) for word in found} - _MINE
    parts = [_GAP.pattern, _FIGURE.pattern]
    if names:
        word = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        parts.insert(-1, rf"(?<!\w){_TITLE}(?:{word})(?: {_TITLE}(?:{word}))*(?!\w)")
    either = re.compile("|".join(parts))
    signs: dict[str, str] = {}

    def sign(found: re.Match[str]) -> str:
        return signs.setdefault(found[0], f"[{_kind(found[0])}{len(signs) + 1}]")

    shown = [either.sub(sign, text) for text in texts]
    return Masked(shown[0], {token: word for word, token in signs.items()}), tuple(shown[1:])


def _kind(found: str) -> str:
    if found[0] == "[":
        return "GAP"
    return "NAME" if found[0].isalpha() and "@" not in found else "FIGURE"
