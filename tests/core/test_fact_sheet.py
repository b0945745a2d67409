"""The fact sheet: lasting numbers, a yes that isn't asked twice, a removal that holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core import fact_sheet
from ringback.core.document import of_transcript
from ringback.core.fact_sheet import NoSuchFact, NoSuchKind, NotAFact, Sheet, gather, living, waiting
from ringback.core.facts import KINDS, Fact, find_facts, usable
from ringback.core.transcript import from_account

CATALOGUE = load()
TRUE = (
    ("event", "My mind went blank"),
    ("reason", "I had come straight from a night shift"),
    ("proof", "a one-page plan of the returns desk"),
    ("standard", "It was well below my usual standard"),
    ("preference", "I'm much better in person"),
    ("people", "Ravi runs the depot and decides"),
    ("logistics", "They meet on Thursday at ten"),
    ("experience", "I ran the night desk for three years"),
    ("answer", "I'd ring the second supplier, and if they're short, tell the floor"),
)


def found(number: int, text: str = "I have a portfolio", source: str = "call.vtt", start: int = 0) -> Fact:
    return Fact(number, "proof", text, "found", False, text, source, start, start + len(text))


def told(*sentences: str, source: str = "account") -> tuple[Fact, ...]:
    return find_facts((of_transcript(from_account(source, " ".join(sentences))),), {}, CATALOGUE)


ACCOUNT = told("My mind went blank.", "I have a one-page summary.", "I'm much better in person.")

IN_TEXTS = (*ACCOUNT, found(1), found(2, "I can show a plan", start=40))
IN_CVS = ("I led a team", "Excel", "I ran the night desk for three years")
numbers = st.integers(1, 9)
steps = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(TRUE)),
    st.tuples(st.sampled_from(["confirm", "remove", "restore"]), numbers),
    st.tuples(st.just("edit"), st.tuples(numbers, st.sampled_from([words for _, words in TRUE]))),
    st.tuples(st.just("gather"), st.lists(st.sampled_from(IN_TEXTS), unique=True)),
    st.tuples(st.just("import"), st.sampled_from(IN_CVS)),
)


def taken(sheet: Sheet, step: tuple[str, object]) -> Sheet:
    name, given_ = step
    match name, given_:
        case "add", (kind, text):
            return fact_sheet.add(sheet, kind, text, CATALOGUE)[0]
        case "edit", (number, text):
            return fact_sheet.edit(sheet, number, text, CATALOGUE)
        case "gather", facts:
            return gather(sheet, facts)  # type: ignore[arg-type]
        case "import", text:
            words = str(text)
            return fact_sheet.take_in(
                sheet, [Fact(0, "experience", words, "found", False, words, "cv", 0, len(words))]
            )
        case _, number:
            return getattr(fact_sheet, name)(sheet, {number})


@given(st.lists(steps, max_size=12))
def test_in_any_order_a_number_keeps_standing_for_the_same_fact_and_none_is_lost(
    plan: list[tuple[str, object]],
) -> None:
    sheet = gather((), ACCOUNT)
    for step in plan:
        try:
            after = taken(sheet, step)
        except (NoSuchFact, NotAFact):
            continue
        numbers = [fact.number for fact in after]
        assert numbers == sorted(set(numbers))
        by_number = {fact.number: fact for fact in after}
        for fact in sheet:
            same = by_number[fact.number]
            assert same.kind == fact.kind
            if step[0] != "edit" and step[0] != "add":
                assert same.text == fact.text
            if fact.state == "removed" and step[0] not in ("restore", "add"):
                assert same.state == "removed"
            if fact.state == "kept" and fact.confirmed and fact.provenance == "found":
                assert same.confirmed
            if fact.state == "kept" and fact.origin == "added" and step[0] != "remove":
                assert same.state == "kept"
        assert all(fact.kind in KINDS and fact.state in ("kept", "removed", "gone") for fact in after)
        sheet = after


@given(st.lists(steps, max_size=8))
def test_to_do_the_same_again_changes_nothing(plan: list[tuple[str, object]]) -> None:
    sheet = gather((), ACCOUNT)
    for step in plan:
        try:
            sheet = taken(sheet, step)
            again = taken(sheet, step)
        except (NoSuchFact, NotAFact):
            continue
        assert again == sheet


def test_what_is_found_again_keeps_its_yes_its_number_and_its_removal() -> None:
    sheet = gather((), [found(1), found(2, "I can show a plan", start=40)])
    sheet = fact_sheet.remove(fact_sheet.confirm(sheet, {1}), {2})
    moved = [
        found(1, "I can show a plan", start=7),
        found(2, start=70),
        found(3, "I have a sample", start=90),
    ]
    after = gather(sheet, moved)
    assert [(fact.number, fact.text, fact.state, usable(fact)) for fact in after] == [
        (1, "I have a portfolio", "kept", True),
        (2, "I can show a plan", "removed", False),
        (3, "I have a sample", "kept", False),
    ]
    assert after[0].start == 70


def test_a_yes_is_not_asked_twice_for_the_same_words_in_another_text() -> None:
    sheet = fact_sheet.confirm(gather((), [found(1)]), {1})
    assert waiting(gather(sheet, [found(1), found(2, "i have a portfolio,", "second.vtt", 9)])) == ()
    [same] = gather(gather((), [found(1)]), [found(1), *told("I have a portfolio.")])
    assert usable(same)


def test_what_the_texts_no_longer_give_is_gone_but_for_what_its_owner_said_yes_to() -> None:
    sheet = gather((), [*ACCOUNT, found(4)])
    sheet, number = fact_sheet.add(sheet, "reason", "I had come straight from a night shift", CATALOGUE)
    sheet = fact_sheet.confirm(sheet, {4})
    assert [fact.number for fact in living(gather(sheet, []))] == [4, number]
    assert living(gather(gather(sheet, []), [*ACCOUNT, found(4)])) == living(sheet)


def test_an_edited_fact_is_told_and_keeps_its_quote_and_is_not_found_a_second_time() -> None:
    sheet = fact_sheet.edit(gather((), [found(1)]), 1, "I have a portfolio of stock plans", CATALOGUE)
    [fact] = gather(sheet, [found(1)])
    assert (fact.provenance, fact.text, fact.quote) == (
        "told",
        "I have a portfolio of stock plans",
        "I have a portfolio",
    )


@pytest.mark.parametrize(("kind", "text"), TRUE)
def test_what_is_told_plainly_is_a_fact_at_once(kind: str, text: str) -> None:
    sheet, number = fact_sheet.add((), kind, f"  {text}\n", CATALOGUE)
    assert [(fact.number, fact.text, usable(fact)) for fact in sheet] == [(number, text, True)]
    again, same = fact_sheet.add(fact_sheet.remove(sheet, {number}), kind, text.upper(), CATALOGUE)
    assert same == number
    assert [fact.state for fact in again] == ["kept"]


def test_a_kind_that_is_none_is_told_which_there_are() -> None:
    with pytest.raises(NoSuchKind, match="experience, reason"):
        fact_sheet.add((), "mood", "I was low", CATALOGUE)


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_number_that_stands_for_nothing_changes_nothing(number: int) -> None:
    sheet = gather((), [found(1)])
    for change in (fact_sheet.confirm, fact_sheet.remove, fact_sheet.restore):
        with pytest.raises(NoSuchFact):
            change(sheet, {1, number} if change is not fact_sheet.restore else {number})
