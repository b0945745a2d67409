"""The days that accounts and mails name, and what they are."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import read_folder
from ringback.core.dates import Mention, dates_of
from ringback.core.document import of_material, of_transcript
from ringback.core.material import Material
from ringback.core.transcript import from_account
from ringback.readers.date_days import parse_date
from ringback.readers.dates import find_dates
from ringback.readers.mail import read_message

PHRASES = read_folder(files("ringback.catalogue"))[0].phrases
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 19, 21, 40, tzinfo=LONDON)
"""A Thursday evening."""
HEADS = "From: Tom Reilly <tom@hp.example>\nTo: Ruth <r@x.example>\nDate: Tue, 17 Nov 2026 10:12:00 +0000\n\n"


def told(
    text: str, now: datetime = NOW, locale: str = "en-GB", at: datetime | None = None
) -> tuple[Mention, ...]:
    account = of_transcript(from_account("account", text))
    return find_dates([account], now, "Europe/London", locale, PHRASES, told={"account": at} if at else {})


def mailed(
    text: str, zone: str = "Europe/London", locale: str = "en-GB", heads: str = HEADS
) -> tuple[Mention, ...]:
    whole = f"{heads}Dear Ruth,\n\n{text}\n\nKind regards,\nTom Reilly"
    mail = Material("mail", "message", whole, 0, len(whole), "mail", None, read_message(whole))
    return find_dates([of_material(mail)], NOW, zone, locale, PHRASES, [mail])


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def kinds(mentions: tuple[Mention, ...]) -> list[tuple[str, object]]:
    return [(mention.kind, mention.when) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I had a phone interview this morning and my mind went blank.", 19),
        ("Did the recruiter screen yesterday and I was all over the place.", 18),
        ("On Tuesday I had a phone screen and rambled.", 17),
        ("My phone interview was last Friday.", 13),
        ("I blew a call with the hiring manager two days ago.", 17),
        ("Interviewed on 3 November, heard nothing.", 3),
        ("My wife had a phone interview on Monday and froze.", 16),
        ("Phone screen Tues, bombed it.", 17),
        ("I was interviewed over the phone on the 12th.", 12),
    ],
)
def test_the_day_of_the_call_is_read_from_how_it_is_told(text: str, day: int) -> None:
    assert ("call", date(2026, 11, day)) in kinds(told(text))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "They want me to come in on Tuesday 24 November at 10:00.",
            datetime(2026, 11, 24, 10, tzinfo=LONDON),
        ),
        ("The meeting with the whole team has been booked for Monday.", date(2026, 11, 23)),
        ("My final round is a week on Tuesday.", date(2026, 12, 1)),
        (
            "I have a second interview tomorrow at half past two.",
            datetime(2026, 11, 20, 14, 30, tzinfo=LONDON),
        ),
        ("The onsite is on December 3rd.", date(2026, 12, 3)),
        ("They emailed today to invite me in on Thursday at 2pm.", datetime(2026, 11, 26, 14, tzinfo=LONDON)),
        ("Second round next Monday, 9.30am.", datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)),
    ],
)
def test_the_next_stage_lies_ahead(text: str, when: object) -> None:
    assert ("next_stage", when) in kinds(told(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They said they'd be in touch within a week.", date(2026, 11, 26)),
        ("She'll let me know by Friday.", date(2026, 11, 20)),
        ("I should hear back in 5-7 business days.", date(2026, 11, 30)),
        ("They decide by the 3rd.", date(2026, 12, 3)),
        ("I'll hear early next week.", date(2026, 11, 25)),
        ("They'll get back to me within a fortnight.", date(2026, 12, 3)),
        ("He said I'd hear in about ten days.", date(2026, 11, 29)),
        ("A decision will be made by the end of next week.", date(2026, 11, 27)),
        ("They'll call in a couple of weeks.", date(2026, 12, 3)),
        ("They hope to decide by the end of the month.", date(2026, 11, 30)),
    ],
)
def test_a_promise_is_its_latest_day(text: str, day: date) -> None:
    assert ("promised", day) in kinds(told(text))


def test_what_was_promised_on_the_call_counts_from_the_call() -> None:
    mentions = told("I had a phone interview last Friday. They said they'd ring within a week.")
    assert kinds(mentions) == [("call", date(2026, 11, 13)), ("promised", date(2026, 11, 20))]


def test_what_was_promised_on_a_day_named_beside_it_counts_from_that_day() -> None:
    mentions = told("I had a phone interview last Friday. On Monday she told me they'd decide within a week.")
    assert kinds(mentions)[-1] == ("promised", date(2026, 11, 23))


@pytest.mark.parametrize(
    "text",
    [
        "I had a phone interview last Friday. They said they'd ring within a week.",
        "I had a phone interview last Friday. On Monday she told me they'd decide within a week.",
        "I had a phone interview. They said they'd ring within a week. They asked me in for tomorrow at 10.",
    ],
)
def test_a_text_that_is_kept_names_the_same_days_when_it_is_read_later(text: str) -> None:
    assert told(text, NOW + timedelta(days=6), at=NOW) == told(text)


def test_a_mails_days_count_from_when_it_was_sent() -> None:
    mentions = mailed(
        "Thank you for speaking with Dana on Monday. We'd like you to come in on Tuesday at 10:00. "
        "Please let me know by noon on Friday. We'll decide within a week."
    )
    assert kinds(mentions) == [
        ("call", date(2026, 11, 16)),
        ("next_stage", datetime(2026, 11, 24, 10, tzinfo=LONDON)),
        ("reply_by", datetime(2026, 11, 20, 12, tzinfo=LONDON)),
        ("promised", date(2026, 11, 24)),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "when"),
    [
        ("Could you confirm by COB tomorrow?", "reply_by", date(2026, 11, 18)),
        ("If I don't hear by Friday I'll fill the slot.", "reply_by", date(2026, 11, 20)),
        ("Please reply within 48 hours.", "reply_by", datetime(2026, 11, 19, 10, 12, tzinfo=LONDON)),
        ("We'll ring you on Friday with a decision.", "promised", date(2026, 11, 20)),
        ("We aim to make a decision by EOD Thursday.", "promised", date(2026, 11, 19)),
        ("You can expect to hear from us in ten working days.", "promised", date(2026, 12, 1)),
        ("Results will be sent on or before 17/12/2026.", "promised", date(2026, 12, 17)),
        ("Your interview\n\nDate: Tuesday 24 November 2026", "next_stage", date(2026, 11, 24)),
        ("Are you able to join us on 2026-11-25?", "next_stage", date(2026, 11, 25)),
    ],
)  # fmt: skip
def test_an_employers_sentence_tells_what_its_day_is(text: str, kind: str, when: object) -> None:
    assert (kind, when) in kinds(mailed(text))


def test_a_time_in_another_zone_is_given_in_the_candidates() -> None:
    (mention,) = mailed("Your interview is on December 2 from 2:30 to 3:15 PM PT.")
    assert mention.when == datetime(2026, 12, 2, 22, 30, tzinfo=LONDON)
    (mention,) = mailed("Your interview is on December 2 at 2:30pm.", zone="America/Chicago", locale="en-US")
    assert mention.when == datetime(2026, 12, 2, 14, 30, tzinfo=ZoneInfo("America/Chicago"))


def test_an_hour_in_a_zone_nobody_can_place_leaves_the_day() -> None:
    (mention,) = mailed("Your interview is on December 2 at 2:30pm our time.")
    assert mention.when == date(2026, 12, 2)


@pytest.mark.parametrize(("locale", "day"), [("en-US", date(2026, 12, 3)), ("en-GB", date(2027, 3, 12))])
def test_figures_are_read_as_the_locale_writes_them(locale: str, day: date) -> None:
    assert kinds(told("I'm meeting the panel on 12/3.", locale=locale)) == [("next_stage", day)]


def test_figures_that_fit_one_reading_only_are_read_that_way() -> None:
    assert kinds(mailed("Your interview will be on 11/24 at 9am.")) == [
        ("next_stage", datetime(2026, 11, 24, 9, tzinfo=LONDON))
    ]


def test_a_choice_of_days_is_no_appointment() -> None:
    assert {kind for kind, _ in kinds(mailed("Can you do Thursday at 2pm or Friday at 10?"))} == {"other"}
    slots = "Which interview slot suits you?\n\nTues 24 Nov, 10:00\nTues 24 Nov, 16:30\nFri 27 Nov, 13:00"
    assert {kind for kind, _ in kinds(mailed(slots))} == {"other"}


@pytest.mark.parametrize(
    "text",
    [
        "He may call on me, I sat there, and I march on.",
        "I scored 7/10, worked 24/7 and gave 3.5 reasons.",
        "The second interview question was about version 2.1.3 on the 3rd floor.",
        "The wed couple sat in the sun.",
    ],
)
def test_words_that_only_look_like_days_are_left_alone(text: str) -> None:
    assert told(text) == ()


def promised(text: str) -> list[object]:
    return [mention.when for mention in told(text) if mention.kind == "promised"]


@pytest.mark.parametrize(
    "text",
    [
        "It tripled the takings of the stall in three months and my sister says I should ring them.",
        "should i write to her within a week or leave it",
        "I'd email them tomorrow if I dared.",
        "My answer about the budget covered work done within two years.",
    ],
)
def test_what_the_teller_might_do_or_did_is_no_promise_of_theirs(text: str) -> None:
    assert promised(text) == []


def test_a_text_without_stops_keeps_each_promise_by_its_own_words() -> None:
    long = (
        "i had a phone interview today and she said we will let you know by friday and that was it and i "
        "never said how well the market stall had gone it tripled its takings in three months and i feel "
        "ill and my dad says i should ring her"
    )
    assert promised(long) == [date(2026, 11, 20)]


def test_a_day_given_in_the_sentence_after_is_the_calls() -> None:
    text = "He said HR will let people know within a fortnight. That was Thursday last week."
    assert kinds(told(text)) == [("promised", date(2026, 11, 26)), ("call", date(2026, 11, 12))]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("She's asked me in to see me on Thurs 26 November.", date(2026, 11, 26)),
        ("They want to see me Thu 26 Nov.", date(2026, 11, 26)),
        ("The second interview is with the owner, Dr Oak, on Monday at 12.15.", moment(23, 12, 15)),
        ("He moved it to Monday at 3pm.", moment(23, 15)),
        ("My assessment is Mon 23 Nov, 9.30am.", moment(23, 9, 30)),
    ],
)
def test_short_days_and_dotted_hours_of_the_next_stage_are_kept(text: str, when: object) -> None:
    assert ("next_stage", when) in kinds(told(text))


@pytest.mark.parametrize(
    ("when", "exact"),
    [
        ("two weeks ago", False),
        ("about ten days ago", False),
        ("a couple of days ago", False),
        ("two days ago", True),
        ("on Monday", True),
        ("on 3 November", True),
        ("yesterday", True),
    ],
)
def test_a_day_counts_as_named_only_where_its_words_name_it(when: str, exact: bool) -> None:
    [mention] = told(f"I had a phone interview {when}.")
    assert (mention.kind, mention.exact) == ("call", exact)


def test_what_cannot_be_placed_is_kept_without_a_day() -> None:
    assert kinds(told("I had a phone interview a while back.")) == [("call", None)]
    assert kinds(told("This week I had a phone interview.")) == [("call", None)]


def test_an_older_first_call_is_not_taken_for_the_one_that_went_wrong() -> None:
    mentions = told("I had a phone interview on Monday. I'd only had one call before, three weeks ago.")
    assert dates_of(mentions, NOW, 14).call == date(2026, 11, 16)


SCRAPS = (
    "I had a phone interview on Monday by Friday 24 November at 10:00 tomorrow 2:30pm PT within "
    "a week 11/24 they'll decide next last in 5-7 business days ago the 3rd early eod noon - , . ; "
    "\n İ 😀 é́ May 99/99/9999 31 February 2026-13-45"
)
WORDS = st.sampled_from(SCRAPS.split(" "))


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_quote_stands_where_it_says_whatever_the_text(text: str) -> None:
    for mention in told(text):
        assert text[mention.start : mention.end] == mention.quote
        assert mention.words == " ".join(mention.quote.split())


@given(st.dates(date(2026, 9, 1), date(2027, 2, 1)), st.integers(0, 6))
def test_a_plain_weekday_is_within_a_week_on_its_own_side(today: date, weekday: int) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=LONDON)
    name = f"{date(2026, 11, 16) + timedelta(days=weekday):%A}"
    ((_, held),) = kinds(told(f"I had a phone interview on {name}.", now))
    ((_, ahead),) = kinds(told(f"They want me to come in on {name}.", now))
    assert isinstance(held, date)
    assert isinstance(ahead, date)
    assert 1 <= (today - held).days <= 7
    assert 1 <= (ahead - today).days <= 7
    assert held.weekday() == ahead.weekday() == weekday


FORMS = st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%A %dth of %B %Y", "%Y-%m-%d"])


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), FORMS)
def test_our_own_reading_of_a_whole_date_is_dateparsers(day: date, form: str) -> None:
    written = day.strftime(form)
    (mention,) = told(f"They want me to come in on {written}.")
    assert mention.when == day == parse_date(written, NOW, month_first=False)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_figures_written_by_either_locale_give_the_day_back(day: date) -> None:
    for locale, form in (("en-GB", "%d/%m/%Y"), ("en-US", "%m/%d/%Y")):
        (mention,) = told(f"They want me to come in on {day.strftime(form)}.", locale=locale)
        assert mention.when == day


@pytest.mark.full
def test_common_words_for_days_load_neither_dateparser_nor_the_holidays() -> None:
    script = (
        "import sys\n"
        "from tests.readers.test_dates import mailed, told\n"
        "heavy = {'holidays', 'dateparser'}\n"
        "for name in [n for n in sys.modules if n.split('.')[0] in heavy]: del sys.modules[name]\n"
        "told('On Tuesday I had a phone interview; they want me in on 24 November at 10.')\n"
        "told('They decide within a week, by the 3rd or early next week.')\n"
        "mailed('Let me know by noon tomorrow. Your interview is on November 24, 2026, 2:30pm PT.')\n"
        "sys.exit(bool(heavy & set(sys.modules)))\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("text", ["monday or ", "in 5-7 ", "by the end of the ", "11/24 at 10:00 - "])
def test_long_repetition_is_read_to_its_end(text: str) -> None:
    told(text * 300)
