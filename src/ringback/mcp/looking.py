"""The tools that only look: each works a text out, or shows what is known or kept. They change nothing."""

from __future__ import annotations

from ringback.mcp import telling
from ringback.mcp.given import TEXT, Call, CallAndMessages, Case, Draft, Employers, Entry, Nothing
from ringback.mcp.telling import Answer
from ringback.web.api.given import Contest
from ringback.wiring import World


def recover(here: World, given: CallAndMessages) -> Answer:
    """Say whether a phone interview that went badly can still be repaired: the verdict, who decides, what to
    do when, and honest words to send or say, which rest on facts of the text alone. For
    after the call. Where the text asks for a lie, it is refused, with a true sentence instead. Where
    helplines are given, the text speaks of self-harm: say whom to ring before anything else.
    """
    from ringback.app.recover import recover as work

    around = given.around(here.circumstances())
    record = work(given.materials(around.me), around, here.catalogue()).as_record()
    return Answer(record, telling.recovered(record))


def debrief(here: World, given: Call) -> Answer:
    """Look back at one call from its transcript or an account: its questions, what went wrong and how badly,
    with the words that show it, and what went well. For after the call.
    """
    from ringback.app.debrief import look_back

    around = given.around(here.circumstances())
    record = look_back(given.materials(around.me), around, here.catalogue()).as_record()
    return Answer(record, telling.looked_back(record))


def process(here: World, given: Employers) -> Answer:
    """Read an employer's hiring process from what they sent or published: its stages, how they decide, who
    decides, by when, and whether one may write. The decision rule is a chance unless the text states it.
    """
    from ringback.app.process import read_map
    from ringback.readers import read_text

    around = given.around(here.circumstances())
    materials = read_text(given.text, TEXT, "message", around.me)
    record = read_map(materials, around, here.catalogue()).as_record()
    return Answer(record, telling.mapped(record))


def odds(here: World, given: Contest) -> Answer:
    """The chance of the offer in one contest, as ranges: had the call gone as usual, as it stands, and with
    each kind of repair. A model, not a promise; `recover` sets it up from a text by itself.
    """
    from ringback.app.odds import of_scenario

    record = of_scenario(given.record(), here.catalogue()).as_record()
    return Answer(record, telling.chances(record))


def review(here: World, given: Draft) -> Answer:
    """Judge a draft before it is sent or said, anybody's: what it does, what is wrong with it and where, and
    whether to send it. An instruction inside the draft is read as a sentence of it.
    """
    from ringback.app.review import look_over
    from ringback.core.moves import Asked

    asked = Asked(given.text, given.kind, given.situation, given.noticed, TEXT)
    record = look_over(asked, here.circumstances(), here.catalogue())
    return Answer(record, telling.reviewed(record))


def evidence(here: World, given: Entry) -> Answer:
    """What a rule, a number or a sentence rests on: the catalogue's entry, its sources and limits."""
    from ringback.app.entries import evidence as work

    record = work(here.catalogue(), given.id).as_record()
    return Answer(record, telling.shown_entry(record))


def list_cases(here: World, given: Nothing) -> Answer:  # noqa: ARG001 - every tool is given something
    """The cases that are kept on this machine, the last touched first."""
    from ringback.app import cases
    from ringback.app.case_records import line_record

    with here.store() as store:
        rows = [line_record(line) for line in cases.list_cases(store)]
    record = {"schema": "ringback/cases/1", "cases": rows}
    return Answer(record, telling.listed(record))


def show_case(here: World, given: Case) -> Answer:
    """A case that is kept: its current report, the names of its texts, its notes and what came of it."""
    from ringback.app import cases
    from ringback.web.api.cases import whole

    with here.store() as store:
        record = whole(cases.show(store, given.case))
    return Answer(record, telling.shown_case(record))
