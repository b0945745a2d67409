"""What the odds are asked about: a contest, a slip in it, and what is known of both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from ringback.core.errors import NotInThisVersion, RingbackError

MOST_GATES = 3
MOST_CANDIDATES = 1000
_LINE_KEYS = frozenset({"id", "ranges", "now", "zone", "locale", "me"})


@dataclass(frozen=True, slots=True)
class Scenario:
    """One contest for one job, as the user stands in it.

    `reliabilities` are the stages' in order; `keep` is what each rank gate lets through
    (progressive_elimination, mixed), `pass_rate` the share above the pass mark (hit_or_miss). The slip at
    `botched_stage` took off `shortfall` SD and was marked down with chance `noticed`; where `glitch_share` is
    given, only that share of the shortfall was a glitch, and the rest is how such calls usually go. Or,
    reading "evidence", the score on file is `recorded` and `glitch_share` of its gap to the usual level was
    a glitch (half, if not told). Words are accepted with chance `acceptance` times `relay` and give back the
    share `rerating`; naming an unmarked slip costs `backfire` SD. `merit` is in SD of the pool. Answers are
    conditional on `passed_gates`; with `failed` they are zero.
    """

    rule: str
    candidates: int
    reliabilities: tuple[float, ...]
    keep: tuple[int, ...] = ()
    pass_rate: float | None = None
    botched_stage: int = 0
    shortfall: float = 1.0
    noticed: float = 0.6
    acceptance: float = 0.6
    rerating: float = 0.35
    backfire: float = 0.25
    proof_uptake: float = 0.3
    proof_reliability: float = 0.45
    carry: float = 0.5
    merit: float = 0.0
    passed_gates: int = 0
    file_open: float = 0.22
    reading: str = "intervention"
    recorded: float | None = None
    glitch_share: float | None = None
    failed: bool = False
    decline_rate: float = 0.0
    relay: float = 1.0
    combining_noise: float = 0.0

    def as_record(self) -> dict[str, Any]:
        """The scenario as one JSON object, which `from_record` reads back."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }


@dataclass(frozen=True, slots=True)
class ScenarioFault:
    """One field that cannot be used: which, what is wrong, and what would be right."""

    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy}"


class BadScenario(RingbackError):
    """A scenario with fields that cannot be used; `faults` lists every one."""

    code = "bad_scenario"

    def __init__(self, faults: tuple[ScenarioFault, ...]) -> None:
        self.faults = faults
        first, *rest = faults
        remedy = " ".join([first.remedy, *map(str, rest)])
        super().__init__(first.message, remedy, first.place)


class TooManyGates(RingbackError):
    """More rank gates than can be worked out exactly."""

    code = "too_many_gates"

    def __init__(self, gates: int) -> None:
        super().__init__(
            f"{gates} rank gates are more than the {MOST_GATES} that can be worked out.",
            f"Give the last {MOST_GATES}, with those left after the earlier ones as candidates.",
            "keep",
        )


def from_record(record: Mapping[str, Any]) -> Scenario:
    """A scenario from one JSON object; raises BadScenario naming every field that is missing or unknown."""
    given = {key: value for key, value in record.items() if key not in _LINE_KEYS}
    names = {field.name for field in fields(Scenario)}
    faults = [_unknown(key, names) for key in given if key not in names]
    faults += [
        ScenarioFault(field.name, "is missing.", f"Give {_NEEDED[field.name]}.")
        for field in fields(Scenario)
        if field.default is MISSING and field.name not in given
    ]
    if faults:
        raise BadScenario(tuple(faults))
    for name in ("reliabilities", "keep"):
        if isinstance(given.get(name), list):
            given[name] = tuple(given[name])
    scenario = Scenario(**given)
    check(scenario)
    return scenario


def check(scenario: Scenario) -> None:
    """Raise BadScenario, TooManyGates or NotInThisVersion if the odds cannot be worked out from this."""
    _refuse([*_shape_faults(scenario), *_number_faults(scenario)])
    if len(scenario.keep) > MOST_GATES:
        raise TooManyGates(len(scenario.keep))
    _refuse(_fit_faults(scenario))
    if scenario.rule == "mixed" and len(scenario.keep) > 1:
        raise NotInThisVersion(
            "A mixed rule with more than one rank gate",
            "Give the last gate, with those left before it as candidates.",
        )


def _refuse(faults: list[ScenarioFault]) -> None:
    if faults:
        raise BadScenario(tuple(faults))


def gates(scenario: Scenario) -> int:
    """How many gates stand before the final decision."""
    return {"cumulative": 0, "hit_or_miss": 1}.get(scenario.rule, len(scenario.keep))


def left_after(scenario: Scenario) -> tuple[int, ...]:
    """How many are in now, after each gate ahead, in order (behind a pass mark: as many as usually pass)."""
    gated: tuple[int, ...] = {
        "cumulative": (),
        "hit_or_miss": (max(round(scenario.candidates * (scenario.pass_rate or 1.0)), 1),),
    }.get(scenario.rule, scenario.keep)
    return (scenario.candidates, *gated)[scenario.passed_gates :]


_RULES = ("hit_or_miss", "progressive_elimination", "cumulative", "mixed")
_NEEDED = {
    "rule": f"one of {', '.join(_RULES)}",
    "candidates": f"how many are compared, the user among them, 1 to {MOST_CANDIDATES}",
    "reliabilities": "a list with one number above 0 and at most 0.99 for each stage, in order",
}
_LIMITS = {
    "shortfall": (0.0, 6.0),
    "noticed": (0.0, 1.0),
    "acceptance": (0.0, 1.0),
    "rerating": (0.0, 1.0),
    "backfire": (0.0, 6.0),
    "proof_uptake": (0.0, 1.0),
    "proof_reliability": (0.0, 0.99),
    "carry": (0.0, 1.0),
    "merit": (-4.0, 4.0),
    "file_open": (0.0, 1.0),
    "recorded": (-6.0, 6.0),
    "glitch_share": (0.0, 1.0),
    "decline_rate": (0.0, 1.0),
    "relay": (0.0, 1.0),
    "combining_noise": (0.0, 1.0),
}
_MAY_BE_ABSENT = ("recorded", "glitch_share")


def _unknown(key: str, names: set[str]) -> ScenarioFault:
    near = get_close_matches(key, sorted(names), n=1)
    return ScenarioFault(
        key, "is not a field of a scenario.", f"Did you mean {near[0]}?" if near else "Leave it out."
    )


def _shape_faults(scenario: Scenario) -> list[ScenarioFault]:
    faults = []
    if scenario.rule not in _RULES:
        faults.append(
            ScenarioFault("rule", f"{scenario.rule!r} is not a decision rule.", f"Give {_NEEDED['rule']}.")
        )
    if not (_whole(scenario.candidates) and 1 <= scenario.candidates <= MOST_CANDIDATES):
        faults.append(_not_usable("candidates", scenario.candidates, _NEEDED["candidates"]))
    if not (isinstance(scenario.reliabilities, tuple) and scenario.reliabilities):
        faults.append(_not_usable("reliabilities", scenario.reliabilities, _NEEDED["reliabilities"]))
    elif bad := [at for at, rho in enumerate(scenario.reliabilities) if not (_real(rho) and 0 < rho <= 0.99)]:
        faults += [
            _not_usable(
                f"reliabilities[{at}]", scenario.reliabilities[at], "a number above 0 and at most 0.99"
            )
            for at in bad
        ]
    if not (isinstance(scenario.keep, tuple) and all(_whole(k) and k >= 1 for k in scenario.keep)):
        faults.append(
            _not_usable("keep", scenario.keep, "a list of whole numbers from 1 up, one for each gate")
        )
    if scenario.reading not in ("intervention", "evidence"):
        faults.append(_not_usable("reading", scenario.reading, "intervention or evidence"))
    failed: object = scenario.failed
    if not isinstance(failed, bool):
        faults.append(_not_usable("failed", failed, "true or false"))
    return faults


def _number_faults(scenario: Scenario) -> list[ScenarioFault]:
    faults = []
    for name, (low, high) in _LIMITS.items():
        value = getattr(scenario, name)
        if value is None and name in _MAY_BE_ABSENT:
            continue
        if not (_real(value) and low <= value <= high):
            faults.append(_not_usable(name, value, f"a number from {low:g} to {high:g}"))
    counts = {"botched_stage": scenario.botched_stage, "passed_gates": scenario.passed_gates}
    return faults + [
        _not_usable(name, value, "a whole number from 0 up")
        for name, value in counts.items()
        if not (_whole(value) and value >= 0)
    ]


def _fit_faults(scenario: Scenario) -> list[ScenarioFault]:
    """Fields good in themselves that do not fit together."""
    faults = _gate_faults(scenario)
    stages = len(scenario.reliabilities)
    if scenario.botched_stage >= stages:
        remedy = f"Count stages from 0; the last of these is {stages - 1}."
        faults.append(ScenarioFault("botched_stage", f"there is no stage {scenario.botched_stage}.", remedy))
    if scenario.passed_gates > gates(scenario):
        remedy = f"Give at most {gates(scenario)}."
        faults.append(
            ScenarioFault("passed_gates", f"{scenario.rule} here has {gates(scenario)} gates.", remedy)
        )
    if scenario.reading == "evidence" and scenario.recorded is None:
        remedy = "Give the score on file in SD of the pool, below zero for a poor call."
        faults.append(ScenarioFault("recorded", "the evidence reading needs it.", remedy))
    return faults


def _gate_faults(scenario: Scenario) -> list[ScenarioFault]:
    if scenario.rule == "hit_or_miss":
        return _pass_mark_faults(scenario)
    if scenario.rule == "cumulative":
        return []
    stages, left = len(scenario.reliabilities), (scenario.candidates, *scenario.keep)
    faults = []
    if scenario.rule == "progressive_elimination" and (not scenario.keep or stages != len(scenario.keep) + 1):
        remedy = "Give one number for each stage but the last, which picks one."
        faults.append(
            ScenarioFault("keep", f"{len(scenario.keep)} gates do not fit {stages} stages.", remedy)
        )
    if scenario.rule == "mixed" and not 1 <= len(scenario.keep) < stages:
        remedy = "Give how many the first stage lets through, and at least one stage after it."
        faults.append(
            ScenarioFault("keep", f"{len(scenario.keep)} gates do not fit {stages} stages.", remedy)
        )
    if any(after >= before for before, after in pairwise(left)):
        remedy = "Each gate must let through fewer than came to it; leave out one that stops nobody."
        faults.append(ScenarioFault("keep", f"{list(left)} does not fall.", remedy))
    return faults


def _pass_mark_faults(scenario: Scenario) -> list[ScenarioFault]:
    faults = []
    if not (_real(scenario.pass_rate) and 0 < float(scenario.pass_rate or 0) < 1):
        faults.append(_not_usable("pass_rate", scenario.pass_rate, "the share who pass, above 0 and below 1"))
    if len(scenario.reliabilities) < 2:
        remedy = "Give two at least: the screen's and that of the decision among those who pass."
        faults.append(ScenarioFault("reliabilities", "one stage is only the screen.", remedy))
    return faults


def _not_usable(place: str, value: object, wanted: str) -> ScenarioFault:
    return ScenarioFault(place, f"{value!r} cannot be used.", f"Give {wanted}.")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _real(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
