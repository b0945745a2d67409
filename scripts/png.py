"""A screenshot made small: the same picture with few colours, by numpy alone."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
COLOURS = 96
"""Enough for letters that are smooth on each of our grounds; at most 256."""
HEAD = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}
"""Of the colour types that a browser writes: with and without transparency."""


def small(png: bytes) -> bytes:
    """The picture with the colours that it uses most, every other one as the nearest of them."""
    pixels = _pixels(png)
    height, width, _ = pixels.shape
    coarse = (pixels >> 2).astype(np.uint32)
    codes = (coarse[:, :, 0] << 12) | (coarse[:, :, 1] << 6) | coarse[:, :, 2]
    found, inverse, counts = np.unique(codes, return_inverse=True, return_counts=True)
    colours = _means(pixels.reshape(-1, 3), inverse.reshape(-1), len(found))
    most = np.argsort(counts)[::-1][:COLOURS]
    nearest = _nearest(colours, colours[most])
    index = nearest[inverse].reshape(height, width).astype(np.uint8)
    palette = np.rint(colours[most]).astype(np.uint8)
    rows = np.concatenate([np.zeros((height, 1), np.uint8), index], axis=1)
    return HEAD + b"".join(
        [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _means(flat: Pixels, group: NDArray[np.int64], groups: int) -> NDArray[np.float64]:
    sizes = np.bincount(group, minlength=groups)
    sums = [np.bincount(group, weights=flat[:, channel], minlength=groups) for channel in range(3)]
    return np.stack(sums, axis=1) / sizes[:, None]


def _nearest(colours: NDArray[np.float64], palette: NDArray[np.float64]) -> NDArray[np.int64]:
    away = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    nearest: NDArray[np.int64] = away.argmin(axis=1)
    return nearest


def _pixels(png: bytes) -> Pixels:
    """The pixels of an 8-bit PNG that isn't interlaced, without its transparency."""
    place, data = len(HEAD), b""
    width = height = channels = 0
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack_from(">IIBB", body)
            channels = CHANNELS[colour]
        elif kind == b"IDAT":
            data += body
        place += 12 + length
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * channels)
    return _unfiltered(lines, channels).reshape(height, width, channels)[:, :, :3]


def _unfiltered(lines: Pixels, step: int) -> Pixels:
    above = np.zeros(lines.shape[1] - 1, np.uint8)
    out = np.empty((lines.shape[0], lines.shape[1] - 1), np.uint8)
    for number, line in enumerate(lines):
        above = out[number] = _UNDO[line[0]](line[1:], above, step)
    return out


def _none(line: Pixels, _above: Pixels, _step: int) -> Pixels:
    return line


def _sub(line: Pixels, _above: Pixels, step: int) -> Pixels:
    summed = np.cumsum(line.reshape(-1, step), axis=0, dtype=np.uint8)
    return summed.reshape(-1)


def _up(line: Pixels, above: Pixels, _step: int) -> Pixels:
    return line + above


def _average(line: Pixels, above: Pixels, step: int) -> Pixels:
    out = bytearray(line.tobytes())
    over = above.tobytes()
    for n in range(len(out)):
        left = out[n - step] if n >= step else 0
        out[n] = (out[n] + (left + over[n]) // 2) & 255
    return np.frombuffer(bytes(out), np.uint8)


def _paeth(line: Pixels, above: Pixels, step: int) -> Pixels:
    out = bytearray(line.tobytes())
    over = above.tobytes()
    for n in range(len(out)):
        left, corner = (out[n - step], over[n - step]) if n >= step else (0, 0)
        up = over[n]
        guess = left + up - corner
        away = (abs(guess - left), abs(guess - up), abs(guess - corner))
        best = left if away[0] <= away[1] and away[0] <= away[2] else up if away[1] <= away[2] else corner
        out[n] = (out[n] + best) & 255
    return np.frombuffer(bytes(out), np.uint8)


_UNDO = (_none, _sub, _up, _average, _paeth)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
