"""Lists of employers: what stands in them comes back, and what can't be read is named with its line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.readers.hiring_list import Entry, read_list

LIST = """\
# Firms that hire as they work

Some of these are old. Read [the rules](RULES.md) first.

- No riddles
- [A discussion of this](https://talk.example/1)

---

## A - F

- [Corrie & Lunn](https://corrie.example/jobs) | Oban, UK / Remote | A call, then a day with us
- [Dunlin GmbH](https://dunlin.example/a_(b)) |  | Two calls

* [**Elm**](<https://elm.example>)   |Rome|   A [task](https://elm.example/t) | paid | and a talk
- [Fenwright](https://fenwright.example) | Leeds

## Also see

- [They rang me](https://other.example)
"""


def test_every_entry_comes_with_its_line_name_link_place_and_description() -> None:
    listing = read_list(LIST)
    assert listing.entries == (
        Entry(
            12,
            "Corrie & Lunn",
            "https://corrie.example/jobs",
            "Oban, UK / Remote",
            "A call, then a day with us",
        ),
        Entry(13, "Dunlin GmbH", "https://dunlin.example/a_(b)", "", "Two calls"),
        Entry(
            15,
            "Elm",
            "https://elm.example",
            "Rome",
            "A [task](https://elm.example/t) | paid | and a talk",
        ),
        Entry(16, "Fenwright", "https://fenwright.example", "Leeds", ""),
    )
    assert listing.skipped == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("- Corrie | Oban | A call", "name in brackets and a link"),
        ("- [Corrie] | Oban | A call", "name in brackets and a link"),
        ("- [Corrie](https://corrie.example | Oban | A call", "name in brackets and a link"),
        ("- [Corrie]() | Oban | A call", "no web address"),
        ("- [Corrie](jobs.md) | Oban | A call", "no web address"),
        ("- [](https://corrie.example) | Oban | A call", "no name"),
        ("- [Corrie](https://corrie.example)", "No bar"),
        ("- [Corrie](https://corrie.example), Oban, a call", "No bar"),
        ("- [Corrie](https://corrie.example) - Oban | A call", "between the link and the first bar"),
    ],
)
def test_a_line_that_is_no_entry_is_named_and_the_others_are_kept(line: str, says: str) -> None:
    before = "- [Ada](https://a.example) | Rome | A call"
    after = "- [Bea](https://b.example) | Rome | A call"
    listing = read_list(f"{before}\r\n{line}\r\n{after}\r\n")
    assert [entry.name for entry in listing.entries] == ["Ada", "Bea"]
    [skipped] = listing.skipped
    assert skipped.line == 2
    assert says in skipped.says


def test_a_link_within_a_link_is_taken_for_what_it_leads_to() -> None:
    [entry] = read_list("- [Ada]([https://jobs](https://ada.example/jobs/)) | Rome | A call").entries
    assert entry.link == "https://ada.example/jobs/"


def test_indented_lines_belong_to_the_entry_above() -> None:
    first = "- [Ada](https://a.example) | Rome | Three steps:"
    text = f"{first}\n  - a call\n  - a task\n    at home\n\n  Not this.\n"
    [entry] = read_list(text).entries
    assert entry.says == "Three steps:\n- a call\n- a task\nat home"


def test_what_stands_in_a_comment_or_in_code_is_no_entry() -> None:
    line = "- [Ada](https://a.example) | Rome | A call"
    text = f"```\n{line}\n```\n<!-- {line} -->\n<!--\n{line}\n-->\n{line.replace('Ada', 'Bea')}\n"
    assert [entry.name for entry in read_list(text).entries] == ["Bea"]


names = st.from_regex(r"[A-Z][a-zé]{1,8}( [A-Z0-9&.'()-]{1,5}){0,2}", fullmatch=True).filter(
    lambda name: name.count("(") == name.count(")") == 0
)
places = st.from_regex(r"([A-Z][a-z]{2,8}(, [A-Z]{2})?( / Remote)?)?", fullmatch=True)
descriptions = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60).map(
    lambda text: " ".join(text.replace("<!--", "").split())
)


@pytest.mark.full
@given(st.lists(st.tuples(names, places, descriptions), min_size=1, max_size=8))
def test_what_is_written_as_a_list_is_read_back_whole(rows) -> None:
    lines = [
        f"- [{name}](https://{number}.example) | {place} | {says}"
        for number, (name, place, says) in enumerate(rows)
    ]
    listing = read_list("\n".join(lines))
    assert listing.skipped == ()
    read = [(entry.line, entry.name, entry.place, entry.says) for entry in listing.entries]
    assert read == [(number, *row) for number, row in enumerate(rows, 1)]


@given(st.text(st.sampled_from("-*[]()| \\\n\r#`<>!ahtps:/."), max_size=120))
def test_any_text_is_read_and_every_line_is_named_at_most_once(text: str) -> None:
    listing = read_list(text)
    lines = [one.line for one in (*listing.entries, *listing.skipped)]
    assert len(set(lines)) == len(lines)
    assert all(1 <= line <= text.count("\n") + text.count("\r") + 1 for line in lines)


@pytest.mark.parametrize("piece", ["[", "- [", "<!--", "](", "\\", "- [a](http://b) |", "(" * 50, "`"])
@pytest.mark.long  # watches the clock, which a busy machine sets wrong
def test_reading_takes_linear_time(piece: str) -> None:
    begun = time.perf_counter()
    read_list(piece * 20_000)
    read_list(f"{piece}\n" * 20_000)
    assert time.perf_counter() - begun < 3
