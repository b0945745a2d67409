# ruff: noqa: INP001, T201 (run by path, to print)
"""How many short process descriptions a second we read, beside a spaCy blank pipeline on the same texts.

Usage: python -m benchmarks process_lines, or python -m benchmarks.process_lines [FILE ...]

Without a FILE it reads 2,000 lines made up from the catalogue's own phrases; a FILE is read as one
description a line, or as JSON Lines with a "text" each. spaCy is no dependency of Ringback. To compare:

    python3 -m venv elsewhere && elsewhere/bin/pip install spacy -e .
    elsewhere/bin/python -m benchmarks process_lines

Our first row is the stages alone, our last the whole answer of `ringback process --jsonl` (people, times,
rule and all) without the program's start. spaCy's pipeline (a tokenizer, a sentence splitter at punctuation,
and a PhraseMatcher over the same phrases on lower-cased words) finds the phrases and makes no stages of
them: its like is our second row. All run on one core, in turns, and the best of the rounds counts, in
processor time.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure

from ringback.app.circumstances import Circumstances
from ringback.app.process import answer_line
from ringback.catalogue import load
from ringback.core.catalogue import Catalogue
from ringback.core.document import fold
from ringback.core.stage_line import read_line
from ringback.core.stage_words import stage_words

LINES = 2_000
ROUNDS = 5
SEED = 20261122
WITH_WHO = 0.3
KINDS = (
    *("take_home", "online_assessment", "application", "pairing", "culture", "design", "live_code", "trial"),
    *("presentation", "reference", "review", "phone", "video", "onsite", "meeting", "chat"),
)
WHO = ("hr", "manager", "executive", "engineer", "team")
JOINTS = (", ", ", ", ", ", " and ", ", then ", " followed by ", "; ", ". ", " -> ", " or ")
ASIDES = (*[""] * 4, " (45 minutes)", " (remote or on-site)", " if needed", " for technical and cultural fit")

STAGES, PHRASES, WHOLE = "stages alone", "finding the phrases alone", "the whole answer"
SPACY = "spaCy finding the phrases alone"

Table = Mapping[str, Mapping[str, Sequence[str]]]
Read = Callable[[Sequence[str]], int]


def made_up(table: Table, lines: int) -> Iterator[str]:
    """Descriptions of one to six stages, each a phrase of the catalogue's, some with who holds it."""
    chance = random.Random(SEED)  # noqa: S311 (not for secrets)
    for _ in range(lines):
        line = ""
        for n in range(chance.randint(1, 6)):
            stage = chance.choice(table[chance.choice(KINDS)]["heads"])
            who = chance.choice(table[chance.choice(WHO)]["words"])
            who = f" with the {who}" if chance.random() < WITH_WHO else ""
            line += (chance.choice(JOINTS) if n else "") + stage + who + chance.choice(ASIDES)
        yield line[0].upper() + line[1:]


def from_files(paths: Iterable[str]) -> Iterator[str]:
    """The descriptions in files, one a line."""
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"] if line.startswith("{") else line


def ours(table: Table) -> Read:
    """Our reader: lines in, how many stages out."""
    words = stage_words(table)
    return lambda texts: sum(len(read_line(text, "line", words)[0]) for text in texts)


def our_phrases(table: Table) -> Read:
    """The first half of our reader: lines in, how many phrases out."""
    words = stage_words(table)
    return lambda texts: sum(len(list(words.find(fold(text)))) for text in texts)


def whole_answer(catalogue: Catalogue) -> Read:
    """All that `ringback process --jsonl` answers: lines in, how many stages out."""
    around = Circumstances(now=datetime(2026, 11, 23, 9, tzinfo=UTC), zone="Europe/London")

    def read(texts: Sequence[str]) -> int:
        lines = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts))
        answers = (answer_line(line, n, around, catalogue) for n, line in enumerate(lines))
        return sum(len(answer["stages"]) for answer in answers)

    return read


def spacys(table: Table) -> Read | None:
    """A blank pipeline with the same phrases: lines in, how many phrases out; None where spaCy is missing."""
    try:
        import spacy
        from spacy.language import Language
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None

    @Language.component("sentences_at_punctuation")
    def sentences(doc: Any) -> Any:
        ended = True
        for token in doc:
            token.is_sent_start = ended
            ended = token.text in {".", "!", "?", ";", "->"}
        return doc

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentences_at_punctuation")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    for what, lists in table.items():
        phrases = [phrase for listed in lists.values() for phrase in listed]
        matcher.add(what, [pipeline.make_doc(phrase) for phrase in phrases])
    return lambda texts: sum(len(matcher(doc)) for doc in pipeline.pipe(texts))


def seconds(read: Read, texts: Sequence[str]) -> float:
    """Processor seconds for one round."""
    start = time.process_time()
    read(texts)
    return time.process_time() - start


def readers(catalogue: Catalogue) -> dict[str, Read]:
    """Ours and, where it is installed, spaCy's, by name."""
    table = catalogue.phrases["stages/terms"]
    ours_and_theirs = {STAGES: ours(table), PHRASES: our_phrases(table), SPACY: spacys(table)}
    return {name: read for name, read in ours_and_theirs.items() if read} | {WHOLE: whole_answer(catalogue)}


def rates(by_name: Mapping[str, Read], texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Lines a second by each reader, in turns."""
    taken = [{name: seconds(read, texts) for name, read in by_name.items()} for _ in range(rounds)]
    return {name: [len(texts) / one[name] for one in taken] for name in by_name}


def figures(share: float) -> Iterator[Figure]:
    """Lines a second, the best of the rounds."""
    catalogue = load(None)
    texts = list(made_up(catalogue.phrases["stages/terms"], round(LINES * share)))
    found = rates(readers(catalogue), texts, max(1, round(ROUNDS * share)))
    theirs = max(found.get(SPACY, [0.0]))
    for name, values in found.items():
        ratio = (
            f"spaCy {theirs:,.0f}, ours {max(values) / theirs:.2f} times"
            if theirs and name == PHRASES
            else ""
        )
        span = f"{min(values):,.0f} to {max(values):,.0f}" if len(values) > 1 else ""
        yield Figure(f"Lines a second at best, {name}", f"{max(values):,.0f}", f"{len(texts):,}", span, ratio)


def main(paths: Sequence[str]) -> None:
    """Print how many lines of these files are read a second."""
    texts = list(from_files(paths))
    for name, values in rates(readers(load(None)), texts, ROUNDS).items():
        print(f"{name}: {max(values):,.0f} of {len(texts)} lines a second")


if __name__ == "__main__":
    main(sys.argv[1:])
