"""faster-whisper, also where it was installed alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType

DECODER = "av"


@contextmanager
def needing_no_decoder() -> Iterator[None]:
    """For its import: it wants PyAV for files at once, and is handed samples alone here.

    Where PyAV isn't installed an empty module stands in its place, and goes again.
    """
    if find_spec(DECODER):
        yield
        return
    before = {name: sys.modules[name] for name in (DECODER,) if name in sys.modules}
    sys.modules[DECODER] = ModuleType(DECODER)
    try:
        yield
    finally:
        del sys.modules[DECODER]
        sys.modules.update(before)
