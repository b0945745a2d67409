"""Who the texts name, and whether they decide."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import read_folder
from ringback.core.document import Passage, fold, of_material
from ringback.core.material import Address, Material, Message
from ringback.core.parts import Part, Parts, parts, said_parts
from ringback.core.people import aim, find_people
from ringback.core.plan import reached
from ringback.core.process import Person, Process
from ringback.core.readings import Reading
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


@pytest.mark.parametrize(
    "text",
    [
        "Yard planner, Grimsby. Phone interview, half an hour.",
        "Office Administrator, Grade 4\n\nWe hold a telephone interview first.",
        "Midwife and Nurse Traineeship: dates for your diary\n\nThere is a phone interview.",
    ],
)
def test_a_job_and_its_place_are_nobodys_name(text: str) -> None:
    assert [name for name, _, _ in told(text) if name] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phone screen with yard planner, Tesfalem. Half an hour.", "Tesfalem"),
        ("Phone interview, shop manager Hannah.", "Hannah"),
        ("Shop manager, Mrs Oyelaran. Half an hour by phone.", "Mrs Oyelaran"),
    ],
)
def test_whoever_is_known_to_be_a_person_has_a_name_in_a_note_too(text: str, name: str) -> None:
    assert [known for known, _, _ in told(text) if known] == [name]


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
        ("Dana Whitlock", "Head of Planning", "unknown"),
        ("Ravi Menon", "Senior Planner", "unknown"),
    ]
    assert [person.likely for person in found] == ["no", "yes", "advises"]


def written(text: str, signature: str = "") -> dict[str, str]:
    """The part of everybody in an employer's text, by name or else by what they are."""
    return {person.name or person.role or "": person.decides for person in people(mail(text, signature))}


@pytest.mark.parametrize(
    ("text", "who", "decides"),
    [
        ("The search committee sends three names to the Dean, who appoints one of them.", "Dean", "yes"),
        ("The search committee recommends three names to the Dean.", "search committee", "advises"),
        ("The final decision rests with the head of the department.", "head of the department", "yes"),
        ("Nobody is taken on until the Finance Director has approved it.", "Finance Director", "yes"),
        ("In the end the people you spoke with sit down and choose one.", "people you spoke with", "yes"),
        ("Any of the four interviewers can veto you.", "four interviewers", "yes"),
        ("The weights of the parts are for the Commission to fix.", "Commission", "yes"),
        ("Applications are first sifted by Human Resources.", "Human Resources", "yes"),
        ("The site manager will then offer you the job, or not.", "site manager", "yes"),
        ("The duty manager rates every answer.", "duty manager", "advises"),
        ("The recruiter has no say in the decision.", "recruiter", "no"),
        ("The panel does not decide on the day.", "panel", "no"),
        ("[Name of Department] has decided to look further.", "[Name of Department]", "yes"),
        ("You will meet a panel of three.", "panel", "unknown"),
        ("You'll meet the hiring manager at ten.", "hiring manager", "unknown"),
        ("The delegate makes the final decision.", "delegate", "yes"),
        ("Two readers sit down together and our selectors tot up the marks.", "selectors", "yes"),
        ("The registrar may choose from the first three.", "registrar", "yes"),
        ("An objection by the bishop ends the matter.", "bishop", "yes"),
        ("The trainer decides on the strength of this call.", "trainer", "yes"),
        ("If the keeper isn't happy, things stop there.", "keeper", "yes"),
        ("A 2 or less from the interviewer closes the application.", "interviewer", "yes"),
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_a_body_tells_its_part(text: str, who: str, decides: str) -> None:
    assert written(text)[who] == decides


def test_a_named_person_has_the_part_their_sentence_gives_them() -> None:
    found = written(
        "You will meet Dana Whitlock, Head of Planning, and Ravi Menon, a planner. Ravi writes a report; "
        "Dana makes the decision."
    )
    assert found == {"Dana Whitlock": "yes", "Ravi Menon": "advises"}


def test_a_pronoun_speaks_of_whoever_was_mentioned_last() -> None:
    assert (
        written("Your last talk is with our founder, Ola Lind. She makes the final call.")["Ola Lind"]
        == "yes"
    )


@pytest.mark.parametrize(
    ("text", "who", "decides"),
    [
        (
            "There is a talk with a student panel. They weigh up everything together.",
            "student panel",
            "advises",
        ),
        ("Two cooks who haven't seen you taste it all and the panel decides.", "panel", "yes"),
        ("A panel who have not met you looks at the marks and then picks.", "panel", "yes"),
        ("Then the GM goes through the trial and the talk with the cook and picks one of you.", "GM", "yes"),
    ],
)
def test_who_is_heard_and_who_chooses(text: str, who: str, decides: str) -> None:
    found = {(person.role or "").lower(): person.decides for person in people(mail(text))}
    assert found[next(role for role in found if who.lower() in role)] == decides


def test_whoever_is_met_in_person_and_makes_the_call_decides() -> None:
    text = "You come in to meet our shop manager, Hannah, in person, and she makes the call on whom to hire."
    assert [(person.name, person.decides) for person in people(mail(text))] == [("Hannah", "yes")]


def test_a_title_alone_is_nobodys_name() -> None:
    found = people(mail("You will speak with Chef, then meet Chef Lindqvist again."))
    assert "Chef" not in {person.name for person in found}


def test_whoever_holds_a_stage_decides_only_where_each_stage_can_end_it() -> None:
    stages = "First comes a call with two engineers. Then a chat with the kitchen manager."
    assert "engineers" not in written(stages)
    gated = written(f"{stages} A no after any of these, and we stop.")
    assert (gated["engineers"], gated["kitchen manager"]) == ("yes", "yes")


def test_who_heads_the_place_and_writes_themselves_decides() -> None:
    signature = "Best,\nOla Lind\nHead of Kitchens"
    assert written("Come and cook for us on Friday.", signature) == {"Ola Lind": "yes"}
    cook = "Best,\nOla Lind\nKitchen Manager"
    assert written("Come and cook for us on Friday.", cook) == {"Ola Lind": "unknown"}
    assert written("We've decided to go on with somebody else.", cook) == {"Ola Lind": "yes"}


def test_in_an_account_a_title_still_tells_what_it_did() -> None:
    assert told("I met Dana Whitlock, Head of Planning.") == [("Dana Whitlock", "Head of Planning", "yes")]


def test_aim_prefers_who_decides_then_who_advises_and_an_arranger_only_alone() -> None:
    arranges = Person("Tom", "recruiter", "no", likely="no")
    heads = Person("Dana", "Head of Planning", "unknown", likely="yes")
    named = Person("Ravi", "planner", "unknown")
    advises = Person("Kay", "planner", "advises")
    decides = Person(None, "committee", "yes")
    assert aim([]) is None
    assert aim([arranges]) == arranges
    assert aim([arranges, named]) == named
    assert aim([arranges, named, heads]) == heads
    assert aim([arranges, heads, advises]) == advises
    assert aim([arranges, heads, advises, decides]) == decides


def test_a_head_announced_by_a_scheduler_is_the_one_to_reach() -> None:
    found = people(
        mail("You'll meet Dana Whitlock, Head of Planning.", "Best,\nTom Reilly\nRecruitment Coordinator")
    )
    process = Process(Reading(), {}, found)
    person = reached(process, "hiring_manager")
    assert person is not None
    assert person.name == "Dana Whitlock"


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


def test_an_anchor_stands_in_every_text_that_tells_a_part() -> None:
    table = parts(PHRASES)
    for kind in table.subject:
        for example in PHRASES["people/parts"][kind]["examples"]:
            anchored = table.anchor.search(fold(example))
            assert anchored or table.decides[kind] == "unknown", example
            assert kind in {part.kind for part in _parts_of(example, table)}, example


def _parts_of(text: str, table: Parts) -> Iterator[Part]:
    passage = Passage(Turn("", (Piece(text, 0, len(text)),)), "employer", 0)
    return said_parts(passage, table.mentioned(passage), table, gated=True)


SCRAPS = (
    "Dana Whitlock Head of Planning , the hiring manager Priya spoke to interviewed by ( ) Tom from HR "
    "my recruiter she decides committee, who recommends by the head of at each stage no [ Name ] sifted "
    "my recruiter Acme Ltd O’Brien McDonald and Mr. İ 😀 . ; Dear \n – decides panel van der Berg A. B."
)
PIECES = st.sampled_from(SCRAPS.split(" "))


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=150), st.booleans())
def test_no_name_is_ever_made_up(text: str, as_mail: bool) -> None:
    material = mail(text, text, sender="") if as_mail else account(text)
    for person in people(material):
        assert person.decides in {"yes", "no", "advises", "unknown"}
        assert person.name is None or person.name in material.text


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("She was called Hanne Dahl, she's the ward manager.", "Hanne Dahl", "ward manager"),
        ("His name was Bram Otten and he is the site manager.", "Bram Otten", "site manager"),
        (
            "I had a phone interview with Rosa Pinto. She's the practice manager.",
            "Rosa Pinto",
            "practice manager",
        ),
    ],
)
def test_a_title_said_of_she_or_he_belongs_to_the_name_before(text: str, name: str, role: str) -> None:
    assert (name, role) in [(one.name, one.role) for one in people(account(text))]


def test_a_place_before_a_title_is_nobodys_name() -> None:
    found = people(account("Interviewed by phone for a cook's job in Sydney, the head chef rang me."))
    assert "Sydney" not in [one.name for one in found]
