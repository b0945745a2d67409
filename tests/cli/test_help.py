"""Help: every command has one, with an example to copy."""

from __future__ import annotations

import pytest
import typer.main
from tests.cli.running import ringback

from ringback.cli.tree import app


def _commands() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []

    def walk(command: object, path: tuple[str, ...]) -> None:
        if path:
            found.append(path)
        for name, below in getattr(command, "commands", {}).items():
            walk(below, (*path, name))

    walk(typer.main.get_command(app), ())
    return found


COMMANDS = _commands()


def test_the_tree_holds_the_commands_that_were_promised() -> None:
    names = {" ".join(path) for path in COMMANDS}
    promised = {
        "recover",
        "words",
        "batch",
        "doctor",
        "config show",
        "config set",
        "config path",
        "catalogue list",
    }
    promised |= {"catalogue show", "catalogue check"}
    promised |= {f"facts {one}" for one in ("list", "add", "confirm", "edit", "remove", "restore", "import")}
    promised |= {
        f"case {one}" for one in ("list", "show", "note", "outcome", "export", "import", "delete", "restore")
    }
    assert promised <= names


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    run = ringback(*path, "--help")
    assert run.code == 0
    examples = run.out.partition("Examples:")[2]
    assert f"ringback {path[0]}" in examples


def test_a_command_that_is_no_command_is_wrong_usage() -> None:
    run = ringback("recovr")
    assert run.code == 2
    assert "recovr" in run.err


def test_the_version_is_told() -> None:
    assert ringback("--version").out.startswith("ringback 0.")
