"""Cases to test the store with, and a way to make many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from ringback.app.cases import NewCase
from ringback.core.outcome import HAPPENED, Outcome
from ringback.core.plan import DRAFT_KINDS
from ringback.store.records import (
    CORRECTION_KINDS,
    FACT_ORIGINS,
    FACT_STATES,
    MATERIAL_KINDS,
    PROVENANCES,
    TAKE_KINDS,
    Answer,
    Case,
    CaseFile,
    Correction,
    Denial,
    DoneStep,
    Edit,
    Material,
    NewMaterial,
    Note,
    Recall,
    StoredFact,
    StoredOutcome,
    StoredReport,
    StoredTake,
)

NOW = datetime(2026, 11, 22, 20, 46, 36, tzinfo=ZoneInfo("Europe/Dublin"))
DAY = timedelta(days=1)
ACCOUNT = "The line was bad.\r\nI lost the thread at the second question. \N{SLIGHTLY SMILING FACE}"
CASE = NewCase(
    employer="Harrow & Pell",
    title="Night desk",
    materials=(NewMaterial("account", "my-account.txt", ACCOUNT),),
    report='{"verdict": "open", "advised_action":"raise_at_next_stage"}',
    facts=(
        StoredFact(
            1, "reason", "The line was bad.", "told", True, "The line was bad", "my-account.txt", 0, 16
        ),
    ),
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
zones = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=-3, minutes=-30))])
begin, end = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001
moments = st.datetimes(begin, end, timezones=zones, allow_imaginary=False)  # no clock ever showed those
maybe_texts = st.none() | texts
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)
reports = st.dictionaries(texts, json_values, max_size=3)


@st.composite
def files(draw: st.DrawFn) -> CaseFile:
    """Any whole case."""
    name = draw(st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True))
    case = Case(name, draw(maybe_texts), draw(maybe_texts), draw(moments), draw(moments))
    kinds = st.sampled_from(MATERIAL_KINDS)
    materials = tuple(Material(n, draw(kinds), draw(texts), draw(texts), draw(moments)) for n in draw(ids))
    return CaseFile(
        case,
        materials,
        tuple(StoredReport(n, draw(report_texts), draw(moments)) for n in draw(ids)),
        tuple(draw(facts_of(n, materials)) for n in draw(ids)),
        tuple(Note(n, draw(texts), draw(moments)) for n in draw(ids)),
        tuple(StoredOutcome(n, draw(outcomes), draw(moments)) for n in draw(ids)),
        tuple(draw(recalls(n)) for n in range(1, draw(st.integers(1, 3)))),
        tuple(draw(denials)),
        tuple(edit for kind in draw(draft_kinds) for edit in draw(edits_of(kind))),
        tuple(draw(steps)),
        tuple(draw(takes(n)) for n in draw(ids)),
        tuple(draw(corrections(n, [one.name for one in materials])) for n in draw(ids)),
    )


numbers = st.integers(0, 2**31 - 1)
spans = st.tuples(numbers, numbers).map(sorted)
denials = st.lists(
    st.builds(
        lambda rule, source, span, added: Denial(rule, source, *span, added), texts, texts, spans, moments
    ),
    max_size=3,
    unique_by=lambda one: (one.rule, one.source, one.start, one.end),
).map(lambda found: sorted(found, key=lambda one: (one.rule, one.source, one.start, one.end)))
draft_kinds = st.lists(st.sampled_from(DRAFT_KINDS), max_size=2, unique=True).map(sorted)
steps = st.lists(st.builds(DoneStep, texts, texts, moments), max_size=3, unique_by=lambda step: step.key).map(
    lambda found: sorted(found, key=lambda step: step.key)
)
ids = st.lists(st.integers(1, 2**31 - 1), max_size=3, unique=True).map(sorted)
report_texts = st.builds(json.dumps, reports, ensure_ascii=st.booleans(), indent=st.sampled_from([None, 1]))
outcomes = st.builds(Outcome, st.sampled_from(HAPPENED), st.dates(), st.none() | st.booleans(), texts)


@st.composite
def facts_of(draw: st.DrawFn, number: int, materials: tuple[Material, ...]) -> StoredFact:
    """A fact that rests on one of the materials, or on an answer."""
    words = (draw(texts), draw(texts), draw(st.sampled_from(PROVENANCES)), draw(st.booleans()))
    answers = [Material(0, "recall", "next_stage?", draw(texts), NOW)]
    material = draw(st.sampled_from(materials or answers))
    start = draw(st.integers(0, len(material.text)))
    end = draw(st.integers(start, len(material.text)))
    origin, state = draw(st.sampled_from(FACT_ORIGINS)), draw(st.sampled_from(FACT_STATES))
    return StoredFact(number, *words, material.text[start:end], material.name, start, end, origin, state)


@st.composite
def edits_of(draw: st.DrawFn, kind: str) -> list[Edit]:
    """Versions of one draft, of which at most one stands."""
    found = draw(ids)
    standing = draw(st.none() | st.sampled_from(found)) if found else None
    states = ["standing" if n == standing else draw(st.sampled_from(["aside", "past"])) for n in found]
    return [
        Edit(kind, n, draw(texts), draw(numbers), state, draw(texts), draw(moments))
        for n, state in zip(found, states, strict=True)
    ]


@st.composite
def takes(draw: st.DrawFn, number: int) -> StoredTake:
    """A take, measured or not."""
    times = st.none() | st.floats(0, 86400)
    fillers = draw(st.just([None, None]) | st.tuples(numbers, numbers).map(sorted))
    words = (draw(texts), draw(st.sampled_from(TAKE_KINDS)), draw(texts))
    return StoredTake(number, *words, draw(times), draw(times), *fillers, draw(maybe_texts), draw(moments))


@st.composite
def corrections(draw: st.DrawFn, number: int, names: Sequence[str]) -> Correction:
    """What was put right in some text, which isn't with the case."""
    kind = draw(st.sampled_from(CORRECTION_KINDS))
    source = draw(texts.filter(lambda one: one not in names))
    return Correction(number, source, kind, draw(numbers), draw(texts), draw(texts), draw(moments))


@st.composite
def recalls(draw: st.DrawFn, number: int) -> Recall:
    """A guided recall, finished or not."""
    questions = draw(st.lists(texts, max_size=3, unique=True))
    answers = tuple(Answer(question, draw(maybe_texts), draw(moments)) for question in questions)
    return Recall(number, draw(moments), draw(st.none() | moments), answers)
