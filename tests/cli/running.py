"""Run the command line in this process, as its entry point does, and keep what it printed."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from ringback.cli import main


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    code: int
    out: str
    err: str


def ringback(*words: str, stdin: bytes | str = b"") -> Run:
    """Run `ringback WORDS` with this standard input, which is no terminal."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["ringback", *words])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main()
    return Run(ended.value.code or 0, _text(out), _text(err))  # type: ignore[arg-type]


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]
