"""The mistakes: which labels are covered, and what is not taken for one."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.call import read_call
from ringback.core.debrief import Debrief, debrief
from ringback.core.document import Document, of_transcript
from ringback.core.transcript import Piece, Transcript, Turn, from_account

CATALOGUE = load()
LABELS = [
    "blanked_on_question",
    "rambling",
    "weak_answer",
    "technical_error",
    "missed_the_point",
    "knowledge_gap",
    "not_star",
    "too_slow",
    "over_disclosure",
    "answered_unheard_question",
    "no_questions_asked",
    "salary_blunder",
    "nervous_delivery",
    "filler_words",
    "flat_tone",
    "no_rapport",
    "awkward_silence",
    "broke_down",
    "over_apologised",
    "language_barrier",
    "poor_preparation",
    "took_unprepared_call",
    "misread_brief",
    "bad_setting",
    "noisy_line",
    "dropped_call",
    "interruption",
    "missed_call",
    "late",
    "wrong_day",
    "missed_interview",
    "cancelled_interview",
    "delayed_reply",
    "contact_error",
    "typos",
    "no_follow_up",
    "tactless_remark",
    "awkward_remark",
    "off_color_remark",
    "wrong_name",
    "badmouthed_employer",
    "interrupted",
    "dishonest_answer",
    "planned_false_excuse",
    "bluffed",
    "stale_statement",
    "factual_slip",
]


def look_back(*documents: Document) -> Debrief:
    return debrief(CATALOGUE, documents, read_call(CATALOGUE, documents))


def told(text: str) -> Debrief:
    return look_back(of_transcript(from_account("account", text)))


def spoken(*turns: tuple[str, str]) -> Debrief:
    text = "\n".join(said for _, said in turns)
    made, at = [], 0
    for speaker, said in turns:
        made.append(Turn(speaker, (Piece(said, at, at + len(said)),)))
        at += len(said) + 1
    return look_back(of_transcript(Transcript("call", text, tuple(made), verbatim=True, candidate="me")))


@pytest.mark.parametrize("label", LABELS)
def test_every_kind_of_mistake_can_be_heard_in_an_account(label: str) -> None:
    rules = [rule for rule in CATALOGUE.mistakes.values() if rule.label == label and rule.needs == "account"]
    assert rules


def test_every_label_is_one_of_the_known() -> None:
    assert {rule.label for rule in CATALOGUE.mistakes.values()} - {None} == set(LABELS)


def test_there_are_at_least_sixty_mistakes() -> None:
    assert len(CATALOGUE.mistakes) >= 60


@pytest.mark.parametrize(
    "text",
    [
        "I didn't ramble, and I was not late.",
        "I didn't ramble at all and I wasn't nervous either.",
        "If I had frozen I would understand it, but every answer came.",
        "I always worry about rambling; today each answer was short.",
        "The interviewer was ten minutes late and she kept interrupting me.",
        "In an earlier interview I froze, but this time it all came out right.",
        "She asked about my team, my tools and my reasons, and thanked me at the end.",
        "I don't think I rambled.",
        "I thought I'd got the wrong day, but the link opened and there they were.",
        "Years ago I froze in front of a panel. This week every answer came.",
        "I nearly said something rude, and let it be.",
        "I was tempted to bluff; I asked for a minute and it came.",
        "The other lad told me his mate froze when they asked him about pay.",
        "I asked them to put the tenants first instead.",
    ],
)
def test_what_was_denied_imagined_or_somebody_elses_is_no_mistake_of_yours(text: str) -> None:
    assert told(text).labels == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I couldn't stop rambling.", "rambling"),
        ("I'm afraid I rambled.", "rambling"),
        ("I don't know why I froze.", "blanked_on_question"),
        ("My husband had a phone interview today. He froze on the second question.", "blanked_on_question"),
        ("In an earlier interview I did well, but today I froze.", "blanked_on_question"),
    ],
)
def test_a_confession_is_heard_through_its_wrapping(text: str, label: str) -> None:
    assert label in told(text).labels


def test_a_mistake_told_twice_is_one_finding_at_its_first_telling() -> None:
    text = "I rambled about my old job. Later I rambled again."
    (finding,) = told(text).findings
    assert (finding.start, finding.quote) == (0, "I rambled about my old job")


def test_the_worst_comes_first() -> None:
    findings = told("I said um a lot. I hadn't prepared at all. I froze on the second question.").findings
    assert [finding.weight for finding in findings] == ["basic", "substantive", "surface"]


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("I froze on the second question and rambled after it.", "competence"),
        ("The line was terrible and my battery died.", "logistics"),
        ("I was nervous and I lied about my degree.", "integrity"),
        ("I lied about my degree and I got the tax question wrong.", "mixed"),
        ("I went blank twice and said um a lot over a bad line.", "competence"),
        ("I rambled, and then I ended up complaining about my old boss.", "conduct"),
        ("I missed their call, and when we spoke I froze.", "mixed"),
        ("It was a disaster.", "competence"),
        ("They will write on Friday.", None),
    ],
)
def test_the_main_concern_decides_which_repair_is_asked_for(text: str, concern: str | None) -> None:
    assert told(text).concern == concern


def test_what_was_not_yours_has_its_own_list() -> None:
    result = told(
        "They rang twenty minutes late. He was rude, and he asked if I was planning to have children."
    )
    assert {heard.cue.value for heard in result.not_yours} >= {"rang_late", "rude", "unlawful_question"}
    assert result.labels == ()


def test_what_went_well_is_listed_beside_what_did_not() -> None:
    result = told("I made them laugh a few times, but I froze on the last question.")
    assert [heard.cue.value for heard in result.went_well] == ["they laughed with you"]
    assert result.labels == ("blanked_on_question",)


def test_a_transcript_gives_every_place_and_an_account_does_not_lend_it_rules() -> None:
    result = spoken(
        ("ann", "How would you close the books?"),
        ("me", "Sorry, my mind's gone blank."),
        ("ann", "Take your time. And what do you know about our ledgers?"),
        ("me", "My mind is blank again, sorry."),
        ("ann", "I see. I rambled when I was interviewed here."),
    )
    assert [finding.label for finding in result.findings] == ["blanked_on_question", "blanked_on_question"]


def test_plain_talk_in_a_transcript_gives_nothing() -> None:
    result = spoken(
        ("ann", "Thanks for making the time. What does your week look like?"),
        ("me", "Mondays we plan. The rest is mostly customers, about nine a day, by phone."),
        ("ann", "And what would you change?"),
        ("me", "I'd move the hard calls to the morning. How do you do it?"),
        ("ann", "Much the same. Thank you."),
        ("me", "Thank you. Bye."),
    )
    assert result.findings == ()
