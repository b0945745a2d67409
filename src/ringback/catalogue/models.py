"""The learnt models that ship beside the catalogue, each read when it is first asked for."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringback.core.encoder import Encoder, Layer, Packed
from ringback.core.likeness import Likeness
from ringback.core.reader import Head, Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

READER = "reader"


class Models(Mapping[str, Likeness]):
    """The models of a folder by name, as `scripts/learn.py` wrote them."""

    def __init__(self, folder: Traversable | Path) -> None:
        self._files = {
            item.name.removesuffix(".npz"): item for item in folder.iterdir() if item.name.endswith(".npz")
        }
        self._reader = self._files.pop(READER)
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
    def reader(self) -> Reader:
        """What reads accounts and employers' texts."""
        return _reader(self._reader.read_bytes())

    @cached_property
    def fingerprint(self) -> bytes:
        """What changes when any model does."""
        digest = hashlib.sha256()
        for name, file in (*sorted(self._files.items()), (READER, self._reader)):
            digest.update(name.encode() + b"\0" + file.read_bytes())
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


def _reader(data: bytes) -> Reader:
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        words = held["words"].tobytes().decode().split("\n")
        layers = len({name.split(".")[0] for name in held.files if name.endswith(".ask.weight")})
        encoder = Encoder(
            vocabulary={word: number for number, word in enumerate(words)},
            vectors=_packed(held, "vectors"),
            places=held["places"].astype(np.float32),
            norm=_norm(held, "norm"),
            layers=[_layer(held, str(number)) for number in range(layers)],
            heads=held["places"].shape[1] // 32,
        )
        heads = {
            name: Head(
                tuple(map(str, held[f"head.{name}.labels"])),
                held[f"head.{name}.weights"].astype(np.float32),
                held[f"head.{name}.bias"],
                int(held[f"head.{name}.layers"]),
            )
            for name in (file.split(".")[1] for file in held.files if file.endswith(".labels"))
        }
        return Reader(encoder, heads)


def _layer(held: Mapping[str, Any], number: str) -> Layer:
    ask, gather, widen, narrow = (
        _linear(held, f"{number}.{name}") for name in ("ask", "gather", "widen", "narrow")
    )
    norms = (_norm(held, f"{number}.{name}") for name in ("gather_norm", "narrow_norm"))
    return Layer(*ask, *gather, next(norms), *widen, *narrow, next(norms))


def _linear(held: Mapping[str, Any], name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights, in by out, and biases."""
    import numpy as np

    return np.ascontiguousarray(_packed(held, name).rows().T), held[f"{name}.bias"]


def _packed(held: Mapping[str, Any], name: str) -> Packed:
    return Packed(held[f"{name}.weight"], held[f"{name}.scale"])


def _norm(held: Mapping[str, Any], name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    scale, shift = held[name]
    return scale, shift
