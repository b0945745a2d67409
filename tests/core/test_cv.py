"""A CV as facts: what its owner did and can do, each with its place, and nothing private."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.cv import read_cv

CATALOGUE = load()
CV = """# Ines Marlow

12 Harbour Street, Oban PA34 4AB · ines.marlow@example.org · 07700 900 123
Date of birth: 4 May 1990

Profile
I have kept a small laboratory running for six years. Looking for a permanent post. My manager says I am
tireless. Ines is a careful technician.

Experience

Lab technician, Saltmarsh Water, Oban
March 2018 – present
- Run the daily balance and pH checks on nine instruments
- Drew up the log sheets that the whole lab uses, and
  trained four new starters on them
- Did not manage the budget
- Would have led the move to the new site if it had gone ahead
- "A safe pair of hands" - Tom Reyes, head of lab

Bar staff
The Anchor, Fort William
2015 – 2018
• Served up to two hundred people on a Friday night

Education
HNC Applied Sciences, 2015, West Highland College
BSc Chemistry (expected 2027)

Skills
- Titration, gravimetric analysis
- Excel
- No experience of chromatography

Hobbies
Sea swimming

References
Tom Reyes
Head of Laboratory, 2018
"""


def facts(text: str) -> list[str]:
    return [fact.text for fact in read_cv("cv", text, CATALOGUE)]


def test_a_job_a_duty_a_course_and_a_skill_are_one_fact_each_and_the_rest_is_left_out() -> None:
    assert facts(CV) == [
        "I have kept a small laboratory running for six years.",
        "Lab technician, Saltmarsh Water, Oban, March 2018 – present",
        "Run the daily balance and pH checks on nine instruments",
        "I drew up the log sheets that the whole lab uses, and trained four new starters on them",
        "Bar staff, The Anchor, Fort William, 2015 – 2018",
        "I served up to two hundred people on a Friday night",
        "HNC Applied Sciences, 2015, West Highland College",
        "Titration, gravimetric analysis",
        "Excel",
    ]


@given(st.sampled_from(["", "🙂\n", "é\u0301\n\n", "Ünï 🇬🇧\r\n"]), st.booleans())
def test_every_quote_is_the_cv_at_its_place_and_waits_for_a_yes(before: str, windows: bool) -> None:
    text = before + (CV.replace("\n", "\r\n") if windows else CV)
    found = read_cv("cv", text, CATALOGUE)
    assert len(found) == 9
    assert all(text[fact.start : fact.end] == fact.quote for fact in found)
    assert {(fact.provenance, fact.confirmed, fact.origin) for fact in found} == {
        ("found", False, "imported")
    }


PRIVATE = (
    "ines@example.org",
    "Tel: 07700 900123",
    "+44 7700 900 123",
    "(555) 010-9999",
    "Born 4 May 1990 in Oban",
    "DOB 04/05/1990",
    "Nationality: British",
    "Married, two children",
    "14 High Street, Oban",
    "linkedin.com/in/ines",
    "References available on request",
    "Hobbies: chess, hill running",
    "Single, two children",
    "Marital status: single",
    "Children: 2",
    "Health: excellent",
    "Height - 1.80 m",
    "Sex: F",
    "Age: 34",
    "Flat 2, 9 Elm Gardens, Leith",
    "3 Mill Close",
    "22 station road",
)


@given(
    st.lists(st.sampled_from(PRIVATE), min_size=1, max_size=3),
    st.sampled_from(["", "Experience\n", "Skills:\n", "PROFILE\n"]),
    st.sampled_from(["", "- ", "• "]),
)
def test_how_to_reach_them_and_what_is_nobodys_business_is_left_out(
    lines: list[str], heading: str, mark: str
) -> None:
    assert facts(heading + "".join(f"{mark}{line}\n" for line in lines)) == []
    with_one = f"{heading}{mark}{lines[0]}\n\nSkills\n- Titration\n"
    assert facts(with_one) == ["Titration"]


@pytest.mark.parametrize(
    "heading",
    ["References", "REFEREES", "Hobbies & Interests", "Personal details:", "## Testimonials", "Objective"],
)
def test_nothing_is_taken_from_below_a_heading_that_is_left_out(heading: str) -> None:
    text = f"{heading}\n- Led a team of nine\nHead of Laboratory, Saltmarsh Water, 2018\nI ran the desk.\n"
    assert facts(text) == []
    assert facts(f"{text}\nSkills\nTitration\n") == ["Titration"]


def test_jobs_that_follow_each_other_without_a_blank_line_stay_apart() -> None:
    assert facts("WORK HISTORY\nShift lead, Lowmoor, 2019-2023\nBaker, Lowmoor, 2015-2019\n") == [
        "Shift lead, Lowmoor, 2019-2023",
        "Baker, Lowmoor, 2015-2019",
    ]


@given(st.text(alphabet="-•#aIled 20189\n.:@(\r\t", max_size=120))
def test_any_text_can_be_read_and_every_fact_lies_in_it(text: str) -> None:
    found = read_cv("cv", text, CATALOGUE)
    assert all(text[fact.start : fact.end] == fact.quote for fact in found)
    assert found == read_cv("cv", text, CATALOGUE)


@pytest.mark.parametrize("piece", ["a@", "(0", "0 ", "- ", "Led the team and ", "Experience\n", "x"])
def test_a_long_and_senseless_text_gives_at_most_a_few_facts(piece: str) -> None:
    assert len(read_cv("cv", piece * 20_000, CATALOGUE)) <= 1


@pytest.mark.parametrize(
    "line",
    [
        "Single point of contact for nine branches",
        "Took the weight off two foremen",
        "Taught 28 children in Year 4 to read music",
        "Set up 3 community gardens with volunteers",
        "Supplied 14 high street shops from one van",
        "Led health and safety training for 40 staff",
        "Coached swimmers aged 9 to 14",
        "Checked passports at the ferry gate",
    ],
)
def test_ordinary_work_is_not_taken_for_what_is_nobodys_business(line: str) -> None:
    [found] = facts(f"Experience\n- {line}\n")
    assert found.removeprefix("I ").lower() == line.lower()


def test_a_job_in_health_care_is_a_job() -> None:
    assert facts("Experience\n\nHealth care assistant, St Bride's Hospital\n2016 - 2018\n") == [
        "Health care assistant, St Bride's Hospital, 2016 - 2018"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Experience\nLED lighting installer, Brightwell Ltd, 2019 - 2023",
        "Experience\nDistributed systems engineer, Northmoor\n2014 - 2016",
        "Experience\n- Distributed systems engineer, Northmoor, Mar 2014 to present",
        "Experience\nPaid media specialist, Elm, 2012",
        "Experience\nSet designer, Old Mill Theatre\n2011",
        "Education\nApplied mathematics, West Highland College, 2009",
        "Skills\nEmbedded C",
        "Skills\n- Embedded C",
        "Experience\n- LED fittings for forty offices",
    ],
)
def test_what_names_a_job_a_course_or_a_skill_is_no_deed(text: str) -> None:
    [found] = facts(f"{text}\n")
    assert not found.startswith("I ")


def test_what_was_done_is_told_in_the_first_person() -> None:
    assert facts(
        "Experience\n- Cut waste by a third in 2019\nAchievements\n* Won the county cup twice\n"
    ) == [
        "I cut waste by a third in 2019",
        "I won the county cup twice",
    ]
