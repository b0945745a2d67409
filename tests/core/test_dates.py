"""Which of the days named the plan turns on."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ringback.core.dates import Mention, MentionKind, call_words, dates_of, day_words

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 19, 21, 40, tzinfo=LONDON)


def said(kind: MentionKind, when: datetime | date | None, exact: bool = True) -> Mention:
    return Mention(kind, "then", "text", 0, 4, when, "then", exact)


def test_the_newer_of_two_appointments_holds() -> None:
    mentions = [said("next_stage", date(2026, 11, 24)), said("next_stage", date(2026, 11, 26))]
    assert dates_of(mentions, NOW, 14).next_stage == date(2026, 11, 26)


def test_an_hour_named_once_belongs_to_its_day_however_often_the_day_is_named() -> None:
    hour = datetime(2026, 11, 24, 10, tzinfo=LONDON)
    mentions = [said("next_stage", hour), said("next_stage", date(2026, 11, 24))]
    assert dates_of(mentions, NOW, 14).next_stage == hour


def test_an_appointment_that_is_over_was_the_call() -> None:
    dates = dates_of([said("next_stage", date(2026, 11, 17))], NOW, 14)
    assert (dates.next_stage, dates.call) == (None, date(2026, 11, 17))


def test_a_call_that_is_told_outweighs_an_old_invitation() -> None:
    mentions = [said("call", date(2026, 11, 16)), said("next_stage", date(2026, 11, 18))]
    assert dates_of(mentions, NOW, 14).call == date(2026, 11, 16)


def test_a_promise_from_before_the_call_was_about_something_else() -> None:
    mentions = [said("promised", date(2026, 11, 6)), said("call", date(2026, 11, 17))]
    assert dates_of(mentions, NOW, 14).promised_by is None


def test_a_promise_that_has_run_out_is_kept() -> None:
    mentions = [said("call", date(2026, 11, 9)), said("promised", date(2026, 11, 13))]
    assert dates_of(mentions, NOW, 14).promised_by == date(2026, 11, 13)


def test_a_deadline_that_has_passed_no_longer_holds() -> None:
    assert dates_of([said("reply_by", datetime(2026, 11, 19, 12, tzinfo=LONDON))], NOW, 14).reply_by is None


def test_days_that_cannot_be_placed_change_nothing() -> None:
    dates = dates_of([said("call", None), said("promised", None), said("other", date(2026, 11, 1))], NOW, 14)
    assert (dates.call, dates.promised_by, dates.next_stage, dates.silence_days) == (None, None, None, 14)


@pytest.mark.parametrize(
    ("day", "locale", "words"),
    [
        (date(2026, 11, 17), "en-GB", "on Tuesday"),
        (date(2026, 11, 3), "en-GB", "on 3 November"),
        (date(2026, 11, 3), "en-US", "on November 3"),
        (date(2026, 11, 24), "en-GB", None),
        (None, "en-GB", None),
    ],
)
def test_a_day_reads_on_from_a_verb(day: date | None, locale: str, words: str | None) -> None:
    assert day_words(day, NOW, locale) == words


def test_a_day_that_is_named_outranks_one_worked_out() -> None:
    mentions = [said("call", date(2026, 11, 3)), said("call", date(2026, 11, 5), exact=False)]
    assert dates_of(mentions, NOW, 14).call == date(2026, 11, 3)
    assert call_words(mentions, NOW, "en-GB") == "on 3 November"


def test_a_day_that_was_only_worked_out_is_reckoned_with_and_never_written() -> None:
    mentions = [said("call", date(2026, 11, 5), exact=False)]
    assert dates_of(mentions, NOW, 14).call == date(2026, 11, 5)
    assert call_words(mentions, NOW, "en-GB") is None
