"""What the texts call the candidate, the employer, the job and the interviewer."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_people import account, mail, people

from ringback.catalogue import read_folder
from ringback.core.document import of_material
from ringback.core.material import Material
from ringback.core.names import Names, find_names
from ringback.readers import read

PHRASES = read_folder(files("ringback.catalogue"))[0].phrases


def names(*materials: Material) -> Names:
    return find_names(materials, [of_material(material) for material in materials], PHRASES)


def test_a_mail_names_all_four() -> None:
    found = names(
        mail(
            "Dear Ruth,\n\nThank you for speaking with Dana on Monday about the Stock Planner position. "
            "You'll be meeting Dana Whitlock, Head of Planning, next.",
            "Kind regards,\nTom Reilly\nTalent Acquisition Partner\nHarrow & Pell",
            sender="Tom Reilly",
            to="Ruth Adeyemi",
        )
    )
    assert found == Names("Ruth Adeyemi", "Harrow & Pell", "Stock Planner", "Dana Whitlock")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Thank you for your interest in the stock planner role.", "stock planner"),
        ("Thank you for your application for the stock planner role at Harrow & Pell.", "stock planner"),
        ("Thank you for your recent application for a kitchen porter job.", "kitchen porter"),
        ("Thank you for our chat about the analyst position.", "analyst"),
        ("Thank you for our conversation on Tuesday about the shift lead role.", "shift lead"),
        ("We spoke about the nurse position.", "nurse"),
        ("Thank you for your interest in the role.", None),
        (
            "Thank you for coming in for our application support engineer role.",
            "application support engineer",
        ),
        ("We rang about your application for the post of deputy cook.", "deputy cook"),
    ],
)
def test_a_mail_names_the_job_and_not_what_led_to_it(words: str, role: str | None) -> None:
    assert names(mail(f"Dear Ruth,\n\n{words}", "Kind regards,\nTom Reilly")).role == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I blew an interview at Lowmoor Freight for the night desk job.",
         Names(employer="Lowmoor Freight", role="night desk")),
        ("My name is Ruth Adeyemi and I interviewed for Data Analyst at Brightwell.",
         Names(me="Ruth Adeyemi", employer="Brightwell", role="Data Analyst")),
        ("I had a phone interview with the hiring manager, Priya, for a stock planner role at Harrow & Pell.",
         Names(employer="Harrow & Pell", role="stock planner", interviewer="Priya")),
        ("I had a phone interview on Monday for the job of shift lead at Norbeck Foods.",
         Names(employer="Norbeck Foods", role="shift lead")),
        ("I was rung about the post of deputy cook with Larch House.",
         Names(employer="Larch House", role="deputy cook")),
        ("Phone interview this morning with Fairholt Pumps for a planner role.",
         Names(employer="Fairholt Pumps", role="planner")),
        ("The job of calling people at Norbeck Foods is hard.", Names(employer="Norbeck Foods")),
        ("Interview for the role of my dreams at Norbeck Foods.", Names(employer="Norbeck Foods")),
        ("I messed up a call with Google. The line was bad.", Names(employer="Google")),
        ("It was my dream job and I blew the call.", Names()),
        ("I have an interview with Dana Whitlock, Head of Planning, next week.", Names()),
        ("I had a phone interview with Una Brandt on Monday for the Stage Hand job at the Old Mill Theatre.",
         Names(employer="Old Mill Theatre", role="Stage Hand", interviewer="Una Brandt")),
        ("I had a phone interview with Una Brandt.", Names(interviewer="Una Brandt")),
        ("In my interview with the hiring manager at Ashdown Trust, Lena Moberg, I froze.",
         Names(employer="Ashdown Trust", interviewer="Lena Moberg")),
        ("Call with the hiring manager (Marco) at Hill Dental, and I went on and on in it about my old boss.",
         Names(employer="Hill Dental", interviewer="Marco")),
        ("The role is Data Engineer at Carrick Bank and I missed the call.",
         Names(employer="Carrick Bank", role="Data Engineer")),
    ],
)  # fmt: skip
def test_an_account_names_only_what_it_says(text: str, expected: Names) -> None:
    assert names(account(text)) == expected


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("I had a phone interview with Ostler Pumps for a planner role.", "Ostler Pumps"),
        ("An interview with Kestrel Brightwater for the night buyer job went badly.", "Kestrel Brightwater"),
        ("Screening call with Kestrel Brightwater for a buyer position.", "Kestrel Brightwater"),
        ("I interviewed with Tees Vale Water for their technician opening.", "Tees Vale Water"),
        ("Phone screen at Ostler Pumps for the planner post.", "Ostler Pumps"),
        ("I had a phone interview on Monday with Lowmoor for a planner role.", "Lowmoor"),
    ],
)
def test_whom_an_interview_for_a_job_was_with_is_the_employer_and_no_person(text: str, employer: str) -> None:
    found = names(account(text))
    assert found.employer == employer
    assert [person for person in found.people if person.name] == []


@pytest.mark.parametrize(
    "text",
    [
        "I had a phone interview with Sarah for a chat.",
        "I had a phone interview with Sarah for the planner role.",
        "I had a phone interview with Mark and Sarah for the planner role.",
        "I had a phone interview with Priya Natarajan for the planner role.",
        "I interviewed with Ms Whitlock for a planner role.",
        "An interview with Marcus Odell, head of repairs, for a planner role.",
        "I had a phone interview with HR for a planner role.",
        "I had a phone interview with the manager for a planner role.",
        "I had a phone interview with the Hiring Manager for a planner role.",
        "I had a call with Wiremu Tamati for a planner role.",
    ],
)
def test_a_person_or_a_department_an_interview_was_with_is_no_employer(text: str) -> None:
    assert names(account(text)).employer is None


def test_a_firm_named_after_the_job_is_the_employer() -> None:
    found = names(account("Interview with Wiremu Tamati for the nurse job at Ashdown Trust."))
    assert (found.employer, found.interviewer) == ("Ashdown Trust", "Wiremu Tamati")


def test_what_the_interviewer_says_first_on_a_call_names_employer_and_job() -> None:
    [call] = read(
        b"Interviewer: Hello, I'm calling from Ferndale Council about the Parking Team Leader role.\n"
        b"Me: Yes. Hello.\nInterviewer: You'd report to the planning manager, Ida Brook.\nMe: I see.\n",
        "call.txt",
    )
    found = names(call)
    assert (found.employer, found.role) == ("Ferndale Council", "Parking Team Leader")
    assert ("Ida Brook", "planning manager") in [(person.name, person.role) for person in people(call)]


@pytest.mark.parametrize(
    ("greeting", "me"),
    [
        ("Hi Sam,", "Sam"),
        ("Dear Ms Adeyemi,", None),
        ("Dear Candidate,", None),
        ("Dear Hiring Team,", None),
        ("Hello all,", None),
    ],
)
def test_a_greeting_names_the_candidate_only_by_a_name_to_sign_with(greeting: str, me: str | None) -> None:
    assert names(mail(f"{greeting}\n\nWe'd love to meet you.")).me == me


def test_a_subject_can_name_the_job() -> None:
    assert (
        names(mail("See below.", subject="Interview invitation: Buying assistant")).role == "Buying assistant"
    )


def test_a_template_with_its_blanks_left_open_names_nobody() -> None:
    blank = "Dear [Name],\n\nThank you for your interest in [Company]. Please write to [Name of Contact]."
    assert names(mail(blank, "Sincerely,\nThe Recruiting Team")) == Names()


@given(
    st.text("ADab ,.'’&\n", max_size=60).map(lambda t: f"interview with {t} for the {t} role at {t}, by {t}.")
)
def test_every_name_stands_in_the_text(text: str) -> None:
    found = names(account(text))
    plain = " ".join(text.split())
    for name in (found.me, found.employer, found.role, found.interviewer):
        assert name is None or " ".join(name.split()) in plain


@pytest.mark.parametrize("told", ["a lift engineer's job", "the lift engineer’s position"])
def test_a_title_doesnt_end_with_whose_job_it_is(told: str) -> None:
    found = names(account(f"I had a phone interview for {told} at Corrie Lifts."))
    assert found.role == "lift engineer"


def test_a_job_that_was_stopped_is_no_title() -> None:
    found = names(
        account("I said how I spotted the wrong valve and stopped the job. It was a phone interview.")
    )
    assert found.role is None


@pytest.mark.parametrize("told", ["The job's a kiln operator with", "The role was for a kiln operator at"])
def test_what_a_job_is_and_with_whom_names_both(told: str) -> None:
    found = names(account(f"{told} Aldmoor Ceramics in Stoke, and the call was with their foreman."))
    assert (found.role, found.employer) == ("kiln operator", "Aldmoor Ceramics")


@pytest.mark.parametrize(
    "goes_on", ["I told him about the depot.", "I'd read all about them.", "I’m not sure why."]
)
def test_what_i_did_there_is_no_part_of_a_firms_name(goes_on: str) -> None:
    assert names(account(f"On my call with Fennick Logistics {goes_on}")).employer == "Fennick Logistics"


@pytest.mark.parametrize(
    "told",
    [
        "I had a phone interview for process technician with Calder Polymers and went blank.",
        "Phone interview today, process technician with Calder Polymers.",
        "I applied for process technician with Calder Polymers, and the call went badly.",
        "I'd love to be a process technician with Calder Polymers. I rambled on the phone.",
    ],
)
def test_a_title_and_with_whom_name_the_employer(told: str) -> None:
    assert names(account(told)).employer == "Calder Polymers"


@pytest.mark.parametrize(
    "told",
    [
        "I told her I'm a team lead with three direct reports. It was a phone interview.",
        "I had an interview with Ruth Ward.",
        "Phone interview for process technician with Ruth Ward, who was kind.",
        "Phone interview for process technician with Wiremu Tamati, who was kind.",
        "I was a process technician with Calder Polymers for six years, and said so on the phone.",
        "I used to be a process technician with Calder Polymers, and said so on the phone.",
        "I've worked as a process technician with Calder Polymers. The call was for something new.",
    ],
)
def test_whom_one_leads_meets_or_worked_for_is_no_employer(told: str) -> None:
    assert names(account(told)).employer is None
