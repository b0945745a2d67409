"""The page for assistants: its table is the server's own list, and its settings start the server."""

from __future__ import annotations

import json
import re

import pytest
from scripts import docs_assistants
from tests.docs.test_pages import STALE, unknown_words

PAGE = (docs_assistants.ROOT / docs_assistants.PAGE).read_text(encoding="utf-8")


def test_the_tools_in_the_page_are_those_that_are_served() -> None:
    assert docs_assistants.page() == PAGE, STALE


@pytest.mark.parametrize("block", re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
def test_a_setting_in_the_page_starts_the_server(block: str) -> None:
    [servers] = json.loads(block).values()
    assert servers["ringback"]["command"] == "ringback"
    assert unknown_words(servers["ringback"]["args"]) == []
