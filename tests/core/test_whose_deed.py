"""Whose deed an account tells: the teller's, the other side's, or one that is only put as a case."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.call import read_call
from ringback.core.debrief import Debrief, debrief
from ringback.core.document import Document, of_transcript
from ringback.core.process import read_process
from ringback.core.readings import read_field
from ringback.core.transcript import from_account
from ringback.core.verdict import decide, standing

START = "I had a phone interview for a post in a laundry. "


def told(text: str) -> Document:
    return of_transcript(from_account("account", START + text))


def looked_back(text: str) -> Debrief:
    documents = [told(text)]
    return debrief(load(), documents, read_call(load(), documents))


def case_of(text: str) -> str:
    documents = [told(text)]
    call = read_call(load(), documents)
    process = read_process(load(), documents, call)
    return decide(standing(call, process, looked_back(text), load().phrases["verdict"])).case


@pytest.mark.parametrize(
    "text",
    [
        "Moira Finch, the owner, rang me twenty minutes late.",
        "Mr Cole, who runs the yard, was ten minutes late.",
        "In the end Mrs Ade Okoro turned up late for it.",
        "It was set for two and Dr Hale from the clinic joined late.",
        "She asked what I would do if a porter didn't turn up.",
        "He wanted to know how I'd cope if a nurse was late for the handover.",
        "They asked for a time when somebody missed the appointment.",
        "I said that the driver swore, and that he lost his post for it.",
        "The head is Mrs Thorne and the deputy is Mr Vance.",
        "I was so worn out that I must have sounded drunk to her.",
        "I described how we finished three weeks early and under the budget.",
        "I named nobody, and the head of laundry stopped me for the next question.",
    ],
)
def test_what_others_did_or_a_question_supposed_is_no_mistake_of_the_tellers(text: str):
    found = looked_back(text).labels
    assert not {"late", "missed_interview", "missed_call", "wrong_name", "off_color_remark"} & set(found)
    assert not {"too_slow", "blanked_on_question"} & set(found)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("On the call with Moira Finch I was twenty minutes late.", "late"),
        ("I had told Mr Cole ten, and was late.", "late"),
        ("Yesterday I turned up late for it.", "late"),
        ("She asked how I would cope with a rush, and I went blank.", "blanked_on_question"),
        ("She asked what I'd do if it rained, and I totally froze.", "blanked_on_question"),
        ("I overslept and missed the interview that Mr Cole had set up.", "missed_interview"),
        ("I mixed up Nadia and Tara the whole time.", "wrong_name"),
        ("I told her how we all got drunk at the depot.", "off_color_remark"),
        ("I only finished two of the five sums.", "too_slow"),
    ],
)
def test_what_the_teller_did_is_heard_beside_names_and_suppositions(text: str, label: str):
    assert label in looked_back(text).labels


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I was upset because my manager had just shouted at the whole shift.", "rude"),
        ("She asked what I'd do if a manager shouted at me.", "rude"),
        ("I sneezed straight into the phone.", "speakerphone"),
        ("My brother had the interview, not me. He was ten minutes late.", "rang_late"),
    ],
)
def test_what_the_tellers_own_people_did_is_not_laid_to_the_other_side(text: str, cue: str):
    assert f"cues/not_yours/{cue}" not in {one.cue.id for one in looked_back(text).not_yours}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The manager shouted at me and hung up.", "rude"),
        ("My interviewer was rude from the start.", "rude"),
        ("Moira Finch, the owner, rang me half an hour late.", "rang_late"),
        (
            "My sister had the interview, and he rang her late: the manager was twenty minutes late.",
            "rang_late",
        ),
    ],
)
def test_what_the_other_side_did_is_still_theirs(text: str, cue: str):
    assert f"cues/not_yours/{cue}" in {one.cue.id for one in looked_back(text).not_yours}


@pytest.mark.parametrize(
    "text",
    [
        "He laughed and said 'nonsense, that would never wash'.",
        "She laughed: 'you're joking, that's wrong'.",
    ],
)
def test_a_jeer_is_no_good_sign(text: str):
    assert "cues/went_well/laughed" not in {one.cue.id for one in looked_back(text).went_well}


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("You must never mix those two, that is wrong, and I had the training.", "unknown"),
        ("The owner said that this was wrong.", "likely"),
        ('"That\'s wrong," she said.', "likely"),
    ],
)
def test_only_what_they_said_shows_that_they_noticed(text: str, noticed: str):
    assert read_call(load(), [told(text)]).noticed.value == noticed


def test_calling_somebody_a_name_is_no_telephoning():
    assert read_call(load(), [told("I called the manager mum at the end.")]).repaired.value == "unknown"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I lead a crew of nine at the depot and cut breakages from 30 a month to 4.", "unknown"),
        ("I told him that I look at everything together before I choose a supplier.", "unknown"),
        ("I said that we scored every bid and added up the marks at the end.", "unknown"),
        ("I ranked the lot myself and only the top three got through to my boss.", "unknown"),
        ("She said they cut it from forty to four after the call.", "progressive_elimination"),
        ("I think they whittle us down from thirty to five.", "progressive_elimination"),
        ("She explained that all the scores are added up at the end.", "cumulative"),
    ],
)
def test_what_the_teller_achieved_is_no_rule_of_the_employers(text: str, rule: str):
    assert read_field("decision_rule", load(), [told(text)]).value == rule


@pytest.mark.parametrize(
    "text",
    [
        "I told the recruiter I was still at Harrow Mills. I'm not, I was let go in the spring.",
        "I said yes to working nights but I can't.",
        "I told the manager I have a diploma in nursing. I never finished it.",
        "I told him I speak Polish. I don't.",
        "I said I had a clean licence, but in fact I haven't.",
        "He asked if I could drive a van and I said yes, but I never have.",
        "I claimed I ran the whole wash house. That's not true.",
        "She asked about weekends and I told her I would work them, but I can't, I look after my dad.",
    ],
)
def test_a_claim_that_the_next_words_deny_is_an_untrue_answer(text: str):
    assert "dishonest_answer" in looked_back(text).labels
    assert case_of(text) == "correct"


@pytest.mark.parametrize(
    "text",
    [
        "I told her I was fine but I wasn't.",
        "I told her I had no questions. I didn't.",
        "I said yes, but I couldn't hear the question.",
        "I said yes to the second interview, but I can't make the Tuesday.",
        "I told her I was good with people. I've never had a complaint.",
        "I told him I could start on Monday. I can't wait.",
        "I told her I don't smoke. I don't.",
        "I told her I live in Leeds. I'm not far from the station.",
        "She said I was late but I wasn't.",
    ],
)
def test_a_claim_that_stands_or_was_a_feeling_is_none(text: str):
    assert "dishonest_answer" not in looked_back(text).labels


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("I described a fraud case of ours, and I named the client.", True),
        ("I gave away something confidential about our next launch.", True),
        ("I told the story without naming the client.", False),
        ("I named three clients as references.", False),
        ("He told me in confidence that they had two left.", False),
    ],
)
def test_a_confidence_broken_is_called_that(text: str, broken: bool):
    rules = {finding.rule for finding in looked_back(text).findings}
    assert ("mistakes/conduct/confidence_broken" in rules) == broken


def test_a_call_held_late_by_ones_own_muddle_blames_no_line():
    assert (
        case_of("I was eleven minutes late for it because I had the hour wrong. The rest went fine.")
        == "late"
    )
    assert case_of("The line dropped in the middle, and he rang back. The rest went fine.") == "line"


def test_the_headline_speaks_of_pay_only_where_nothing_outweighs_it():
    low = "They asked about pay and I named a figure that was far too low. "
    assert case_of(low) == "pay"
    assert case_of(low + "I also slagged off my old boss for five minutes and she went quiet.") == "own_up"
