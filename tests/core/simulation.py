"""The judge of the odds: the contests of the model, drawn and played out, every candidate in each of them.

Nothing of the program is used but the scenario, and nothing is worked out that can be drawn: merits, scores,
whether the slip was marked down, words accepted, a proof taken up and the file still open. The clean call,
the untouched record and every repair are played against the same rivals (common random numbers), so that
what a repair adds is a difference within each play. Given gates that were passed, only the plays that pass
them count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ringback.core.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CHANCES = ("clean", "untouched", "words", "proof", "words_and_proof")
REPAIRS = CHANCES[2:]
DRAWN_AT_ONCE = 1_500_000
"""Scores of rivals held at a time: 12 MB."""


class Estimate(NamedTuple):
    """A mean over plays and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class Judgement:
    """What the plays came to.

    `chance` is by the names in CHANCES, `gain` by those in REPAIRS; `noticed` is among the plays that passed;
    `passed` is how many of `plays` did with the record as it stands.
    """

    chance: dict[str, Estimate]
    gain: dict[str, Estimate]
    noticed: Estimate
    passed: int
    plays: int


@dataclass(frozen=True)
class Field:
    """The rivals of n plays: the bar of a gate before the final (n,), and at each decision their values
    (n, rivals), minus infinity for one who is out.
    """

    bar: Floats
    rounds: tuple[Floats, ...]


@dataclass(frozen=True)
class User:
    """The user in n plays, and how the dice fell for a repair: scores (n, stages), the rest (n,)."""

    clean: Floats
    record: Floats
    clean_task: Floats
    task: Floats
    talk: Floats
    marked: Flags
    accepted: Flags
    taken: Flags
    open: Flags


@dataclass(frozen=True)
class File:
    """What lies before those who decide: the user's scores, how much of the slip's stage counts, the task.

    `at_gate` is what a gate before the final saw: nothing said later can change it.
    """

    scores: Floats
    at_gate: Floats
    counts: Floats
    task: Floats
    proven: Flags
    talk: Floats


def simulate(scenario: Scenario, plays: int, seed: int = 20261122) -> Judgement:
    """The chances and gains of a scenario over this many plays."""
    random = np.random.default_rng(seed)
    sums = np.zeros(2 * (len(CHANCES) + len(REPAIRS)))
    passed = clean_passed = marked = 0
    for n in _batches(scenario, plays):
        field, user = _rivals(scenario, n, random), _user(scenario, n, random)
        clean, through = _play(scenario, field, _clean(user))
        clean = clean[through]
        results = [_play(scenario, field, file) for file in _files(scenario, user)]
        stays = results[0][1]
        untouched, *repaired = (won[stays] for won, _ in results)
        columns = [clean, untouched, *repaired, *(each - untouched for each in repaired)]
        sums += [total for each in columns for total in (each.sum(), (each**2).sum())]
        clean_passed += clean.size
        passed += untouched.size
        marked += user.marked[stays].sum()
    counts = (clean_passed, *[passed] * (len(columns) - 1))
    found = [
        _estimate(total, squares, n) for total, squares, n in zip(sums[::2], sums[1::2], counts, strict=True)
    ]
    return Judgement(
        dict(zip(CHANCES, found[:5], strict=True)),
        dict(zip(REPAIRS, found[5:], strict=True)),
        _estimate(marked, marked, passed),
        passed,
        plays,
    )


def _estimate(total: float, squares: float, n: int) -> Estimate:
    """The mean and its error. One play more of size 1 counts: what was never seen has an error too."""
    if n == 0:
        return Estimate(math.nan, math.inf)
    mean = total / n
    return Estimate(mean, math.sqrt(((squares + 1) / n - mean**2) / n))


def _batches(scenario: Scenario, plays: int) -> Iterator[int]:
    most = max(1, DRAWN_AT_ONCE // (scenario.candidates * len(scenario.reliabilities)))
    for start in range(0, plays, most):
        yield min(most, plays - start)


def _rivals(scenario: Scenario, n: int, random: np.random.Generator) -> Field:
    rho = np.array(scenario.reliabilities)
    shape = (n, scenario.candidates - 1)
    merit = random.standard_normal(shape)
    scores = random.standard_normal((*shape, rho.size)) * np.sqrt(1 - rho)
    scores += merit[..., None] * np.sqrt(rho)
    return _field(scenario, scores, np.sqrt(scenario.combining_noise) * random.standard_normal(shape))


def _user(scenario: Scenario, n: int, random: np.random.Generator) -> User:
    rho, task = np.array(scenario.reliabilities), scenario.proof_reliability
    merit = scenario.merit + random.standard_normal(n)
    noise = random.standard_normal((n, rho.size)) * np.sqrt(1 - rho)
    task_noise = random.standard_normal(n) * np.sqrt(1 - task)
    clean = np.sqrt(rho) * merit[:, None] + noise
    accepted, taken, still_open, marked = (
        random.random(n) < chance
        for chance in (
            scenario.acceptance * scenario.relay,
            scenario.proof_uptake,
            scenario.file_open,
            scenario.noticed,
        )
    )
    at = scenario.botched_stage
    shown = merit
    if scenario.reading == "evidence":
        shown = _merit_given(scenario, float(rho[at]), random.standard_normal(n))
        record = np.sqrt(rho) * shown[:, None] + noise
        record[:, at] = scenario.recorded
    else:
        record = clean.copy()
        record[:, at] -= scenario.shortfall * marked
    return User(
        clean=clean,
        record=record,
        clean_task=np.sqrt(task) * merit + task_noise,
        task=np.sqrt(task) * shown + task_noise,
        talk=np.sqrt(scenario.combining_noise) * random.standard_normal(n),
        marked=marked,
        accepted=accepted,
        taken=taken,
        open=still_open,
    )


def _merit_given(scenario: Scenario, rho: float, standard: Floats) -> Floats:
    """Merit drawn given the score that the slip's stage would have had without the glitch."""
    assert scenario.recorded is not None
    share = 0.5 if scenario.glitch_share is None else scenario.glitch_share
    usual = math.sqrt(rho) * scenario.merit
    natural = scenario.recorded + share * (usual - scenario.recorded)
    return scenario.merit + math.sqrt(rho) * (natural - usual) + math.sqrt(1 - rho) * standard


def _clean(user: User) -> File:
    no = np.zeros_like(user.marked)
    return File(user.clean, user.clean, np.ones(no.size), user.clean_task, no, user.talk)


def _files(scenario: Scenario, user: User) -> Iterator[File]:
    """The record untouched, then after each of the repairs."""
    no = np.zeros_like(user.marked)
    heard, shown = _words_count(scenario, user), user.taken & _proof_counts(scenario, user)
    for said, proven in ((no, no), (heard, no), (no, shown), (heard, shown)):
        scores, counts = user.record, np.ones(no.size)
        if scenario.reading == "evidence":
            counts = 1 - scenario.rerating * (said & user.accepted)
        else:
            scores = scores.copy()
            lifted = scenario.rerating * scenario.shortfall * (user.marked & user.accepted)
            scores[:, scenario.botched_stage] += said * (lifted - scenario.backfire * ~user.marked)
        yield File(scores, user.record, counts, user.task, proven, user.talk)


def _words_count(scenario: Scenario, user: User) -> Flags:
    """Whether words come before a decision that uses the record; where each stage stands alone, few do."""
    if scenario.rule != "progressive_elimination":
        return np.ones_like(user.marked)
    return user.open & (scenario.botched_stage >= scenario.passed_gates)


def _proof_counts(scenario: Scenario, user: User) -> Flags:
    """A proof is one score more at the next decision; after the last stage it needs the file still open."""
    last = len(scenario.reliabilities) - 1
    late = scenario.rule == "progressive_elimination" and scenario.botched_stage == last
    return user.open if late else np.ones_like(user.marked)


def _field(scenario: Scenario, scores: Floats, talk: Floats) -> Field:
    """What the rivals bring to each decision that the user lives to see."""
    if scenario.rule == "progressive_elimination":
        return Field(np.full(len(scores), -math.inf), tuple(_in_turn(scenario, scores)))
    first, bar = scores[:, :, 0], np.full(len(scores), -math.inf)
    if scenario.rule == "mixed":
        (keep,) = scenario.keep
        bar = -np.partition(-first, keep - 1, axis=1)[:, keep - 1]
    if scenario.rule == "hit_or_miss":
        assert scenario.pass_rate is not None
        bar[:] = NormalDist().inv_cdf(1 - scenario.pass_rate)
    value = _merit_seen(scenario, scores, _counts_in_the_end(scenario)) + talk
    return Field(bar, (np.where(first > bar[:, None], value, -math.inf),))


def _in_turn(scenario: Scenario, rivals: Floats) -> Iterator[Floats]:
    """The rivals left at each stage beside a user who is left: the best but one place, his, went through."""
    stages = len(scenario.reliabilities)
    yield _merit_seen(scenario, rivals, np.eye(stages)[0])
    for stage, keep in enumerate(scenario.keep):
        value = _merit_seen(scenario, rivals, np.eye(stages)[stage])
        best = np.argpartition(-value, keep - 1, axis=1)[:, : keep - 1]
        rivals = np.take_along_axis(rivals, best[..., None], axis=1)
        yield _merit_seen(scenario, rivals, np.eye(stages)[stage + 1])


def _counts_in_the_end(scenario: Scenario) -> Floats:
    count = np.ones(len(scenario.reliabilities))
    if scenario.rule != "cumulative":
        count[0] = scenario.carry
    return count


def _play(scenario: Scenario, field: Field, file: File) -> tuple[Floats, Flags]:
    """The chance of the offer in each play, and whether the gates that are said to be passed were."""
    if scenario.rule == "progressive_elimination":
        return _play_in_turn(scenario, field, file)
    stays = file.at_gate[:, 0] >= field.bar
    mine = _user_seen(scenario, file, _counts_in_the_end(scenario), file.proven) + file.talk
    ahead = (field.rounds[0] > mine[:, None]).sum(axis=1)
    return stays * scenario.decline_rate**ahead, stays if scenario.passed_gates else np.ones_like(stays)


def _play_in_turn(scenario: Scenario, field: Field, file: File) -> tuple[Floats, Flags]:
    """Each stage ranks those left by its own score; a proof stands beside the next stage's."""
    stages = len(scenario.reliabilities)
    proof_at = min(max(scenario.botched_stage + 1, scenario.passed_gates), stages - 1)
    stays, passed = np.ones_like(file.proven), np.ones_like(file.proven)
    for stage, theirs in enumerate(field.rounds):
        mine = _user_seen(scenario, file, np.eye(stages)[stage], file.proven & (stage == proof_at))
        ahead = (theirs > mine[:, None]).sum(axis=1)
        if stage < len(scenario.keep):
            stays &= ahead < scenario.keep[stage]
        if stage < scenario.passed_gates:
            passed = stays.copy()
    return stays * scenario.decline_rate**ahead, passed


def _merit_seen(scenario: Scenario, scores: Floats, count: Floats) -> Floats:
    """What a careful reader takes merit to be, from scores (..., stages) of which each counts so much."""
    rho = np.array(scenario.reliabilities)
    tells = count * rho / (1 - rho)
    return scores @ (tells / np.sqrt(rho)) / (1 + tells.sum())


def _user_seen(scenario: Scenario, file: File, count: Floats, proven: Flags) -> Floats:
    """The same of the user, whose record may count for less and who may have shown a task."""
    rho, task = np.array(scenario.reliabilities), scenario.proof_reliability
    tells = np.tile(count * rho / (1 - rho), (file.counts.size, 1))
    tells[:, scenario.botched_stage] *= file.counts
    sums = (tells * file.scores / np.sqrt(rho)).sum(axis=1)
    sums += proven * math.sqrt(task) / (1 - task) * file.task
    return sums / (1 + tells.sum(axis=1) + proven * task / (1 - task))
