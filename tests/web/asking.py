"""Ask the site as a browser would, within this process: forms bring back their page's word."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from ringback.app import worked_out

PORT = 8417
NOW = "2026-03-12T20:50"
"""A Thursday evening."""
ZONE = "Europe/London"
BASE = f"http://127.0.0.1:{PORT}"

STORY = """\
Phone interview this afternoon for a lift engineer job at Corrie Lifts. Moira Teague rang;
she runs the crew.
I said "um" a lot, and when she asked about the overspeed governor my mind went blank.
I can bring my log of forty callouts, which shows how I found each fault.
It was my first phone interview in six years.
She said everything is looked at together at the end, and that I'd hear by Friday.
"""


def word_in(page: str) -> str:
    """The word that every form of this page has to bring back."""
    found = re.search(r'name="form_word" value="([^"]+)"|name="form-word" content="([^"]+)"', page)
    assert found, "the page has no form word"
    return found[1] or found[2]


def told(answer: Response) -> str:
    """What a page says, without its markup: one line, straight quotes, plain spaces."""
    text = re.sub(r"<(script|style|head)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", text)).translate(str.maketrans("“”‘’\u00a0", "\"\"'' "))
    text = re.sub(r" ([.,;:!?])", r"\1", re.sub(r"\s+", " ", text))
    return text.strip()


def send(client: TestClient, path: str, source: str = "/", **fields: Any) -> Response:
    """Post a form with the word of the page `source`, and follow to what it shows."""
    word = word_in(client.get(source).text)
    return client.post(path, data={"form_word": word, **fields})


def new_case(client: TestClient, story: str = STORY) -> str:
    """Keep a case told in one's own words, no question answered; gives its id."""
    asked = send(client, "/tell", story=story)
    shown = send(client, f"{asked.url.path}/stop", asked.url.path)
    assert shown.status_code == 200, told(shown)
    return shown.url.path.removeprefix("/cases/")


def meet(monkeypatch: pytest.MonkeyPatch, work: str) -> None:
    """Let two requests wait for each other once each has done this work on a case."""
    real, both = getattr(worked_out, work), threading.Barrier(2, timeout=20)

    def met(*given: Any) -> Any:
        done = real(*given)
        both.wait()
        return done

    monkeypatch.setattr(worked_out, work, met)


def twice(ask: Callable[[], Response]) -> tuple[Response, Response]:
    """What the two requests of a double click get."""
    with ThreadPoolExecutor(2) as clicks:
        one, other = clicks.submit(ask), clicks.submit(ask)
        return one.result(), other.result()
