"""Runs the console blocks of a page and puts what the commands really print below them.

Within a block, `$ ringback ...` is run here, in a data folder of its own, with the clock standing still;
`$ cat FILE` makes the file from the text below it, where there is no such file yet; `$ ls FOLDER` lists.
Lines that begin with `>` are typed at a terminal. A line `...` stands for what isn't shown: as many lines
before and after it stay as there were, and between two of them as many, from the same first line on.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self, TextIO
from unittest.mock import patch

from ringback import cli, wiring

TONIGHT = datetime.fromisoformat("2026-11-19T21:40+00:00")
ENVIRONMENT = {"RINGBACK_ZONE": "Europe/London", "RINGBACK_LOCALE": "en-GB", "COLUMNS": "80", "NO_COLOR": "1"}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "..."
PROMPT = ">"


class DocsBroken(Exception):
    """A command in the documentation that fails, or isn't one that can be run."""


class _StandingClock(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(TONIGHT.timestamp(), tz)


@contextmanager
def somewhere(folder: Path) -> Iterator[None]:
    """Within it, Ringback runs in this folder, keeps its data there, and its clock stands still."""
    nobodys = {key: value for key, value in os.environ.items() if not key.startswith(("RINGBACK_", "LC_"))}
    environment = {**nobodys, **ENVIRONMENT, "RINGBACK_HOME": str(folder / "data")}
    with (
        patch.dict(os.environ, environment, clear=True),
        patch.object(wiring, "datetime", _StandingClock),
        patch.object(sys.modules["__main__"], "__package__", None),  # else it names the caller in `Usage:`
        chdir(folder),
    ):
        yield


class _Terminal(io.StringIO):
    """Lines typed at a terminal, which shows them as it does."""

    _quiet, _ = os.pipe()  # nothing waits: who types is slower than who pastes

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._quiet

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        sys.stderr.write(line)
        return line


def piped(text: str) -> TextIO:
    """A text as standard input."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


_ENDS_WELL = {"review": (0, 1, None)}
"""What a command may end with; as linters do, a review ends with 1 where it finds something."""


def typed(text: str) -> TextIO:
    """A text as standard input that somebody types at a terminal."""
    return _Terminal(text)


def ringback(arguments: Sequence[str], read: TextIO | None = None) -> str:
    """What one command prints on both streams. Raises DocsBroken where it doesn't end well."""
    said = io.StringIO()
    with (
        patch.object(sys, "argv", ["ringback", *arguments]),
        patch.object(sys, "stdin", read or piped("")),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        try:
            cli.main()
        except SystemExit as end:
            if end.code not in _ENDS_WELL.get(arguments[0], (0, None)):
                raise DocsBroken(f"{shlex.join(arguments)} ends with {end.code}: {said.getvalue()}") from None
    return said.getvalue()


def _cat(arguments: Sequence[str], shown: str) -> str:
    file = Path(arguments[0])
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    return file.read_text(encoding="utf-8")


def _ls(arguments: Sequence[str], _shown: str) -> str:
    found = sorted(Path(arguments[0]).iterdir())
    return "".join(f"{path.name}{'/' if path.is_dir() else ''}\n" for path in found)


def _ringback(arguments: Sequence[str], shown: str) -> str:
    lines = "".join(f"{line[2:]}\n" for line in shown.splitlines() if line.startswith(PROMPT))
    return ringback(arguments, typed(lines) if lines else None)


RUN: dict[str, Callable[[Sequence[str], str], str]] = {
    "ringback": _ringback,
    "cat": _cat,
    "ls": _ls,
}


def run(command: str, shown: str) -> str:
    """What a command of a page prints; `< FILE` is understood, and nothing else of a shell."""
    line, _, file = command.partition(" < ")
    name, *arguments = shlex.split(line)
    if file:
        return ringback(arguments, piped(Path(file).read_text(encoding="utf-8")))
    if name not in RUN:
        raise DocsBroken(f"Only {', '.join(RUN)} can be run in a page, not {name}.")
    return RUN[name](arguments, shown)


def cut_alike(printed: str, shown: str) -> str:
    """What is printed, with `...` where it stood in what was shown. Raises DocsBroken."""
    lines = [line.rstrip() for line in printed.splitlines()]
    first, *between = _parts(shown)
    if not between:
        return _joined(lines)
    *between, last = between
    kept = lines[: len(first)]
    for part in between:
        kept += [CUT, *_found(part, lines)]
    return _joined([*kept, CUT, *lines[len(lines) - len(last) :]])


def _parts(shown: str) -> list[list[str]]:
    """What is shown, in the parts between one `...` and the next."""
    parts: list[list[str]] = [[]]
    for line in shown.splitlines():
        if line == CUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _found(part: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """As many lines as the part has, from the one that it begins with."""
    if part[0] not in lines:
        raise DocsBroken(f'"{part[0]}" is shown between two {CUT} and not printed any more.')
    start = lines.index(part[0])
    return lines[start : start + len(part)]


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _fresh_block(block: re.Match[str]) -> str:
    _, *parts = re.split(r"^\$ (.*)\n", block[1], flags=re.MULTILINE)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    said = (f"$ {command}\n{cut_alike(run(command, shown), shown)}" for command, shown in pairs)
    return f"```console\n{''.join(said)}```"


def fresh(page: str, folder: Path) -> str:
    """The page with what its commands print today, run in order in this empty folder."""
    with somewhere(folder):
        return BLOCK.sub(_fresh_block, page)
