"""Sentences: none is made without its ground, and each has its forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
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
        families = ("openers", "about", "letters", "voicemail", "replies", "drafts")
        return [form for family in families for form in _frames(load().phrases[f"phrases/{family}"])]
    if isinstance(table, str):
        return [table]
    rows = table.values() if isinstance(table, Mapping) else table
    return [form for row in rows for form in _frames(row)]


def test_no_frame_holds_a_figure() -> None:
    assert [form for form in _frames() if re.search(r"\d", form)] == []


def test_frames_without_the_users_words_have_three_forms_at_least_in_every_tone() -> None:
    few = [
        (family, name, tone)
        for family in ("openers", "letters", "voicemail")
        for name, forms in load().phrases[f"phrases/{family}"].items()
        for tone, lines in forms.items()
        if not any(slot in line for line in lines for slot in ("{clause}", "{Clause}", "{phrase}"))
        and not name.startswith("greeting")
        and len(lines) < 3
    ]
    assert few == []


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
    st.sampled_from([None, "voicemail"]),
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
    rows: list[tuple[str, str, str]], kind: str, form: str | None, particulars: Particulars
) -> None:
    given_facts = _numbered(rows)
    written = draft(kind, given_facts, particulars, load(), form=form)
    ours = _our_words()
    replies = [sentence for reply in written.answers_to for sentence in reply.sentences]
    for sentence in (*written.sentences, *replies):
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


def test_no_draft_uses_a_worn_phrase_or_a_promise() -> None:
    worn = r"hope this |I am writing|I'm writing|to whom it may|promise|guarantee|rest assured"
    for form in _frames():
        assert not re.search(worn, form, re.IGNORECASE), form
