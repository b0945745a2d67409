"""How an extra is added to the program that runs."""

from __future__ import annotations

import sys


def pip_install(what: str) -> str:
    """The command that adds a package beside this program: the pip of another Python wouldn't."""
    python, what = (f'"{one}"' if set(one) & set(" [") else one for one in (sys.executable, what))
    return f"{python} -m pip install {what}"
