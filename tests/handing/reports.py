"""Reports of invented cases, worked out as the program does, and the parts of them that tests change."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from ringback import catalogue
from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.readers import read_text

Record = dict[str, Any]

ASKED_ON = """\
Phone interview with Ferrybank Homes on Tuesday, for the repairs scheduler job.
Marcus Odell, head of repairs, rang.
When he asked how I sort the morning's calls my mind went blank. It was well below
my normal standard. I've only done one or two phone interviews before, years ago. I'm much better in
person, when I can show people something and talk it through. I do know this work. I can bring a
one-page plan for sorting calls. What I should have said is that I sort by risk first, then by how
far the van has to go. They have asked me to an interview in person on Tuesday 24 November at 10:00.
"""
WAITING = """\
Phone interview with Brackwater Labs this afternoon, for the lab technician job. Tom Reyes rang
himself. He asked how I would check a balance that drifts, and my mind went blank. There was a long
silence. I can bring the log sheet I drew up for our balances.
"""
REFUSED = "I had a phone interview for the van driver job at Marsh Foods last week. They wrote: it's a no."


@cache
def _worked_out(text: str, zone: str, me: str | None) -> str:
    now = datetime(2026, 11, 19, 21, 40, tzinfo=ZoneInfo(zone))
    around = Circumstances(now=now, zone=zone, me=me)
    return json.dumps(recover(read_text(text), around, catalogue.load()).as_record())


def report(text: str = ASKED_ON, zone: str = "Europe/London", me: str | None = "Ruth Hale") -> Record:
    """The report of a text, a fresh one each time."""
    record: Record = json.loads(_worked_out(text, zone, me))
    return record


@cache
def forms() -> dict[str, str]:
    """The catalogue's gaps."""
    return dict(catalogue.load().phrases["phrases/drafts"]["gap"])
