"""The documentation: its commands and code blocks are run, and its lists held to the program's own."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from scripts import docs_api, docs_batch, docs_cohort, docs_console, write_docs

from ringback import catalogue
from ringback.cli.tree import app
from ringback.core import call, process
from ringback.core import catalogue as kinds
from ringback.core.verdict import DECISIONS
from ringback.readers import read_text
from ringback.store.erasure import PLACES

ROOT = write_docs.ROOT
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
STALE = "This page says something else than the program. Run `make docs`, and read what changed."

LINK = re.compile(r"\]\(([^)\s]+)\)")
MENTION = re.compile(r"`ringback ([^`\n]+)`|^ {4}(?:.*\| )?ringback (\S.*)$|^\$ ringback (.*)$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.*)$|<a id=\"([^\"]+)\"", re.MULTILINE)

TREE: Any = typer.main.get_command(app)

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.full
@pytest.mark.parametrize("page", write_docs.WITH_COMMANDS)
def test_a_command_in_a_page_prints_what_stands_below_it(page):
    assert write_docs.with_commands(page) == text(page), STALE


@pytest.mark.parametrize(
    "sample", re.findall(r"^```text\n(.*?)^```$", text("docs/transcripts.md"), re.MULTILINE | re.DOTALL)
)
def test_each_transcript_that_is_shown_is_read_as_one(sample):
    kept = read_text(sample)
    assert [one.kind for one in kept] == ["transcript"]
    assert len(kept[0].transcript.turns) > 1
    assert kept[0].transcript.turns[0].text == "Tell me about yourself."


def test_the_readme_shows_the_whole_report_of_the_sample():
    [block] = docs_console.BLOCK.findall(text("README.md"))
    assert block.startswith("$ ringback recover --sample\n")
    assert docs_console.CUT not in block.splitlines()


@pytest.mark.full
def test_the_reference_is_the_help_of_every_command():
    assert write_docs.reference() == text(write_docs.REFERENCE), STALE


def test_the_page_on_batches_lists_the_tables_that_the_program_makes():
    assert docs_batch.page(ROOT) == text(docs_batch.PAGE), STALE


def test_the_page_of_the_api_says_what_its_description_says():
    assert docs_api.page() == text(docs_api.PAGE), STALE


@pytest.mark.full
def test_the_page_of_cohorts_says_what_the_command_the_views_and_the_queries_give():
    assert docs_cohort.fresh(text(docs_cohort.PAGE)) == text(docs_cohort.PAGE), STALE


def test_the_pictures_in_the_pages_are_those_that_are_drawn():
    for name, picture in write_docs.pictures(catalogue.load()).items():
        assert (ROOT / name).read_text(encoding="utf-8") == picture, STALE


def test_the_catalogues_pages_say_what_its_files_say():
    pages = write_docs.catalogue_pages(catalogue.load())
    stale = [name for name, content in pages.items() if not (ROOT / name).exists() or text(name) != content]
    assert stale == [], STALE
    assert write_docs.strays(tuple(pages)) == [], STALE


def test_the_walk_from_a_file_to_the_words_is_what_happens(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "docs" / "why.md"), module_relative=False)
    assert done.attempted > 40
    assert done.failed == 0


def test_the_map_for_helpers_has_every_part_of_the_program_and_the_imports_as_the_lint_holds_them():
    guide = text("CONTRIBUTING.md")
    parts = {path.stem for path in (ROOT / "src" / "ringback").iterdir() if path.suffix in {"", ".py"}}
    named = "\n".join(re.findall(r"^\| (`.*?) \|", guide, re.MULTILINE))
    assert {one for one in parts if one[0] != "_" and not re.search(rf"\b{one}(?:/|\.py)", named)} == set()
    lint = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    chain = re.search(r"holds them to it: (.*?)\.", guide, re.DOTALL)
    assert chain
    steps = [set(re.findall(r"\w+", step)) for step in chain[1].split("<")]
    assert steps == [set(re.findall(r"\w+", layer)) for layer in reversed(lint)]


def test_the_privacy_page_lists_every_place_where_text_can_lie():
    table = re.search(r"\| place \|.*?\n\n", text("docs/privacy.md"), re.DOTALL)
    assert table
    rows = [line.split("|")[1].strip().strip("`") for line in table[0].strip().splitlines()[2:]]
    assert sorted(rows) == sorted(place.where for place in PLACES)


def vocabulary() -> Iterator[str]:
    """The words that a report's reader or a program meets as values."""
    yield from (value for name in ("channel", "stage", "status", "noticed") for value in call.VALUES[name])
    yield from process.DECISION_RULES
    yield from kinds.CONCERNS
    yield from kinds.MISTAKE_WEIGHTS
    for decision in DECISIONS:
        yield from (decision.action, decision.worth)
    for situation in catalogue.load().situations.values():
        yield from (situation.expect[key] for key in ("verdict", "action", "target", "worth"))
        yield situation.given.get("damage", "none")


def test_the_glossary_explains_every_value_that_a_report_can_have():
    explained = set(re.findall(r"`([a-z_]+)`", text("docs/glossary.md")))
    assert set(vocabulary()) - explained == set()


def test_the_glossary_explains_each_word_once():
    terms = [
        term.strip()
        for line in re.findall(r"^(?:- )?\*\*([^*]+)\*\*", text("docs/glossary.md"), re.MULTILINE)
        for term in line.split(",")
    ]
    assert len(terms) > 30
    assert len(terms) == len(set(terms))


def anchors(page: Path) -> set[str]:
    found = set()
    for heading, name in HEADING.findall(page.read_text(encoding="utf-8")):
        found.add(name or re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
    return found


@every_page
def test_a_link_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    dead = []
    for link in links:
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


def commands(page: Path) -> list[list[str]]:
    """What a page tells its reader to type after `ringback`, in words."""
    found = MENTION.findall(page.read_text(encoding="utf-8"))
    said = (next(filter(None, one)).partition(" #")[0].partition("  ")[0] for one in found)
    return [shlex.split(words.split(" < ")[0]) for words in said]


def unknown_words(words: list[str]) -> list[str]:
    """The command and the options among these words that Ringback doesn't have."""
    command, rest = TREE, list(words)
    while rest and hasattr(command, "commands") and not rest[0].startswith("-"):
        if rest[0] not in command.commands:
            return [rest[0]]
        command = command.commands[rest.pop(0)]
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    return [word for word in rest if word.startswith("--") and word not in {*known, "--help"}]


@every_page
def test_what_a_page_tells_to_type_exists(page):
    wrong = [" ".join(words) for words in commands(page) if unknown_words(words)]
    assert wrong == []


def test_the_pages_do_tell_what_to_type():
    told = [words[0] for page in PAGES for words in commands(page)]
    assert {"recover", "words", "case", "catalogue", "config", "doctor"} <= set(told)


@every_page
def test_a_make_target_that_a_page_names_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = re.findall(r"(?:^ {4}|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - targets == set()


INVITATION = (
    "From: Kay Moss <kay@lowmoor.example>\nTo: Ruth <ruth@post.example>\nSubject: Next stage\n\n"
    "Dear Ruth,\n\nWe would like to invite you to a second interview at our office.\n\nKay Moss\n"
)
FILES = {
    "my-account.txt": "I had a phone interview on Monday and my mind went blank twice.\n",
    "invite.eml": INVITATION,
    "next-step.txt": INVITATION,
    "advert.html": "<p>Hiring at Ferrybank: a phone screen, a trial day, then a talk with the team.</p>\n",
    "call.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Kay>What do you know about us?\n\n"
    "00:05.000 --> 00:09.000\n<v Ruth>Er. I don't know, I'm sorry.\n",
    "stories.jsonl": '{"id": 1, "text": "They said no."}\n{"id": 2, "text": "It went fine."}\n',
}


def commands_below(heading: str, folder: Path) -> list[str]:
    """The commands of a section of the README; the files that they name are put into the folder."""
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    section = text("README.md").split(f"## {heading}")[1].split("##")[0]
    return re.findall(r"^ {4}(.+)$", section, re.MULTILINE)


def own_call(line: str) -> str:
    """What a command of the README prints; `cat FILE |` is the file as standard input."""
    before, _, command = line.rpartition(" | ")
    _, *arguments = shlex.split(command, comments=True)
    if before:
        return docs_console.ringback(arguments, docs_console.piped(FILES[before.split()[1]]))
    return docs_console.ringback(arguments, None if len(arguments) > 1 else docs_console.typed("stop\n"))


def test_each_command_of_the_readme_for_ones_own_call_gives_a_report(tmp_path):
    lines = commands_below("Your own call", tmp_path)
    with docs_console.somewhere(tmp_path):
        *single, asked, stream = (own_call(line) for line in lines)
    assert [report.count("\nNow\n") for report in (*single, asked)] == [1, 1, 1]
    assert [json.loads(line)["id"] for line in stream.splitlines()] == [1, 2]


def test_each_command_of_the_readme_for_the_employers_process_gives_a_map(tmp_path):
    lines = commands_below("What the employer wrote", tmp_path)
    with docs_console.somewhere(tmp_path):
        several, drawn, kept = (own_call(line) for line in lines)
        assert (tmp_path / "stages.svg").is_file()
    assert [shown.count("\nHow they decide\n") for shown in (several, drawn)] == [1, 1]
    assert "Kept with Ferrybank Homes" in kept


def test_each_command_of_the_readme_for_what_went_wrong_looks_back(tmp_path):
    lines = commands_below("What really went wrong", tmp_path)
    with docs_console.somewhere(tmp_path):
        heard, remembered, explained = (own_call(line) for line in lines)
    assert "From the transcript." in heard
    assert "From your own account" in remembered
    assert "What would have avoided it:" in explained


def test_the_two_commands_of_the_readme_are_make_run_and_make_test():
    assert re.findall(r"^ {4}(make \S+)", text("README.md"), re.MULTILINE) == ["make run", "make test"]


@every_page
def test_a_page_names_no_folder_of_the_machine_it_was_written_on(page):
    assert re.findall(r"(?<![\w.])/(?:work|tmp|root|home|var/tmp)\b", page.read_text(encoding="utf-8")) == []
