"""Writes what the documentation takes from the program: `make docs`.

The reference comes from the commands' own help, the catalogue's pages from its files, the figures from the
benchmarks', and what stands below a command in a page is what that command prints. A test fails where a page
is no longer fresh.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scripts import (
    docs_api,
    docs_assistants,
    docs_batch,
    docs_benchmarks,
    docs_catalogue,
    docs_cohort,
    docs_console,
)

from ringback import catalogue, settings
from ringback.app import odds
from ringback.core.catalogue import Catalogue
from ringback.pictures.odds import pictures as draw_odds

ROOT = Path(__file__).parent.parent
WITH_COMMANDS = (
    "README.md",
    "docs/index.md",
    "docs/walkthrough.md",
    "docs/debrief.md",
    "docs/recordings.md",
    "docs/odds.md",
    "docs/review.md",
    "docs/editors.md",
    "docs/rehearsal.md",
    "CONTRIBUTING.md",
)
REFERENCE = "docs/reference.md"
CATALOGUE = "docs/catalogue"
INTRODUCTION = f"""\
<!-- Written by `make docs` from the commands' own help. Change that, not this page. -->

# Every command

What each command says to `--help`. A flag wins over a variable, a variable over the settings file.

**Settings**, by `ringback config set KEY VALUE` or as a variable (`zone` is `RINGBACK_ZONE`):
{", ".join(f"`{key}`" for key in settings.KEYS)}.

**Other variables**: `RINGBACK_HOME`, the data folder; `RINGBACK_DEBUG=1`, the whole of an unexpected error,
which may quote your text; `NO_COLOR`.

**Exit codes**: 0 done; 1 some of the input failed, or something in Ringback did; 2 wrong use or input;
130 interrupted. Notices and errors go to standard error, so that what is piped on is the report alone.
"""


def commands() -> Iterator[tuple[str, ...]]:
    """Every command by its words, the whole tree from the top; those to come are left out."""
    import typer.main

    from ringback.cli.tree import app

    yield from _below(typer.main.get_command(app), ())


def _below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            yield from _below(one, (*words, name))


def reference() -> str:
    """The help of every command, one under another."""
    parts = [INTRODUCTION]
    with tempfile.TemporaryDirectory() as folder, docs_console.somewhere(Path(folder)):
        for words in commands():
            name = " ".join(("ringback", *words))
            lines = docs_console.ringback([*words, "--help"]).strip().splitlines()
            parts.append("\n".join([f"## {name}", "", "```text", *map(str.rstrip, lines), "```", ""]))
    return "\n".join(parts)


def with_commands(page: str) -> str:
    """A page with what its commands print today."""
    with tempfile.TemporaryDirectory() as folder:
        return docs_console.fresh((ROOT / page).read_text(encoding="utf-8"), Path(folder))


def catalogue_pages(known: Catalogue) -> dict[str, str]:
    """The pages of the catalogue, by their place in the project."""
    return {f"{CATALOGUE}/{name}": text for name, text in docs_catalogue.pages(known).items()}


def pictures(known: Catalogue) -> dict[str, str]:
    """The pictures of the odds that a page shows, by their place in the project."""
    stands = {"status": "awaiting_result", "damage": "serious", "noticed": "likely", "usual": "better"}
    report = odds.report_on(odds.told(stands, "cumulative", {"candidates": 5}, known), known)
    drawn = draw_odds(report, known.phrases["odds"])
    return {f"docs/pictures/{name}": drawn[name] for name in ("chances.svg", "gain-by-noticed.svg")}


def strays(written: Sequence[str]) -> list[Path]:
    """Pages in the catalogue's folder that nothing writes any more."""
    return [path for path in (ROOT / CATALOGUE).glob("*.md") if f"{CATALOGUE}/{path.name}" not in written]


def main() -> int:
    """Write every page that isn't fresh, and say which."""
    known = catalogue.load()
    pages = {
        REFERENCE: reference(),
        docs_api.PAGE: docs_api.page(),
        docs_assistants.PAGE: docs_assistants.page(),
        docs_benchmarks.PAGE: docs_benchmarks.page(),
        docs_batch.PAGE: docs_batch.page(ROOT),
        **catalogue_pages(known),
        **pictures(known),
    }
    for stray in strays(tuple(pages)):
        stray.unlink()
    pages |= {page: with_commands(page) for page in WITH_COMMANDS}
    pages[docs_cohort.PAGE] = docs_cohort.fresh((ROOT / docs_cohort.PAGE).read_text(encoding="utf-8"))
    for name, text in pages.items():
        file = ROOT / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(f"{name} is new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
