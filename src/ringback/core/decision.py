"""How an employer decides: the decision rule as stated or plainly implied, and the chance of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.core.call import Call
from ringback.core.catalogue import Catalogue
from ringback.core.detectors.patterns import compiled
from ringback.core.document import Document, fold
from ringback.core.readings import Heard, Reading, hear, weigh
from ringback.core.reasons import Reason
from ringback.core.rule_likeness import like_rule
from ringback.core.sentences import split
from ringback.core.stages import COARSE, Stage

DECISION_RULES = ("hit_or_miss", "progressive_elimination", "cumulative", "mixed")

GATES = frozenset({"hit_or_miss", "progressive_elimination"})
"""The rules by which a stage can end it by itself."""
UNJUDGED = frozenset({"application", "reference_check", "offer"})
"""Stages at which nobody is interviewed or tested: they say nothing of how many decide."""
SEVERAL = 3
"""From so many judged stages on, a gate is taken for one of several; of two, it opens the second."""


@dataclass(frozen=True)
class Inference:
    """How likely each rule is (the chances sum to 1), and what moved them."""

    odds: Mapping[str, float]
    reasons: tuple[Reason, ...] = ()


def rule_odds(catalogue: Catalogue, rule: Reading, call: Call) -> dict[str, float]:
    """The chances alone: see `infer`."""
    return dict(infer(catalogue, rule, call).odds)


def infer(
    catalogue: Catalogue,
    rule: Reading,
    call: Call,
    documents: Sequence[Document] = (),
    stages: Sequence[Stage] = (),
    about: str | None = None,
) -> Inference:
    """How likely each rule is: what such a reading turned out to be, else base rates moved by what is known.

    Bayes' rule with one likelihood each for the stage, what came of it, how many stages there are and
    what kind of employer it is; base rates, likelihoods and shares are the catalogue's `rule_odds.toml`,
    their grounds beside them. `about` is the kind of the stage the newest text is about.
    """
    table = catalogue.phrases["rule_odds"]
    if rule.known:
        read = table["turned_out"].get(rule.basis, {}).get(rule.value)
        return Inference(dict(read) if read else _as_told(rule.value, table), rule.reasons)
    weights = dict(table["base"])
    reasons = []
    for likelihood, reason in _evidence(catalogue, call, documents, stages, about):
        weights = {name: weights[name] * likelihood.get(name, 1.0) for name in DECISION_RULES}
        reasons.append(reason)
    total = sum(weights.values())
    return Inference({name: weights[name] / total for name in DECISION_RULES}, tuple(reasons))


def _as_told(value: str, table: Mapping[str, Any]) -> dict[str, float]:
    """The chances of a rule that its owner was told: it has its share, the rest goes by the base rates."""
    share: float = table["told"]["share"]
    others = {name: table["base"][name] for name in DECISION_RULES if name != value}
    rest = (1 - share) / sum(others.values())
    return {name: share if name == value else others[name] * rest for name in DECISION_RULES}


def _evidence(
    catalogue: Catalogue,
    call: Call,
    documents: Sequence[Document],
    stages: Sequence[Stage],
    about: str | None,
) -> Iterator[tuple[Mapping[str, float], Reason]]:
    """Each piece of evidence that moves the chances: its likelihoods, and the reason as shown."""
    table = catalogue.phrases["rule_odds"]
    sources = tuple(table["rests_on"])
    stage = call.stage.value if call.stage.known else COARSE.get(about or "", "unknown")
    for field, value in (("stage", stage), ("status", call.status.value), ("count", _count(stages))):
        likelihood = table[field].get(value)
        if likelihood:
            says = table["says"][f"count_{value}" if field == "count" else value]
            yield likelihood, Reason(says, rule="rule_odds", sources=sources)
    heard = {one.cue.value: one for one in reversed(hear(catalogue.setting("sector"), documents))}
    for value, one in heard.items():
        yield table["sector"][value], one.reason


def _count(stages: Sequence[Stage]) -> str:
    judged = {stage.kind for stage in stages} - UNJUDGED
    return "one" if len(judged) == 1 else "many" if len(judged) >= SEVERAL else "unknown"


def decision_rule(
    catalogue: Catalogue, documents: Sequence[Document], stages: Sequence[Stage] = ()
) -> Reading:
    """The rule the texts state or plainly imply; a gate and a pooling together make it mixed.

    A cue may say only that there is a gate: with several judged stages that is one hurdle of several,
    else the one screen that decides. Where no cue tells, sentences that are like those which do may.
    """
    heard = _settled(hear(catalogue.setting("decision_rule"), documents), stages)
    strengths = {
        value: max(one.cue.strength for one in heard if one.cue.value == value) for value in _values(heard)
    }
    pooled = strengths.get("cumulative", 0)
    gated = max((strengths.get(value, 0) for value in GATES), default=0)
    if strengths.get("mixed") == 3 or (pooled == 3 and gated >= 2):
        telling = sorted(
            (one for one in heard if one.cue.strength >= 2),
            key=lambda one: (one.cue.value != "mixed", -one.cue.strength),
        )
        return Reading("mixed", "stated", tuple(one.reason for one in telling[:3]))
    told = weigh([one for one in heard if one.cue.strength >= 2])
    return told if told.known else like_rule(catalogue, documents)


def _values(heard: Sequence[Heard]) -> set[str]:
    return {one.cue.value for one in heard}


def _settled(heard: Sequence[Heard], stages: Sequence[Stage]) -> list[Heard]:
    """The cues with every bare gate as what it is here: one of several hurdles, or the one screen."""
    values = _values(heard)
    judged = {stage.kind for stage in stages} - UNJUDGED
    several = "progressive_elimination" in values or (len(judged) >= SEVERAL and "hit_or_miss" not in values)
    rule = "progressive_elimination" if several else "hit_or_miss"
    return [
        replace(one, cue=replace(one.cue, value=rule)) if one.cue.value == "gate" else one for one in heard
    ]


def question(catalogue: Catalogue, rule: Reading, stages: Sequence[Stage]) -> str | None:
    """The question whose answer would settle the rule, as a candidate can put it; None if it is stated."""
    if rule.basis in {"stated", "told"}:
        return None
    asks: Mapping[str, str] = catalogue.phrases["rule_odds"]["question"]
    if any(stage.when == "next" for stage in stages):
        return asks["next_known"]
    return asks["one_stage" if _count(stages) == "one" else "several"]


def with_roles(stages: Sequence[Stage], catalogue: Catalogue, texts: Mapping[str, str]) -> tuple[Stage, ...]:
    """The stages with what their own sentence says of them: a gate and how it cuts, or a part of the whole.

    `texts` are the sources by name, which the stages' places refer to.
    """
    table = catalogue.phrases["rule_odds"]["roles"]
    telling = compiled((*table["gate"], *table["contributor"]))
    sentences = {name: (text, split(text)) for name, text in texts.items() if telling.search(fold(text))}
    return tuple(_with_role(stage, table, sentences.get(stage.source)) for stage in stages)


def _with_role(stage: Stage, table: Mapping[str, Any], source: Any) -> Stage:
    if source is None:
        return stage
    text, spans = source
    around = next((span for span in spans if span.start <= stage.start < span.end), None)
    if around is None:
        return stage
    said = fold(text[around.start : around.end])

    def tells(key: str) -> bool:
        return compiled(tuple(table[key])).search(said) is not None

    if tells("contributor"):
        return replace(stage, role="contributor")
    if tells("gate"):
        return replace(
            stage, role="gate", cut="top_n" if tells("top_n") else "pass_mark" if tells("pass_mark") else None
        )
    return stage
