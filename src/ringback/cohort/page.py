"""The report on a cohort as one page that needs no script, no network and no other file."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ringback.cohort import charts, words
from ringback.pictures.reliability import reliability

Record = Mapping[str, Any]


def page(record: Record) -> str:
    """The page of a report, given as its record."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    shown = Environment(
        loader=PackageLoader("ringback.cohort", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown.filters |= {"percent": words.percent, "points": words.points}
    return shown.get_template("cohort.html").render(
        record=record, words=words, drawn=_charts(record), style=_style()
    )


def _style() -> str:
    """The web app's own sheet, and what only this page has."""
    app = files("ringback.web") / "static" / "ringback.css"
    own = files("ringback.cohort") / "pages" / "cohort.css"
    return app.read_text(encoding="utf-8") + own.read_text(encoding="utf-8")


def _charts(record: Record) -> dict[str, str]:
    """The charts there is something for, by the part they stand in."""
    drawn: dict[str, str] = {}
    if record["mistakes"]:
        drawn["mistakes"] = charts.shares(_shares(record), "Share of calls with each mistake.")
    for name, grouped in record["by"].items():
        rows = _by_group(record, grouped, name) if grouped else []
        if rows:
            drawn[name] = charts.shares_by(rows, f"Share of calls with each mistake, by {name}.")
    if record["repair"]:
        rows = _differences(record["repair"])
        drawn["repair"] = charts.differences(
            rows, "Share that went on with the repair, less that without it."
        )
    if record["calibration"]:
        picture = base64.b64encode(reliability(record["calibration"]).encode()).decode()
        drawn["calibration"] = f"data:image/svg+xml;base64,{picture}"
    return drawn


def _shares(record: Record) -> list[dict[str, Any]]:
    return [{"name": words.mistake(record, name), **share} for name, share in record["mistakes"].items()]


def _by_group(record: Record, grouped: Record, way: str) -> list[dict[str, Any]]:
    return [
        {"name": _name(group, way, grouped["pooled"]), "mistake": words.mistake(record, name), **share}
        for group in grouped["groups"]
        for name, share in group["mistakes"].items()
        if share
    ]


def _name(group: Record, way: str, pooled: int) -> str:
    return words.group(group["name"], way, pooled if group["is_pool"] else 0)


def _differences(repair: Record) -> list[dict[str, Any]]:
    rows = [{"name": "all calls", **repair["overall"]["difference"]}]
    within = ((what, repair["within"][name]) for name, what in words.WITHIN.items())
    return rows + [{"name": what, **found["difference"]} for what, found in within if found]
