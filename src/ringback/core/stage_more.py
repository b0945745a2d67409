"""When a chunk only says more of the stage before it: "on-site pairing [and discussion]", "a call [or Zoom]".

The rules for what makes one stage of two names, each by itself; one that holds is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ringback.core.stage_chunk import Chunk
from ringback.core.stage_words import COLOURS, CONTENT, FORMS, MEDIA, PEOPLE, PLACES, Term

Rule = Callable[[Chunk, Chunk], bool]
_DONE_TOGETHER = frozenset({"pairing", "live_code"})
_SHOWN_ON_SITE = frozenset({"pairing", "live_code", "design", "culture", "technical"})
_NOT_SOCIAL = (
    "fit",
    "cultur",
    "value",
    "behav",
    "interview",
    "skill",
    "work",
    "person",
    "vibe",
    "round",
    "check",
    "beh",
)
SEEN = ("face", "f2f", "in person", "irl")
"""Words for a meeting in person that can be a stage by themselves."""
_ON_PAPER = frozenset({"take_home", "application", "online_assessment"})
_ONE_OF_A_SORT = frozenset({"culture", "reference", "application", "offer"})
"""What is one stage however many of it are named together: "CV and cover letter", "dinner and drinks"."""
_ON_A_SUBJECT = ("how ", "what ", "ways ", "why ", "projects")
_TO_KNOW = ("get to know", "getting to know", "ask us", "say hello", "say hi")
_WITH_OTHERS = ("peer", "team", "group", "panel")
_IN_FULL = ("interview", "chat", "conversation", "call", "talk", "session", "meeting")
_MEETING_WORDS = (
    "interview", "session", "discussion", "exercise", "round", "check", "talk", "test", "fit", "lunch",
    "review",
)  # fmt: skip


def says_more(before: Chunk, chunk: Chunk) -> bool:
    """Whether a chunk says more of the stage that the chunk before it opened."""
    if "relative" in chunk.marks:
        return True
    if "talk" in chunk.marks and chunk.main_whats & PEOPLE:
        return False
    rules = MORE_OF_THE_SAME.get(chunk.joint, ()) if chunk.heads else MORE_COLOUR
    return chunk.joint != "also" and any(rule(before, chunk) for rule in rules)


def _describes_on(before: Chunk, chunk: Chunk) -> bool:
    """ "Interview about your code, and culture"."""
    meeting = any(part == "with" for _, part in chunk.told)  # "values with the founder"
    return (
        before.part == "about"
        and not meeting
        and chunk.main_whats <= {*CONTENT, "team", "handed_in", "engineer"}
    )


def _places_it(before: Chunk, chunk: Chunk) -> bool:
    """ "Interview, in person"."""
    met = any(part == "aside" and term.what in PEOPLE for term, part in chunk.told)  # "office (team)"
    placed = chunk.main_whats <= PLACES and not met
    seen = bool(chunk.told) and chunk.told[0].term.words.startswith(SEEN)
    if chunk.joint == "comma" and _elsewhere(before, chunk, seen=seen):
        return False
    otherwise = chunk.joint == "or" and bool(before.whats & MEDIA)
    return placed and (
        chunk.joint == "comma" or otherwise or before.part != "head" or "onsite" in before.whats
    )


def _elsewhere(before: Chunk, chunk: Chunk, *, seen: bool) -> bool:
    """ "Technical screen, face-to-face", "CV, phone": the first is by phone, or on paper."""
    on_paper = bool(before.head_whats & _ON_PAPER)
    if not seen:
        return on_paper and bool(chunk.whats & {"phone", "video"})
    screen = any("screen" in head.words for head in before.heads)
    return screen or on_paper or bool(before.head_whats & {"phone", "video"})


def _joins_the_people(before: Chunk, chunk: Chunk) -> bool:
    """ "Interview with the founder and a designer": one meeting; "interviews" are two."""
    met = bool(before.heads) and before.heads[-1].words.startswith(("meet", "you meet"))
    other = chunk.joint == "or" and not chunk.main_whats <= before.whats  # "with the lead or the director"
    people = (before.part == "with" or met) and not before.plural and not other
    whats = chunk.main_whats - {"together"}
    return people and not whats <= PLACES and whats <= PEOPLE


def _at_home(before: Chunk, chunk: Chunk) -> bool:
    """ "A case, at home"."""
    return chunk.whats == {"take_home"} and before.head_whats <= {"task", "take_home"}


def _is_held_by(before: Chunk, chunk: Chunk) -> bool:
    """ "First call: recruiter": who stands behind the colon."""
    talk = "lists" in before.marks and before.whats <= {*FORMS, "phone", "video", "last"}
    return talk and not before.plural and chunk.main_whats <= PEOPLE


def _is_entitled(before: Chunk, chunk: Chunk) -> bool:
    """ "2nd interview: technical"."""
    counted = "ordinal" in before.marks or any(head.words[-1].isdigit() for head in before.heads)
    titled = "lists" in before.marks and counted and not before.plural
    return titled and before.whats <= {*FORMS, "phone", "video"} and chunk.main_whats <= {*CONTENT, *PLACES}


def _colours_nothing(_: Chunk, chunk: Chunk) -> bool:
    return not chunk.main_whats & {*COLOURS, "last", "take_home", "offer"}


MORE_COLOUR: tuple[Rule, ...] = (
    _describes_on,
    _places_it,
    _joins_the_people,
    _at_home,
    _is_held_by,
    _is_entitled,
    _colours_nothing,
)
"""When a chunk that can't be a stage by itself tells more of the one before it."""


def _by_another_way(before: Chunk, chunk: Chunk) -> bool:
    """ "A call or a Zoom chat": alternatives of medium or place."""
    about = before.part == "about" and chunk.head_whats <= {"task", "onsite", "trial"}
    what = chunk.main_whats - MEDIA
    medium = not what and before.head_whats <= {*FORMS, *MEDIA, "technical", "live_code"}
    return about or medium or what == before.main_whats - MEDIA


def _goes_on_about(before: Chunk, chunk: Chunk) -> bool:
    """ "Talk about values and how we work"."""
    return before.part == "about" and chunk.heads[0].words.startswith(_ON_A_SUBJECT)


def _held_too(before: Chunk, chunk: Chunk) -> bool:
    """ "Interview consisting of a talk about your work and a code review"."""
    return "holds" in before.marks and chunk.head_whats <= {
        *FORMS,
        "review",
        "live_code",
        "pairing",
        "design",
        "task",
    }


def _gets_to_know(_: Chunk, chunk: Chunk) -> bool:
    """ "Meet the team and get to know us": the same meeting."""
    return bool(chunk.heads) and all(head.words.startswith(_TO_KNOW) for head in chunk.heads)


def _shows_and_defends(before: Chunk, chunk: Chunk) -> bool:
    """ "Presentation and defence of the task"."""
    return before.head_whats == {"presentation"} and chunk.head_whats == {"review"}


def _named_for_both(before: Chunk, chunk: Chunk) -> bool:
    """ "On-site interviews for technical and cultural fit"."""
    live = any(head.words.startswith("live") or " about " in head.words for head in chunk.heads)
    if (
        live
        or "each" in chunk.marks
        or before.part != "about"
        or not chunk.head_whats <= {"culture", "live_code", "design"}
    ):
        return False
    if any(_is_social(head) for head in chunk.heads):
        return False
    about = {one.term.what for one in before.told if one.part == "about"}
    return bool(about) and about <= CONTENT


def _is_titled(before: Chunk, chunk: Chunk) -> bool:
    """ "Second interview: talk about your projects": what follows the colon says what it is."""
    if "lists" not in before.marks or not before.whats <= {*FORMS, "last"} or "ordinal" in chunk.marks:
        return False
    return "ordinal" in before.marks or before.told[0].term.words.startswith(("second", "third", "final"))


def _is_spelled_out(before: Chunk, chunk: Chunk) -> bool:
    """ "Technical interview: walk through your solution": the content of the meeting just named."""
    talk = before.whats <= {*FORMS, "technical", "live_code", "onsite", "video", "phone", *PEOPLE}
    contents = {"review", "live_code"} if "technical" in before.whats else {"review"}
    review = bool(chunk.head_whats) and chunk.head_whats <= contents
    return "lists" in before.marks and talk and not before.plural and review


def _still_of_it(before: Chunk, chunk: Chunk) -> bool:
    """ "Walk through your solution and extend it", "bring code and walk us through it"."""
    shown = bool(before.whats & {"review", "live_code"}) and "pairing" not in before.whats
    return shown and chunk.whats <= {"review", "handed_in"} and _points_back(chunk)


def _same_task(before: Chunk, chunk: Chunk) -> bool:
    """ "Pick an issue, fix it": the same work."""
    work = {"task", "take_home"}
    if not before.head_whats or not before.head_whats <= work:
        return False
    where = chunk.whats == {"take_home"} and chunk.heads[0].words.startswith(("at home", "from home"))
    return (chunk.head_whats <= work and "review" not in chunk.whats and _points_back(chunk)) or where


def _points_back(chunk: Chunk) -> bool:
    return chunk.told[-1].term.words.split()[-1] == "it"


def _is_another_aim(before: Chunk, chunk: Chunk) -> bool:
    """ "Interview about your code, cultural fit": not a stage that is named in full after the comma."""
    in_full = any(head.words.endswith(_IN_FULL) for head in chunk.heads)
    return _named_for_both(before, chunk) and chunk.head_whats <= {"culture"} and not in_full


def _same_sort(before: Chunk, chunk: Chunk) -> bool:
    """ "Dinner and drinks", "CV and cover letter"."""
    heads = chunk.head_whats
    return len(heads) == 1 and heads <= _ONE_OF_A_SORT & before.head_whats


def _same_gate(before: Chunk, chunk: Chunk) -> bool:
    """ "Medical, police check": one gate."""
    return _same_sort(before, chunk) and chunk.head_whats == {"reference"}


def bare(chunk: Chunk) -> bool:
    """ "Discussion", "interview", "interview with the team": no content of its own; "peer interview" has."""
    others = (*_WITH_OTHERS, "meet") if "team" in chunk.whats else _WITH_OTHERS
    if any(head.words.startswith(others) for head in chunk.heads):
        return False
    return chunk.head_whats <= FORMS and chunk.whats <= {*FORMS, "team", "onsite"}


def _review_and_interview(before: Chunk, chunk: Chunk) -> bool:
    """ "Review and interview", "discussion and interview": the interview adds nothing."""
    talked_over = "review" in before.whats or (
        bool(before.heads) and before.heads[-1].words.startswith(("discuss", "debrief"))
    )
    another = any(
        head.words.startswith(("meet", "another", "the other", "second", "final")) for head in chunk.heads
    )
    if chunk.plural and "team" in chunk.whats:
        return False
    return talked_over and bare(chunk) and "chat" not in chunk.head_whats and not another


def _content_and_talk(before: Chunk, chunk: Chunk) -> bool:
    """ "On-site pairing and discussion": the discussion adds nothing."""
    if not bare(chunk) or "team" in chunk.whats:
        return False
    placed = "onsite" in before.whats or "onsite" in chunk.whats
    seen = before.whats & {"pairing", "culture", "live_code", "design", "task"}
    at_table = bool(before.heads) and all(_is_social(head) for head in before.heads)
    return "live_code" in before.whats or at_table or (placed and bool(seen))


def _lunch_on_a_visit(before: Chunk, chunk: Chunk) -> bool:
    """ "A day with the team and lunch": the lunch is part of the visit."""
    visit = bool(before.whats & {"trial", "onsite"})
    return visit and bool(chunk.heads) and all(_is_social(head) for head in chunk.heads)


def _is_social(head: Term) -> bool:
    """ "Dinner", "cake": nothing is asked there."""
    return head.what == "culture" and not any(word in head.words for word in _NOT_SOCIAL)


def _one_task(before: Chunk, chunk: Chunk) -> bool:
    """ "Take-home SQL and Python task"."""
    return before.head_whats == {"take_home"} and chunk.head_whats == {"task"} and before.part == "head"


def _content_and_task(before: Chunk, chunk: Chunk) -> bool:
    """ "On-site pairing and tasks"."""
    placed = "onsite" in before.whats or "onsite" in chunk.whats
    return placed and chunk.head_whats == {"task"} and bool(before.whats & _DONE_TOGETHER)


def _interview_and_content(before: Chunk, chunk: Chunk) -> bool:
    """ "Interview and presentation", "on-site discussions and pairing": the one content names it."""
    if not before.whats <= {"onsite", *FORMS}:
        return False
    if before.whats == {"onsite"} and chunk.heads[0].words.startswith("meet"):
        return True
    if chunk.head_whats == {"presentation"} and not before.plural:
        return True
    if "review" in chunk.head_whats and not before.plural:
        return "onsite" in chunk.whats
    placed_once = "onsite" in before.whats and "onsite" not in chunk.whats
    return placed_once and bool(chunk.whats & _SHOWN_ON_SITE)


def _two_names_of_one_talk(before: Chunk, chunk: Chunk) -> bool:
    """ "System design and cultural interview": one meeting, named for the first."""
    if before.part != "head" or before.plural or not before.head_whats <= {"design", "culture", "live_code"}:
        return False
    if before.heads and before.heads[-1].words.endswith(_MEETING_WORDS):
        return False
    single = not chunk.plural and chunk.heads[-1].words.endswith("interview")
    return single and bool(chunk.whats & {"culture", "technical", "design", "live_code"})


MORE_OF_THE_SAME: Mapping[str, tuple[Rule, ...]] = {
    "comma": (_same_gate, _is_titled, _is_spelled_out, _same_task, _is_another_aim, _goes_on_about),
    "or": (_named_for_both, _by_another_way),
    "and": (
        _named_for_both,
        _goes_on_about,
        _gets_to_know,
        _held_too,
        _shows_and_defends,
        _same_sort,
        _review_and_interview,
        _still_of_it,
        _same_task,
        _content_and_talk,
        _lunch_on_a_visit,
        _one_task,
        _content_and_task,
        _interview_and_content,
        _two_names_of_one_talk,
    ),
}
"""By its joint, when a chunk that could be a stage is the same activity, or adds nothing to a visit."""
