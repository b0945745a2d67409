"""A worker: whatever an input comes to, the others get their rows."""

from __future__ import annotations

from datetime import UTC, datetime

from ringback.app.batch import Asked, Given
from ringback.app.circumstances import Circumstances
from ringback.batch.worker import Worker

AROUND = Circumstances(datetime(2026, 3, 12, 20, 50, tzinfo=UTC), "Europe/London")


def test_a_row_that_no_table_takes_becomes_an_error_and_the_next_one_is_kept() -> None:
    lines = [b'{"text": "My phone interview was today.", "role": "\\ud800"}', b'{"text": "I rambled."}']
    given = [Given(str(n), "calls.jsonl", n, "line", line) for n, line in enumerate(lines, 1)]
    first, second = Worker(Asked(AROUND), None).all([(one, "", None) for one in given]).to_pylist()
    assert [error["code"] for error in first["errors"]] == ["unexpected"]
    assert [report["id"] for report in second["reports"]] == ["2"]
