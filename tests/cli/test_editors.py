"""The reviewer's findings in editors: what docs/editors.md tells each of them to read is what is printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import ringback

PAGE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
SEVERITY = {"stop": "error", "mend": "warning", "consider": "info"}
DRAFT = (
    "Dear Mr Iyer,\n\nI am so sorry about Friday’s call — I’m such an idiot with dates. Again, I am really\n"
    "sorry.\n\nI am a hard-working team player. Please, please give me another chance!\n\nOona\n"
)
GNU = re.compile(
    r"^(?P<file>[0-9]*[^0-9\n](?:[^\n :]| [^-/\n]|:[^ \n])*?): ?(?P<line>\d+)"
    r"(?:-(?P<l2>\d+)(?:\.(?P<c2>\d+))?|[.:](?P<column>\d+)(?:-(?:(?P<end_line>\d+)\.)?(?P<end_column>\d+))?)?:"
    r"(?: *(?P<warning>[Ww]arning|W:)| *(?P<info>[Ii]nfo(?:\b|rmationa?l?)|I:|[Nn]ote)| *[Ee]rror)"
)
"""What Emacs 29 looks for by the name `gnu` in compile.el, without the words of other compilers."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "my draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def findings(draft: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ringback("review", str(draft), "--json").out)["findings"]
    return found


def shown(draft: Path) -> list[str]:
    run = ringback("review", str(draft), "--lines")
    assert (run.code, run.err) == (1, "")
    return run.out.splitlines()


def block(language: str) -> str:
    [found] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_a_finding_ends_where_its_words_end(draft: Path) -> None:
    rows = DRAFT.split("\n")
    found = findings(draft)
    assert any(one["line"] != one["end_line"] for one in found)
    for one in found:
        within = [*rows[one["line"] - 1 : one["end_line"]]]
        within[-1] = within[-1][: one["end_column"] - 1]
        within[0] = within[0][one["column"] - 1 :]
        assert "\n".join(within) == one["quote"]


def test_vs_code_reads_every_line_by_the_pages_pattern(draft: Path) -> None:
    [task] = json.loads(block("json"))["tasks"]
    pattern = dict(task["problemMatcher"]["pattern"])
    regexp = re.compile(pattern.pop("regexp"))
    read = [regexp.match(line) for line in shown(draft)]
    told = [{name: one[group] for name, group in pattern.items()} for one in read if one]
    assert [
        tuple(one[key] for key in ("file", "line", "column", "endLine", "endColumn", "severity", "code"))
        for one in told
    ] == [
        (
            str(draft), *(str(one[key]) for key in ("line", "column", "end_line", "end_column")),
            SEVERITY[one["weight"]], one["rule"],
        )
        for one in findings(draft)
    ]  # fmt: skip
    assert all(one["says"] in line["message"] for one, line in zip(findings(draft), told, strict=True))
    assert task["args"] == ["review", "${file}", "--lines"]


def test_emacs_reads_every_line_as_a_gnu_tools(draft: Path) -> None:
    read = [GNU.match(line) for line in shown(draft)]
    assert [
        (one["file"], one["line"], one["column"], one["end_line"], one["end_column"],
         "warning" if one["warning"] else "info" if one["info"] else "error")
        for one in read if one
    ] == [
        (str(draft), *(str(one[key]) for key in ("line", "column", "end_line", "end_column")),
         SEVERITY[one["weight"]])
        for one in findings(draft)
    ]  # fmt: skip


@pytest.mark.full
def test_vim_lists_every_finding_at_its_place(draft: Path, tmp_path: Path) -> None:
    vim = shutil.which("vim")
    if vim is None:
        pytest.skip("no Vim here; on Debian: sudo apt install vim")
    (tmp_path / "compiler").mkdir()
    (tmp_path / "compiler" / "ringback.vim").write_text(block("vim"))
    command = tmp_path / "ringback"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ringback "$@"\n')
    command.chmod(0o755)
    script = tmp_path / "script.vim"
    script.write_text(
        f"set encoding=utf-8\nset runtimepath^={tmp_path}\ncompiler ringback\nsilent make!\n"
        f"call writefile(map(getqflist(), 'json_encode(v:val)'), '{tmp_path}/list')\nqa!\n"
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [vim, "-es", "-N", "-u", "NONE", "-S", str(script), str(draft)],
        check=True, timeout=60, stdin=subprocess.DEVNULL, env={**os.environ, "PATH": path},
    )  # fmt: skip
    listed = [json.loads(line) for line in (tmp_path / "list").read_text(encoding="utf-8").splitlines()]
    keys = ("lnum", "col", "end_lnum", "end_col", "type", "valid")
    assert [tuple(one[key] for key in keys) for one in listed] == [
        (
            one["line"], one["column"], one["end_line"], one["end_column"],
            SEVERITY[one["weight"]][0], 1,
        )
        for one in findings(draft)
    ]  # fmt: skip


def test_a_draft_that_holds_prints_no_line_and_ends_well(tmp_path: Path) -> None:
    file = tmp_path / "thanks.txt"
    file.write_text(
        "Dear Mr Iyer,\n\nThank you for Friday. I enjoyed hearing about the night desk.\n\nOona\n"
    )
    run = ringback("review", str(file), "--lines")
    assert (run.code, run.out, run.err) == (0, "", "")


@pytest.mark.parametrize("other", ["--json", "--why"])
def test_lines_go_with_no_other_form(draft: Path, other: str) -> None:
    run = ringback("review", str(draft), "--lines", other)
    assert run.code == 2
    assert "--lines" in run.err
