"""The times that employers' texts tell: when a stage is, how long it takes, and what is due by when."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, datetime
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import read_folder
from ringback.core.dates import TimesTold
from ringback.core.document import of_material
from ringback.readers import read_text
from ringback.readers.date_times import times_told

PHRASES = read_folder(files("ringback.catalogue"))[0].phrases
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 2, 9, tzinfo=LONDON)
"""A Monday morning."""


def told(text: str, locale: str = "en-GB", zone: str = "Europe/London") -> TimesTold:
    materials = read_text(text, kind="message")
    return times_told(tuple(map(of_material, materials)), NOW, zone, locale, PHRASES, materials)


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def test_the_lengths_of_several_stages_are_no_time():
    read = told("Recruiter call (30 mins), then a technical (1 hr)")
    assert read.when_words is None
    assert [one.quote for one in read.when] == ["30 mins", "1 hr"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Your interview has been scheduled for Wednesday 4 March at 2pm.", "for Wednesday 4 March at 2pm"),
        ("Please report to Gate 4 at 0700 hrs on 12 August.", "0700 hrs on 12 August"),
        ("Arrive at 8.45am for registration.", "8.45am"),
        ("shall we say half ten on monday", "half ten on monday"),
        ("Hi Jo, fancy a coffee on Thurs?", "on Thurs"),
        ("The oral board convenes on September 9 and 10.", "on September 9 and 10"),
        ("Interviews will be held in the week commencing 20 July.", "the week commencing 20 July"),
        ("The panel interview will take approximately one hour.", "one hour"),
        ("Recruiter call (30 mins), then lunch", "30 mins"),
        ("We'll ring you for about 20 minutes.", "20 minutes"),
        ("It's a half-day assessment centre in Leeds.", "half-day"),
        ("We'd like to invite you to interview on [DATE] at [TIME].", "[DATE] / [TIME]"),
        ("You are to present yourself at (hour) on (weekday, date).", "(hour) / (weekday, date)"),
        ("You're booked in for {{interview_date}}.", "{{interview_date}}"),
        ("Interview on ________ at ________.", "on ________ / at ________"),
    ],
)
def test_the_words_that_name_when_a_stage_is_or_how_long_are_kept(text: str, words: str) -> None:
    assert told(text).when_words == words
    assert told(text).due == ()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Closing date: 12 May 2026", "deadline", "12 May 2026"),
        ("Kindly confirm your attendance before 9 March.", "deadline", "before 9 March"),
        ("You have 72 hours to complete the online test.", "deadline", "72 hours"),
        ("The link will expire in 7 days.", "deadline", "in 7 days"),
        ("Appeals must be lodged within 10 days of notification.", "deadline", "within 10 days"),
        ("Please reply by [DATE].", "deadline", "by [DATE]"),
        ("I can hold the slot until Thursday evening.", "deadline", "until Thursday"),
        ("Candidates have ten calendar days to protest an item.", "deadline", "ten calendar days"),
        ("Applications close at noon on Thursday 30 April", "deadline", "noon on Thursday 30 April"),
        ("You'll hear from us within 48 hours.", "turnaround", "within 48 hours"),
        ("Next is a sketch which you will send us by 12 May.", "deadline", "by 12 May"),
        ("Most branches are in touch inside a fortnight.", "turnaround", "inside a fortnight"),
        ("Our process takes three to four weeks from start to finish.", "turnaround", "three to four weeks"),
        ("Get back to us? No, we ring you before the new year.", "turnaround", "before the new year"),
        ("Recruiters follow up on the next business day.", "turnaround", "next business day"),
        ("Offers are usually made the same day.", "turnaround", "the same day"),
        ("Someone will be in touch shortly to arrange it.", "turnaround", "shortly"),
        ("Successful applicants will be contacted w/c 11 May.", "turnaround", "w/c 11 May"),
        ("Results are posted in the second week of June.", "turnaround", "the second week of June"),
        ("Unsuccessful candidates may reapply after six months.", "waiting", "six months"),
        ("A candidate who fails may not apply for a period of one year.", "waiting", "one year"),
        ("Please wait at least 12 months before applying again.", "waiting", "12 months"),
    ],
)
def test_what_is_due_or_promised_is_kept_with_its_kind(text: str, kind: str, words: str) -> None:
    times = told(text)
    assert [(one.kind, one.quote) for one in times.due] == [(kind, words)]
    assert times.when == ()


@pytest.mark.parametrize(
    "text",
    [
        "We have been building software for hospitals since 2009.",
        "You will need at least three years of experience in retail.",
        "This is a 12-month fixed-term contract, 37 hours a week.",
        "We will keep your CV on file for six months.",
        "The policy was last updated in March 2024.",
        "Adopted by the Board on June 4, 2019.",
        "Candidates with a degree in the last two years need not sit the test.",
        "Candidates must be at least 18 years old.",
        "The eligible list remains in effect for two years.",
        "You will have 25 days holiday plus bank holidays.",
        "Start date: 1 September 2026",
        "Our office is open Monday to Friday, 9am to 5pm.",
        "A score between 5 and 10 at the interview is a pass.",
        "Hiring for today's gap helps nobody.",
        "Dear [Name], your application for [Job Title] was not successful.",
        "Thank you for replying to our notice for a ________.",
        "You will be told beforehand, never on the spot.",
        "If the cook likes you, you start on Thursday.",
        "Online test: you'll be sent a link within two days.",
        "Fill in the form to apply, and somebody will ring you within one working day.",
    ],
)
def test_ages_terms_laws_and_other_times_are_left_alone(text: str) -> None:
    assert told(text) == TimesTold()


def test_an_advert_parts_the_deadline_from_the_day_of_the_interviews() -> None:
    times = told("Closing date: 12 May 2026\nInterviews: 26 May 2026")
    assert (times.due_words, times.when_words) == ("12 May 2026", "26 May 2026")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("We'll let you know by EOD Thursday PT.", date(2026, 3, 5)),
        ("You'll hear early next week.", date(2026, 3, 11)),
        ("We'll decide within 5-7 business days.", date(2026, 3, 11)),
        ("Please confirm by COB Friday.", date(2026, 3, 6)),
        ("We'll be in touch in the next couple of days.", date(2026, 3, 4)),
        ("You'll hear within one working week.", date(2026, 3, 9)),
        ("If I don't hear by noon tomorrow I'll close it off.", moment(3, 3, 12)),
        ("Please reply by 10 tonight.", moment(3, 2, 22)),
        ("Send it back no later than the 14th.", date(2026, 3, 14)),
        ("Results follow by the end of March.", date(2026, 3, 31)),
        ("Decisions are made by Good Friday, 3 April; we ring you within 25 working days.", date(2026, 4, 8)),
    ],
)
def test_what_is_due_is_placed_by_working_days_and_weeks(text: str, when: object) -> None:
    assert told(text).due[-1].when == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Can you talk on Thursday at 5pm (lisbon time)?", moment(3, 5, 17)),
        ("Your interview is on Friday at 2pm Berlin time.", moment(3, 6, 13)),
        ("Your interview is at 9am PT on 11 March.", moment(3, 11, 16)),
        ("The interview is on 14 July at 15:30 BST.", moment(7, 14, 15, 30)),
        ("Interviews are held on 12-14 May.", date(2026, 5, 14)),
        ("Interviews are held in the week beginning Monday 9th March.", None),
    ],
)
def test_a_stage_is_placed_in_the_candidates_zone(text: str, when: object) -> None:
    assert told(text).when[0].when == when


def test_a_time_counted_from_the_interview_is_reckoned_from_its_day() -> None:
    times = told("Your interview is on 10 March 2026.\nWe reply within 3 days of the interview.")
    assert times.due[-1].when == date(2026, 3, 13)
    assert told("We reply within 3 days of the interview.").due[0].when is None


def test_a_message_counts_from_when_it_was_sent() -> None:
    heads = "From: Ama Reid <ama@x.example>\nTo: Jo <jo@x.example>\nDate: Tue, 10 Feb 2026 10:12:00 +0000\n\n"
    assert told(f"{heads}Hi Jo,\n\nPlease reply within two days.\n\nAma").due[0].when == date(2026, 2, 12)


@pytest.mark.parametrize(
    "text",
    [
        "I'm free Weds 11th 12.30 or 4.",
        "Would Tuesday at 10 or Thursday at 3 suit you?",
        "Pick a slot: Mon 4 May 10:00, Mon 4 May 14:00, Tue 5 May 09:00",
    ],
)
def test_hours_to_choose_from_are_slots(text: str) -> None:
    assert {one.kind for one in told(text).when} == {"slot_choice"}


def test_a_bare_hour_beside_its_day_is_read() -> None:
    assert told("I'm free Weds 11th 12.30 or 4.").when[0].when == moment(3, 11, 12, 30)
    assert told("Hi, can you do a trial shift Sat 14th, 4 till 8?").when[0].quote == "Sat 14th, 4 till 8"


@pytest.mark.parametrize(
    ("locale", "when", "other"),
    [("en-GB", date(2026, 4, 3), date(2026, 3, 4)), ("en-US", date(2026, 3, 4), date(2026, 4, 3))],
)
def test_figures_that_can_be_read_both_ways_give_both(locale: str, when: date, other: date) -> None:
    (one,) = told("Your interview is on 03/04/2026.", locale=locale).when
    assert (one.when, one.or_when) == (when, other)


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
def test_another_date_of_the_text_settles_the_order(locale: str) -> None:
    times = told("Your interview is on 03/04/2026. Results by 17/04/2026.", locale=locale)
    assert (times.when[0].when, times.when[0].or_when) == (date(2026, 4, 3), None)
    us = told("Your interview is on 03/04/2026. Results by 03/17/2026.", locale=locale)
    assert (us.when[0].when, us.when[0].or_when) == (date(2026, 3, 4), None)


def test_a_weekday_beside_figures_settles_their_order() -> None:
    (one,) = told("Your interview is on Friday 03/04/2026.", locale="en-US").when
    assert (one.when, one.or_when) == (date(2026, 4, 3), None)


SCRAPS = (
    "Your interview is on Monday by Friday 24 November at 10:00 tomorrow 2:30pm PT within a week 11/24 "
    "[DATE] (hour) ____ we'll decide in 5-7 business days half an hour 30 mins the same day soon eod noon "
    ", . ; : \n Dear Jo, 😀 é́ İ May 99/99/9999 12-14 w/c or again apply deadline"
)
WORDS = st.sampled_from(SCRAPS.split(" "))


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_quote_stands_where_it_says_and_none_reaches_into_another(text: str) -> None:
    materials = read_text(text, kind="message") if any(map(str.isalnum, text)) else ()
    times = times_told(tuple(map(of_material, materials)), NOW, "Europe/London", "en-GB", PHRASES)
    every = sorted([*times.when, *times.due], key=lambda one: one.start)
    for one in every:
        assert materials[0].text[one.start : one.end] == one.quote
    for one, after in pairwise(every):
        assert one.end <= after.start
    assert list(times.when) == sorted(times.when, key=lambda one: one.start)
    assert list(times.due) == sorted(times.due, key=lambda one: one.start)


@pytest.mark.full
def test_common_words_load_neither_dateparser_nor_the_holidays() -> None:
    script = (
        "import sys\n"
        "from tests.readers.test_date_times import told\n"
        "heavy = {'holidays', 'dateparser'}\n"
        "for name in [n for n in sys.modules if n.split('.')[0] in heavy]: del sys.modules[name]\n"
        "told('Your interview is on 24 November at 10. We decide within 5 working days.')\n"
        "told('You will hear early next week, or on 3 April.')\n"
        "sys.exit(bool(heavy & set(sys.modules)))\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.long  # watches the clock, which a busy machine sets wrong
@pytest.mark.parametrize(
    "text",
    [
        "monday or ",
        "in 5-7 ",
        "[date] ",
        "by the end of the ",
        "30 mins ",
        "a half a quarter of an hour ",
        "soon ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_length(text: str) -> None:
    def taken(times: int) -> float:
        begun = time.process_time()
        told(text * times)
        return time.process_time() - begun

    told(text)
    assert taken(2000) < 40 * max(taken(200), 0.005)


def test_the_days_in_a_refusal_are_over():
    letter = "Dear Ana,\n\nWe can see you on Tuesday at 3pm. {}\n\nKind regards,\nTom"
    assert told(letter.format("Do ring if that is no good.")).when_words == "on Tuesday at 3pm"
    assert told(letter.format("We regret that the post is filled.")).when_words is None


def test_an_hr_manager_takes_no_hour():
    assert told("You will meet an HR manager and the head of the kitchen.").when_words is None
