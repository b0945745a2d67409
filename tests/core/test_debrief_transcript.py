"""What is found in a transcript, and what the interviewer's words show of it."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.call import Call
from ringback.core.debrief import Debrief, debrief
from ringback.core.examples import as_call

CATALOGUE = load()


def look_back(text: str) -> Debrief:
    return debrief(CATALOGUE, [as_call(text)], Call())


def rules(text: str) -> set[str]:
    return {finding.rule.split("/")[-1] for finding in look_back(text).findings}


CALL = """interviewer: How would you use the stock figures to plan the night shift?
candidate: I think counting is overdone these days, to be honest with you, and nobody reads the sheets anyway.
interviewer: Sure. My question's really about the night shift, though.
candidate: I'd read them at nine and put two people on the aisle that is short.
interviewer: That's a great answer. So what do you know about us?
candidate: You moved to Grimsby last year and you were bought by the big group from Leeds.
interviewer: Ah, no, that's the other Harlow. We are still a family firm.
candidate: I see, sorry.
interviewer: Do you have any questions for me?
candidate: No, everything is clear."""


def test_what_they_had_to_ask_again_was_not_answered_and_their_words_show_it():
    found = {finding.rule.split("/")[-1]: finding for finding in look_back(CALL).findings}
    asked_again = found["asked_again_aloud"]
    assert asked_again.noticed == "likely"
    assert asked_again.because == "My question's really about the night shift, though."
    assert CALL[asked_again.start : asked_again.end] == asked_again.quote
    assert asked_again.quote in CALL.split("\n")[1]


def test_every_finding_stands_in_its_moment():
    look = look_back(CALL)
    for finding in look.findings:
        assert finding.moment is not None
        moment = look.moments[finding.moment]
        turn = CALL[: finding.start].count("\n")
        assert moment.first <= turn <= moment.last


def test_a_correction_is_a_slip_of_fact_and_an_offer_declined_no_question():
    assert {"corrected_fact_aloud", "asked_nothing_aloud"} <= rules(CALL)


def test_signals_go_both_ways():
    look = look_back(
        CALL + "\ninterviewer: I'd have to think about that. I'm not sure this is the right fit."
    )
    assert {one.cue.value for one in look.signals} == {"good", "bad"}


def test_praise_right_after_says_that_it_was_not_marked_down():
    call = """interviewer: Why this home?
candidate: I'm pretty rubbish at this bit, but my gran lived here and I know the garden.
interviewer: {}
candidate: It is the roses."""
    praised = look_back(call.format("That's a great answer, I love that. And which roses?")).findings[0]
    cold = look_back(call.format("Okay. And which roses?")).findings[0]
    assert praised.rule == cold.rule
    assert (praised.noticed, praised.because) == ("unlikely", "That's a great answer")
    assert (cold.noticed, cold.because) == ("likely", None)


NEAR_MISSES = {
    "asked before": "interviewer: Do you have any questions before we start?\ncandidate: No, I'm good.\n"
    "interviewer: Then tell me about your last place.\ncandidate: I kept the night gate for four years.\n"
    "interviewer: Good. Any questions for me?\ncandidate: Yes, who would I report to?",
    "asked without a mark": "interviewer: Any questions for me?\n"
    "candidate: Not really questions as such, but I'd love to hear what the first month looks like.",
    "down as starting": "interviewer: When could you start?\ncandidate: In May, as I wrote in the form.\n"
    "interviewer: I have you down as starting in May, is that still fine?",
    "two depots": "interviewer: What did you do?\n"
    "candidate: I ran the night shift at the Acme depot in Leeds for 4 years.\ninterviewer: And after?\n"
    "candidate: I ran the night shift at the Globex depot in Leeds for 2 years.",
    "well above": "interviewer: What are you looking for in salary?\ncandidate: Thirty at the least.\n"
    "interviewer: That's well above our minimum, so no problem.",
    "thinking": "interviewer: How would you fix it?\n"
    "candidate: One second, let me think on this. I'd read the log.",
    "don't know, but": "interviewer: What is the rate for listed houses?\n"
    "candidate: I don't know that one, but I'd look"
    " it up in the notice and ring the helpline, as I did last month for the church.\ninterviewer: Good.",
    "fair words": "interviewer: How was your last place?\n"
    "candidate: It was strict, every minute on a sheet, and I"
    " learnt a lot from it.\ninterviewer: I bet.",
    "different things": "interviewer: How many people?\n"
    "candidate: There were eleven people on the night desk.\n"
    "interviewer: And in all?\ncandidate: In the whole hotel about sixty people, with the kitchen.",
    "short sorry": "interviewer: Why us?\ncandidate: Sorry?\n"
    "interviewer: Why us?\ncandidate: For the garden.",
}


@pytest.mark.parametrize("call", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_a_near_miss_is_no_mistake(call: str):
    assert not {finding.rule for finding in look_back(call).findings if finding.weight != "surface"}


def test_two_numbers_for_one_thing_are_shown_as_a_question_with_both():
    call = """interviewer: Tell me about the team.
candidate: I managed the warehouse team in Derby, eleven people, on the late shift.
interviewer: And how did you train them?
candidate: The warehouse team in Derby was sixteen people and I trained them myself."""
    (found,) = [one for one in look_back(call).findings if one.rule.endswith("numbers_differ")]
    assert "eleven people" in found.says
    assert found.says.count("?") == 1
    assert "sixteen people" in found.quote


def test_an_account_that_names_no_mistake_leans_to_what_such_accounts_are_about():
    from ringback.core.document import of_transcript
    from ringback.core.transcript import from_account

    text = (
        "The fire alarm went off twice while we talked, then my neighbour's builders began with the drill,"
        " and the signal kept going. I could hear half of it and so could she."
    )
    look = debrief(CATALOGUE, [of_transcript(from_account("account", text))], Call())
    assert look.leans is None or look.leans in {"logistics", "mixed", "competence", "conduct", "integrity"}
    assert (look.concern is None) == (look.leans is not None)
