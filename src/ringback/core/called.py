"""What the candidate is called: in the very texts, or at large."""

from __future__ import annotations


class Usual(str):
    """The name that the candidate goes by, said of no text: where nobody is called so, it tells nothing."""

    __slots__ = ()


def said_of(me: str | None) -> str | None:
    """The name, where it was said of the texts at hand."""
    return None if isinstance(me, Usual) else me
