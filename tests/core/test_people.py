"""Who the texts name, and whether they decide."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import read_folder
from ringback.core.document import of_material
from ringback.core.material import Address, Material, Message
from ringback.core.people import find_people
from ringback.core.process import Person
from ringback.core.transcript import Piece, Turn, from_account

PHRASES = read_folder(files("ringback.catalogue"))[0].phrases


def account(text: str) -> Material:
    return Material("account", "account", text, 0, len(text), "plain", from_account("account", text), None)


def mail(body: str, signature: str = "", sender: str = "", to: str = "", subject: str = "") -> Material:
    """A mail whose whole text is its body, then its signature."""
    text = f"{body}\n{signature}"
    message = Message(
        sender=Address(sender, "") if sender else None,
        to=(Address(to, ""),) if to else (),
        subject=subject,
        sent=None,
        sent_text="",
        body=Turn(sender, (Piece(body, 0, len(body)),)),
        signature=Turn(sender, (Piece(signature, len(body) + 1, len(text)),)),
    )
    return Material("mail", "message", text, 0, len(text), "mail", None, message)


def people(*materials: Material, me: str | None = None) -> tuple[Person, ...]:
    return find_people(materials, [of_material(material) for material in materials], PHRASES, me)


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(person.name, person.role, person.decides) for person in people(account(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I had a call with the hiring manager, Priya.", ("Priya", "hiring manager", "yes")),
        ("My recruiter Tom set it up.", ("Tom", "recruiter", "no")),
        ("A woman called Joan from HR rang me.", ("Joan", "recruiter", "no")),
        ("I spoke to Dana Whitlock, Head of Planning.", ("Dana Whitlock", "Head of Planning", "yes")),
        ("I spoke to Dana Whitlock (Head of Planning).", ("Dana Whitlock", "Head of Planning", "yes")),
        ("Ravi, one of the engineers, sat in.", ("Ravi", "engineer", "advises")),
        ("I was interviewed by Anil Shah for the depot job.", ("Anil Shah", "interviewer", "unknown")),
        ("The interviewer, Mr. Patel, was kind.", ("Mr. Patel", "interviewer", "unknown")),
        ("Mary O’Brien, the owner, rang me.", ("Mary O’Brien", "owner", "yes")),
        ("Jean-Luc Martin, the team lead, rang.", ("Jean-Luc Martin", "team lead", "unknown")),
        ("The recruiter, Kay, says she only arranges the calls.", ("Kay", "recruiter", "no")),
    ],
)  # fmt: skip
def test_a_person_named_with_what_they_are_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The recruiter was nice.", (None, "recruiter", "no")),
        ("They said the panel makes the final decision.", (None, "panel", "yes")),
        ("The panel only recommends, I'm told.", (None, "panel", "advises")),
        ("A panel of five asked me things.", (None, "panel", "unknown")),
        ("The hiring manager asked about SQL.", (None, "hiring manager", "yes")),
    ],
)
def test_a_role_that_counts_is_found_without_a_name(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "I love Java, Python and the Head of State was on television.",
        "I told my friend Anna I'd blown it.",
        "Tom, my husband, says to write.",
        "My current manager, Sue, doesn't know I'm looking.",
        "I had an interview with Google on Monday.",
        "I spoke to Acme Ltd about the job.",
        "However, The Monday was fine and Zoom froze.",
    ],
)
def test_nobody_at_the_employer_is_made_of_other_names(text: str) -> None:
    assert [name for name, _, _ in told(text) if name] == []


def test_a_mail_gives_its_sender_its_title_and_whom_it_announces() -> None:
    found = people(
        mail(
            "Dear Ruth,\n\nYou'll meet Dana Whitlock, Head of Planning, and Ravi Menon, Senior Planner.",
            "Kind regards,\nTom Reilly\nTalent Acquisition Partner\nHarrow & Pell",
            sender="Tom Reilly",
        ),
        me="Ruth",
    )
    assert [(person.name, person.role, person.decides) for person in found] == [
        ("Tom Reilly", "recruiter", "no"),
        ("Dana Whitlock", "Head of Planning", "yes"),
        ("Ravi Menon", "Senior Planner", "advises"),
    ]


def test_one_person_named_twice_is_one_entry_with_the_fuller_name_and_the_title() -> None:
    note = account("I was interviewed by Dana for the job.")
    found = people(note, mail("You'll meet Dana Whitlock, Head of Planning, on Tuesday."))
    assert [(person.name, person.role) for person in found] == [("Dana Whitlock", "Head of Planning")]


def test_the_candidate_is_not_among_the_people() -> None:
    assert people(mail("We are glad.", "Best,\nRuth Adeyemi", sender="Ruth Adeyemi"), me="Ruth Adeyemi") == ()


def test_every_role_says_what_it_rests_on() -> None:
    for row in PHRASES["people/roles"]["role"]:
        assert row["source"]
        assert row["says"].endswith(".")


def test_an_anchor_stands_in_every_role_so_that_none_is_passed_over() -> None:
    anchors = PHRASES["people/roles"]["anchors"]
    anchor = re.compile(rf"\b(?:{'|'.join(anchors['begin'])})|(?:{'|'.join(anchors['hold'])})")
    every = (
        "hiring manager, recruiter, head-hunter, talent partner, hr adviser, owner, cto, co-founder, vp, md, "
        "panel, committee, headteacher, engineer, team mate, store manager, co-ordinator, interviewer, "
        "technician, foreman, volunteer lead, provost"
    )
    for word in every.split(", "):
        assert anchor.search(word), word


SCRAPS = (
    "Dana Whitlock Head of Planning , the hiring manager Priya spoke to interviewed by ( ) Tom from HR "
    "my recruiter Acme Ltd O’Brien McDonald and Mr. İ 😀 . ; Dear \n – decides panel van der Berg A. B."
)
PIECES = st.sampled_from(SCRAPS.split(" "))


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=150), st.booleans())
def test_no_name_is_ever_made_up(text: str, as_mail: bool) -> None:
    material = mail(text, text, sender="") if as_mail else account(text)
    for person in people(material):
        assert person.decides in {"yes", "no", "advises", "unknown"}
        assert person.name is None or person.name in material.text
