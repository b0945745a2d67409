"""The courtesies of a draft reworded one by one: what may claim more leaves its sentence alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.rewrites.lines import score

from ringback.app.reword import courtesies_of, doubt_of, lexicon_of
from ringback.catalogue import load
from ringback.core.courtesies import Draft, reword_courtesies
from ringback.core.line_gate import Doubt, weigh
from ringback.core.reword import Reworded

WORDS, DOUBT = lexicon_of(load()), doubt_of(load())
TRUSTING = Doubt(DOUBT.model, 1000.0)
CLAIM = "Thank you for your time, as you said yourself, [NAME1]."
LINES = (
    "May I say a word about the call?",
    "Thank you for your time, Ms Roe.",
    "If you would rather leave it, I understand.",
)
SENTENCES = (LINES[0], "I gave the wrong dose.", *LINES[1:])
TEXT = " ".join(SENTENCES)
SAME = {
    1: "Could I say a word about the call?",
    2: "Many thanks for your time, [NAME1].",
    3: "If you'd rather leave it, I quite understand.",
}


class Says:
    """A model that gives chosen answers by number, one or several, and keeps what it was shown."""

    name, host = "any", "here"

    def __init__(
        self, answers: Mapping[int, str | tuple[str, ...]], around: tuple[str, str] = ("", "")
    ) -> None:
        given = {number: (said,) if isinstance(said, str) else said for number, said in answers.items()}
        listed = "\n".join(f"{number}. {one}" for number, said in given.items() for one in said)
        self.said = f"{around[0]}{listed}{around[1]}"
        self.shown = ""

    def answer(self, task: str, text: str) -> str:
        assert task
        self.shown = text
        return self.said


def _reworded(model: Says, faults: tuple[str, ...] = (), doubt: Doubt = DOUBT) -> Reworded:
    return reword_courtesies(model, Draft(TEXT, SENTENCES, LINES), "warm", WORDS, doubt, lambda _: faults)


def _assert_only_the_second_stays(found: Reworded) -> None:
    assert LINES[1] in found.text
    assert SAME[1] in found.text
    assert SAME[3] in found.text


def test_each_sentence_is_reworded_in_its_place_and_the_facts_stay():
    found = _reworded(Says(SAME))
    assert found.text == (
        "Could I say a word about the call? I gave the wrong dose. Many thanks for your time, Ms Roe."
        " If you'd rather leave it, I quite understand."
    )
    assert (found.struck, found.why) == ((), None)


def test_no_fact_and_no_name_is_sent():
    model = Says(SAME)
    _reworded(model)
    assert "dose" not in model.shown
    assert "Roe" not in model.shown


@pytest.mark.parametrize(
    "claim",
    [
        "Thank you for your time on Tuesday, [NAME1].",
        "Thank you for your kind praise and your time, [NAME1].",
        "Thank you for the second chance you promised, [NAME1].",
        "As we agreed, thank you for your time, [NAME1].",
        "Thank you for your time, as you said yourself, [NAME1].",
        "Thank you for your time, [NAME1], and for Dr Hale's.",
    ],
)
def test_what_claims_more_is_not_used_and_the_rest_is(claim: str):
    found = _reworded(Says({**SAME, 2: claim}))
    _assert_only_the_second_stays(found)
    [refused] = found.struck
    assert (refused.stays, refused.text) == (LINES[1], claim.replace("[NAME1]", "Ms Roe"))
    assert refused.because


@pytest.mark.parametrize(
    "ways",
    [
        (CLAIM, SAME[2], "Thanks."),
        ("Thanks.", CLAIM, SAME[2]),
        (SAME[2], LINES[1].replace("Ms Roe", "[NAME1]"), CLAIM),
        ("I was the best.", "I led it all.", CLAIM, CLAIM, SAME[2]),
    ],
)
def test_of_several_ways_one_that_can_be_trusted_is_taken(ways: tuple[str, ...]):
    found = _reworded(Says({**SAME, 2: ways}))
    assert (found.text, found.struck) == (_reworded(Says(SAME)).text, ())


def test_of_two_that_can_be_trusted_the_less_doubted_is_taken():
    ways = ("I'd thank you for your time, [NAME1].", "Thank you so much for your time, [NAME1].")
    either = {way: _reworded(Says({**SAME, 2: way}), doubt=TRUSTING).text for way in ways}
    doubted = {
        way: weigh(LINES[1], way.replace("[NAME1]", "Ms Roe"), WORDS, TRUSTING).doubted for way in ways
    }
    for order in (ways, ways[::-1]):
        taken = _reworded(Says({**SAME, 2: order}), doubt=TRUSTING).text
        assert taken == either[min(ways, key=doubted.__getitem__)]


def test_where_no_way_can_be_trusted_the_own_sentence_stays_and_one_is_shown():
    found = _reworded(Says({**SAME, 2: ("Thanks.", CLAIM, "I was the best, [NAME1].")}))
    _assert_only_the_second_stays(found)
    assert [(one.stays, bool(one.because)) for one in found.struck] == [(LINES[1], True)]


@pytest.mark.parametrize(
    ("words", "used"),
    [(2, False), (3, True), (15, True), (16, False)],  # of six: from 0.4 times to twice and three more
)
def test_an_answer_is_about_as_long_as_its_sentence(words: int, used: bool):
    said = " ".join(["thank"] * (words - 1) + ["[NAME1]."])
    plain = said.replace("[NAME1]", "Roe")
    line = "Thank you for your time, Roe."
    own = Draft(line, (line,), (line,))
    found = reword_courtesies(Says({1: said}), own, "warm", WORDS, TRUSTING, lambda _: ())
    assert found.text == (plain if used else line)


@pytest.mark.parametrize(
    ("end", "used"), [(".", True), ("!", True), ("?", True), (":", False), (",", False), ("", False)]
)
def test_an_answer_ends_as_a_sentence(end: str, used: bool):
    found = _reworded(Says({1: f"Could I say a word about the call{end}"}), doubt=TRUSTING)
    assert (f"Could I say a word about the call{end} I" in found.text) == used


def test_a_courtesy_is_a_sentence_that_tells_nothing_and_is_finished():
    def sentence(text: str, move: str = "acknowledge", **other: bool) -> dict[str, object]:
        return {"text": text, "move": move, "told": False, "gap": False, **other}

    draft = {
        "sentences": [
            sentence("Dear Ms Roe,", "greeting"),
            sentence("May I say a word?"),
            sentence("I gave the wrong dose.", told=True),
            sentence("I can come on [day].", gap=True),
            {"text": "Of an older report.", "move": "thanks", "gap": False},
            sentence("Thank you.", "thanks"),
            sentence("Yours", "close"),
        ]
    }
    assert courtesies_of(draft) == ("May I say a word?", "Thank you.")


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "Thank you for your time.",
        "Thank you for your time, [NAME1], [NAME2].",
        "Thanks.",
        "thank you " * 40 + "[NAME1].",
        "Thank you for your time, [NAME1]:",
    ],
)
def test_what_is_no_rewording_of_its_sentence_is_not_used(broken: str):
    found = _reworded(Says({**SAME, 2: broken}))
    _assert_only_the_second_stays(found)


def test_what_a_model_says_around_its_answer_is_passed_over():
    around = (
        "Sure! Here are your sentences:\n\n",
        "\n\nLet me know if you want more of that. You were the best.",
    )
    assert _reworded(Says(SAME, around)).text == _reworded(Says(SAME)).text


def test_one_answer_does_not_stand_for_two_sentences():
    found = _reworded(
        Says({1: "Thank you for your time.", 2: "Thank you for your time, [NAME1].", 3: LINES[0]})
    )
    assert found.text.count(LINES[0]) == 1
    kept = _reworded(Says({**SAME, 1: "I gave the wrong dose."}))
    assert kept.text.count("I gave the wrong dose.") == 1


def test_what_a_reviewer_has_against_it_leaves_the_own_draft_standing():
    found = _reworded(Says(SAME), faults=("too warm",))
    assert (found.own, found.text, found.review) == (True, TEXT, ("too warm",))


def test_a_draft_of_facts_alone_is_not_sent():
    model = Says(SAME)
    found = reword_courtesies(model, Draft(TEXT, SENTENCES, ()), "warm", WORDS, DOUBT, lambda _: ())
    assert (found.own, found.text, model.shown) == (True, TEXT, "")


def test_a_figure_sign_or_a_lone_surrogate_is_no_reason_to_fall():
    for said in ("May I say a word about the call\u00b2?", "May I say a word \u2460 about the call?"):
        assert "I gave the wrong dose." in _reworded(Says({**SAME, 1: said})).text


@pytest.mark.parametrize(
    "other",
    [
        "I would rather leave it.",
        "You owe me an answer.",
        "You understand if I would rather leave it.",
        LINES[0],
        "**If** you'd rather leave it, I *quite* understand.",
        "If [your name] would rather leave it, I quite understand.",
    ],
)
def test_another_sentence_does_not_stand_for_this_one(other: str):
    found = _reworded(Says({**SAME, 3: other}))
    assert LINES[2] in found.text
    assert [one.stays for one in found.struck] == [LINES[2]]


def test_names_do_not_change_places():
    lines = ("Thank you for the call on Tuesday.", "I can do that on Thursday.")
    own = Draft(" ".join(lines), lines, lines)
    model = Says({1: "I can do that on [NAME1].", 2: "Thank you for the call on [NAME2]."})
    assert reword_courtesies(model, own, "warm", WORDS, DOUBT, lambda _: ()).text == own.text


@given(
    st.lists(
        st.sampled_from([*SAME.values(), "I led it.", "Thanks!", "**1**", "\u00b2", "2. 3."]), max_size=6
    )
)
def test_whatever_sentences_come_the_facts_stand(said: list[str]):
    found = _reworded(Says(dict(enumerate(said, 1))))
    assert "I gave the wrong dose." in found.text


@given(st.text())
def test_whatever_a_model_says_the_facts_stand_and_what_is_refused_is_shown(said: str):
    model = Says({})
    model.said = said
    found = _reworded(model)
    assert "I gave the wrong dose." in found.text
    assert found.own == (found.text == TEXT)
    assert all(str(one.stays) in found.text for one in found.struck)


@pytest.mark.full  # 480 rewordings
def test_unread_rewordings_are_held_to_what_the_gate_has_reached():
    found = score(WORDS, DOUBT)
    assert found.caught.value >= 0.96
    assert found.left.value <= 0.35
    assert found.stay.value <= 0.08
    assert found.slipped[0].value <= 0.01
