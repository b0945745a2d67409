"""Short descriptions of a process, and the stages read in them: every rule of the annotators' guideline."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps import steps

from ringback.catalogue import load
from ringback.core.stage_kinds import kind_of
from ringback.core.stage_line import read_line
from ringback.core.stage_said import Told
from ringback.core.stage_words import StageWords, stage_words
from ringback.core.stages import STAGE_KINDS, Stage


@cache
def words() -> StageWords:
    return stage_words(load(None).phrases["stages/terms"])


def read(text: str) -> tuple[tuple[Stage, ...], bool]:
    return read_line(text, "line", words())


def kinds(text: str) -> str:
    """The kinds in order, short, with a question mark behind the optional ones."""
    return " > ".join(_SHORT.get(s.kind, s.kind) + "?" * s.optional for s in read(text)[0])


_SHORT = {
    "recruiter_screen": "recruiter",
    "phone_interview": "phone",
    "technical_phone_screen": "technical phone",
    "video_interview": "video",
    "online_assessment": "test",
    "take_home": "task",
    "take_home_review": "task review",
    "technical_interview": "technical",
    "pair_programming": "pairing",
    "system_design": "design",
    "behavioral_or_culture": "culture",
    "hiring_manager_interview": "manager",
    "panel_or_onsite": "panel",
    "trial_day_or_project": "trial",
    "executive_or_final": "final",
    "reference_check": "references",
}

SPLITTING = [
    # 1: the joints
    ("Phone call; homework. Lunch", "phone > task > culture"),
    ("Telephone chat -> online test → office visit", "phone > test > panel"),
    ("Homework followed by a panel interview", "task > panel"),
    ("Phone interview + pairing session", "phone > pairing"),
    ("Intro call & trial day", "phone > trial"),
    ("1. HR call 2. Homework 3. Panel interview", "recruiter > task > panel"),
    ("Video chat\n- Homework\n- Lunch", "video > task > culture"),
    # 2: one visit is one stage
    ("Phone interview, on-site visit including lunch, pairing and a design session", "phone > panel"),
    ("Homework; onsite: debugging session, team lunch, presentation", "task > panel"),
    ("In the office pairing, a design discussion, and lunch", "panel"),
    ("On-site pairing with two developers", "pairing"),
    ("Onsite pair programming and discussion", "pairing"),
    ("Interview and presentation", "presentation"),
    ("Remote interview with live coding", "technical"),
    ("Homework, onsite with pairing, a design session and lunch", "task > panel"),
    ("Onsite with pairing, then a call with the founder", "pairing > final"),
    # 3: a take-home and the talk about it
    ("Homework and discussion", "task > task review"),
    ("Take-home task with code review", "task > task review"),
    ("Homework, lunch, discussion", "task > culture > technical"),
    ("Homework, then an on-site review and interview", "task > task review"),
    ("Homework, Q&A about it with the team", "task > task review"),
    ("Home assignment, video call to discuss your solution", "task > task review"),
    ("Home assignment, technical interview about the assignment", "task > task review"),
    ("Homework, presentation", "task > presentation"),
    # 4: a plural of one kind
    ("A few video calls, then lunch", "video > culture"),
    ("Two technical interviews", "technical"),
    # 5: two kinds before one head
    ("Technical and cultural interviews", "technical > culture"),
    ("Architecture and culture interview", "design"),
    ("Onsite interviews for technical and cultural fit", "panel"),
    # 6: split by who
    ("Interviews with HR and the team", "recruiter > panel"),
    ("Interviews with a recruiter, the engineering manager and the founder", "recruiter > manager > final"),
    ("Three interviews (HR, manager, CEO)", "recruiter > manager > final"),
    ("Interview with the CEO and a developer", "final"),
    # 7: no stages
    ("Phone interview, then feedback and onboarding", "phone"),
    ("No homework, no whiteboard. A video interview", "video"),
    ("We help with visa and relocation", ""),
    ("", ""),
]

NAMING = [
    # 2.1: named content
    ("Pairing", "pairing"),
    ("Cultural fit interview", "culture"),
    ("Team lunch", "culture"),
    ("System design session", "design"),
    ("Live coding", "technical"),
    ("Phone screen, portfolio review", "phone > technical"),
    ("Interview about your past projects", "technical"),
    ("Presentation to the team", "presentation"),
    ("Paid trial week", "trial"),
    ("Spend a day with the team", "trial"),
    # 2.2: who, and who before described content
    ("Call with HR", "recruiter"),
    ("Interview with the hiring manager", "manager"),
    ("Chat with our tech lead", "manager"),
    ("Phone call with the CTO", "final"),
    ("Interview with the VP about your experience", "final"),
    ("Final interview", "final"),
    ("Two talks: the first with HR, the last one with your manager", "recruiter > manager"),
    # 2.3: medium
    ("Phone screen", "phone"),
    ("Technical phone screen", "technical phone"),
    ("Phone interview with an engineer", "technical phone"),
    ("Technical screen", "technical phone"),
    ("Skype interview", "video"),
    ("Interview over Teams", "video"),
    ("Phone or Zoom interview", "phone"),
    # 2.4: team or place
    ("Panel interview", "panel"),
    ("Meet the team", "panel"),
    ("Face to face meeting", "panel"),
    # 2.5: nothing stated
    ("Chat, homework", "phone > task"),
    ("Interview, homework", "panel > task"),
    # the rest
    ("Coding challenge, lunch", "task > culture"),
    ("Design exercise at home, interview", "task > panel"),
    ("Online test, interview", "test > panel"),
    ("CV and cover letter, phone interview", "application > phone"),
    ("Demo lesson, interview", "presentation > panel"),
    ("Interview, reference checks, offer", "panel > references > offer"),
]

CHOOSING = [
    ("Phone call, sometimes homework, lunch", "phone > task? > culture"),
    ("Phone call, homework if needed, lunch", "phone > task? > culture"),
    ("Phone call. For senior roles, a design session. Lunch", "phone > design? > culture"),
    ("Phone call, homework (optional), lunch", "phone > task? > culture"),
    ("Homework or pairing, then lunch", "task? > pairing? > culture"),
    ("Homework/pairing, then lunch", "task? > pairing? > culture"),
    ("Either homework or live coding", "task? > technical?"),
    ("On-site or remote interview", "panel"),
    ("Phone or video call, lunch", "phone > culture"),
    ("A code sample; otherwise homework", "application? > task?"),
    ("Two to three interviews depending on the role", "panel"),
    ("Application, review of your work on one site or other places, and homework if that is too little",
     "application > technical > task?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SPLITTING)
def test_what_is_a_stage(text, told):
    assert kinds(text) == told


@pytest.mark.parametrize(("text", "told"), NAMING)
def test_which_kind_a_stage_is(text, told):
    assert kinds(text) == told


@pytest.mark.parametrize(("text", "told"), CHOOSING)
def test_which_stages_are_optional(text, told):
    assert kinds(text) == told


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Lunch", True),
        ("Phone call then homework", True),
        ("First a phone call, homework", True),
        ("Phone call. Homework", True),
        ("Phone call, homework, lunch", True),
        ("Homework, discussion", True),
        ("Interviews with HR, the manager and the founder", True),
        ("Phone call, homework", False),
        ("Phone call and homework", False),
        ("Pairing + lunch", False),
        ("Interviews with HR and the team", False),
        ("Homework and/or discussion", False),
        ("Phone call. Panel interview. Sometimes homework", False),
        ("Phone call; panel interview; homework only if you have no public code", True),
    ],
)
def test_whether_the_order_is_told(text, known):
    assert read(text)[1] is known


@pytest.mark.parametrize(
    ("text", "sure"), [("Interview", False), ("Chat", False), ("Task", False), ("Zoom", True)]
)
def test_a_kind_that_nothing_names_is_a_default(text, sure):
    assert [stage.sure for stage in read(text)[0]] == [sure]


def test_an_abbreviation_or_a_file_name_ends_no_stage():
    assert kinds("Interview incl. lunch, in e.g. node.js") == "panel"


def test_a_linked_stage_is_read_and_its_address_is_not():
    assert (
        kinds("Phone call, [homework](https://example.org/interview/lunch), lunch")
        == "phone > task > culture"
    )


def test_an_open_bracket_swallows_nothing():
    assert kinds("Phone call (half an hour, homework, lunch") == "phone > task > culture"


def test_offsets_are_those_of_the_source():
    stages, _ = read_line("homework, lunch", "page", words(), start=100)
    assert [(s.quote, s.source, s.start, s.end) for s in stages] == [
        ("homework", "page", 100, 108),
        ("lunch", "page", 110, 115),
    ]


def test_a_kind_depends_on_what_came_before():
    told = [Told(term, "head") for term in words().find("discussion")]
    assert kind_of(told, ()) == ("phone_interview", False)
    assert kind_of(told, ("take_home",)) == ("take_home_review", True)


def test_the_longest_phrase_holds_and_its_number_is_minded():
    (term,) = words().find("take-home coding exercises")
    assert (term.what, term.head, term.words, term.plural) == (
        "take_home",
        True,
        "take-home coding exercises",
        True,
    )


def test_no_phrase_is_listed_twice():
    """The first list would win, and nobody would know why the second doesn't work."""
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for what, lists in load(None).phrases["stages/terms"].items():
        for key, phrases in lists.items():
            for phrase in phrases:
                form = tuple(re.sub(r"(?<=\w\w)(?<![sui])s\b", "", phrase).replace("-", " ").split())
                if form in seen:
                    twice.append(f"{phrase}: {seen[form]} and {what}.{key}")
                seen[form] = f"{what}.{key}"
    assert twice == []


# Invariants.

SINGLE = (
    "phone call",
    "homework",
    "pairing",
    "lunch",
    "online test",
    "panel interview",
    "trial day",
    "HR interview",
    "interview with the founder",
    "system design session",
)
MARKS = [
    *(",", ";", ".", "/", "(", ")", "[", "]", "&", "+", ":", "->", "-", "\n", "](", "İ", "é", "👩‍💻", "x"),
    *(
        " and ",
        " or ",
        " then ",
        " with ",
        " about ",
        "no ",
        "sometimes ",
        "if needed",
        "either ",
        "including ",
    ),
    *("onsite", "remote", "technical", "team", "interviews", "discussion", "review", "HR", "last one "),
    *("otherwise ", "http://a.b"),
]
PIECES = st.lists(st.sampled_from([*SINGLE, *MARKS]))
TEXTS = st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join))


@given(TEXTS)
def test_stages_are_stretches_of_the_text_in_order(text):
    stages, _ = read(text)
    end = 0
    for stage in stages:
        assert stage.quote == text[stage.start : stage.end]
        assert stage.kind in STAGE_KINDS
        assert end <= stage.start < stage.end
        end = stage.end


@given(st.sampled_from(SINGLE), st.sampled_from(SINGLE))
def test_an_arrow_gives_both_stages_in_order(one, other):
    stages, order_known = read(f"{one} -> {other}")
    assert [stage.quote for stage in stages] == [one, other]
    assert [stage.kind for stage in stages] == [read(one)[0][0].kind, read(other)[0][0].kind]
    assert order_known


@given(st.lists(st.sampled_from(SINGLE), min_size=1, max_size=6), st.data())
def test_an_optional_word_makes_exactly_that_stage_optional(singles, data):
    marked = data.draw(st.integers(0, len(singles) - 1))
    mark = data.draw(st.sampled_from(["sometimes {}", "{} if needed", "{} (optional)", "possibly {}"]))
    written = [mark.format(single) if n == marked else single for n, single in enumerate(singles)]
    stages, _ = read("; ".join(written))
    assert [stage.optional for stage in stages] == [n == marked for n in range(len(singles))]


REPEATED = [
    *(
        ",",
        "(",
        ")",
        "[a](",
        "/",
        "!x",
        "...",
        "and ",
        "or ",
        "sometimes ",
        "no ",
        "https://",
        "- homework\n",
    ),
    *("call, ", "call and ", "phone/", "interview ", "lunch and ", "on-site: lunch, ", "on-site pairing, "),
    *("remote or on-site or ", "either pairing or ", "task with code review ", "technical and "),
    *(
        "call, preceded by a call ",
        "pairing, lunch, all on the same day, ",
        "the challenge, ",
        "in full: call, ",
    ),
    *("homework? We dropped it. ", "call w/ ", "1h with HR, ", "step 2: call "),
    *("interviews with HR and the team and ", "interviews (HR, team), ", "homework, discussion; "),
]


@pytest.mark.parametrize("unit", REPEATED)
def test_twice_the_text_is_twice_the_work(unit):
    known = words()
    short, long = (steps(lambda n=n: read_line(unit * n, "line", known)) for n in (80, 160))
    assert long < 2.2 * short + 500
