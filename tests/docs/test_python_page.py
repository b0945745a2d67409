"""The page on Python: what it shows is what happens."""

from __future__ import annotations

import doctest

from scripts import write_docs

import ringback

PAGE = write_docs.ROOT / "docs" / "python.md"


def test_what_the_page_on_python_shows_is_what_happens() -> None:
    done = doctest.testfile(str(PAGE), module_relative=False)
    assert done.attempted > 15
    assert done.failed == 0


def test_the_page_on_python_lists_every_function() -> None:
    listed = PAGE.read_text(encoding="utf-8").partition("members:")[2].partition("###")[0]
    assert {*listed.replace("-", " ").split(), "RingbackError"} == set(ringback.__all__)
