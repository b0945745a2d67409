"""A draft of a kept report, reworded by a language model as far as the gate lets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ringback.catalogue import word_lists
from ringback.core.catalogue import Catalogue
from ringback.core.courtesies import Draft, reword_courtesies
from ringback.core.ground import Lexicon, lexicon
from ringback.core.hand_over import not_called_for
from ringback.core.line_gate import Doubt
from ringback.core.moves import Asked, document_of
from ringback.core.proposals import LanguageModel
from ringback.core.review import review
from ringback.core.reword import Own, Reworded, reword
from ringback.core.unfounded import Unfounded

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


def doubt_of(catalogue: Catalogue) -> Doubt:
    """What refuses the rewordings of courtesies."""
    return Doubt(catalogue.likeness["lines"], catalogue.phrases["likeness"]["line"]["least"])


def courtesies_of(draft: Record) -> tuple[str, ...]:
    """The sentences of a draft that may be reworded: those that say nothing its owner told and have no gap.

    Greeting and close are left out. In a report of an earlier version every sentence counts as told.
    """
    return tuple(
        one["text"]
        for one in draft["sentences"]
        if not one.get("told", True) and not one["gap"] and one["move"] not in ("greeting", "close")
    )


def courtesies_reworded(
    report: Record, draft: Record, tone: str, model: LanguageModel, catalogue: Catalogue
) -> Reworded:
    """A draft of a report with its courtesies in other words. No fact goes along."""
    return reword_courtesies(
        model,
        Draft(draft["text"], tuple(one["text"] for one in draft["sentences"]), courtesies_of(draft)),
        tone,
        lexicon_of(catalogue),
        doubt_of(catalogue),
        _new_faults(report, draft, catalogue),
    )


def reworded(
    report: Record, draft: Record, tone: str, model: LanguageModel, catalogue: Catalogue
) -> Reworded:
    """A whole draft of a report in other words, with the facts that its owner told or confirmed."""
    own = Own(draft["text"], tuple((one["text"], one["move"]) for one in draft["sentences"]))
    words, against = lexicon_of(catalogue), _new_faults(report, draft, catalogue)
    return reword(model, own, tuple(_facts(report)), tone, words, against)


def _new_faults(report: Record, draft: Record, catalogue: Catalogue) -> Callable[[str], Sequence[str]]:
    """What the reviewer has against a text and not against the draft itself."""
    against = _faults(report, draft, catalogue)
    known = frozenset(against(draft["text"]))
    return lambda text: [fault for fault in against(text) if fault not in known]


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
    case: str, draft: Record, tone: str, found: Reworded, catalogue: Catalogue, *, facts_too: bool
) -> dict[str, Any]:
    """A rewording as it is printed in JSON.

    `struck` are sentences of the model's that aren't used; `stays`, the own one in the place of each, if any.
    """
    says: Mapping[str, str] = catalogue.phrases["phrases/gate"]["because"]
    return {
        "schema": SCHEMA,
        "case": case,
        "draft": draft["kind"],
        "tone": tone,
        "model": found.model,
        "host": found.host,
        "facts_too": facts_too,
        "own": found.own,
        "why": found.why,
        "text": found.text,
        "struck": [
            {"text": one.text, "stays": one.stays, "because": list(_because(one.because, says))}
            for one in found.struck
        ],
        "review": list(found.review),
    }


def _because(because: Iterable[Unfounded], says: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for why in dict.fromkeys(because):
        yield {"sort": why.sort, "words": why.words, "says": says[why.sort]}
