"""The day on which something came of a call: as it was told, else today."""

from __future__ import annotations

from datetime import date

import pytest

from ringback.core.outcome import BadDay, Outcome, day_told, repair_made, what_came

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


def test_the_newest_by_its_day_counts_whenever_it_was_told() -> None:
    advanced, rejected = Outcome("advanced", date(2026, 3, 10), False), Outcome("rejected", TODAY, True)
    for told in ([advanced, rejected], [rejected, advanced]):
        assert what_came(told, 3, 14) == "no_offer"
        assert repair_made(told) is True


def test_of_one_day_the_outcome_told_last_counts() -> None:
    rejected, offer = Outcome("rejected", TODAY), Outcome("offer", TODAY)
    assert what_came([rejected, offer], 3, 14) == "offer"
    assert what_came([offer, rejected], 3, 14) == "failed"
