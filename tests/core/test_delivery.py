"""How a timed call was delivered; what has no times, or no known candidate, has no figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringback.catalogue import load
from ringback.core.delivery import Delivery, delivery, delivery_record
from ringback.core.document import of_material
from ringback.core.moments import asking, with_moments
from ringback.readers import read_text

CALL = """# You: Speaker 2
[0:00.0-0:04.0] Speaker 1: Could you tell me why you applied for the role at the depot?
[0:07.0-0:13.0] Speaker 2: I like buses, and I have kept the parts for forty of them for three years
[0:16.0-0:20.0] Speaker 2: and I would like to work with a bigger team.
[0:19.0-0:21.0] Speaker 1: Okay. When could you start?
[0:22.0-0:24.0] Speaker 2: In June.
"""


def _told(text: str) -> Delivery | None:
    [material] = read_text(text)
    return delivery(with_moments(of_material(material), asking(load())))


def test_a_timed_call_gives_latency_pauses_pace_shares_and_overlaps() -> None:
    told = _told(CALL)
    assert told
    assert [round(one.seconds, 1) for one in told.latencies] == [3.0, 1.0]
    assert [(one.seconds, one.at) for one in told.pauses] == [(3.0, 13.0)]
    assert told.talk_share == pytest.approx(15 / 21)
    assert told.cut_in == (0, 1)
    [pace] = told.paces
    assert pace.words_a_minute == round(60 * 26 / 10)


def test_fillers_that_nobody_counted_are_unknown_and_not_none() -> None:
    record = delivery_record(_told(CALL))
    assert record
    assert record["fillers"] is None
    counted = delivery_record(_told(f"# Fillers: 0 to 1\n{CALL}"))
    assert counted
    assert counted["fillers"] == {"low": 0, "high": 1, "by_ear": []}


def test_without_times_or_a_known_candidate_there_are_no_figures() -> None:
    assert (
        _told("Interviewer: Why us?\nCandidate: I like buses.\nInterviewer: Okay.\nCandidate: Yes.") is None
    )
    [material] = read_text(CALL)
    assert material.transcript
    nobody = replace(material, transcript=replace(material.transcript, candidate=None))
    assert delivery(of_material(nobody)) is None
    assert delivery_record(None) is None
