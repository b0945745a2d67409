"""A draft of a kept report, reworded by a language model as far as the gate lets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ringback.catalogue import word_lists
from ringback.core.catalogue import Catalogue
from ringback.core.ground import Lexicon, lexicon
from ringback.core.hand_over import not_called_for
from ringback.core.moves import Asked, document_of
from ringback.core.proposals import LanguageModel
from ringback.core.review import review
from ringback.core.reword import Own, Reworded, reword

SCHEMA = "ringback/reword/1"

Record = Mapping[str, Any]


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """The gate's words: the catalogue's, with the lists taken from WordNet."""
    return lexicon(catalogue.phrases["phrases/gate"], **word_lists())


def draft_of(report: Record, kind: str | None, case: str) -> Record:
    """The draft of a kind, or the first. Raises NoSuchDraft."""
    drafts: Sequence[Record] = report["drafts"]
    found = next((draft for draft in drafts if kind in (None, draft["kind"])), None)
    if found is None:
        raise not_called_for(kind, drafts, case)
    return found


def freely(draft: Record) -> Own:
    """A draft of which every sentence may be reworded."""
    return Own(draft["text"], tuple((one["text"], one["move"]) for one in draft["sentences"]))


def keeping_facts(draft: Record) -> Own:
    """A draft of which the sentences that say what its owner told stay word for word, and those with a gap.

    In a report of an earlier version every sentence counts as one.
    """
    kept = (one["text"] for one in draft["sentences"] if one.get("told", True) or one["gap"])
    return replace(freely(draft), kept=tuple(dict.fromkeys(kept)))


def reworded(
    report: Record, draft: Record, own: Own, tone: str, model: LanguageModel, catalogue: Catalogue
) -> Reworded:
    """A draft of a report in other words. The facts that go along are those its owner told or confirmed."""
    against = _faults(report, draft, catalogue)
    known = frozenset(against(draft["text"]))
    return reword(
        model,
        own,
        tuple(_facts(report)),
        tone,
        lexicon_of(catalogue),
        lambda text: [fault for fault in against(text) if fault not in known],
    )


def _faults(report: Record, draft: Record, catalogue: Catalogue) -> Callable[[str], Sequence[str]]:
    """What the reviewer has against a text, as it would of the draft itself."""
    noticed = report["readings"]["noticed"]["value"]

    def faults(text: str) -> Sequence[str]:
        found = review(catalogue, document_of(Asked(text, draft["form"], noticed=noticed), catalogue))
        return tuple(dict.fromkeys(one.says for one in found.findings if one.weight in ("stop", "mend")))

    return faults


def _facts(report: Record) -> Iterator[str]:
    for fact in report["facts"]:
        if fact["provenance"] == "told" or fact["confirmed"]:
            yield fact["text"]


def as_record(
    case: str, draft: Record, own: Own, tone: str, found: Reworded, catalogue: Catalogue
) -> dict[str, Any]:
    """A rewording as it is printed in JSON."""
    says: Mapping[str, str] = catalogue.phrases["phrases/gate"]["because"]
    return {
        "schema": SCHEMA,
        "case": case,
        "draft": draft["kind"],
        "tone": tone,
        "model": found.model,
        "host": found.host,
        "kept": None if own.kept is None else list(own.kept),
        "own": found.own,
        "why": found.why,
        "text": found.text,
        "struck": [
            {
                "text": one.text,
                "because": [
                    {"sort": why.sort, "words": why.words, "says": says[why.sort]}
                    for why in dict.fromkeys(one.because)
                ],
            }
            for one in found.struck
        ],
        "review": list(found.review),
    }
