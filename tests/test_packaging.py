"""What is shipped: the whole package, its locks and its licences."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from importlib.metadata import distribution, entry_points, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import ringback
from ringback.app.doctor import EXTRAS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "ringback"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-long.lock")


def locked(lock: str) -> dict[str, set[str]]:
    """Name to versions, one for each range of Python or system."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        pins.setdefault(name, set()).add(version)
    return pins


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def base_requirements() -> list[Requirement]:
    return [Requirement(line) for line in PROJECT["dependencies"]]


def imported_roots(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_installed_version_is_the_packages_own():
    assert distribution("ringback").version == ringback.__version__


def test_the_command_is_called_ringback():
    (command,) = entry_points(group="console_scripts", name="ringback")
    assert command.value == "ringback.cli:main"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if "==" in entry]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|--index|--extra-index|--find-links", text) == []


def test_the_base_lock_holds_what_the_package_asks_for_and_the_build_backend():
    pins = locked("requirements.lock")
    missing = [r.name for r in base_requirements() if not any(v in r.specifier for v in pins.get(r.name, ()))]
    assert missing == []
    assert "flit-core" in pins


@pytest.mark.parametrize(
    ("lock", "part_of", "more"),
    [
        ("requirements.lock", "requirements-dev.lock", {"pytest"}),
        ("requirements-dev.lock", "requirements-long.lock", {"mkdocs-material", "ray"}),
    ],
)
def test_a_lock_for_tests_is_the_smaller_one_and_more(lock, part_of, more):
    base, whole = locked(lock), locked(part_of)
    assert {name: whole.get(name) for name in base} == base
    assert more <= whole.keys() - base.keys()


def test_the_base_set_stays_small():
    heavy = {"torch", "scipy", "pandas", "scikit-learn", "onnxruntime", "faster-whisper", "pyarrow"}
    assert heavy & locked("requirements.lock").keys() == set()


def test_the_check_up_tells_of_every_extra_that_is_for_users():
    assert EXTRAS.keys() == PROJECT["optional-dependencies"].keys() - {"dev", "docs"}


@pytest.mark.parametrize(("extra", "module"), EXTRAS.items())
def test_the_check_up_knows_an_extra_by_what_it_brings(extra, module):
    brought = {Requirement(line).name for line in PROJECT["optional-dependencies"][extra]}
    names = {name.lower().replace("_", "-") for name in packages_distributions().get(module, [])}
    assert names & brought or importlib.util.find_spec(module) is None


def test_every_package_of_the_base_set_is_named_in_notice_with_its_licence():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    names = [
        name
        for name in locked("requirements.lock")
        if not re.search(rf"^ *{re.escape(name)} .*\S", notice, re.MULTILINE)
    ]
    assert names == []


def test_the_core_imports_the_standard_library_numpy_re2_and_itself():
    allowed = set(sys.stdlib_module_names) | {"numpy", "re2"}
    strangers = [
        f"{file.relative_to(ROOT)}: {module}"
        for file in sorted((SOURCE / "core").rglob("*.py"))
        for module in sorted(imported_roots(file))
        if module.split(".")[0] not in allowed and not module.startswith("ringback.core")
    ]
    assert strangers == []
