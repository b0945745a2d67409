"""Facts: true statements of the user's own, each with the place it came from. Drafts claim nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document, Passage, any_of, fold, of_transcript
from ringback.core.heard import heard_unclearly
from ringback.core.readings import Heard, hear
from ringback.core.sentences import Span
from ringback.core.transcript import from_account

if TYPE_CHECKING:
    from ringback.core.debrief import Finding

Kind = Literal[
    "experience", "reason", "proof", "answer", "preference", "standard", "logistics", "people", "event"
]
KINDS: tuple[str, ...] = get_args(Kind)
"""`standard`: how they usually do. `event`: what happened in the call. `answer`: the mended one."""

_BREAK = re.compile(
    r"[;!?()]|(?<!\d)\"|\"(?! \w)|:\s|\s-+\s|\s\.\.+|…"
    r"|,?(?<!\bor)\s(?:but|because|whereas|yet|so)\b|,\s(?:then|as|since|while|though|although)\b"
    r"|,\s(?:and |but )?in (?:truth|reality|fact)\b"
    r"|,\swhich\b|(?<!\bto)(?<!\bof)(?<!about)(?<!say)(?<!tell)(?<!know)(?<!name)(?<!recall)(?<!explain)"
    r"(?<!remember)(?<!describe)\swhich\b"
    r"|,\s(?:and |or )?(?:i|he|she|they|it|we|you|that's|it's|my|the|then)\b"
    r"|\sand (?:i|i'm|i've|i'd|he|she|they|it|we|you|then|so|my|the|that|there)\b"
    r"|(?:,|,?\sand)\s(?=(?:way|well|far|miles|a long way|considerably) "
    r"(?:below|beneath|short of|under|worse than)\b)"
    r"|\sfor (?:an?|the|my|our) (?:[\w-]+ ){0,2}(?:interview|call|screen)\b"
)
_BREAK_OF_A_CLAIM = re.compile(
    r"[;!?()]|(?<!\d)\"|\"(?! \w)|:\s|\s-+\s|…|,\sand (?:then|he|she|they|it|we|you)\b"
)
_PART = re.compile(r"[;:,()]|\s-+\s|\b(?:and|but|so|because|as|since|while)\b")
MOST_PER_CUE = 40
"""Places of one cue in one text that are looked at; more of the same adds no fact worth having."""
REACH = 500
"""Characters of its sentence to either side of a cue that can take it back; messy text may never end one."""

_COMPARED = re.compile(r"\b(?:than|below what|short of what|under what|nothing like)\b[^,;]*")
"""What follows only measures the claim; it neither reports it nor takes it back."""

_TRIM = " \t\r\n.,;:-–—"
_PARAGRAPH = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_QUOTATIONS = (
    (re.compile(r'(?<!\d)"'), re.compile('"')),
    (re.compile("\u201c"), re.compile("\u201d")),
    (re.compile("\u00ab"), re.compile("\u00bb")),
    (
        re.compile(
            r"(?<![\w'\u2018\u2019])['\u2018\u2019](?!(?:cause|cos|coz|cuz|til|till|em|bout|twas|tis|\d\ds?)\b)(?=\w|$)",
            re.IGNORECASE,
        ),
        re.compile(r"(?<=[\w.,!?])['\u2019](?!\w)"),
    ),
)
"""What opens and closes the words of others: no inch mark, no apostrophe for letters left out ('cause)."""
_LEAD_IN = re.compile(r"(?:what )?(?:i|my)\b[\w' ]{0,40}(?: -|[:,])? ?$")
_WHOLE = ("proof", "answer")
_CHOICES = ("yes", "y", "n", "unknown")


@dataclass(frozen=True, slots=True)
class Fact:
    """One true statement. `text` is the user's own clause, `quote == source_text[start:end]` where it stands.

    `provenance` is told (their account or typed answer), found (a transcript, the employer's mail, a
    CV) or proposed; `source` names the document, or the question that was answered. `origin` is read
    (in the texts of the case), added (by its owner) or imported (from a CV). `state` is kept, removed
    (by its owner) or gone (its text no longer gives it); only what is kept is used.
    """

    number: int
    kind: str
    text: str
    provenance: str
    confirmed: bool
    quote: str
    source: str
    start: int
    end: int
    origin: str = "read"
    state: str = "kept"


def usable(fact: Fact) -> bool:
    """Whether a draft may rest on it: told, or confirmed since."""
    return fact.provenance == "told" or fact.confirmed


def telling(facts: Sequence[Fact], findings: Sequence[Finding]) -> tuple[int, ...]:
    """The numbers of the facts told in the same words as findings, in the order of the findings."""
    told = [
        fact.number
        for finding in findings
        for fact in facts
        if fact.source == finding.source and fact.start < finding.end and finding.start < fact.end
    ]
    return tuple(dict.fromkeys(told))


def find_facts(
    documents: Sequence[Document], answers: Mapping[str, str], catalogue: Catalogue
) -> tuple[Fact, ...]:
    """Every fact in the texts and the typed answers, numbered from 1 in the order in which they stand.

    `answers` maps a question's id to what was typed. What is asked, denied, imagined, hedged,
    quoted or said by somebody else is left out.
    """
    found = [*_in_documents(documents, catalogue), *_in_answers(answers, catalogue)]
    return tuple(replace(fact, number=number) for number, fact in enumerate(found, 1))


def _guard(catalogue: Catalogue, name: str) -> re.Pattern[str]:
    return any_of(tuple(catalogue.phrases["phrases/not_facts"][name]))


def _in_documents(documents: Sequence[Document], catalogue: Catalogue) -> Iterator[Fact]:
    place = {id(document): n for n, document in enumerate(documents)}
    read = [document for document in documents if document.kind != "draft"]
    found = [
        (place[id(heard.document)], _fact(heard))
        for heard in _first_of_each(hear(catalogue.setting("fact"), read))
        if heard.hit.passage.role == _speaker(heard.document) and asserted(heard, catalogue)
    ]
    found = [row for row in found if not heard_unclearly(row[1].quote)]
    found.sort(key=lambda row: (row[0], row[1].start, row[1].kind == "answer", -row[1].end))
    yield from _apart(found)


def _first_of_each(found: Sequence[Heard]) -> Iterator[Heard]:
    counts: Counter[tuple[int, str]] = Counter()
    for heard in found:
        key = (id(heard.document), heard.cue.id)
        counts[key] += 1
        if counts[key] <= MOST_PER_CUE:
            yield heard


def _sentence(heard: Heard) -> Span:
    """The sentence that holds the cue, as far as it matters."""
    hit = heard.hit
    whole = hit.passage.sentence_at(hit.start)
    start, end = max(whole.start, hit.start - REACH), min(whole.end, hit.end + REACH)
    return Span(start, max(end, hit.end))


def _speaker(document: Document) -> str:
    return "employer" if document.kind == "message" else "candidate"


def _apart(found: Sequence[tuple[int, Fact]]) -> Iterator[Fact]:
    """Where two facts share words, the first; of two that start together the longer, an answer last."""
    at, until = -1, 0
    for place, fact in found:
        if place != at or fact.start >= until:
            yield fact
            at, until = place, fact.end


def _bounds(heard: Heard) -> tuple[int, int]:
    """Where the clause stands in its passage: from the cue's first word to the end of the clause."""
    passage = heard.hit.passage
    sentence = _sentence(heard)
    ends = _BREAK_OF_A_CLAIM if heard.cue.value in _WHOLE else _BREAK
    stop = ends.search(passage.folded, heard.hit.end, sentence.end)
    if stop and stop[0] == '"' and heard.cue.settings.get("reports"):
        closes = passage.folded.find('"', stop.end(), sentence.end) + 1
        stop = ends.search(passage.folded, closes or stop.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    text = passage.turn.text[heard.hit.start : end]
    return heard.hit.start, heard.hit.start + len(text.rstrip(_TRIM))


def asserted(heard: Heard, catalogue: Catalogue) -> bool:
    """Whether the teller states it as so, in their own voice.

    A cue that `reports` ("what I should have said is ...") gives words to be judged only by what
    stands before them; one that does so `beside` what was said ("I said ..., it's ...") may follow that.
    """
    passage, hit = heard.hit.passage, heard.hit
    sentence = _sentence(heard)
    end = sentence.end
    folded = passage.folded
    if heard.cue.settings.get("reports"):
        before = _LEAD_IN.sub("", folded[sentence.start : hit.start])
        asked = folded[sentence.start : end].rstrip().endswith("?")
        guards = ("sentence",) if heard.cue.settings.get("beside") else ("sentence", "told")
        return not asked and not _barred(before, guards, catalogue) and not _quoted(passage, hit.start)
    if _guard(catalogue, "sentence").search(folded, sentence.start, end) or _reported(heard, catalogue):
        return False
    before = folded[_part_start(folded, sentence.start, hit.start) : hit.start]
    if _guard(catalogue, "before").search(before) or _joined(catalogue, folded[sentence.start : hit.start]):
        return False
    if _guard(catalogue, "after").search(_claim(heard), hit.end - hit.start):
        return False
    following = folded[sentence.end : sentence.end + 100].lstrip()[:80]
    return not _guard(catalogue, "retracted").search(following) and not _quoted(passage, hit.start)


def _barred(before: str, guards: Sequence[str], catalogue: Catalogue) -> bool:
    return any(_guard(catalogue, name).search(before) for name in guards)


def _reported(heard: Heard, catalogue: Catalogue) -> bool:
    """Whether somebody tells or thinks it: before the clause, within it, or right after it."""
    passage = heard.hit.passage
    sentence = _sentence(heard)
    before = passage.folded[sentence.start : heard.hit.start]
    if _guard(catalogue, "told").search(before + _claim(heard)):
        return True
    until = _bounds(heard)[1]
    comma = passage.folded.rfind(",", heard.hit.end, until)
    ends = (passage.folded[at : sentence.end] for at in (until, comma) if at >= 0)
    return any(_guard(catalogue, "attributed").search(end) for end in ends)


def _claim(heard: Heard) -> str:
    """The folded clause with what it is only compared to left blank."""
    clause = heard.hit.passage.folded[heard.hit.start : _bounds(heard)[1]]
    return _COMPARED.sub(lambda compared: " " * len(compared[0]), clause)


def _joined(catalogue: Catalogue, before: str) -> bool:
    """Whether the words right before tie the clause to another subject: "she and", "either ... or"."""
    return bool(_guard(catalogue, "joined").search(before[-40:]))


def _part_start(folded: str, start: int, end: int) -> int:
    return max((match.end() for match in _PART.finditer(folded, start, end)), default=start)


def _quoted(passage: Passage, at: int) -> bool:
    """Whether the place lies within quotation marks."""
    before = _PARAGRAPH.split(passage.turn.text[:at])[-1]
    return any(_left_open(before, opens, closes) for opens, closes in _QUOTATIONS)


def _left_open(text: str, opens: re.Pattern[str], closes: re.Pattern[str]) -> bool:
    """Whether the last quotation that opens in the text isn't closed in it."""
    opened = opens.search(text)
    while opened and (closed := closes.search(text, opened.end())):
        opened = opens.search(text, closed.end())
    return opened is not None


def _fact(heard: Heard) -> Fact:
    start, end = _bounds(heard)
    first, last = heard.hit.passage.turn.locate(start, end)
    quote = heard.document.text[first:last]
    told = heard.document.kind == "account"
    return Fact(
        number=0,
        kind=heard.cue.value,
        text=" ".join(quote.split()),
        provenance="told" if told else "found",
        confirmed=False,
        quote=quote,
        source=heard.document.source,
        start=first,
        end=last,
    )


def kind_of_question(question_id: str, catalogue: Catalogue) -> str | None:
    """The kind of fact that the answer to a question is, or None where it fills something else."""
    question = catalogue.questions.get(question_id)
    fills = question.fills if question else question_id
    named = re.split(r"[./:_ ]", fills)
    return next((kind for kind in KINDS if kind in named), None)


def _in_answers(answers: Mapping[str, str], catalogue: Catalogue) -> Iterator[Fact]:
    for question_id, answer in answers.items():
        kind = kind_of_question(question_id, catalogue)
        text = answer.strip()
        if kind and text and why_not(kind, text, catalogue) is None:
            start = answer.index(text)
            yield Fact(
                0, kind, " ".join(text.split()), "told", True, text, question_id, start, start + len(text)
            )


def why_not(kind: str, text: str, catalogue: Catalogue) -> str | None:
    """Why typed words are no fact of a kind; None where they state one.

    One of empty, not_stated, anothers, and the headings of `phrases/typed.toml`. A mended answer may ask,
    imagine and deny: it says what its owner would say now. What went wrong and why may deny.
    """
    folded = fold(text.strip())
    if _guard(catalogue, "empty").search(folded) or folded in _CHOICES or not re.search(r"\w", folded):
        return "empty"
    passage = of_transcript(from_account("typed", text)).passages[0]
    sentences = [passage.folded[span.start : span.end].strip() for span in passage.sentences]
    faults = (_typed_fault(kind, sentence, catalogue) for sentence in sentences if sentence)
    return next((fault for fault in faults if fault), None)


def _typed_fault(kind: str, sentence: str, catalogue: Catalogue) -> str | None:
    """What keeps one typed sentence, folded, from being stated by its teller of themself."""
    if kind == "proof" and any_of(tuple(catalogue.phrases["phrases/reading"]["anothers"])).search(sentence):
        return "anothers"
    heard = hear(catalogue.setting("fact"), (of_transcript(from_account("typed", sentence)),))
    stated: dict[str, bool] = {}
    for one in heard:
        if one.cue.value != "answer":
            stated[one.cue.value] = stated.get(one.cue.value, False) or asserted(one, catalogue)
    typed: Mapping[str, Mapping[str, Sequence[str]]] = catalogue.phrases["phrases/typed"]
    for fault, patterns in typed.items():
        allowed = kind in patterns["not_in"] or (fault == "denies" and stated.get(kind))
        if not allowed and any_of(tuple(patterns["any_of"])).search(sentence):
            return fault
    return "not_stated" if kind != "answer" and stated and not any(stated.values()) else None
