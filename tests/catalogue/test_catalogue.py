"""The whole catalogue: every entry keeps its own examples, rests on a known source, and stays quick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import CatalogueBroken, check, load, read_folder
from ringback.core.catalogue import JUDGEMENT, Cue, Rule
from ringback.core.detectors import DETECTORS
from ringback.core.drafted import MOVES
from ringback.core.examples import as_document, condition_faults, found_in
from ringback.core.moments import asking
from ringback.core.moves import Asked, document_of

parse_pattern = import_module("re._parser").parse

CATALOGUE = load()
ENTRIES: Mapping[str, Rule | Cue] = {**CATALOGUE.mistakes, **CATALOGUE.faults, **CATALOGUE.cues}
WORDS = asking(CATALOGUE)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))
def test_an_entry_finds_its_examples_and_leaves_the_near_misses(entry: Rule | Cue) -> None:
    wrong = []
    for example in entry.examples:
        document, hits = found_in(example, entry, CATALOGUE, WORDS)
        if bool(hits) is not example.finds:
            wrong.append((example, [document.text[slice(*hit.span)] for hit in hits]))
    assert wrong == []


def test_the_shipped_catalogue_has_no_faults() -> None:
    _, faults = read_folder(files("ringback.catalogue"))
    assert [str(fault) for fault in faults] == []


def _cited() -> Iterator[tuple[str, str]]:
    for entry in (*ENTRIES.values(), *CATALOGUE.situations.values()):
        for ground in entry.rests_on:
            yield entry.id, ground.source
    for parameter in CATALOGUE.parameters.values():
        for value in parameter.values:
            for source in value.rests_on:
                yield parameter.id, source


def _mentioned(table: Any) -> Iterator[str]:
    """Every string in the tables that belong to no family (phrases, plan, help lines)."""
    if isinstance(table, Mapping):
        for key, value in table.items():
            yield key
            yield from _mentioned(value)
    elif isinstance(table, list):
        for value in table:
            yield from _mentioned(value)
    elif isinstance(table, str):
        yield table


def test_every_cited_source_is_known() -> None:
    unknown = {
        (entry, source)
        for entry, source in _cited()
        if source != JUDGEMENT and source not in CATALOGUE.sources
    }
    assert not unknown


def test_every_source_is_cited_by_something() -> None:
    used = {source for _, source in _cited()} | set(_mentioned(CATALOGUE.phrases))
    assert not set(CATALOGUE.sources) - used


def test_every_detector_is_used_and_every_entry_names_one_that_exists() -> None:
    assert {entry.detector for entry in ENTRIES.values()} == set(DETECTORS)


def test_a_title_is_given_once() -> None:
    titles = [(rule.title, rule.needs) for rule in CATALOGUE.mistakes.values()]
    assert len(titles) == len(set(titles))


def test_a_sentence_with_a_number_comes_from_a_detector_that_counts() -> None:
    counting = {
        "rate",
        "repeated",
        "dense",
        "long_turn",
        "talk_share",
        "slow_start",
        "spoken_into",
        "differs",
        "length",
        "often",
        "contradicts",
    }
    rules = (*CATALOGUE.mistakes.values(), *CATALOGUE.faults.values())
    assert not [rule.id for rule in rules if "{n}" in rule.says and rule.detector not in counting]


def test_what_a_fault_asks_for_can_be_present_in_a_draft() -> None:
    assert list(condition_faults(CATALOGUE, CATALOGUE)) == []


def test_every_move_can_be_heard() -> None:
    assert {cue.value for cue in CATALOGUE.setting("move")} == set(MOVES)


def test_patterns_are_written_for_folded_text() -> None:
    """Text is in lower case with straight quotes before it is matched; nothing else could ever match."""
    shouting = re.compile(r"(?<!\\)[A-Z\u2018\u2019\u201c\u201d]")
    wrong = [
        (entry.id, pattern)
        for entry in ENTRIES.values()
        for patterns in entry.settings.values()
        if isinstance(patterns, list)
        for pattern in patterns
        if shouting.search(re.sub(r"\(\?P<\w+>|\\[A-Z]", "", pattern))
    ]
    assert not wrong


def _endless(parsed: Any, *, first: bool) -> Iterator[str]:
    """What may make a pattern slow: endless repeats of groups, of "anything but", or at its very start.

    Repeats with a limit cost at most a constant for each character; an endless repeat of one class
    of characters is bounded by a word when something stands before it.
    """
    for place, (operator, argument) in enumerate(parsed):
        leads = first and place == 0
        if str(operator) in {"MAX_REPEAT", "MIN_REPEAT"}:
            yield from _endless_repeat(*argument, leads=leads)
        elif str(operator) == "SUBPATTERN":
            yield from _endless(argument[-1], first=leads)
        elif str(operator) == "BRANCH":
            yield from chain.from_iterable(_endless(branch, first=leads) for branch in argument[1])


def _endless_repeat(least: int, most: object, body: Any, *, leads: bool) -> Iterator[str]:
    if str(most) == "MAXREPEAT":
        if leads:
            yield "starts with an endless repeat"
        if _anything_but(body) or any(_endless_within(body)):
            yield "repeats a repeat, or anything-but, without end"
    yield from _endless(body, first=leads and least == 0)


def _anything_but(body: Any) -> bool:
    operator, argument = body[0]
    return str(operator) in {"ANY", "NOT_LITERAL"} or (
        str(operator) == "IN" and str(argument[0][0]) == "NEGATE"
    )


def _endless_within(body: Any) -> Iterator[bool]:
    for operator, argument in body:
        if str(operator) in {"MAX_REPEAT", "MIN_REPEAT"}:
            yield str(argument[1]) == "MAXREPEAT"
            yield from _endless_within(argument[2])
        elif str(operator) == "SUBPATTERN":
            yield from _endless_within(argument[-1])
        elif str(operator) == "BRANCH":
            yield from chain.from_iterable(_endless_within(branch) for branch in argument[1])


def test_every_pattern_runs_in_time_in_proportion_to_the_text() -> None:
    slow = [
        (entry.id, reason, pattern)
        for entry in ENTRIES.values()
        for patterns in entry.settings.values()
        if isinstance(patterns, list)
        for pattern in patterns
        for reason in _endless(parse_pattern(pattern), first=True)
    ]
    slow += [
        (kind, reason, pattern)
        for kind, patterns in CATALOGUE.phrases["drafts"]["kinds"].items()
        for pattern in patterns
        for reason in _endless(parse_pattern(pattern), first=True)
    ]
    assert not slow


@pytest.mark.parametrize("pattern", ["(?:very )*bad", "(?:a+)+b", "x[^.]*y", "x.*y", r"\w+ed"])
def test_a_pattern_that_could_run_away_is_seen(pattern: str) -> None:
    assert list(_endless(parse_pattern(pattern), first=True))


FAULTY = {
    "no_title": ('label = "x"', "title", "is missing", "Add"),
    "wrong_weight": (
        'title = "T"\nsays = "S"\nweight = "huge"',
        "weight",
        "'huge' is not known",
        "substantive",
    ),
    "unknown_key": ('titel = "T"', "titel", "is not a key", "Known keys"),
    "not_toml": ("title = ", "file", "is not TOML", "Correct the file"),
    "twice": ('title = "A"\ntitle = "B"', "file", "is not TOML", "Correct the file"),
    "bad_type": ("title = 3", "title", "should be str, is int", "Correct its type"),
    "empty": ('title = ""', "title", "is empty", "take the file out"),
}
WHOLE = """
title = "T"
says = "S"
weight = "surface"
concern = "conduct"
needs = "account"
detector = "words"
why = "W"
repair = "R"
avoid = "A"
"""
GROUND = '[[rests_on]]\nsource = "judgement"\nsays = "J"\n'
SHOWN = '[[example]]\ntext = "a cat"\nfinds = true\n[[example]]\ntext = "a dog"\nfinds = false\n'
FAULTY |= {
    "bad_pattern": (
        f"{WHOLE}[settings]\nany_of = ['(cat']\n{GROUND}{SHOWN}",
        "settings.any_of",
        "is no pattern",
        "Correct it",
    ),
    "same_group": (
        f"{WHOLE}[settings]\nany_of = ['(?P<a>cat)(?!s)', '(?P<a>dog)(?!s)']\n{GROUND}{SHOWN}",
        "settings.any_of",
        "don't go together",
        "Correct it",
    ),
    "no_ground": (f"{WHOLE}[settings]\nany_of = ['cat']\n{SHOWN}", "rests_on", "is missing", "Add"),
    "one_kind": (
        f"{WHOLE}[settings]\nany_of = ['cat']\n{GROUND}[[example]]\ntext = \"a cat\"\nfinds = true\n",
        "example",
        "does not show both kinds",
        "one it leaves alone",
    ),
}


def test_a_fault_of_ones_own_that_could_never_be_found_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "faults" / "mine"
    folder.mkdir(parents=True)
    mine = WHOLE.replace('avoid = "A"\n', "").replace('concern = "conduct"\n', "").replace("account", "draft")
    mine = mine.replace('"surface"', '"mend"') + 'applies_when = ["full_moon"]\n'
    (folder / "cat.toml").write_text(f"{mine}[settings]\nany_of = ['cat']\n{GROUND}{SHOWN}", encoding="utf-8")
    _, faults = check(tmp_path)
    assert any("full_moon" in fault.fault and fault.place == "applies_when" for fault in faults)


@pytest.mark.parametrize("name", FAULTY)
def test_a_broken_file_is_named_with_place_fault_and_remedy(name: str, tmp_path: Path) -> None:
    text, *words = FAULTY[name]
    folder = tmp_path / "mistakes" / "answers"
    folder.mkdir(parents=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    _, faults = check(tmp_path)
    message = "\n".join(str(fault) for fault in faults)
    assert all(word in message for word in (f"mistakes/answers/{name}.toml", *words)), message


def test_a_broken_folder_of_ones_own_stops_the_program_with_every_fault(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes" / "answers"
    folder.mkdir(parents=True)
    for name in ("no_title", "unknown_key"):
        (folder / f"{name}.toml").write_text(FAULTY[name][0], encoding="utf-8")
    with pytest.raises(CatalogueBroken) as stopped:
        load(tmp_path)
    assert {fault.place for fault in stopped.value.faults} == {"title", "titel"}


def test_a_folder_of_ones_own_adds_replaces_and_silences_entries(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes" / "answers"
    folder.mkdir(parents=True)
    (folder / "rambling.toml").write_text("silent = true", encoding="utf-8")
    mine = f"{WHOLE}[settings]\nany_of = ['cat']\n{GROUND}{SHOWN}"
    (folder / "cat.toml").write_text(mine, encoding="utf-8")
    catalogue = load(tmp_path)
    assert "mistakes/answers/rambling" not in catalogue.mistakes
    assert catalogue.mistakes["mistakes/answers/cat"].title == "T"
    assert catalogue.version != CATALOGUE.version


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_looked_at_by_every_entry(text: str) -> None:
    kinds = ("account", "message", "any", "verbatim", "situation")
    documents = {kind: as_document(text, kind, WORDS) for kind in kinds}
    documents["draft"] = document_of(Asked(text), CATALOGUE)
    for entry in ENTRIES.values():
        for hit in DETECTORS[entry.detector](documents[entry.needs], entry.settings):
            start, end = hit.span
            assert 0 <= start <= end <= len(text)
