"""The day on which something came of a call: as it was told, else today."""

from __future__ import annotations

from datetime import date

import pytest

from ringback.core.outcome import BadDay, day_told

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize("told", ["2026-03-10", date(2026, 3, 10)])
def test_a_day_is_read_from_its_iso_form_or_taken_as_it_is(told: str | date) -> None:
    assert day_told(told, TODAY) == date(2026, 3, 10)


def test_where_no_day_is_told_it_was_today() -> None:
    assert day_told(None, TODAY) == TODAY


@pytest.mark.parametrize("told", ["", "10 March", "2026-03-13", date(2026, 3, 13)])
def test_what_is_no_day_or_is_still_to_come_is_refused_at_its_place(told: str | date) -> None:
    with pytest.raises(BadDay) as error:
        day_told(told, TODAY, "--on")
    assert error.value.place == "--on"
