"""Builds the wheel and the source package: the same bytes from the same sources and SOURCE_DATE_EPOCH.

Usage: python scripts/build.py FOLDER, in the folder of pyproject.toml.
"""

from __future__ import annotations

import sys

from flit_core.buildapi import build_sdist, build_wheel


def main(folder: str) -> int:
    """Build both and print their names."""
    print(build_wheel(folder))
    print(build_sdist(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
