"""What is denied, imagined, hedged or said by others is no fact: in accounts, answers, the sheet and CVs.

The sentences are built from parts: a true clause, who says it, how surely, and what denies it.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core import fact_sheet
from ringback.core.cv import read_cv
from ringback.core.document import of_transcript
from ringback.core.fact_sheet import NotAFact
from ringback.core.facts import find_facts
from ringback.core.transcript import from_account

CATALOGUE = load()

OWN = {
    "experience": (
        "I've only done two phone interviews",
        "I ran the night desk for three years",
        "I led a team of six at the depot",
        "I trained four new starters",
    ),
    "proof": (
        "I have a one-page summary of the project",
        "I have a portfolio of stock plans",
        "I can show you the rota I drew up",
    ),
    "preference": ("I'm much better in person", "I really want this job", "I prefer night shifts"),
    "standard": ("I know this subject far better than that", "it was well below my usual standard"),
    "event": ("my mind went blank", "I rambled about the old system", "I didn't do myself justice"),
    "reason": ("I was very nervous", "I had come straight from a night shift"),
}
TELLERS = (
    "She",
    "He",
    "They",
    "My wife",
    "My old manager",
    "The recruiter",
    "A friend",
    "One colleague",
    "Everyone",
    "Somebody",
    "The panel",
)
TELLS = ("said", "told me", "thinks", "reckons", "wrote", "claimed", "believes", "insisted", "told them that")
HEDGES = (
    "Maybe {}",
    "Perhaps {}",
    "Possibly {}",
    "It seems that {}",
    "It seemed like {}",
    "It felt as though {}",
    "I hope {}",
    "I wonder whether {}",
    "I doubt {}",
    "I can't say {}",
    "I don't think {}",
    "I like to think {}",
    "Nobody could say {}",
)
IMAGINED = (
    "If {}, they would have called by now",
    "They'd have called by now if {}",
    "Unless {}, there is nothing to say",
    "Suppose {}",
    "Imagine {}",
    "I wish {}",
    "What if {}?",
    "Should I say {}?",
    "{}?",
    "Had it been so, {}",
    "In theory {}",
)
UNTRUE = (
    "It isn't true that {}",
    "It's not that {}",
    "It is not the case that {}",
    "I'll pretend {}",
    "I lied that {}",
    "I was joking when I wrote that {}",
    "I made up that {}",
    "It's a myth that {}",
)
AFTER = (", she said", ", according to the recruiter", ", my old manager told them", ", or so my boss said")
QUOTED = ('Her note read: "{}"', "“{}”, he wrote", "‘{}’, she went", "The feedback: {}", "In her version {}")

FURTHER = (
    "Word has it {}",
    "Rumour has it {}",
    "He'd swear {}",
    "If only {}",
    "{} — not",
    "{}, I'd like to claim",
    "Let's pretend {}",
    "You could say {}",
    "Some would say {}",
    "{}? Hardly",
    "In my dreams {}",
    "The letter says {}",
    "{}, they reckon",
    "It was claimed {}",
    "It has been said that {}",
    "I am supposed to say {}",
    "I would say {}",
    "I could say {}",
    "I might say {}",
    "I wrote {}",
    "I wrote that {}",
    "I've written to them that {}",
    "I wrote in my application that {}",
    "I wrote a note to say {}",
    "I suggested {}",
    "I suggested to her that {}",
    "It would be nice if {}",
    "My brother says {}",
    "Ravi said {}",
    "Dana thinks {}",
    "Tom Reyes wrote that {}",
    "In his opinion {}",
    "To hear my boss talk, {}",
    "Their feedback was that {}",
    "I am not sure {}",
    "I'm not sure that {}",
    "I'm unsure whether {}",
    "I wouldn't say {}",
    "I would never say {}",
    "Not once have I said {}",
    "It is false that {}",
    "It's untrue that {}",
    "Assuming {}",
    "Provided {}, they might call",
    "In case {}",
    "{}, allegedly",
    "{}, supposedly",
    "{}, he claims",
    "{}, she insists",
    "{}, in her opinion",
    "{}, in theory",
    "{}, if they ask",
    "{}, I guess",
    "{}, I suppose",
    "{}, or not",
    "{}. Not true",
    "{}. Just kidding",
    "{}. That's a lie",
    "Who says {}",
    "Had I known, {}",
    "I only said {}",
    "I claimed {}",
    "I let them think {}",
    "I would like to say {}",
    "I want to say {}",
    "Others say {}",
    "No one believes {}",
    "Nobody thinks {}",
    "Hypothetically {}",
    "For argument's sake {}",
    "As if {}",
    "As though {}",
    "Her view is that {}",
    "I was led to believe {}",
    "I deny that {}",
    "Let us assume {}",
    "Say {}, what then",
    "In another life {}",
    "Were I bolder, I'd say {}",
    "I might as well say {}",
    "Chances are {}",
    "The advert said {}",
    "The assessor's note says {}",
    "{}, my sister always says",
    "{}, as the saying goes",
    "{}, at least in my dreams",
    "{}, unless I'm mistaken",
    "{}, which isn't true",
    "{}, or at least I hope so",
    "{}; no, that's wrong",
    "It's hardly the case that {}",
    "I'd be lying if I said {}",
    "A colleague once remarked that {}",
    "My CV claims {}",
)

kinds = st.sampled_from(sorted(OWN))
said = st.builds("{} {} {{}}".format, st.sampled_from(TELLERS), st.sampled_from(TELLS))
frames = st.one_of(
    said,
    st.sampled_from([*HEDGES, *IMAGINED, *UNTRUE, *QUOTED, *FURTHER]),
    st.sampled_from(AFTER).map(lambda after: f"{{}}{after}"),
)
cases = st.sampled_from([str, str.lower, str.upper])
apostrophes = st.sampled_from(["'", "\u2019"])
ENDS = ("", ".", "!")


@st.composite
def untold(draw: st.DrawFn) -> tuple[str, str]:
    """A kind, and a sentence that doesn't state a true clause of that kind."""
    kind = draw(kinds)
    text = draw(frames).format(draw(st.sampled_from(OWN[kind])))
    text = text if text.endswith("?") else text + draw(st.sampled_from(ENDS))
    return kind, draw(cases)(text).replace("'", draw(apostrophes))


@given(untold(), st.sampled_from(["", "We met on Monday. "]), st.sampled_from(["", " It rained."]))
def test_in_an_account(sentence: tuple[str, str], before: str, after: str) -> None:
    text = f"{before}{sentence[1].rstrip('.!')}{'' if sentence[1].endswith('?') else '.'}{after}"
    assert find_facts((of_transcript(from_account("account", text)),), {}, CATALOGUE) == (), text


@given(untold())
def test_in_a_typed_answer(sentence: tuple[str, str]) -> None:
    kind, text = sentence
    answered = {kind: text} if kind != "event" else {"event.said": text}
    assert find_facts((), answered, CATALOGUE) == (), text


@given(untold(), st.sampled_from(["", "I work nights. "]))
def test_on_the_sheet_with_a_reason_why(sentence: tuple[str, str], before: str) -> None:
    kind, text = sentence
    with pytest.raises(NotAFact) as refused:
        fact_sheet.add((), kind, before + text, CATALOGUE)
    assert refused.value.message.endswith(".")
    assert refused.value.remedy


@given(
    st.lists(untold(), min_size=1, max_size=4),
    st.sampled_from(["- ", "* ", "• ", "1. ", ""]),
    st.sampled_from(["Experience\n", "Skills\n", "## Work history\n\n", "PROFILE\n", ""]),
)
def test_in_a_cv(sentences: list[tuple[str, str]], mark: str, heading: str) -> None:
    text = heading + "".join(f"{mark}{sentence}\n" for _, sentence in sentences)
    assert read_cv("cv.txt", text, CATALOGUE) == (), text


OWN_PARTS = st.sampled_from([(kind, clause) for kind, clauses in OWN.items() for clause in clauses])


@given(OWN_PARTS, st.sampled_from(["{}", "Honestly, {}", "The truth is that {}", "{}, as it happens"]), cases)
def test_the_same_clauses_told_plainly_are_taken(own: tuple[str, str], frame: str, case: type[str]) -> None:
    kind, clause = own
    text = case(frame.format(clause))
    assert fact_sheet.add((), kind, text, CATALOGUE)[1] == 1


AFFIRMED = (
    "have a portfolio of stock plans",
    "have led a team",
    "can drive a forklift",
    "am a certified welder",
    "know the booking system",
)
DENIALS = {
    "have": ("don't have", "haven't got", "have never had"),
    "can": ("can't", "cannot"),
    "am": ("am not",),
}
DENIALS |= {"know": ("don't know", "never knew")}
OTHERS = ("My brother", "She", "He", "They", "My old boss", "The other candidate", "A friend of mine", "You")


@given(st.sampled_from(["experience", "proof", "preference"]), st.sampled_from(AFFIRMED), st.data())
def test_what_one_has_not_or_others_have_is_nothing_to_claim(
    kind: str, affirmed: str, data: st.DataObject
) -> None:
    verb, _, rest = affirmed.partition(" ")
    denied = data.draw(st.sampled_from([f"I {denial} {rest}" for denial in DENIALS[verb]]))
    others = f"{data.draw(st.sampled_from(OTHERS))} {affirmed}"
    for text in (denied, others, f"I {affirmed}, she told them", f"I {affirmed} if they ask"):
        with pytest.raises(NotAFact):
            fact_sheet.add((), kind, text, CATALOGUE)
        assert read_cv("cv.txt", f"Experience\n- {text}\n", CATALOGUE) == (), text
    assert fact_sheet.add((), kind, f"I {affirmed}", CATALOGUE)[1] == 1
    assert len(read_cv("cv.txt", f"Experience\n- I {affirmed}\n", CATALOGUE)) == 1


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("event", "I told them I was certified"),
        ("event", "I didn't ask a single question"),
        ("event", "She asked about stock and I had no answer"),
        ("event", "I said that I had led the team"),
        ("reason", "I hadn't slept"),
        ("reason", "I'd been up all night"),
        ("reason", "I felt I was being hurried along"),
        ("proof", "I could do a short test"),
        ("experience", "I wrote the stock manual that the branch still uses."),
        ("experience", "I've written most of the notices that hang in the yard"),
        ("proof", "I wrote a four-page guide to the rota, and can bring it."),
        ("experience", "I suggested the new rota, now used in nine shops"),
        ("proof", "My last manager, Ms Okoro, will vouch for my rota work."),
        ("proof", "They can confirm my years at the yard"),
        ("experience", "We never missed a delivery in four years."),
        ("experience", "I've never had a complaint"),
        ("experience", "Never lost a parcel in nine winters"),
        ("reason", "My daughter was in hospital that morning"),
        ("reason", "I thought the call was on Wednesday"),
        ("standard", "I don't usually dry up like that"),
        ("experience", "I used to run a warehouse"),
        ("experience", "I've never done a phone interview before"),
        ("experience", "My colleagues and I rebuilt the rota"),
        ("proof", "The log sheet I drew up for our balances"),
        ("proof", "I can do the task again, timed, whenever they like"),
        ("preference", "I'd love to work with the night team"),
        ("preference", "I like early shifts"),
        ("people", "Dana decides, and Ravi only arranges"),
        ("logistics", "They ring on Friday"),
        ("answer", "If a line ran short, I would ring the second supplier. Would that do?"),
        ("answer", "No, I wouldn't run it without a second check"),
    ],
)
def test_plain_statements_that_sound_like_others_are_not_refused(kind: str, text: str) -> None:
    assert fact_sheet.add((), kind, text, CATALOGUE)[1] == 1


@pytest.mark.parametrize("text", ["", "  ", "...", "no", "I don't know", "none", "n/a", "-"])
@pytest.mark.parametrize("kind", ["proof", "answer", "event"])
def test_what_states_nothing_is_refused(kind: str, text: str) -> None:
    with pytest.raises(NotAFact, match="states nothing"):
        fact_sheet.add((), kind, text, CATALOGUE)


@given(st.text(alphabet="I'mve know the wrl\"“”.,;:?!-\n()", max_size=80), kinds)
def test_any_words_are_either_taken_as_they_are_or_refused(text: str, kind: str) -> None:
    try:
        [fact] = fact_sheet.add((), kind, text, CATALOGUE)[0]
    except NotAFact:
        return
    assert fact.text == re.sub(r"\s+", " ", text).strip()


def test_a_cv_tells_what_was_written_and_what_was_proposed() -> None:
    text = "Experience\n- Wrote the house style guide\n- Suggested the new rota, now used in nine shops\n"
    assert [fact.text for fact in read_cv("cv.txt", text, CATALOGUE)] == [
        "I wrote the house style guide",
        "I suggested the new rota, now used in nine shops",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I will bring the supplier list of my present firm.",
        "I have our agency's customer database",
        "I can show the internal price sheet",
    ],
)
def test_papers_of_an_employers_are_no_proof(text: str) -> None:
    with pytest.raises(NotAFact, match="belongs to an employer"):
        fact_sheet.add((), "proof", text, CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        "I have a page on how I kept the price lists of my old firm",
        "I can bring a letter from my last employer",
    ],
)
def test_what_one_made_oneself_is_proof(text: str) -> None:
    assert fact_sheet.add((), "proof", text, CATALOGUE)[1] == 1
