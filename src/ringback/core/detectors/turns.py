"""Turns: how long one speaks, and what the answer to a turn is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.patterns import compiled
from ringback.core.detectors.words import any_of
from ringback.core.document import Document, Hit, Passage


def long_turn(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every turn of `speaker` of at least `words` words, noting how long it ran.

    Where times are known, `seconds` seconds are too long as well, for a turn of `from_words` words.
    """
    for passage in document.by(settings.get("speaker", "candidate")):
        length = _length(passage, settings)
        if length:
            first = passage.sentences[0]
            yield Hit(passage, first.start, first.end, length)


def _length(passage: Passage, settings: Mapping[str, Any]) -> str | None:
    """How long a turn ran, in words to show, if that is too long."""
    said, turn = len(passage.folded.split()), passage.turn
    took = turn.until - turn.at if turn.at is not None and turn.until is not None else 0.0
    if said >= settings.get("from_words", 0) and took >= settings.get("seconds", float("inf")):
        return f"{round(took)} seconds"
    return f"{said} words" if said >= settings["words"] else None


def short_turn(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every turn of `speaker` of at most `words` words that says `any_of`, after one that says `after`."""
    wanted, question = any_of(settings), any_of(settings, "after")
    for passage in document.by(settings.get("speaker", "candidate")):
        before = document.passages[passage.index - 1].folded if passage.index else ""
        short = len(passage.folded.split()) <= settings["words"]
        match = wanted.search(passage.folded) if wanted and short else None
        if match and (question is None or question.search(before)):
            yield Hit(passage, match.start(), match.end())


def talk_share(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The longest turn of the candidate's, where they said at least the `share` of all words."""
    own = [(len(passage.folded.split()), passage) for passage in document.by("candidate")]
    said = sum(count for count, _ in own)
    if document.words < settings["from_words"] or said < settings["share"] * document.words:
        return
    longest = max(own, key=lambda one: one[0])[1]
    first = longest.sentences[0]
    yield Hit(longest, first.start, first.end, str(100 * said // document.words))


def spoken_into(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """The first answer that begins while the interviewer is in mid-sentence, of `at_least` such.

    Mid-sentence: a turn of `words` words that doesn't end in `finished`, in a transcript whose interviewer's
    turns do so in a share of `punctuated`; the answer has `answer` words, so that a "yeah" is none.
    """
    finished = compiled((settings["finished"],))
    asked = [passage for passage in document.by("interviewer") if passage.folded.strip()]
    ended = sum(finished.search(passage.folded.rstrip()) is not None for passage in asked)
    if ended < settings["punctuated"] * len(asked):
        return
    hits = [
        answer
        for before, answer in document.following("interviewer", "candidate")
        if not finished.search(before.folded.rstrip())
        and len(before.folded.split()) >= settings["words"]
        and len(answer.folded.split()) >= settings["answer"]
    ]
    if len(hits) >= settings["at_least"]:
        first = hits[0].sentences[0]
        yield Hit(hits[0], first.start, first.end, str(len(hits)))


def slow_start(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every answer that began at least `seconds` after the question had ended, where times are known."""
    for before, passage in document.following("interviewer", "candidate"):
        asked, answered = before.turn.until, passage.turn.at
        if asked is None or answered is None:
            continue
        if answered - asked >= settings["seconds"] and before.folded.rstrip().endswith("?"):
            first = passage.sentences[0]
            yield Hit(passage, first.start, first.end, str(round(answered - asked)))
