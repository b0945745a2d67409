"""The summary as a page of its own: charts as pictures in it, figures beside them, no script, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ringback.pictures.frame import DARK, LIGHT
from ringback.telling import said

MOST = 12
"""Bars in a chart; the figures hold the rest."""
WIDE, NAMES, BAR = 460, 215, 27
LABEL = "Seravek, Gill Sans Nova, Candara, Calibri, Ubuntu, Noto Sans, Open Sans, Liberation Sans, sans-serif"
DAMAGE = {
    "none": "none",
    "slight": "slight",
    "serious": "serious",
    "unknown": "not told",
}
VERDICT = {"open": "open", "awaiting": "not decided yet", "closed": "closed"}
KIND = {
    "account": ("account", "accounts"),
    "transcript": ("transcript", "transcripts"),
    "messages": ("employer’s text", "employers’ texts"),
    "draft": ("draft", "drafts"),
    "audio": ("recording", "recordings"),
}
"""One and several."""


class Chart(NamedTuple):
    """Bars under a heading: (what, how many), the most first."""

    title: str
    note: str
    bars: Sequence[tuple[str, int]]
    picture: str = ""


def page(record: Mapping[str, Any]) -> str:
    """The page."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    shelf = Environment(loader=PackageLoader("ringback.batch", "."), autoescape=select_autoescape())
    drawn = [chart._replace(picture=draw(chart)) for chart in charts(record) if chart.bars]
    return shelf.get_template("summary.html").render(
        record=record, charts=drawn, light=LIGHT, dark=DARK, kinds=KIND, share=said.share, unread=said.UNREAD
    )


def charts(record: Mapping[str, Any]) -> list[Chart]:
    """What is drawn, in the order of the page."""
    counts = record["counts"]
    found = [(one["title"], one["inputs"]) for one in record["found"]]
    return [
        Chart("What to do", "The advice, and for how many.", _named(counts, "advised_action", said.ACTION)),
        Chart("The door", "Whether anything can still be done.", _named(counts, "verdict", VERDICT)),
        Chart("Damage", "What the call is likely to have cost.", _named(counts, "damage", DAMAGE)),
        Chart("What was found most often", "In how many inputs each was found.", found),
        Chart("Stage of the call", "As told, else as read.", _named(counts, "stage", said.STAGE)),
        Chart("What came of it", "As told with the inputs.", _named(counts, "outcome", said.HAPPENED)),
    ]


def _named(counts: Mapping[str, Any], column: str, names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Values in words; what isn't known is left to the figures' total."""
    return [(names[value], count) for value, count in counts[column].items() if value in names]


def draw(chart: Chart) -> str:
    """Bars as an SVG; its colours are tokens that the page sets."""
    import altair as alt
    import vl_convert

    bars = chart.bars[:MOST]
    data = alt.InlineData(
        values=[{"what": said.capital(said.printable(what)), "count": count} for what, count in bars]
    )
    base = alt.Chart(data).encode(
        y=alt.Y(
            "what:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=NAMES - 12, minExtent=NAMES, maxExtent=NAMES),
        ),
        x=alt.X("count:Q", title=None, axis=None),
    )
    whole = (
        base.mark_bar(color=LIGHT["accent"], height=BAR * 0.62)
        + base.mark_text(align="left", dx=6, color=LIGHT["ink"], font=LABEL, fontSize=15).encode(
            text="count:Q"
        )
    ).properties(width=WIDE - NAMES - 45, height=BAR * len(bars), background="transparent")
    styled = whole.configure_view(strokeWidth=0).configure_axis(
        domain=False, ticks=False, labelFont=LABEL, labelFontSize=14, labelColor=LIGHT["ink"], labelPadding=8
    )
    drawn: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return drawn
