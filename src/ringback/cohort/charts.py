"""The charts of the page: drawn by Vega-Lite to SVG, in the colours and the type of the page around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any
from xml.sax.saxutils import quoteattr

from ringback.pictures.frame import LETTER

Record = Mapping[str, Any]

WIDE, ROW, LABELS = 420, 26, 240
"""In px: a chart without its labels, a line of it, and the labels at most."""
FACET, APART, ACROSS = 150, 44, 3
"""Of several charts: how wide each is and how far apart, in px, and how many stand in a row."""
HEADED = 20
"""Letters of a line of the heading over one of several charts."""
_FACE = "Liberation Sans"
_INK, _SOFT, _RULE, _EDGE, _ACCENT = "#000001", "#000002", "#000003", "#000004", "#000005"
_TOKENS = {_INK: "ink", _SOFT: "soft", _RULE: "rule", _EDGE: "edge", _ACCENT: "accent"}
"""Colours that stand for the page's tokens, in which the chart is read by day and in the dark."""
_SIZE = re.compile(r"<svg ([^>]*)>")


def shares(rows: Sequence[Record], says: str) -> str:
    """Shares with their intervals, one a line, from no call to all: `name`, `share`, `low`, `high`."""
    return _svg(_sized(_dots(rows, "share", "share of calls", _from_none(rows))), says)


def shares_by(rows: Sequence[Record], says: str) -> str:
    """The same for several mistakes beside each other; each row has its `mistake`, too."""
    import altair as alt

    rows = [{**row, "mistake": fill(row["mistake"], HEADED)} for row in rows]
    names = list(dict.fromkeys(row["mistake"] for row in rows))
    header = alt.Header(labelFontSize=15, labelExpr="split(datum.label, '\\n')")
    facet = alt.Facet("mistake:N", sort=names, title=None, header=header)
    drawn = _dots(rows, "share", "", _from_none(rows)).properties(width=FACET, height=alt.Step(ROW))
    return _svg(
        drawn.facet(
            facet=facet, columns=2 if len(names) == 4 else ACROSS, spacing={"row": 24, "column": APART}
        ),
        says,
    )


def differences(rows: Sequence[Record], says: str) -> str:
    """Differences of shares with their intervals, about a line at none."""
    import altair as alt

    reach = max(abs(row[end]) for row in rows for end in ("low", "high"))
    domain = [-_tenths(reach), _tenths(reach)]
    none = (
        alt.Chart(alt.InlineData(values=[{"none": 0}]))
        .mark_rule(color=_EDGE, strokeWidth=2)
        .encode(x="none:Q")
    )
    return _svg(_sized(none + _dots(rows, "value", "difference in the share that went on", domain)), says)


def _from_none(rows: Sequence[Record]) -> list[float]:
    return [0, _tenths(max(row["high"] for row in rows))]


def _tenths(reach: float) -> float:
    """The next tenth, so that the axis ends at a number."""
    return min(10, int(reach * 10) + 1) / 10


def _dots(rows: Sequence[Record], value: str, title: str, domain: list[float]) -> Any:
    import altair as alt

    names = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))
    room = min(LABELS, max(map(len, names)) * LETTER)
    named = alt.Axis(labelLimit=LABELS, minExtent=room, ticks=False, domain=False)
    lines = alt.Y("name:N", sort=names, title=None, axis=named)
    numbered = alt.Axis(format=".0%", tickCount=5, labelFlush=False)
    across: dict[str, Any] = {"title": title or None, "scale": alt.Scale(domain=domain), "axis": numbered}
    bars = base.mark_rule(color=_ACCENT, strokeWidth=2).encode(
        x=alt.X("low:Q", **across), x2="high:Q", y=lines
    )
    dots = base.mark_point(filled=True, color=_ACCENT, size=90, opacity=1).encode(
        x=alt.X(f"{value}:Q", **across), y=lines
    )
    return alt.layer(bars, dots)


def _sized(chart: Any) -> Any:
    import altair as alt

    return chart.properties(width=WIDE, height=alt.Step(ROW))


def _svg(chart: Any, says: str) -> str:
    """The chart as an element of the page, with what it shows said to who can't see it."""
    import vl_convert

    text = {"font": _FACE, "fontSize": 15, "fontWeight": "normal"}
    plain = {f"label{name[0].upper()}{name[1:]}": value for name, value in text.items()}
    titled = {f"title{name[0].upper()}{name[1:]}": value for name, value in text.items()}
    colours = {"labelColor": _INK, "titleColor": _SOFT, "gridColor": _RULE, "tickColor": _RULE}
    spec = chart.configure(
        background="transparent",
        view={"stroke": "transparent"},
        axis={**plain, **titled, **colours, "domainColor": _RULE, "titlePadding": 12},
        header={**plain, "labelColor": _INK, "labelAnchor": "start"},
    ).to_json(validate=False)
    drawn: str = vl_convert.vegalite_to_svg(spec)
    for colour, token in _TOKENS.items():
        drawn = drawn.replace(f'"{colour}"', f'"var(--{token})"')
    drawn = drawn.replace(f'"{_FACE}"', '"var(--label)"')
    return _SIZE.sub(
        lambda found: f'<svg {found[1]} role="img" aria-label={quoteattr(says)}>', drawn, count=1
    )
