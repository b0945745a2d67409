"""Drafts: read as a whole, and held to what they rest on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.core.drafts import ADVANCED, SEED, made, told

from ringback.catalogue import load
from ringback.core.draft import draft, write
from ringback.core.facts import Fact, find_facts
from ringback.core.plan import DRAFT_KINDS, Plan, Step
from ringback.core.sentences import seconds_to_say


def test_the_named_opener_makes_every_move_in_order_from_the_users_own_words() -> None:
    opener = made("opener_named", SEED)
    assert opener.moves == (
        "ask_floor",
        "acknowledge",
        "reassure_atypical",
        "reason",
        "reason",
        "reassure_atypical",
        "offer_proof",
        "hand_back_control",
    )
    assert 25 <= opener.seconds <= 50
    assert not opener.unfinished
    for own in (
        "It was a long way below what I usually manage.",
        "I've done one or two phone interviews, and the last one was ages ago.",
        "I'm far better face to face, when I can talk to people and present my plans.",
    ):
        assert own in opener.text
    assert "dreadful" not in opener.text


def test_the_unnamed_opener_answers_and_offers_proof_and_never_says_that_anything_went_wrong() -> None:
    opener = made(
        "opener_unnamed",
        SEED + " My mind went blank. I have a one-page summary of the count at Tarn Street.",
        replace(ADVANCED, asked="stock counts"),
        answer="We count the fast movers every Friday, and the rest by the quarter.",
    )
    assert opener.moves == ("correct_answer", "correct_answer", "offer_proof", "hand_back_control")
    assert not opener.unfinished
    assert "stock counts" in opener.text
    assert "one-page summary of the count at Tarn Street" in opener.text
    for word in ("blank", "below", "happy", "sorry", "wrong", "better face", "dissatisfied"):
        assert word not in opener.text


@pytest.mark.parametrize("key", [f"case {n}" for n in range(40)])
@pytest.mark.parametrize("tone", ["plain", "warm", "formal"])
def test_whatever_forms_a_case_gets_the_full_opener_can_be_said_in_time(key: str, tone: str) -> None:
    assert 25 <= made("opener_named", SEED, replace(ADVANCED, key=key, tone=tone)).seconds <= 50


def test_better_in_person_is_no_reason_before_another_phone_call_but_practice_since_is() -> None:
    practised = SEED + " Since then I've done four mock interviews by phone."
    before_a_call = made("opener_named", practised, replace(ADVANCED, next_stage="phone"))
    assert "face to face" not in before_a_call.text
    assert "one or two phone interviews" not in before_a_call.text
    assert "four mock interviews" in before_a_call.text
    assert "mock" not in made("opener_named", practised).text
    assert "reason" not in made("opener_named", SEED, replace(ADVANCED, next_stage="phone")).moves


@pytest.mark.parametrize(
    "cause",
    [
        "I was nervous the whole time.",
        "I was rattled by the bad line.",
        "I was unprepared.",
        "I had just come off a call with my mother.",
        "I was thrown by her rude tone.",
    ],
)
def test_nerves_blame_and_private_matters_are_not_given_as_reasons(cause: str) -> None:
    assert "reason" not in made("opener_named", "My mind went blank. " + cause).moves


def test_a_draft_says_it_was_not_typical_only_where_the_user_did() -> None:
    assert "reassure_atypical" not in made("opener_named", "My mind went blank.").moves
    assert "reassure_atypical" in made("opener_named", "My mind went blank. It's not like me at all.").moves


@pytest.mark.parametrize(
    "usual",
    ["about the same", "It was the same as usual.", "no worse than usual", "It wasn't any different."],
)
def test_a_call_that_was_as_usual_is_never_called_untypical(usual: str) -> None:
    assert "reassure_atypical" not in made("opener_named", "My mind went blank.", standard=usual).moves


def test_a_typed_standard_is_said_in_its_own_words() -> None:
    assert "It was much worse than usual." in made(
        "opener_named", standard="much worse than usual"
    ).text.replace("To my mind it", "It")


def test_clauses_typed_in_haste_are_put_right_and_not_changed() -> None:
    text = made("opener_named", "my mind went blank. its not like me at all. im better in person").text
    assert "It's not like me at all." in text
    assert "I'm better in person." in text


def test_the_answers_about_an_untruth_go_to_the_correction_alone() -> None:
    answers = {"said": "I still work at the nursery", "truth": "My job there ended in January"}
    facts = find_facts((), answers, load())
    note = draft("correction", facts, replace(ADVANCED, concern="integrity"), load())
    assert "I still work at the nursery" in note.text
    assert "my job there ended in January." in note.text
    assert not note.unfinished
    assert "January" not in draft("follow_up", facts, ADVANCED, load()).text


def test_without_a_word_on_what_went_wrong_the_opener_leaves_a_gap_for_it() -> None:
    opener = made("opener_named", "I have a second interview on Monday.")
    assert opener.unfinished
    assert [sentence.move for sentence in opener.sentences if sentence.gap] == ["acknowledge"]


def test_the_likely_replies_are_answered_from_facts_alone() -> None:
    opener = made(
        "opener_named",
        "My mind went blank. I'd barely slept.",
        replace(ADVANCED, asked="late suppliers"),
        answer="I ring the second supplier first.",
    )
    said = {reply.they_say: " ".join(s.text for s in reply.sentences) for reply in opener.answers_to}
    assert said["So what would you have said?"] == "I ring the second supplier first."
    assert said["What went wrong?"] == "My mind went blank. I'd barely slept."
    unanswered = made("opener_named", "My mind went blank.", replace(ADVANCED, asked="late suppliers"))
    assert unanswered.answers_to[1].sentences[0].gap
    assert "late suppliers" in unanswered.answers_to[1].sentences[0].text


@pytest.mark.parametrize("tone", ["plain", "formal"])
@pytest.mark.parametrize("key", [f"case {n}" for n in range(6)])
def test_replies_to_the_unnamed_opener_own_up_to_nothing(key: str, tone: str) -> None:
    told_of = (
        "I just froze. I'm sorry about all of it. I have a one-page summary of the count at Tarn Street."
    )
    opener = made("opener_unnamed", told_of, replace(ADVANCED, key=key, tone=tone))
    said = {reply.they_say: " ".join(s.text for s in reply.sentences) for reply in opener.answers_to}
    assert "one-page summary of the count" in said["What is it you wanted to show?"]
    assert "one-page summary of the count" in said["Didn't we talk about that last time?"]
    assert "summary" not in said["We're short of time."]
    for word in ("apologise", "sorry", "froze", "wrong", "mind"):
        assert not any(word in line for line in (*said, *said.values()))


def test_replies_to_the_unnamed_opener_leave_a_gap_where_nothing_was_told() -> None:
    opener = made("opener_unnamed", "I just froze.")
    assert [reply.sentences[-1].gap for reply in opener.answers_to] == [True, False, True]


def test_the_thank_you_says_nothing_of_how_it_went() -> None:
    note = made("thank_you", SEED + " My mind went blank. I liked hearing about the new depot.")
    assert note.moves == ("greeting", "thanks", "thanks", "hand_back_control", "close")
    assert "I liked hearing about the new depot." in note.text
    for word in ("blank", "below", "dissatisfied", "phone interviews", "sorry"):
        assert word not in note.text


def test_the_follow_up_names_the_failure_only_if_they_noticed() -> None:
    asked = replace(ADVANCED, asked="late suppliers")
    answer = "I ring the second supplier first, then the first, and I tell the floor what will be short."
    quiet = made("follow_up", "My mind went blank.", replace(asked, noticed="unlikely"), answer=answer)
    assert quiet.moves == (
        "greeting",
        "thanks",
        "correct_answer",
        "correct_answer",
        "offer_proof",
        "hand_back_control",
        "close",
    )
    assert "blank" not in quiet.text
    named = made("follow_up", "My mind went blank.", replace(asked, noticed="likely"), answer=answer)
    assert named.moves[2] == "acknowledge"
    for note in (quiet, named):
        assert 60 <= len(note.text.split()) <= 150
        assert not note.unfinished


def test_a_deed_without_its_object_is_told_whole_or_not_at_all() -> None:
    whole = "I couldn't remember which edition of the code I was tested on"
    assert whole in made("opener_named", f"She rang me and {whole}.").text
    assert "remember" not in made("opener_named", "My mouth was dry and I couldn't remember.").text


@pytest.mark.parametrize("tone", ["plain", "warm", "formal"])
def test_who_does_not_want_the_job_says_that_they_step_out_and_asks_for_nothing(tone: str) -> None:
    for key in map(str, range(12)):
        note = made("close", SEED, replace(ADVANCED, stepping_out=True, key=key, tone=tone))
        assert re.search(r"withdraw|stepping out|step out|off your list|place to somebody else", note.text)
        assert "?" not in note.text
        assert "in mind" not in note.text


def test_the_one_question_is_asked_in_the_plans_words() -> None:
    note = made("question", "", replace(ADVANCED, question="Does Tuesday stand alone?"))
    assert note.moves == ("greeting", "ask_floor", "ask_floor", "thanks", "close")
    assert "Does Tuesday stand alone?" in note.text
    assert not note.unfinished
    assert made("question").unfinished


def test_the_close_is_thanks_one_request_for_feedback_and_a_door_left_open() -> None:
    note = made("close", SEED)
    assert note.moves == ("greeting", "thanks", "hand_back_control", "hand_back_control", "close")
    assert "{" not in note.text
    assert len(note.text.split()) < 90


def test_who_stepped_out_asks_nobody_what_decided_it() -> None:
    note = made("close", "I withdrew my application on Saturday.")
    assert note.moves == ("greeting", "thanks", "hand_back_control", "close")
    assert "?" not in note.text + (note.subject or "")
    for word in ("decided", "better", "difference"):
        assert word not in note.text


def test_reopening_owns_the_withdrawal_and_gives_what_was_learned_since() -> None:
    note = made(
        "reopen", "Last month I cancelled the interview. I've since found out that the commute is short."
    )
    assert note.moves == (
        "greeting",
        "acknowledge",
        "reason",
        "ask_second_chance",
        "hand_back_control",
        "hand_back_control",
        "close",
    )
    assert "I've since found out that the commute is short." in note.text
    assert made("reopen").unfinished


def test_a_sample_is_offered_without_a_word_on_how_anything_went() -> None:
    told_of = SEED + " My mind went blank. I have a one-page summary of the count at Tarn Street."
    note = made("offer_sample", told_of)
    assert note.moves[0] == "greeting"
    assert note.moves[-2:] == ("hand_back_control", "close")
    assert "one-page summary of the count at Tarn Street" in note.text
    for word in ("blank", "below", "happy", "sorry", "dissatisfied", "interview"):
        assert word not in note.text
    by_phone = " ".join(one.text for one in note.by_phone)
    assert "one-page summary" in by_phone
    for word in ("blank", "below", "happy", "sorry", "dissatisfied"):
        assert word not in by_phone
    assert made("offer_sample").unfinished


@pytest.mark.parametrize("key", [f"case {n}" for n in range(20)])
def test_who_is_asked_about_the_call_answers_in_twenty_to_forty_seconds(key: str) -> None:
    told_of = SEED + " My mind went blank. I'd barely slept."
    said = made(
        "about_the_call", told_of, replace(ADVANCED, key=key), answer="I ring the second supplier first."
    )
    assert 20 <= said.seconds <= 40
    assert said.form == "spoken"
    assert "y mind went blank." in said.text
    assert "I ring the second supplier first." in said.text
    assert not said.unfinished
    assert 20 <= made("about_the_call", "", replace(ADVANCED, key=key)).seconds <= 40


def test_the_letter_that_names_it_owns_the_call_and_never_says_that_they_noticed() -> None:
    note = made("named_letter", SEED, replace(ADVANCED, noticed="unknown"))
    moves = [move for move in note.moves if move not in ("greeting", "close")]
    assert moves[0] == "thanks"
    assert moves[1] == "acknowledge"
    assert {"reason", "reassure_atypical", "offer_proof"} <= set(moves)
    assert moves[-1] == "hand_back_control"
    assert "notice" not in note.text
    assert len(note.text.split()) <= 200


def test_papers_of_an_employers_are_never_offered() -> None:
    kept = replace(told("I can bring a sample of my plans.")[0], text="I will bring our firm's client list.")
    for kind in (*DRAFT_KINDS, "opener_named", "opener_unnamed"):
        note = draft(kind, (kept,), ADVANCED, load())
        replies = [one.text for reply in note.answers_to for one in reply.sentences]
        assert "client list" not in " ".join([note.text, *replies])


def test_a_nudge_is_one_line() -> None:
    assert made("nudge").moves == ("greeting", "hand_back_control", "close")


@pytest.mark.parametrize("kind", ["follow_up", "offer_sample", "rebook", "reopen"])
def test_what_is_said_by_phone_takes_under_half_a_minute(kind: str) -> None:
    account = SEED + " My mind went blank. I have a one-page summary of the count. My phone had no signal."
    for n in range(30):
        particulars = replace(ADVANCED, asked="how I deal with a late supplier", key=str(n))
        said = made(kind, account, particulars, answer="I ring the second supplier first.").by_phone
        assert said[0].move == "greeting"
        assert seconds_to_say(" ".join(one.text for one in said)) < 30
        assert any("your number" in one.text for one in said)


def test_by_phone_the_answer_is_offered_where_it_is_known_and_not_given() -> None:
    asked = replace(ADVANCED, asked="how I deal with a late supplier")
    known = made("follow_up", "My mind went blank.", asked, answer="I ring the second supplier first.")
    said = " ".join(one.text for one in known.by_phone)
    assert "late supplier" in said
    assert "second supplier" not in said
    unknown = made("follow_up", "My mind went blank.", asked)
    assert "late supplier" not in " ".join(one.text for one in unknown.by_phone)


def test_after_a_missed_call_nobody_is_thanked_by_phone_for_having_talked() -> None:
    for n in range(12):
        said = made("rebook", "I missed the call.", replace(ADVANCED, key=str(n))).by_phone
        assert "thanks" not in [one.move for one in said]
        assert any("[two times that suit you]" in one.text for one in said)


@pytest.mark.parametrize("kind", ["correction", "thank_you", "acceptance", "close", "question", "nudge"])
def test_what_belongs_in_writing_is_not_said_by_phone(kind: str) -> None:
    assert made(kind).by_phone == ()


def test_a_fact_from_the_transcript_shows_as_a_gap_until_it_is_confirmed() -> None:
    found = Fact(
        1, "proof", "I have a page on the rota", "found", False, "I have a page on the rota", "call", 0, 25
    )
    opener = draft("opener_unnamed", (found,), ADVANCED, load())
    assert opener.unfinished
    assert "[confirm: I have a page on the rota]" in opener.text
    sure = draft("opener_unnamed", (replace(found, confirmed=True),), ADVANCED, load())
    assert "a page on the rota" in sure.text
    assert not sure.unfinished


def test_what_speaks_of_the_reader_as_she_is_left_for_the_user_to_put() -> None:
    note = made("thank_you", "I liked how she ran the call.")
    assert "[put this in your own words for them: I liked how she ran the call]" in note.text
    assert note.unfinished


def test_words_against_oneself_stay_out() -> None:
    opener = made("opener_named", "I botched the call. I rambled like an idiot.")
    assert "idiot" not in opener.text
    assert "botched" not in opener.text


def test_a_case_always_reads_the_same_and_cases_differ() -> None:
    texts = {made("thank_you", SEED, replace(ADVANCED, key=str(n))).text for n in range(30)}
    assert made("thank_you", SEED).text == made("thank_you", SEED).text
    assert len(texts) > 5


def test_our_words_follow_the_locale_and_the_users_are_left_alone() -> None:
    american = replace(ADVANCED, locale="en-US")
    said = made("opener_named", SEED, american).answers_to[0].they_say
    assert said == "There's no need to apologize."
    kept = made("opener_unnamed", "", american, answer="I organise the rota and apologise when it slips.")
    assert "I organise the rota and apologise when it slips." in kept.text


def test_a_formal_draft_has_no_contractions_of_ours_or_the_users() -> None:
    for kind in DRAFT_KINDS:
        formal = made(kind, SEED, replace(ADVANCED, tone="formal", asked="late suppliers"))
        text = " ".join(sentence.text for sentence in formal.sentences if not sentence.gap)
        assert not re.search(r"\b(?:I'm|I've|I'd|I'll|\w+n't|you'd|you're|that's|there's)\b", text), kind


def test_the_plan_says_which_drafts_are_written() -> None:
    step = Step(None, "", "send it")
    plan = Plan(
        action="follow_up_now",
        target="interviewer",
        person=None,
        aim="",
        channel="phone",
        proof=None,
        opener=None,
        opener_why=None,
        switch=None,
        drafts=("follow_up", "nudge"),
        steps=(step,),
        now=step,
        avoid=(),
        silence_by=None,
        who_else=None,
        practise=(),
    )
    drafts = write(plan, told(SEED), ADVANCED, load())
    assert [(one.kind, one.form) for one in drafts] == [("follow_up", "email"), ("nudge", "email")]
