"""The learnt models that ship beside the catalogue, each read when it is first asked for."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from ringback.core.likeness import Likeness


class Models(Mapping[str, Likeness]):
    """The models of a folder by name, as `scripts/learn.py` wrote them."""

    def __init__(self, folder: Traversable | Path) -> None:
        self._files = {
            item.name.removesuffix(".npz"): item for item in folder.iterdir() if item.name.endswith(".npz")
        }
        self._read: dict[str, Likeness] = {}

    def __getitem__(self, name: str) -> Likeness:
        if name not in self._read:
            self._read[name] = _model(self._files[name].read_bytes())
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    @cached_property
    def fingerprint(self) -> bytes:
        """What changes when any model does."""
        digest = hashlib.sha256()
        for name in self:
            digest.update(name.encode() + b"\0" + self._files[name].read_bytes())
        return digest.digest()


def _model(data: bytes) -> Likeness:
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        terms = held["terms"].tobytes().decode().split("\n")
        return Likeness(
            tuple(map(str, held["labels"])),
            {term: row for row, term in enumerate(terms)},
            held["idf"].astype(np.float32),
            held["weights"].astype(np.float32),
            held["bias"],
        )
