"""Which kind of stage the words tell: content before who, who before medium, medium before place.

`RULES` is the annotators' order of precedence, read from the top: the first line that applies wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ringback.core.stage_said import CONTENT_KINDS, Said, Told, content_of
from ringback.core.stage_words import MEDIA, PEOPLE

EARLY = "phone_interview"

_HANDED_IN_BEFORE = frozenset({"take_home", "trial_day_or_project"})
_WORK = frozenset({"take_home", "task", "online_assessment", "trial", "handed_in"})
_TALKS = frozenset({"meeting", "chat", "phone", "video"})
_MAY_TALK_IT_OVER = frozenset({*_TALKS, "onsite", "technical"})
_BARE = frozenset({"chat", "onsite", "video", "phone", "engineer", "team", "remote"})
_NOT_A_REVIEW = CONTENT_KINDS.keys() - {"live_code", "take_home", "online_assessment"}
_DESCRIBED_WORK = frozenset({"technical", "live_code", "work_talk", "design"})
_TALKING_OVER = ("discuss", "debrief", "review", "follow")
_TECHNICAL_TALK = ("tech", "deep")
_INTRODUCING = ("intro", "screen", "get", "hello", "pre", "initial")
_OF_CODE = ("cod", "program", "real", "technical", "bug")
_THE_WORK = (
    "home",
    "task",
    "solution",
    "assignment",
    "exercise",
    "challenge",
    "case",
    "result",
    "project",
    " it",
)
_MANY = 3


class Rule(NamedTuple):
    """A kind ("": the content's) and when the words tell it. `sure`: they name it; else it is a default."""

    applies: Callable[[Said], bool]
    kind: str
    sure: bool = True


def kind_of(told: Sequence[Told], before: Sequence[str]) -> tuple[str, bool]:
    """The kind of a stage and whether the words name it; `before` are the kinds of the stages before it."""
    named = {one.term.what for one in told if one.part == "head"}
    described = {one.term.what for one in told if one.part != "head"}
    every = named | described
    said = Said(told, before, named, described, every, content_of(told, named, every))
    for applies, kind, sure in RULES:
        if applies(said):
            return kind or said.content, sure
    raise AssertionError("the last rule always applies")


def _starts(said: Said, beginnings: tuple[str, ...]) -> bool:
    return any(one.term.words.startswith(beginnings) for one in said.told)


def _discussed(said: Said) -> bool:
    """ "Discuss the take-home": the word stands before the work."""
    first = said.told[0].term
    return first.what in {"chat", "review"} and first.words.startswith((*_TALKING_OVER, "walk", "talk"))


def _talks_over_work(said: Said) -> bool:
    """Whether it talks over work handed in before: "walk through it", "discussion" right after the task."""
    if not _HANDED_IN_BEFORE.intersection(said.before) or _is_visit_for_more(said):
        return False
    if said.named & _WORK and (_discussed(said) or "review" in said.described):
        return True
    if said.named & _NOT_A_REVIEW or "presentation" in said.described:
        return False
    if "review" in said.named:
        return "work_talk" not in said.every
    about = bool(said.described & {*_WORK, "review"}) or "handed_in" in said.named
    if about and (said.named & _MAY_TALK_IT_OVER or _is_technical_talk(said)):
        return True
    bare = said.before[-1] in _HANDED_IN_BEFORE and said.named <= _BARE
    over = (*_TALKING_OVER, "conversation") if said.before[-1] == "take_home" else _TALKING_OVER
    return bare and _starts(said, over) and not said.described & {*_DESCRIBED_WORK, "culture"}


def _talks_over_code_sent(said: Said) -> bool:
    """ "Code sample, a talk about it": the code was there before they asked."""
    sent = "application" in said.before and not {"take_home", "online_assessment"}.intersection(said.before)
    return sent and "handed_in" in said.every and bool(said.named & {"review", *_TALKS}) and not said.content


def _is_review_by_name(said: Said) -> bool:
    """ "On-site with take-home review", with no take-home named before."""
    return not _is_visit_for_more(said) and any(
        one.term.what == "review" and one.term.words.startswith(("take home", "take-home", "homework"))
        for one in said.told
    )


def _presents_the_work(said: Said) -> bool:
    """ "Presentation of it", "homework presentation", with a take-home named before."""
    if said.content != "presentation" or "take_home" not in said.before or _is_visit_for_more(said):
        return False
    return bool(said.every & {"handed_in", "task", "review"}) or any(
        one.term.what == "presentation" and any(work in one.term.words for work in _THE_WORK)
        for one in said.told
    )


def _is_visit_for_more(said: Said) -> bool:
    """ "On-site with a code review and a culture interview": the review is one content of several."""
    inside = {one.term.what for one in said.told if one.part in {"inside", "aside"}}
    return "onsite" in said.named and "review" in inside and bool(inside & _NOT_A_REVIEW)


def _is_technical_talk(said: Said) -> bool:
    """ "Technical chat", "tech deep dive": live code is no talk about what was handed in."""
    heads = [one.term.words for one in said.told if one.part == "head" and one.term.head]
    return bool(heads) and all(words.startswith(_TECHNICAL_TALK) for words in heads)


def _technical_by_phone(said: Said) -> bool:
    """ "Technical phone screen", "call with an engineer", "phone chat about your past work"."""
    if not said.by_phone:
        return False
    if said.content:
        return said.content in {"technical_interview", "system_design"}
    about_work = "work_talk" in said.every and "culture" not in said.every
    aside = any(one.term.what == "technical" and one.part == "aside" for one in said.told)
    return aside or "technical" in said.named or "engineer" in said.every or about_work


def _is_task(said: Said) -> bool:
    """ "Coding challenge", "assignment", with no word that it is talked through."""
    return "task" in said.named and not said.named & _TALKS


def _is_task_at_the_office(said: Said) -> bool:
    return _is_task(said) and "onsite" in said.every


def _is_task_on_a_site(said: Said) -> bool:
    """ "Coding challenge on HackerRank"."""
    return _is_task(said) and any(
        one.term.what == "online_assessment" and not one.term.words.endswith(("test", "quiz"))
        for one in said.told
    )


def _is_code_at_the_office(said: Said) -> bool:
    if not _is_task_at_the_office(said):
        return False
    return "technical" in said.every or any(word in one.term.words for one in said.told for word in _OF_CODE)


def _is_task_at_hand(said: Said) -> bool:
    """ "Coding exercise in a shared editor": they watch it being done."""
    return _is_task(said) and "at_hand" in said.every


def _is_code_at_home(said: Said) -> bool:
    """ "You code something (at home)"."""
    return (
        "take_home" in said.described
        and bool(said.named & {"live_code", "task", "online_assessment"})
        and not said.named & _TALKS
    )


def _is_done_together(said: Said) -> bool:
    """ "A kata, together"."""
    return _is_task(said) and "together" in said.every


def _is_visit_for_pairing(said: Said) -> bool:
    """ "Come by for an afternoon of pairing", "a peer on a pairing task": the one content names it."""
    return "pairing" in said.described and said.named <= {"onsite", "remote", "team", "engineer"}


def _is_visit_for_trial(said: Said) -> bool:
    """ "You come in for a trial week"."""
    return "trial" in said.described and said.named <= {"onsite", "remote"}


def _is_for_presenting(said: Said) -> bool:
    """ "A session where you present your take-home"."""
    return "presentation" in said.described and said.named <= {*_TALKS, "onsite", "remote"}


def _is_by_email(said: Said) -> bool:
    """ "Interview by e-mail"."""
    return any(one.term.what == "application" and one.part in {"with", "aside"} for one in said.told)


def _is_review(said: Said) -> bool:
    """ "Code review", "walkthrough"; a mere follow-up is called so for its place."""
    reviews = [one.term.words for one in said.told if one.part == "head" and one.term.what == "review"]
    return any(not words.startswith("follow") for words in reviews)


def _is_technical_screen(said: Said) -> bool:
    by_video = any(one.term.what == "video" and one.term.head for one in said.told)
    if "technical" not in said.named or by_video or "onsite" in said.every:
        return False
    return any("screen" in one.term.words for one in said.told)


def _is_crowd(said: Said) -> bool:
    """ "On-site with the team and HR"; "meeting with HR, a manager and the team"."""
    who = said.every & PEOPLE
    panel = any(term.words.startswith(("panel interview", "committee")) for term, _ in said.told)
    if panel and len(who) > 1:
        return True
    return len(who) >= _MANY or (len(who) > 1 and "onsite" in said.every and not _is_final(said))


def _is_final(said: Said) -> bool:
    """ "Final interview", "last round"; but "the last one with" tells only its place."""
    told = said.told
    if _starts(said, ("last",)) and said.every & {"hr", "manager"}:
        return False
    return "last" in said.every and any(
        term.what == "last"
        and (
            term.head
            or len(told) == 1
            or (
                n + 1 < len(told) and told[n + 1].term.what in _TALKS and told[n + 1].term.words != "one with"
            )
        )
        for n, (term, _) in enumerate(told)
    )


def _is_about_work(said: Said) -> bool:
    """ "Interview about your past projects", and nothing about culture."""
    described = said.described | (said.named & {"work_talk"})
    return bool(described & _DESCRIBED_WORK) and not described & {"culture", "not_technical"}


def _is_placed_talk_about_work(said: Said) -> bool:
    return _is_about_work(said) and bool(said.every & MEDIA)


def _is_about_design(said: Said) -> bool:
    """ "Chat about architecture"."""
    return "design" in said.described and not said.described & {
        "technical",
        "live_code",
        "work_talk",
        "culture",
    }


def _is_about_culture(said: Said) -> bool:
    """ "Chat to see whether we are a cultural fit"."""
    about = "culture" in said.described and not said.described & {"technical", "work_talk"}
    return about and "meeting" not in said.named


def _is_interview_about_culture(said: Said) -> bool:
    """ "Structured interview about collaboration"; a visit for culture is a visit."""
    about = {one.term.what for one in said.told if one.part == "about"}
    return "culture" in about and not about & {*_DESCRIBED_WORK} and not said.every & {"onsite", *PEOPLE}


def _is_chat(said: Said) -> bool:
    return "chat" in said.named and "meeting" not in said.named


def _is_early_chat(said: Said) -> bool:
    """The first talk there is, after an application at most."""
    first = set(said.before) <= {"application"} and not _starts(said, ("deep",))
    return _is_chat(said) and (first or _starts(said, _INTRODUCING))


def _is_first_sift(said: Said) -> bool:
    """ "Portfolio review" with nothing before it: they read, nobody talks."""
    return not said.before and _starts(said, ("portfolio review", "github review"))


RULES: tuple[Rule, ...] = (
    # the take-home's own rules, and the phone with technical content
    Rule(_is_first_sift, "application", sure=False),
    Rule(_is_code_at_home, "take_home"),
    Rule(_talks_over_work, "take_home_review"),
    Rule(_is_review_by_name, "take_home_review"),
    Rule(_presents_the_work, "take_home_review"),
    Rule(_technical_by_phone, "technical_phone_screen"),
    Rule(lambda s: s.content == "technical_interview" and _is_technical_screen(s), "technical_phone_screen"),
    Rule(_talks_over_code_sent, "technical_interview"),
    # named content
    Rule(lambda s: bool(s.content), ""),
    Rule(_is_visit_for_pairing, "pair_programming"),
    Rule(_is_for_presenting, "presentation"),
    Rule(_is_visit_for_trial, "trial_day_or_project"),
    Rule(_is_done_together, "pair_programming"),
    Rule(lambda s: _is_review(s) and "task" in s.every, "technical_interview", sure=False),
    Rule(_is_review, "technical_interview"),
    Rule(_is_task_at_hand, "technical_interview", sure=False),
    Rule(_is_code_at_the_office, "technical_interview", sure=False),
    Rule(_is_task_at_the_office, "panel_or_onsite", sure=False),
    Rule(_is_task_on_a_site, "online_assessment"),
    Rule(_is_task, "take_home", sure=False),
    Rule(_is_technical_screen, "technical_phone_screen"),
    Rule(lambda s: "technical" in s.named, "technical_interview"),
    Rule(_is_by_email, "application"),
    # who
    Rule(_is_crowd, "panel_or_onsite"),
    Rule(_is_final, "executive_or_final"),
    Rule(lambda s: "hr" in s.every, "recruiter_screen"),
    Rule(lambda s: "manager" in s.every, "hiring_manager_interview"),
    Rule(lambda s: "executive" in s.every, "executive_or_final"),
    # described content
    Rule(_is_about_design, "system_design"),
    Rule(_is_placed_talk_about_work, "technical_interview"),
    Rule(_is_about_work, "technical_interview", sure=False),
    Rule(_is_about_culture, "behavioral_or_culture"),
    Rule(_is_interview_about_culture, "behavioral_or_culture"),
    # medium
    Rule(lambda s: s.by_phone, "phone_interview"),
    Rule(lambda s: "video" in s.every, "video_interview"),
    # team or place
    Rule(lambda s: bool(s.every & {"team", "onsite", "engineer"}), "panel_or_onsite"),
    # nothing told
    Rule(_is_early_chat, EARLY, sure=False),
    Rule(_is_chat, "technical_interview", sure=False),
    Rule(lambda _: True, "panel_or_onsite", sure=False),
)
