"""The page of the API: what it tells to type is typed, against a server of its own."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts import docs_api
from tests.web.asking import STORY
from tests.web.browser.serving import serving

from ringback.web.api.described import description

PAGE = docs_api.page()
pytestmark = pytest.mark.full  # each starts a server


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which the address and an account lie, as somebody who followed the page has them."""
    folder = tmp_path_factory.mktemp("api")
    with serving(folder / "home") as server:
        (folder / "address.txt").write_text(f"{server.link}\n")
        (folder / "my-account.txt").write_text(STORY)
        yield folder


def block(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_python_of_the_page_works_a_case_out_and_keeps_it(started: Path, monkeypatch):
    monkeypatch.chdir(started)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block("python"), docs_api.PAGE, "exec"), {})
    headline, *_, words = printed.getvalue().strip().splitlines()
    assert headline.strip()
    assert "follow_up" in printed.getvalue()
    assert words


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_the_shell_of_the_page_asks_the_server(started: Path):
    run = subprocess.run(
        ["sh", "-e", "-c", block("sh")], cwd=started, capture_output=True, text=True, timeout=60, check=True
    )
    assert '"status":"ok"' in run.stdout
    assert '"schema":"ringback/recover/1"' in run.stdout


def test_every_operation_that_the_page_calls_is_there():
    called = re.findall(r"api/v1(/\w+)|ask\(f?\"(/[^\"]+)\"", block("python") + block("sh"))
    paths = {re.sub(r"\{case\}", "{case_id}", one or other) for one, other in called}
    assert paths >= {"/recover", "/cases", "/health", "/cases/{case_id}/words"}
    assert {f"/api/v1{path}" for path in paths} <= set(description()["paths"])
