"""Tables as a batch writes them, from calls told in a line each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

TEXT, TRUTH, WHOLE, NUMBER = pa.string(), pa.bool_(), pa.int64(), pa.float64()
ODDS = [f"chance_{what}{end}" for what in ("untouched", "repaired") for end in ("", "_low", "_high")]
SCHEMAS = {
    "reports": pa.schema(
        [
            *((name, TEXT) for name in ("id", "source", "kind", "digest", "role", "stage", "employer")),
            *((name, TEXT) for name in ("channel", "decision_rule", "rule_basis", "status", "verdict")),
            *((name, TEXT) for name in ("damage", "repair_worth", "advised_action", "target", "concern")),
            ("noticed", TEXT),
            *((name, NUMBER) for name in ODDS),
            *(("words", WHOLE), ("unread", TRUTH), ("repair_made", TRUTH), ("outcome", TEXT)),
            *(("outcome_day", pa.date32()), ("unused", TEXT), ("version", TEXT), ("report", TEXT)),
        ]
    ),
    "findings": pa.schema(
        [
            *(("id", TEXT), ("number", WHOLE)),
            *((name, TEXT) for name in ("rule", "label", "weight", "concern", "noticed")),
            *(("start", WHOLE), ("end", WHOLE), ("quote", TEXT), ("at", NUMBER)),
            *((name, TEXT) for name in ("says", "why", "fix")),
        ]
    ),
    "stages": pa.schema(
        [("id", TEXT), ("number", WHOLE), ("kind", TEXT), ("optional", TRUTH), ("quote", TEXT)]
    ),
    "moments": pa.schema([("id", TEXT), ("number", WHOLE), ("kind", TEXT)]),
    "drafts": pa.schema(
        [
            *(("id", TEXT), ("number", WHOLE), ("kind", TEXT), ("subject", TEXT), ("text", TEXT)),
            ("unfinished", TRUTH),
        ]
    ),
    "errors": pa.schema([(name, TEXT) for name in ("id", "source", "place", "code", "message", "remedy")]),
}
USUAL = {
    "kind": "account", "stage": "recruiter_screen", "channel": "phone", "decision_rule": "unknown",
    "rule_basis": "none", "status": "awaiting_result", "verdict": "awaiting", "damage": "slight",
    "repair_worth": "little", "advised_action": "wait", "target": "none", "concern": "competence",
    "noticed": "unknown", "words": 120, "unread": False, "version": "a1",
}  # fmt: skip
Call = Mapping[str, Any]


def written(folder: Path, calls: Iterable[Call], failed: Sequence[str] = ()) -> Path:
    """The folder with the tables of these calls; `mistakes` are labels, `failed` the codes of inputs."""
    kept = [{"id": f"call-{number:06}", **USUAL, **call} for number, call in enumerate(calls)]
    findings = [
        {"id": call["id"], "number": n, "rule": f"mistakes/{label}", "label": label, "weight": "substantive"}
        | {"concern": "competence", "quote": f"the words of {call['id']}"}
        for call in kept
        for n, label in enumerate(call.pop("mistakes", ()), 1)
    ]
    errors = [{"id": f"bad-{n}", "code": code} for n, code in enumerate(failed)]
    folder.mkdir(exist_ok=True)
    for name, schema in SCHEMAS.items():
        rows = {"reports": kept, "findings": findings, "errors": errors}.get(name, [])
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet")
    return folder


ROLES = ("nurse", "Analyst", "Cook", "Driver", "Clerk")
STAGES = ("recruiter_screen", "hiring_manager_screen", "technical_screen")
EMPLOYERS = ("Fernhill Care", "Lowmoor", "Ferrybank Homes", "Stour & Son", "Hartle", "Tarn Foods")
MISTAKES = {"rambling": 0.45, "blanked_on_question": 0.3, "filler_words": 0.2, "over_apologised": 0.12}


def invented(count: int, seed: int = 7) -> list[Call]:
    """So many calls of nobody's: who repairs stood better to begin with, and one role rambles more."""
    draw = random.Random(seed)
    return [_invented(draw) for _ in range(count)]


def _invented(draw: random.Random) -> Call:
    role, verdict = draw.choices(ROLES, (9, 7, 4, 2, 0.2))[0], draw.choice(["open", "awaiting", "awaiting"])
    chance = round(min(0.9, draw.betavariate(2, 6) + (0.15 if verdict == "open" else 0)), 3)
    made = draw.random() < (0.7 if verdict == "open" else 0.3)
    likely = chance + 0.05 * made
    offer = draw.random() < likely
    more = 0.2 if role == "nurse" else 0
    return {
        "role": role,
        "stage": draw.choices(STAGES, (6, 3, 1))[0],
        "employer": draw.choices(EMPLOYERS, (8, 6, 4, 3, 2, 0.3))[0],
        "verdict": verdict,
        "damage": draw.choice(["slight", "serious"]),
        "mistakes": [name for name, share in MISTAKES.items() if draw.random() < share + more],
        "chance_untouched": chance,
        "chance_repaired": round(likely, 3),
        "repair_made": made if draw.random() < 0.8 else None,
        "outcome": draw.choice(["offer" if offer else "rejected"] * 3 + ["advanced" if offer else "silence"])
        if draw.random() < 0.7
        else None,
    }
