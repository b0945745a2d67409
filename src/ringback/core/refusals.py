"""Lies asked for: planned words that nothing they told bears out. Refused, with a true sentence instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from ringback.core import voicing
from ringback.core.catalogue import Catalogue
from ringback.core.document import Document, Passage, any_of
from ringback.core.facts import Fact, usable
from ringback.core.readings import Heard, hear
from ringback.core.sentences import Span
from ringback.core.voicing import Ear

_Place = tuple[Passage, Span]
_NEXT = 80


@dataclass(frozen=True, slots=True)
class Refusal:
    """A statement that isn't written, quoted where it was planned, and a true one to say instead.

    `facts` are the numbers of those that the true sentence rests on; none where it claims nothing.
    """

    quote: str
    source: str
    start: int
    end: int
    says: str
    instead: str
    facts: tuple[int, ...] = ()


def lies_asked(
    documents: Sequence[Document], catalogue: Catalogue, facts: Sequence[Fact] = ()
) -> tuple[Refusal, ...]:
    """Every lie that the user's own texts plan or ask for, one a sentence, in order.

    What they tell elsewhere as having happened is no lie. Where no fact fits, the true sentence
    is one that claims nothing.
    """
    own = [document for document in documents if document.kind in ("account", "draft")]
    words = catalogue.phrases["phrases/refusals"]
    ear = Ear(catalogue.phrases["phrases/reading"])
    heard = hear(catalogue.setting("lie"), own)
    told = cache(partial(_told, own, words))
    return tuple(
        _refusal(one, words, _true_instead(one, words, ear, facts))
        for one in _one_a_sentence(heard)
        if not _borne_out(one, told, words)
    )


def _one_a_sentence(heard: Sequence[Heard]) -> Iterator[Heard]:
    seen = set()
    for one in heard:
        sentence = one.hit.passage.sentence_at(one.hit.start)
        place = (id(one.hit.passage), sentence.start)
        if place not in seen:
            seen.add(place)
            yield one


def _borne_out(
    heard: Heard, told: Callable[[tuple[str, ...]], Sequence[_Place]], words: Mapping[str, Any]
) -> bool:
    """Whether another sentence of theirs tells the same thing as having happened, and they don't deny it."""
    planned = (heard.hit.passage, heard.hit.passage.sentence_at(heard.hit.start))
    same = _same_thing(heard, words["borne_out"].get(heard.cue.value, ()), planned[1])
    if not same or _denied(*planned, re.compile("|".join(words["denied"]))):
        return False
    return any(place != planned for place in told(tuple(same)))


def _told(documents: Sequence[Document], words: Mapping[str, Any], patterns: tuple[str, ...]) -> list[_Place]:
    """The sentences of theirs that tell something as having happened."""
    telling, denial = re.compile("|".join(patterns)), re.compile("|".join(words["denied"]))
    return [
        (passage, span)
        for document in documents
        for passage in document.by("candidate")
        for span in passage.sentences
        if _tells(passage.folded[span.start : span.end], telling, words)
        and not _denied(passage, span, denial)
    ]


def _tells(sentence: str, telling: re.Pattern[str], words: Mapping[str, Any]) -> bool:
    """Whether the sentence tells it as so; "couldn't hear" may be the telling itself."""
    anywhere, before = (any_of(tuple(words["no_evidence"][name])) for name in ("anywhere", "before"))
    return not anywhere.search(sentence) and any(
        not before.search(sentence[: match.start()]) for match in telling.finditer(sentence)
    )


def _same_thing(heard: Heard, patterns: Sequence[str], planned: Span) -> list[str]:
    """The patterns of what was planned itself: a bad line doesn't bear out a dead battery."""
    folded = heard.hit.passage.folded[planned.start : planned.end]
    return [pattern for pattern in patterns if re.search(pattern, folded)] or list(patterns)


def _denied(passage: Passage, planned: Span, denial: re.Pattern[str]) -> bool:
    """Whether the planned sentence itself, or the start of the one after it, says that it isn't so."""
    following = passage.folded[planned.end : planned.end + _NEXT].lstrip()
    return bool(denial.search(passage.folded, planned.start, planned.end) or denial.match(following))


def _true_instead(
    heard: Heard, words: Mapping[str, Any], ear: Ear, facts: Sequence[Fact]
) -> tuple[str, tuple[int, ...]]:
    """A true sentence for the same place: what happened, in their words, or one that claims nothing."""
    if heard.cue.value in words["from_facts"]:
        for fact in facts:
            if _fits(fact, ear):
                return voicing.ended(voicing.opening(fact.text, "plain")), (fact.number,)
    return words["instead"].get(heard.cue.value, words["instead"]["any"]), ()


def _fits(fact: Fact, ear: Ear) -> bool:
    about_the_call = fact.kind == "event" and not any(
        ear.hears(name, fact.text) for name in ("liked", "felt", "withdrew", "said_untrue")
    )
    return about_the_call and usable(fact) and ear.sayable(fact.text) and voicing.shape(fact.text) == "clause"


def _refusal(heard: Heard, words: Mapping[str, Any], instead: tuple[str, tuple[int, ...]]) -> Refusal:
    passage = heard.hit.passage
    sentence = passage.sentence_at(heard.hit.start)
    said = passage.turn.text[sentence.start : sentence.end]
    lead = len(said) - len(said.lstrip())
    start, end = passage.turn.locate(sentence.start + lead, sentence.start + len(said.rstrip()))
    return Refusal(
        quote=heard.document.text[start:end],
        source=heard.document.source,
        start=start,
        end=end,
        says=words["says"].get(heard.cue.value, words["says"]["any"]),
        instead=instead[0],
        facts=instead[1],
    )
