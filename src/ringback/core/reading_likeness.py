"""What an account tells in words that no cue knows, by what its sentences mean.

That the right answer is known by now, who rang, whether the slip was put right or noticed: people tell it in
passing and in ever new words ("I do two of those a week"). The reader hears it, from log-odds on that were
chosen on accounts which taught it nothing (`likeness.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ringback.core.catalogue import Catalogue
from ringback.core.document import Document, fold
from ringback.core.readings import Reading
from ringback.core.reasons import Reason

LEAST_ACCOUNT = 25
"""An account of fewer words tells nothing on the whole."""


def words_of(said: Sequence[str]) -> int:
    """How many words some sentences have."""
    return sum(len(sentence.split()) for sentence in said)


def like_readings(catalogue: Catalogue, documents: Sequence[Document]) -> Mapping[str, Reading]:
    """The fields that the accounts tell without a cue, each with its likeliest value.

    Some are told by one sentence, which is quoted; others by the account as a whole.
    """
    table = catalogue.phrases["likeness"]["reading"]
    accounts = [one.said for one in documents if one.kind == "account"]
    found: dict[str, Reading] = {}
    for field, value in _of_wholes(catalogue, accounts):
        found[field] = Reading(value, "implied", (_reason(table["says"][field]),))
    for field, value, quote in _of_sentences(catalogue, accounts):
        found[field] = Reading(value, "implied", (_reason(table["says"][field], quote),))
    return found


def _of_sentences(catalogue: Catalogue, accounts: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Of each field the value that a sentence tells most plainly, and the sentence."""
    table = catalogue.phrases["likeness"]["reading"]
    least_of, unless = table["least"], table["unless"]
    found: dict[str, tuple[float, str, str]] = {}
    for said in accounts:
        for quote, pulls in zip(said, catalogue.reader.sentences("readings", said), strict=True):
            for label, least in least_of.items():
                field, value = label.split(":")
                beyond = pulls[label] - least
                if label in unless and re.search(unless[label], fold(quote)):
                    continue
                if beyond >= 0 and (field not in found or beyond > found[field][0]):
                    found[field] = beyond, value, quote
    yield from ((field, value, quote) for field, (_, value, quote) in found.items())


def _of_wholes(catalogue: Catalogue, accounts: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Of each field the likeliest value on the whole, where it is one; "unknown" is none."""
    table = catalogue.phrases["likeness"]["reading"]["whole"]
    for said in accounts:
        if words_of(said) < LEAST_ACCOUNT:
            continue
        for field, (called, values) in table.items():
            told = catalogue.reader.whole("account", called, said)
            likeliest = max(told, key=told.__getitem__)
            if likeliest in values:
                yield field, likeliest


def _reason(says: str, quote: str | None = None) -> Reason:
    return Reason(says, rule="likeness/reading", sources=("judgement",), quote=quote)
