"""What a function of the Python API is given, checked: each fault names its argument."""

from __future__ import annotations

from collections.abc import Collection


def one_of(value: object, allowed: Collection[str], name: str) -> None:
    """Nothing, where the value is allowed. Raises BadKind."""
    from ringback.app.review import BadKind

    if not isinstance(value, str) or value not in allowed:
        raise BadKind(f"{value!r} can't be the {name}.", f"Use one of: {', '.join(allowed)}.", name)
