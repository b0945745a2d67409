"""Sentences: none is made without its ground, and each has its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.document import fold
from ringback.core.draft import Particulars, Sentence, draft
from ringback.core.facts import KINDS, Fact
from ringback.core.plan import DRAFT_KINDS
from ringback.core.wording import CLAIMS_NOTHING, MOVES, TOLD, Ungrounded


@pytest.mark.parametrize("move", sorted(set(MOVES) - CLAIMS_NOTHING))
def test_a_sentence_that_claims_something_cannot_be_made_from_nothing(move: str) -> None:
    with pytest.raises(Ungrounded):
        Sentence("I led a team of forty.", move)
    with pytest.raises(Ungrounded):
        Sentence("I'd like the job.", move, particulars=("role", "employer"))
    assert Sentence("I led a team of forty.", move, facts=(1,)).facts == (1,)


def _frames(table: Any = None) -> list[str]:
    """Every form of every frame and gap."""
    if table is None:
        families = ("openers", "about", "letters", "by_phone", "replies", "drafts")
        return [form for family in families for form in _frames(load().phrases[f"phrases/{family}"])]
    if isinstance(table, str):
        return [table]
    rows = table.values() if isinstance(table, Mapping) else table
    return [form for row in rows for form in _frames(row)]


def test_no_frame_holds_a_figure() -> None:
    assert [form for form in _frames() if re.search(r"\d", form)] == []


def _without_facts() -> Iterator[tuple[str, str, Sequence[str]]]:
    """The frames that hold none of the user's words, as (name, tone, forms); the subjects among them."""
    families = {
        family: load().phrases[f"phrases/{family}"]
        for family in ("openers", "about", "letters", "by_phone", "replies")
    }
    subjects = load().phrases["phrases/drafts"]["subject"]
    families["subject"] = {kind: {"plain": lines} for kind, lines in subjects.items()}
    for family, frames in families.items():
        for name, tones in frames.items():
            for tone, lines in tones.items():
                owned = any(slot in line for line in lines for slot in ("{clause}", "{Clause}", "{phrase}"))
                if isinstance(lines, list) and not owned:
                    yield f"{family}.{name}", tone, lines


def test_what_carries_no_fact_has_six_forms_in_every_tone_and_a_greeting_two() -> None:
    few = [
        (name, tone, len(lines))
        for name, tone, lines in _without_facts()
        if len(lines) < 6 and ".greeting" not in name
    ]
    assert few == []
    assert [len(load().phrases["phrases/letters"]["greeting"][tone]) for tone in ("plain", "warm")] == [2, 2]


def test_no_two_forms_of_a_frame_share_more_than_half_their_words() -> None:
    alike = [
        (name, tone, one, other)
        for name, tone, lines in _without_facts()
        for one, other in combinations(lines, 2)
        if 2 * len(_words(one) & _words(other)) > min(len(_words(one)), len(_words(other)))
    ]
    assert alike == []


def _words(form: str) -> set[str]:
    return set(re.findall(r"[\w']+", re.sub(r"\{\w+\}", "", form.lower())))


def test_formal_forms_have_no_contractions() -> None:
    short = [
        (name, line)
        for name, tone, lines in _without_facts()
        for line in lines
        if tone == "formal" and re.search(r"\w'(?:m|ve|d|ll|re|t)\b|\b(?:it|that|there|here|what)'s\b", line)
    ]
    assert short == []


def test_a_british_spelling_of_ours_is_american_where_the_locale_is() -> None:
    british = re.compile(
        r"\b(?:(?:apolog|real|recogn|organ)is\w+|\w*(?:vour|lour|nour)\w*|enquir\w+|practis\w+)"
    )
    known = load().phrases["phrases/spelling"]["en-US"]
    assert {word for form in _frames() for word in british.findall(form)} <= set(known)
    assert not british.search(" ".join(known.values()))


words = st.lists(
    st.sampled_from(["kestrel", "Ouse", "417", "Borlund", "£9,250", "Zsófia", "TurboFlange", "ottavino"]),
    min_size=1,
    max_size=4,
)
facts = st.lists(
    st.builds(
        lambda kind, own, lead, provenance: (kind, f"{lead} {' '.join(own)}", provenance),
        st.sampled_from(KINDS),
        words,
        st.sampled_from(
            [
                "I have a page on",
                "I rambled about",
                "it was below my usual",
                "I know the",
                "my mind went blank on",
                "the",
                "I liked",
                "I said I ran",
            ]
        ),
        st.sampled_from(["told", "found"]),
    ),
    max_size=6,
)
maybe = st.one_of(st.none(), words.map(" ".join))


def _numbered(rows: Sequence[tuple[str, str, str]]) -> tuple[Fact, ...]:
    return tuple(
        Fact(n, kind, text, provenance, provenance == "told", text, "account", 0, len(text))
        for n, (kind, text, provenance) in enumerate(rows, 1)
    )


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"£?\d(?:[\d,]*\d)?|[\w']+", fold(text)))


@cache
def _our_words() -> frozenset[str]:
    american = load().phrases["phrases/spelling"]["en-US"].values()
    return frozenset(_tokens(" ".join([*_frames(), *american])))


@given(
    facts,
    st.sampled_from(DRAFT_KINDS),
    st.builds(
        Particulars,
        me=maybe,
        addressee=maybe,
        employer=maybe,
        role=maybe,
        call_day=maybe,
        asked=maybe,
        question=maybe,
        next_stage=st.sampled_from(["in_person", "phone", "video", "unknown"]),
        channel=st.sampled_from(["phone", "video", "in_person", "mixed", "unknown"]),
        concern=st.sampled_from([None, "integrity", "competence"]),
        noticed=st.sampled_from(["likely", "unlikely", "unknown"]),
        tone=st.sampled_from(["plain", "warm", "formal"]),
        locale=st.sampled_from(["en-GB", "en-US"]),
        key=st.text(max_size=3),
    ),
)
def test_no_name_number_or_skill_stands_in_a_draft_that_is_not_in_what_its_sentence_rests_on(
    rows: list[tuple[str, str, str]], kind: str, particulars: Particulars
) -> None:
    given_facts = _numbered(rows)
    written = draft(kind, given_facts, particulars, load())
    ours = _our_words()
    replies = [sentence for reply in written.answers_to for sentence in reply.sentences]
    for sentence in (*written.sentences, *replies, *written.by_phone):
        rests = [fact.text for fact in given_facts if fact.number in sentence.facts]
        named = [getattr(particulars, name) or "" for name in sentence.particulars]
        stray = _tokens(sentence.text) - ours - _tokens(" ".join([*rests, *named]))
        assert not stray, (sentence, stray)
        assert (
            sentence.facts
            or sentence.gap
            or sentence.move in CLAIMS_NOTHING
            or TOLD & {*sentence.particulars}
        )
        unsure = [f for f in given_facts if f.number in sentence.facts and f.provenance == "found"]
        assert sentence.gap or not unsure
    assert written.unfinished == any(sentence.gap for sentence in written.sentences)
    assert "{" not in written.text + (written.subject or "")
    assert "<" not in written.text + (written.subject or "")


claims = st.sampled_from(
    [
        ("event", "I lost the thread over the {}"),
        ("event", "I wasn't happy with what I said on {}"),
        ("event", "I liked hearing about the {}"),
        ("standard", "it was well below how I usually talk of {}"),
        ("standard", "I know the {} by heart"),
        ("reason", "I'd come straight from the {}"),
        ("experience", "I've only done one phone interview, about {}"),
        ("experience", "I've since practised the {} aloud"),
        ("preference", "I'm better in person, when I can show the {}"),
        ("preference", "I really want this job at {}"),
        ("proof", "I have a page on the {}"),
        ("proof", "the {} is on my own site"),
        ("answer", "I'd count the {} every Friday"),
        ("answer", "the {}. Then I'd ask"),
    ]
)
RESTS_ONLY = (
    "openers.unhappy",
    "letters.correct_sorry",
    "letters.slip_sorry",
    "letters.sorry",
    "letters.missed_open",
)
"""Frames that rest on a fact and tell nothing of it: its own words can't be said, or have just been."""


def _case(rows: Sequence[tuple[str, str]], things: Sequence[str]) -> tuple[Fact, ...]:
    filled = [(kind, text.format(thing), "told") for (kind, text), thing in zip(rows, things, strict=False)]
    return _numbered(filled)


def _carrying(facts: tuple[Fact, ...], kind: str, particulars: Particulars) -> set[str]:
    written = draft(kind, facts, particulars, load())
    replies = [s for reply in written.answers_to for s in reply.sentences]
    said = [*written.sentences, *replies, *written.by_phone]
    frames = load().phrases
    bare = {
        form
        for frame in RESTS_ONLY
        for forms in frames[f"phrases/{frame.split('.')[0]}"][frame.split(".")[1]].values()
        for form in forms
    }
    plain = {re.sub(r"<.*?>", "", form).replace("{on_call}", "on the phone") for form in bare}
    told = {
        text.replace("{call}", "phone interview").replace("{from_call}", "from the phone interview")
        for text in plain
    }
    return {s.text for s in said if s.facts and s.text not in told}


@given(
    st.lists(claims, min_size=1, max_size=6),
    st.permutations(["kestrel", "Ouse", "Borlund", "Zsófia", "TurboFlange", "ottavino"]),
    st.permutations(["lathe", "Tamar", "Quennell", "piccolo", "Murrow", "sextant"]),
    st.sampled_from(DRAFT_KINDS),
    st.builds(
        Particulars,
        me=st.just("Jo"),
        next_stage=st.sampled_from(["in_person", "phone", "unknown"]),
        noticed=st.sampled_from(["likely", "unlikely"]),
        tone=st.sampled_from(["plain", "warm", "formal"]),
        locale=st.just("en-GB"),
        key=st.text(max_size=2),
    ),
)
def test_two_cases_with_different_facts_share_no_sentence_that_carries_one(
    rows: list[tuple[str, str]], here: list[str], there: list[str], kind: str, particulars: Particulars
) -> None:
    ours = _carrying(_case(rows, here), kind, particulars)
    assert not ours & _carrying(_case(rows, there), kind, particulars)


def test_no_draft_uses_a_worn_phrase_or_a_promise() -> None:
    worn = r"hope this |I am writing|I'm writing|to whom it may|promise|guarantee|rest assured"
    for form in _frames():
        assert not re.search(worn, form, re.IGNORECASE), form
