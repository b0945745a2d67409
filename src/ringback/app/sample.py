"""The invented case that shows what Ringback does: its texts, and the evening it is set in."""

from __future__ import annotations

from importlib.resources import files

from ringback.core.material import Material

NOW, ZONE = "2026-03-12T20:50", "Europe/London"
_NAMES = ("account.txt", "invitation.eml")


def materials() -> tuple[Material, ...]:
    """An account, and the employer's invitation."""
    from ringback.readers import read

    folder = files("ringback.catalogue") / "samples"
    return tuple(one for name in _NAMES for one in read((folder / name).read_bytes(), name))
