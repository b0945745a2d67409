"""How an extra is added to the program that runs."""

from __future__ import annotations

import sys
from importlib.util import find_spec


def pip_install(what: str) -> str:
    """The command that adds a package beside this program: the pip of another Python wouldn't.

    Where uv made the environment there is no pip in it, and uv's own adds it.
    """
    python, what = (f'"{one}"' if set(one) & set(" [") else one for one in (sys.executable, what))
    if find_spec("pip") is None:
        return f"uv pip install --python {python} {what}"
    return f"{python} -m pip install {what}"
