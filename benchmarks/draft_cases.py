# ruff: noqa: INP001 (run by path, by chance)
"""Invented cases for the drafts: people, jobs and clauses of every kind of fact, put together by chance."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringback.core.facts import Fact
from ringback.core.verdict import Standing
from ringback.core.wording import Particulars

POOLS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


@dataclass(frozen=True)
class Case:
    """One invented case: where it stands, what is known, and how it is to be put."""

    stands: Standing
    facts: tuple[Fact, ...]
    particulars: Particulars


def _facts(
    chance: random.Random, trade: Mapping[str, str], standing: Standing
) -> Iterator[tuple[str, str, str]]:
    """Kind, text and source of a case's facts; each kind may be missing, and mostly some are."""
    often = chance.choice((0.25, 0.6, 0.9))
    pools = (
        ("event", "events", 1.0),
        ("event", "unhappy", 0.5),
        ("standard", "standards", 1.0),
        ("standard", "standards", 1.0),
        ("reason", "reasons", 1.0),
        ("experience", "experiences", 1.0),
        ("experience", "practice", 0.5),
        ("preference", "preferences", 1.0),
        ("preference", "interests", 1.0),
        ("event", "liked", 1.0),
        ("reason", "since", 0.5),
    )
    for kind, pool, share in pools:
        if chance.random() < often * share:
            yield kind, chance.choice(POOLS[pool]), "account"
    if chance.random() < often:
        yield "answer", trade["answer"], "answer"
    if chance.random() < often:
        yield "proof", ("I have ", "I can bring ", "")[len(trade["proof"]) % 3] + trade["proof"], "account"
    if standing.concern == "integrity":
        row = chance.choice(POOLS["said"])
        yield "event", row["said"], "said"
        yield "answer", row["truth"], "truth"
    if standing.status == "withdrawn":
        yield "event", chance.choice(POOLS["withdrew"]), "withdrew"


def drawn(number: int, chance: random.Random) -> Case:
    """One case by chance; `number` is its key."""
    concern = chance.choices(("competence", "integrity", "conduct", "logistics"), (6, 2, 1, 1))[0]
    stands = Standing(
        status=chance.choices(("advanced", "awaiting_result", "rejected", "withdrawn"), (5, 4, 1, 1))[0],
        stage=chance.choice(("recruiter_screen", "hiring_manager_screen", "technical_screen", "unknown")),
        rule=chance.choice(("hit_or_miss", "progressive_elimination", "cumulative", "mixed", "unknown")),
        next_stage=chance.choice(("in_person", "phone", "video", "unknown")),
        noticed=chance.choice(("likely", "unlikely", "unknown")),
        usual=chance.choice(("better", "first", "same", "unknown")),
        concern=concern,
        damage=chance.choice(("none", "slight", "serious", "unknown")),
        mistakes=("dishonest_answer",) if concern == "integrity" else (),
        door=chance.choices(("unknown", "left_open", "reopenable"), (6, 1, 1))[0],
        assessed=chance.choices(("unknown", "no"), (9, 1))[0],
        known_answer=chance.choice(("yes", "unknown")),
        went_well=chance.random() < 0.3,
    )
    trade = chance.choice(POOLS["trade"])
    rows = list(_facts(chance, trade, stands))
    facts = tuple(
        Fact(n, kind, text, "told", True, text, source, 0, len(text))
        for n, (kind, text, source) in enumerate(rows, 1)
    )
    maybe = chance.random
    particulars = Particulars(
        me=chance.choice(POOLS["names"]),
        addressee=chance.choice(POOLS["readers"]) if maybe() < 0.8 else None,
        employer=chance.choice(POOLS["employers"]) if maybe() < 0.7 else None,
        role=trade["role"] if maybe() < 0.8 else None,
        next_stage=stands.next_stage,
        channel=chance.choices(("phone", "video", "unknown"), (8, 1, 1))[0],
        call_day=chance.choice((*POOLS["days"], None)),
        asked=trade["asked"] if maybe() < 0.5 else None,
        concern=concern,
        noticed=stands.noticed,
        locale=chance.choice(("en-GB", "en-US")),
        tone=chance.choice(("plain", "warm", "formal")),
        greeting=chance.choice((None, None, "Hi", "Dear", "Good morning")),
        key=f"case {number}",
    )
    return Case(stands, facts, particulars)
