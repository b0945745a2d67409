"""The main job: from what happened to a verdict, a plan and honest words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ringback.core.call import read_call
from ringback.core.catalogue import Catalogue
from ringback.core.debrief import debrief
from ringback.core.document import of_transcript
from ringback.core.process import read_process
from ringback.core.transcript import from_account
from ringback.core.verdict import judge, standing


def recover_text(text: str, catalogue: Catalogue) -> dict[str, Any]:
    """The answer to one text."""
    documents = (of_transcript(from_account("text", text)),)
    call = read_call(catalogue, documents)
    process = read_process(catalogue, documents, call)
    look_back = debrief(catalogue, documents, call)
    table = catalogue.phrases["verdict"]
    stands = standing(call, process, look_back, table)
    verdict = judge(stands, process, look_back.findings, table)
    status = call.status.value
    return {
        "channel": call.channel.value,
        "stage": call.stage.value,
        "decision_rule": process.decision_rule.value,
        "rule_basis": process.decision_rule.basis,
        "rule_quote": process.decision_rule.quote,
        "rule_odds": dict(process.rule_odds),
        "status": "awaiting_result" if status == "unknown" and call.assessed.value != "no" else status,
        "mistakes": list(look_back.labels),
        "concern": look_back.concern,
        "damage": verdict.damage,
        "repair_worth": verdict.repair_worth,
        "verdict": verdict.door,
        "advised_action": verdict.advised_action,
        "target": verdict.target,
    }


def answer_lines(lines: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """One answer a line, in order, with the line's id."""
    for line in lines:
        row = json.loads(line)
        yield json.dumps({"id": row["id"], **recover_text(row["text"], catalogue)}, ensure_ascii=False)
