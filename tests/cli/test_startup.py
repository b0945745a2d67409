"""What a command may load: start-up is felt on every run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.full  # each test starts processes

HEAVY = (
    "numpy",
    "sqlalchemy",
    "alembic",
    "dateparser",
    "holidays",
    "rich",
    "docx",
    "icalendar",
    "selectolax",
    "av",
    "faster_whisper",
    "ctranslate2",
    "onnxruntime",
    "daft",
    "pyarrow",
    "duckdb",
    "altair",
    "vl_convert",
)
STORE = ("sqlalchemy", "alembic", "sqlite3", "ringback.store.database", "ringback.app.cases")
OURS = ("ringback.app", "ringback.readers", "ringback.catalogue", "ringback.wiring", "ringback.settings")

PROBE = """
import io, runpy, sys
sys.argv = ["ringback", *sys.argv[1:]]
printed = {}
class Watched(io.TextIOWrapper):
    def write(self, text):
        printed.setdefault("modules", set(sys.modules))
        return super().write(text)
real = sys.stdout
sys.stdout = Watched(io.BytesIO(), encoding="utf-8")
try:
    runpy.run_module("ringback", run_name="__main__")
except SystemExit:
    pass
real.write("\\n".join([" ".join(sorted(printed.get("modules", ()))), " ".join(sorted(sys.modules))]))
"""


def _modules(*words: str, stdin: str = "") -> tuple[set[str], set[str]]:
    """The modules loaded when the first word was printed, and at the end."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        input=stdin, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    first, last = done.stdout.split("\n")
    return set(first.split()), set(last.split())


def _loaded(modules: set[str], names: tuple[str, ...]) -> list[str]:
    return [name for name in names if any(one == name or one.startswith(f"{name}.") for one in modules)]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--help",),
        ("--version",),
        ("recover", "--help"),
        ("batch", "--help"),
        ("case", "--help"),
        ("case", "list", "--help"),
        ("mcp", "--help"),
    ],
    ids=" ".join,
)
def test_help_loads_nothing_that_a_command_works_with(words: tuple[str, ...]) -> None:
    _, modules = _modules(*words)
    assert _loaded(modules, (*HEAVY, *OURS)) == []


@pytest.mark.parametrize("words", [("config", "show"), ("config", "path")], ids=" ".join)
def test_the_settings_load_no_case_and_no_catalogue(words: tuple[str, ...]) -> None:
    _, modules = _modules(*words)
    assert _loaded(modules, (*HEAVY, *STORE, "ringback.catalogue", "ringback.readers")) == []


def test_the_catalogue_loads_no_store() -> None:
    assert _loaded(_modules("catalogue", "list")[1], (*STORE, "dateparser", "rich")) == []


def test_a_stream_never_opens_the_store() -> None:
    _, modules = _modules("recover", "--jsonl", stdin='{"id": 1, "text": "I rambled on the phone."}\n')
    assert _loaded(modules, (*STORE, "dateparser", "rich", "typer.rich_utils")) == []


def test_a_review_without_a_case_never_opens_the_store(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text("Dear Ms Ansah, thank you for Monday.")
    assert _loaded(_modules("review", str(file))[1], (*STORE, "dateparser", "rich")) == []


def test_the_sample_never_opens_the_store() -> None:
    assert _loaded(_modules("recover", "--sample", "--json")[1], (*STORE, "dateparser", "rich")) == []


def test_a_file_opens_the_store_only_once_the_report_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "account.txt"
    file.write_text("I rambled on the phone.")
    first, last = _modules("recover", str(file))
    assert _loaded(first, STORE) == []
    assert "ringback.store.database" in last
    assert "ringback.store.database" not in _modules("recover", str(file), "--no-save")[1]


def test_words_load_a_format_only_when_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "account.txt"
    file.write_text("I rambled on the phone with Marsh Foods.")
    _modules("recover", str(file))
    assert _loaded(_modules("words")[1], ("icalendar", "ringback.handing", "numpy", "dateparser")) == []
    assert _loaded(_modules("words", "--mailto", "--unfinished")[1], ("icalendar",)) == []
    assert _loaded(_modules("words", "--ics", str(tmp_path / "a.ics"))[1], ("icalendar",)) == ["icalendar"]


def test_an_assistant_that_asks_for_what_is_not_there_is_answered_without_the_web() -> None:
    call = {"method": "tools/call", "params": {"name": "nothing", "arguments": {}}}
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    asked = [{"id": 1, "method": "initialize", "params": hello}, {"method": "notifications/initialized"}]
    lines = "".join(f"{json.dumps({'jsonrpc': '2.0', **one})}\n" for one in (*asked, {"id": 2, **call}))
    modules = _modules("mcp", stdin=lines)[1]
    assert _loaded(modules, ("ringback.mcp.server", "fastapi")) == ["ringback.mcp.server"]


def test_what_is_printed_does_not_depend_on_the_terminals_encoding(tmp_path: Path) -> None:
    file = tmp_path / "account.txt"
    file.write_text("I rambled on the phone. “It’s over”, I thought.")
    command = [
        sys.executable,
        "-m",
        "ringback",
        "recover",
        str(file),
        "--json",
        "--no-save",
        "--now",
        "2026-03-12",
    ]
    plain = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    told = [
        subprocess.run(command, capture_output=True, check=True, env=env).stdout
        for env in (plain, dict(os.environ))
    ]
    assert told[0] == told[1]
