"""Texts worked out, of which nothing is kept: recover, process, debrief, review; and odds by figures."""

from __future__ import annotations

from dataclasses import replace

from fastapi.responses import Response

from ringback.web.api.common import OF_A_CASE, WRITES, answer, noun, problems
from ringback.web.api.given import Contest, Reviewed, Texts
from ringback.web.api.reports import LookBack, ProcessMap, Report, Review
from ringback.web.api.shapes import Figures
from ringback.web.site import Here

router = noun("Nothing kept", *WRITES)


@router.post("/recover", response_model=Report)
def recover(here: Here, given: Texts) -> Response:
    """From what happened to a verdict, a plan and honest words."""
    from ringback.app.recover import recover as work

    world = here.world
    around = given.around(world.circumstances())
    return answer(work(given.materials(around.me), around, world.catalogue()).as_record())


@router.post("/process", response_model=ProcessMap)
def process(here: Here, given: Texts) -> Response:
    """An employer's process, read from what they sent or published; the texts are taken as one employer's."""
    from ringback.app.process import read_map

    world = here.world
    around = given.around(world.circumstances())
    return answer(read_map(given.materials(around.me, "message"), around, world.catalogue()).as_record())


@router.post("/debrief", response_model=LookBack)
def debrief(here: Here, given: Texts) -> Response:
    """What really went wrong in a call, moment by moment."""
    from ringback.app.debrief import look_back

    world = here.world
    around = given.around(world.circumstances())
    return answer(look_back(given.materials(around.me), around, world.catalogue()).as_record())


@router.post("/review", response_model=Review, responses=problems(*OF_A_CASE))
def review(here: Here, given: Reviewed) -> Response:
    """A second look at any draft; with `case`, by what that case holds, too."""
    from ringback.app import cases
    from ringback.app.review import look_over, look_over_with
    from ringback.app.told import case_told
    from ringback.core.moves import Asked

    asked = Asked(given.text, given.kind, given.situation, given.noticed, "text")
    around, catalogue = here.world.circumstances(), here.world.catalogue()
    told = case_told(cases.show(here.store, given.case)) if given.case is not None else None
    if told is None:
        return answer(look_over(asked, around, catalogue))
    if asked.noticed == "unknown":
        asked = replace(asked, noticed=told.noticed)
    return answer(look_over_with(asked, told, str(given.case), around, catalogue))


@router.post("/odds", response_model=Figures)
def odds(here: Here, given: Contest) -> Response:
    """The chances in one contest, and what each kind of repair adds."""
    from ringback.app.odds import figures

    return answer(figures(given.record(), here.world.catalogue()))
