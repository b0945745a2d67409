"""The reliability plot says in words what it draws, and draws every bin inside its frame."""

from __future__ import annotations

from dataclasses import asdict
from xml.etree.ElementTree import fromstring

from ringback.core.calibration import Told, calibrate
from ringback.pictures.reliability import LEFT, SIDE, TOP, reliability

SVG = "{http://www.w3.org/2000/svg}"
TOLD = [Told(chance, n % 5 == 0) for n, chance in enumerate([0.05, 0.1, 0.2, 0.3, 0.55] * 8)]


def test_each_bin_is_told_and_drawn_inside_the_frame() -> None:
    found = calibrate(TOLD)
    root = fromstring(reliability(asdict(found)))
    told = root.findtext(f"{SVG}desc")
    assert told is not None
    assert all(f"Told {each.told:.0%} on average, {each.n} cases" in told for each in found.bins)
    dots = root.findall(f"{SVG}circle")
    assert len(dots) == len(found.bins)
    for dot in dots:
        assert LEFT <= float(dot.attrib["cx"]) <= LEFT + SIDE
        assert TOP <= float(dot.attrib["cy"]) <= TOP + SIDE


def test_a_chance_that_came_true_as_often_as_told_lies_on_the_dashed_line() -> None:
    root = fromstring(reliability(asdict(calibrate([Told(0.25, n % 4 == 0) for n in range(40)]))))
    [dot] = root.findall(f"{SVG}circle")
    assert float(dot.attrib["cx"]) - LEFT == TOP + SIDE - float(dot.attrib["cy"])


def test_certainty_fits_the_axes() -> None:
    root = fromstring(reliability(asdict(calibrate([Told(1.0, came=True)] * 30))))
    assert "10 in 10" in {text.text for text in root.findall(f"{SVG}text")}
