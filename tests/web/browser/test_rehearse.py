"""The rehearsal room with a microphone that hears a sound made here: it rings, two takes side by side."""

from __future__ import annotations

import array
import math
import os
import re
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.web.browser import chromium
from tests.web.browser.conftest import OpenPage, listen
from tests.web.browser.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.full

RATE = 16_000
SILENT, SOUNDING = 1.0, 2.0
FIRST = "I keep a close eye on what is urgent, and I'm known for staying calm about it all day long."
SECOND = (
    "At the depot I drew up one sheet for the morning's calls and rang every tenant myself. By the following"
    " March missed visits had fallen from nine in a hundred to four."
)


def _sound(file: Path) -> None:
    """A second of silence, two of a plain tone, and silence again for as long as anybody listens."""
    tone = [round(9000 * math.sin(2 * math.pi * 220 * n / RATE)) for n in range(int(SOUNDING * RATE))]
    samples = array.array("h", [0] * int(SILENT * RATE) + tone + [0] * (20 * RATE))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


@pytest.fixture
def page(tmp_path: Path, browser: Browser, fresh_server: Server, faults: list[str]) -> Iterator[Page]:
    """A page of a Chromium whose microphone hears the sound, on a site where the invented case is kept."""
    _sound(tmp_path / "voice.wav")
    with _listening(browser, tmp_path / "voice.wav") as other:
        opened = chromium.context(other).new_page()
        listen(opened, faults)
        opened.goto(fresh_server.link)
        _kept_sample(opened, fresh_server)
        yield opened


@pytest.fixture
def voice_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the program that speaks, which keeps the words and gives a second of sound."""
    folder = tmp_path / "voice"
    folder.mkdir()
    _sound(folder / "long.wav")
    with wave.open(str(folder / "long.wav")) as read, wave.open(str(folder / "voice.wav"), "wb") as write:
        write.setparams(read.getparams())
        write.writeframes(read.readframes(RATE))
    program = folder / "espeak-ng"
    program.write_text(f'#!/bin/sh\ncat > "{folder}/words"\ncat "{folder}/voice.wav"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@contextmanager
def _listening(browser: Browser, file: Path) -> Iterator[Browser]:
    """Another browser like this one, whose microphone hears this file, once."""
    microphone = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={file}%noloop",
    )
    args = [*chromium.FLAGS, *microphone]
    other = browser.browser_type.launch(executable_path=chromium.program(), args=args)
    yield other
    other.close()


def _kept_sample(page: Page, server: Server) -> None:
    page.goto(f"{server.base}/sample")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/cases/ferrybank-homes")


def _record(page: Page) -> None:
    page.get_by_role("button", name="Say it a").click()
    status = page.locator("[data-status]")
    expect(status).to_contain_text("Hearing you well")
    expect(status).to_contain_text("0:03")
    page.get_by_role("button", name="I’ve finished").click()
    expect(status).to_contain_text("Listen back")


def test_a_take_is_recorded_heard_back_and_held_against_the_next(page: Page, fresh_server: Server) -> None:
    page.get_by_role("link", name="Rehearse it").click()
    expect(page.get_by_text("is ringing. Take a breath first; it will wait.")).to_be_visible()
    page.get_by_role("link", name="Answer", exact=True).click()
    expect(page.locator(".question")).to_contain_text("the floor is yours")
    page.get_by_role("link", name="Rehearse", exact=True).click()
    page.get_by_role("link", name="The question you went blank on").click()
    expect(page.locator(".question")).to_contain_text("in two sentences and one example")

    _record(page)
    page.get_by_label("Your answer, as you would say it").fill(FIRST)
    page.get_by_role("button", name="Hear what it held").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take 1 has no example and no result yet.")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("[data-heard] audio")).to_be_visible()
    assert str(page.locator("[data-heard] audio").get_attribute("src")).startswith("blob:")

    page.get_by_role("link", name="Take 2").click()
    _record(page)
    page.get_by_label("Your answer, as you would say it").fill(SECOND)
    page.get_by_role("button", name="Hear what it held").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take 2 has an example and a result.")
    expect(page.get_by_text("New since take 1: an example, a result and a figure.")).to_be_visible()
    expect(page.get_by_text("Time before you began")).to_be_visible()
    expect(page.locator("svg.plot")).to_have_count(2)
    length = page.locator("li", has_text="Length:").locator("b")
    expect(length).to_have_text("2 seconds")

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take 2 has an example and a result.")
    expect(page.locator("[data-heard]")).to_be_hidden()
    sound = [file.name for file in fresh_server.home.rglob("*") if file.suffix in (".webm", ".wav", ".ogg")]
    assert sound == []


LOUDNESS = """async (tones) => {
  const { line } = await import("/static/telephone.js");
  const loud = [];
  for (const frequency of tones) {
    const within = new OfflineAudioContext(1, 44100, 44100);
    const tone = new OscillatorNode(within, { frequency });
    const wire = line(within);
    tone.connect(wire.input);
    wire.output.connect(within.destination);
    tone.start();
    const samples = (await within.startRendering()).getChannelData(0).slice(22050);
    loud.push(Math.sqrt(2 * samples.reduce((sum, one) => sum + one * one, 0) / samples.length));
  }
  return loud;
}"""
"""How loud each of some tones comes out of the line; 1 is as loud as it went in."""
HEARD = """() => {
  window.heard = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function () {
    window.heard.push(this.buffer.duration);
    start.call(this);
  };
}"""
"""Notes the length of each sound that is played."""


def test_the_question_comes_over_a_telephone_line(
    open_page: OpenPage, voice_on_path: Path, fresh_server: Server
) -> None:
    page = open_page(fresh_server)
    _kept_sample(page, fresh_server)
    page.get_by_role("link", name="Rehearse it").click()
    expect(page.get_by_text("The voice comes from this machine.")).to_be_visible()
    low, inner, upper, high = page.evaluate(LOUDNESS, [80, 1000, 3000, 8000])
    assert low < 0.02
    assert 0.9 < inner < 1.1
    assert 0.75 < upper < 1.1
    assert high < 0.05
    page.evaluate(HEARD)
    bell = page.get_by_role("button", name="Let it ring")
    bell.click()
    expect(bell).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Answer", exact=True).click()
    expect(page.locator(".question")).to_contain_text("the floor is yours")
    expect(page.get_by_role("button", name="Hear the question again")).to_be_visible()
    page.wait_for_function("() => window.heard.length === 1")
    assert page.evaluate("window.heard[0]") == pytest.approx(1.0, abs=0.05)
    assert "the floor is yours" in (voice_on_path / "words").read_text()


def test_without_script_it_is_typed(open_page: OpenPage, fresh_server: Server) -> None:
    page = open_page(fresh_server, script=False, width=360)
    _kept_sample(page, fresh_server)
    page.get_by_role("link", name="Rehearse it").click()
    page.get_by_role("link", name="Answer", exact=True).click()
    expect(page.get_by_role("button", name="Say it aloud")).to_be_hidden()
    page.get_by_label("Your answer, as you would say it").fill(
        "Can I say one thing first? My mind went blank."
    )
    page.get_by_role("button", name="Hear what it held").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("of its 7 moves")


def test_where_there_is_a_speech_model_the_take_is_written_down_to_be_mended(
    tmp_path: Path, voice_program: str, browser: Browser, fresh_server: Server, faults: list[str]
) -> None:
    from tests.app.test_rehearse_heard import spoken

    from ringback.app.rehearse_heard import listens

    if not listens():
        pytest.skip("no speech model here")
    spoken(voice_program, tmp_path)
    with _listening(browser, tmp_path / "take.wav") as other:
        page = chromium.context(other).new_page()
        listen(page, faults)
        page.goto(fresh_server.link)
        _kept_sample(page, fresh_server)
        page.goto(f"{page.url}/rehearse/ask/blanked_on_question")
        page.get_by_role("button", name="Say it aloud").click()
        expect(page.locator("[data-status]")).to_contain_text("0:09", timeout=20_000)
        page.get_by_role("button", name="I’ve finished").click()
        expect(page.locator("[data-status]")).to_contain_text("Written down below", timeout=60_000)
        answer = page.get_by_label("Your answer, as you would say it")
        expect(answer).to_have_value(re.compile("morning", re.IGNORECASE))
        page.get_by_role("button", name="Hear what it held").click()
        expect(page.get_by_text("Words a minute")).to_be_visible()
        expect(page.locator("[data-heard] audio")).to_be_visible()
