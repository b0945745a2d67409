"""Guided recall, one question at a time: every answer is kept as it is given, and any can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response

from ringback.core.answers import STORY, no_fact
from ringback.core.errors import RingbackError
from ringback.store.records import LARGEST
from ringback.web.site import Here, Site, checked, go, page, plain

if TYPE_CHECKING:
    from ringback.app.recall import GuidedRecall
    from ringback.core.catalogue import Question
    from ringback.store.records import CaseFile, Recall

router = APIRouter()
Checked = Depends(checked)
RecallId = Annotated[int, Path(ge=1, le=LARGEST)]

UNSURE = "unsure"
"""The value of "I don't know"."""


class NoSuchRecall(RingbackError):
    """A recall that isn't there, or is done with."""

    code = "no_such_recall"


@dataclass(frozen=True)
class Told:
    """One answer as the page lists it."""

    question: str
    asks: str
    says: str
    whose: str


def begin(request: Request, here: Site, story: str) -> Response:
    """A new recall with the story told. Who may be in danger is told whom to ring, and nothing is kept."""
    from ringback.app import cases
    from ringback.app.recall import GuidedRecall

    world = here.world
    guided = GuidedRecall(world.circumstances_of_a_case(), world.catalogue_of_a_case())
    [first] = [one for one in guided.catalogue.questions.values() if one.fills == STORY]
    guided.answer(first, story)
    if guided.troubled():
        return _troubled(request, guided)
    begun = cases.begin_recall(here.store, world.now)
    cases.keep_answer(here.store, begun.id, first.id, story, world.now)
    return go(f"/recall/{begun.id}")


@router.get("/recall/{recall_id}")
def ask(request: Request, here: Here, recall_id: RecallId, question: str = "") -> Response:
    """The next question, or the one that is to be answered again."""
    guided = _taken_up(here, recall_id)
    left = guided.left()
    asked = guided.catalogue.questions.get(question) or next(iter(left), None)
    if asked is None:
        return page(request, "told.html", place=f"/recall/{recall_id}")
    return _put(request, guided, asked, left, f"/recall/{recall_id}")


@router.post("/recall/{recall_id}", dependencies=[Checked])
def answer(
    request: Request,
    here: Here,
    recall_id: RecallId,
    question: Annotated[str, Form()],
    value: Annotated[str, Form()] = "",
) -> Response:
    """Take one answer, and go on to the next question."""
    from ringback.app.recall import kept_in

    guided = _taken_up(here, recall_id)
    guided.keep = kept_in(here.store, recall_id, here.now)
    place = f"/recall/{recall_id}"
    return _answered(request, guided, question, value, place) or _after(request, here, recall_id, guided)


def _after(request: Request, here: Site, recall_id: int, guided: GuidedRecall) -> Response:
    from ringback.app import cases

    if guided.troubled():
        cases.drop_recall(here.store, recall_id)
        return _troubled(request, guided)
    if not guided.left():
        return _finished(request, here, recall_id, guided)
    return go(f"/recall/{recall_id}")


@router.post("/recall/{recall_id}/stop", dependencies=[Checked])
def stop(request: Request, here: Here, recall_id: RecallId) -> Response:
    """Enough: the report is made of what there is."""
    return _finished(request, here, recall_id, _taken_up(here, recall_id))


@router.post("/recall/{recall_id}/drop", dependencies=[Checked])
def drop(here: Here, recall_id: RecallId) -> Response:
    """Erase what was told, and begin anew."""
    from ringback.app import cases

    cases.drop_recall(here.store, recall_id)
    return go("/")


@router.get("/cases/{case_id}/questions")
def ask_of_case(request: Request, here: Here, case_id: str, question: str = "") -> Response:
    """The questions that could change the advice of a case that is kept, or one to be answered again."""
    from ringback.app import cases

    guided = _of_case(here, cases.show(here.store, case_id))
    left = guided.left()
    asked = guided.catalogue.questions.get(question) or next(iter(left), None)
    if asked is None:
        return go(f"/cases/{case_id}")
    return _put(request, guided, asked, left, f"/cases/{case_id}/questions")


@router.post("/cases/{case_id}/questions", dependencies=[Checked])
def answer_of_case(
    request: Request,
    here: Here,
    case_id: str,
    question: Annotated[str, Form()],
    value: Annotated[str, Form()] = "",
) -> Response:
    """Take one more answer about a case, and work its report out again."""
    from ringback.app import cases
    from ringback.app.keep import keep_more

    file = cases.show(here.store, case_id)
    guided = _of_case(here, file)
    place = f"/cases/{case_id}/questions"
    again = _answered(request, guided, question, value, place)
    if again is not None:
        return again
    if guided.troubled():
        return _troubled(request, guided)
    keep_more(here.store, file, guided, question, here.now)
    return go(place)


def _answered(
    request: Request, guided: GuidedRecall, question: str, value: str, place: str
) -> Response | None:
    """Take the answer; the question once more, where what was typed is no fact."""
    asked = guided.catalogue.questions.get(question)
    if asked is None:
        raise NoSuchRecall("There is no such question.", "Go back to the page and answer the one it shows.")
    words = None if value == UNSURE or not value.strip() else plain(value).strip()
    wrong = no_fact(asked, words, guided.catalogue) if words else None
    if wrong:
        return _put(request, guided, asked, guided.left(), place, wrong=wrong, typed=value)
    guided.answer(asked, words)
    return None


def _taken_up(here: Site, recall_id: int) -> GuidedRecall:
    from ringback.app import cases
    from ringback.app.recall import GuidedRecall

    begun: Recall | None = cases.recall_under_way(here.store, recall_id)
    if begun is None:
        raise NoSuchRecall(
            "These questions are done with, or were erased.", "Your cases are where they were: /cases"
        )
    world = here.world
    guided = GuidedRecall(world.circumstances_of_a_case(), world.catalogue_of_a_case())
    guided.take_up(begun.answers)
    return guided


def _of_case(here: Site, file: CaseFile) -> GuidedRecall:
    from ringback.app.keep import of_case
    from ringback.core.recall import few_questions_left

    world = here.world
    guided = of_case(file, world.circumstances_of_a_case(), world.catalogue_of_a_case())
    return replace(guided, choose=few_questions_left)


def _finished(request: Request, here: Site, recall_id: int, guided: GuidedRecall) -> Response:
    """Keep the case; its page shows the verdict."""
    from ringback.app import cases
    from ringback.app.keep import keep
    from ringback.app.worked_out import of_recall

    done = of_recall(guided)
    if done.troubled:
        cases.drop_recall(here.store, recall_id)
        return page(request, "distress.html", record=done.record)
    try:
        case = keep(here.store, (), done, here.now, recall_id)
    except cases.AlreadyKept as kept:
        return go(f"/cases/{kept.case_id}")
    return go(f"/cases/{case.id}")


def _troubled(request: Request, guided: GuidedRecall) -> Response:
    from ringback.app.worked_out import of_recall

    return page(request, "distress.html", record=of_recall(guided).record)


def _put(
    request: Request,
    guided: GuidedRecall,
    asked: Question,
    left: tuple[Question, ...],
    place: str,
    *,
    wrong: str = "",
    typed: str | None = None,
) -> Response:
    questions = guided.catalogue.questions
    known = {name: value for name, value in guided.answers.items() if name in questions}
    told = [_told(questions[name], value) for name, value in known.items()]
    given = guided.answers.get(asked.id)
    others = [name for name in known if name != asked.id and questions[name].fills != STORY]
    count = len(others) + max(len([one for one in left if one.id != asked.id]) + 1, 1)
    return page(
        request,
        "recall.html",
        400 if wrong else 200,
        question=asked,
        number=len(others) + 1,
        count=count,
        told=told,
        before=_before(list(known), asked.id),
        given=UNSURE if asked.id in guided.answers and given is None else given,
        typed=typed if typed is not None else given or "",
        is_story=asked.fills == STORY,
        place=place,
        wrong=wrong,
    )


def _before(answered: list[str], asked: str) -> str:
    """The question answered before this one; the newest, where this one is new."""
    if asked not in answered:
        return answered[-1] if answered else ""
    place = answered.index(asked)
    return answered[place - 1] if place else ""


def _told(question: Question, value: str | None) -> Told:
    words = dict(question.answers)
    asks = "What happened?" if question.fills == STORY else question.asks
    if value is None:
        return Told(question.id, asks, "Left out", "")
    whose = "Your answer." if question.answers else "Your words."
    return Told(question.id, asks, words.get(value, value), whose)
