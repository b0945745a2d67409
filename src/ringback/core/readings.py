"""Reading one field from words: the cues that were heard, the value they point to, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ringback.core.catalogue import Catalogue, Cue
from ringback.core.detectors import DETECTORS
from ringback.core.detectors.sieve import Sieve
from ringback.core.document import Document, Hit
from ringback.core.reasons import Reason

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of one field. `basis`: told (answered), stated, implied, assumed, or none (value unknown)."""

    value: str = UNKNOWN
    basis: str = "none"
    reasons: tuple[Reason, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything says so."""
        return self.value != UNKNOWN

    @property
    def quote(self) -> str | None:
        """The first quoted words it rests on."""
        return next((reason.quote for reason in self.reasons if reason.quote), None)


@dataclass(frozen=True, slots=True)
class Heard:
    """One cue heard at one place."""

    cue: Cue
    document: Document
    hit: Hit

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in code points into the text of its document."""
        return self.hit.span

    @property
    def sentence(self) -> tuple[int, int, int]:
        """Which sentence it stands in, as one to compare with others of these texts."""
        passage = self.hit.passage
        return id(self.document), passage.index, passage.sentence_at(self.hit.start).start

    @property
    def quote(self) -> str:
        """The words themselves."""
        start, end = self.span
        return self.document.text[start:end]

    @property
    def reason(self) -> Reason:
        """What this cue says, with the clause it stands in and its ground."""
        sources = tuple(ground.source for ground in self.cue.rests_on)
        start, end = self.hit.clause
        return Reason(self.cue.says, rule=self.cue.id, sources=sources, quote=self.document.text[start:end])


def suits(needs: str, document: Document) -> bool:
    """Whether an entry that needs a kind of text may look at this document."""
    return needs in ("any", document.kind)


_SIEVES: dict[tuple[int, ...], Sieve[Cue]] = {}


def _sieve(cues: tuple[Cue, ...]) -> Sieve[Cue]:
    """The sieve of these very cues; it keeps them alive, so their ids stay theirs."""
    key = tuple(map(id, cues))
    return _SIEVES.setdefault(key, Sieve(cues))


def hear(cues: Iterable[Cue], documents: Sequence[Document]) -> tuple[Heard, ...]:
    """Every place where one of the cues is heard, in the order of the texts."""
    sieve = _sieve(tuple(cues))
    found = [
        Heard(cue, document, hit)
        for document in documents
        for cue in sieve.left(document)
        if suits(cue.needs, document)
        for hit in DETECTORS[cue.detector](document, cue.settings)
    ]
    place = {id(document): n for n, document in enumerate(documents)}
    return tuple(sorted(found, key=lambda heard: (place[id(heard.document)], heard.span)))


def weigh(heard: Sequence[Heard]) -> Reading:
    """The value the strongest cue points to; between equals the employer's own word, then the later.

    Before "later" comes what more sentences tell; several cues in one sentence tell it once.
    """
    if not heard:
        return Reading()
    by_value: dict[str, list[Heard]] = {}
    for one in heard:
        by_value.setdefault(one.cue.value, []).append(one)

    def weight(value: str) -> tuple[int, bool, int, int]:
        cues = by_value[value]
        strongest = max(h.cue.strength for h in cues)
        theirs = any(h.document.kind == "message" for h in cues if h.cue.strength == strongest)
        return strongest, theirs, len({h.sentence for h in cues}), heard.index(cues[-1])

    value = max(by_value, key=weight)
    first = {one.cue.id: one for one in reversed(by_value[value])}
    strongest = sorted(first.values(), key=lambda h: (-h.cue.strength, h.span))
    basis = _basis(value, strongest[0].cue.strength)
    return Reading(value, basis, tuple(one.reason for one in strongest[:3]))


def _basis(value: str, strength: int) -> str:
    if value == UNKNOWN:
        return "none"
    return "stated" if strength == 3 else "implied"


def read_field(name: str, catalogue: Catalogue, documents: Sequence[Document]) -> Reading:
    """One field of what is known, from every text."""
    return weigh(hear(catalogue.setting(name), documents))
