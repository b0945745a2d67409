"""`ringback mcp` as an assistant's program starts it: a process of its own, asked over its standard input."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from tests.assistants.assistant import NOW, ZONE, error, finished, text, yes
from tests.cli.running import ringback

ACCOUNT = (
    "Phone interview with Quillfeather Freight on Tuesday, for the dispatcher job. I blanked when he asked"
    " how I'd reroute a lorry. They have asked me to come in next Thursday."
)
FLAGS = ["mcp", "--now", NOW, "--zone", ZONE, "--locale", "en-GB"]


@dataclass(frozen=True)
class Session:
    """One session: what was asked for, in order, and what the server wrote to standard error."""

    tools: list[str]
    instructions: str
    results: dict[str, types.CallToolResult]
    asked: list[str]
    errors: str
    home: Path


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("session")
    environment = {**os.environ, "RINGBACK_HOME": str(folder / "home")}
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "ringback", *FLAGS], env=environment, cwd=folder
    )
    asked: list[str] = []

    async def ask(_context: Any, question: Any) -> types.ElicitResult:
        asked.append(question.message)
        return yes(question.message)

    async def talk(log: Any) -> tuple[list[str], str, dict[str, types.CallToolResult]]:
        async with Client(stdio_client(parameters, log), elicitation_callback=ask) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            calls: dict[str, tuple[str, dict[str, Any]]] = {
                "recover": ("recover", {"text": ACCOUNT}),
                "keep": ("keep_case", {"text": ACCOUNT}),
                "too long": ("recover", {"text": ACCOUNT * 2_000}),
                "wrong": ("recover", {"text": ACCOUNT, "path": "/etc/hosts"}),
                "unknown": ("read_file", {"path": "/etc/hosts"}),
                "still there": ("evidence", {"id": "silence_days"}),
            }
            results = {key: await client.call_tool(*one) for key, one in calls.items()}
            return tools, client.instructions or "", results

    with (folder / "errors").open("w+") as log:
        tools, instructions, results = finished(talk, log)
        log.seek(0)
        return Session(tools, instructions, results, asked, log.read(), folder / "home")


@pytest.mark.full
def test_the_sdks_own_client_finds_the_tools_and_is_answered(session: Session) -> None:
    assert {"recover", "review", "keep_case"} <= set(session.tools)
    assert "never use it to prompt anybody during a call" in session.instructions
    line = json.dumps({"id": 1, "text": ACCOUNT, "now": NOW, "zone": ZONE})
    printed = json.loads(ringback("recover", "--jsonl", stdin=line).out)
    assert {"id": 1, **session.results["recover"].structured_content} == printed


@pytest.mark.full
def test_its_user_is_asked_before_a_case_is_kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(session.asked) == 1
    monkeypatch.setenv("RINGBACK_HOME", str(session.home))
    listed = json.loads(ringback("case", "list", "--json").out)["cases"]
    assert [one["id"] for one in listed] == [session.results["keep"].structured_content["case"]]


@pytest.mark.full
def test_what_is_refused_is_refused_and_the_server_goes_on(session: Session) -> None:
    codes = [error(session.results[key])["code"] for key in ("too long", "wrong", "unknown")]
    assert codes == ["misread", "misread", "no_such_tool"]
    assert "silence" in text(session.results["still there"])


@pytest.mark.full
def test_nothing_is_logged(session: Session) -> None:
    assert session.errors == ""


BY_HAND = r"""
{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", \
"capabilities": {}, "clientInfo": {"name": "by hand", "version": "0"}}}
{"jsonrpc": "2.0", "method": "notifications/initialized"}
Quillfeather, and no JSON
{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "recover", "arguments": \
{"text": "Quillfeather \ud800"}}}
{"jsonrpc": "2.0", "id": 3, "method": "Quillfeather/method"}
{"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": 7}}
{"jsonrpc": "2.0", "id": 5, "method": "ping"}
""".replace("\\\n", "").lstrip()


@pytest.mark.full
def test_lines_that_are_no_messages_end_nothing_and_are_logged_nowhere() -> None:
    answers: dict[Any, Any] = {}
    with subprocess.Popen(
        [sys.executable, "-m", "ringback", *FLAGS], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as server:  # fmt: skip
        assert server.stdin
        assert server.stdout
        assert server.stderr
        server.stdin.write(BY_HAND)
        server.stdin.flush()
        while 5 not in answers:
            answer = json.loads(server.stdout.readline())
            answers[answer.get("id")] = answer
        server.stdin.close()
        assert server.wait(timeout=30) == 0
        assert server.stderr.read() == ""
    assert answers[1]["result"]["serverInfo"]["name"] == "ringback"
    assert answers[5]["result"] == {}
    assert all("error" in answers[number] for number in (3, 4))


@pytest.mark.full
def test_ctrl_c_ends_it_while_it_waits_for_a_line() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ringback", *FLAGS], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(BY_HAND)
        server.stdin.flush()
        assert server.stdout.readline()
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) != 0


def test_without_its_extra_it_says_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    run = ringback("mcp")
    assert (run.code, run.out) == (2, "")
    assert 'pip install "ringback[mcp]"' in " ".join(run.err.split())


def test_a_time_that_cannot_be_read_is_said_before_anything_is_served() -> None:
    run = ringback("mcp", "--now", "soon")
    assert (run.code, run.out) == (2, "")
    assert '"soon" is no time' in run.err
