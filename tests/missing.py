"""What a test needs and this machine doesn't have: a test is skipped for it, but in the CI it fails."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str, package: str) -> NoReturn:
    """Ends the test that needs it, with the reason."""
    why = f"no {what} here; on Debian: sudo apt install {package}"
    if os.environ.get("CI_RUN"):
        pytest.fail(f"The CI needs a {what}: {why}")
    pytest.skip(why)
