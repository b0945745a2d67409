"""A recording at the command line: the question first, then its words; debrief and recover take one too."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from tests.cli.running import ringback
from tests.cli.test_recall_terminal import Terminal
from tests.ears.sounds import RATE, SPEECH, speech, write

from ringback.app.recordings import Wanted, candidate_of
from ringback.core.heard import Word

pytestmark = pytest.mark.full  # hears


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people in one channel: a reader, and the same one with a higher voice."""
    said = speech()
    first, second = said[: 7 * RATE], said[round(7.6 * RATE) :]
    faster = np.arange(0, len(first) - 1, 1.3)
    high = np.interp(faster, np.arange(len(first)), first).astype(np.int16)
    quiet = np.zeros(RATE, np.int16)
    whole = np.concatenate([second, quiet, high, quiet, second, quiet, high])
    return write(tmp_path_factory.mktemp("call") / "call.m4a", whole, "m4a")


@pytest.mark.parametrize("command", ["transcribe", "debrief", "recover"])
def test_a_recording_is_refused_until_its_owner_says_that_everybody_knew(command: str) -> None:
    before = sha256(SPEECH.read_bytes()).digest()
    asked = ringback(command, str(SPEECH), "--no-input")
    assert asked.code == 2
    assert "--consent yes" in asked.err
    refused = ringback(command, str(SPEECH), "--consent", "no")
    assert refused.code == 2
    assert "ringback recover" in refused.err
    assert "left alone" in refused.err
    assert asked.out == refused.out == ""
    assert sha256(SPEECH.read_bytes()).digest() == before


def test_every_word_has_its_time_speaker_and_confidence(call: Path) -> None:
    run = ringback("transcribe", str(call), "--consent", "yes", "--place", "Germany", "--json")
    record = json.loads(run.out)
    assert run.code == 0
    assert record["schema"] == "ringback/transcribe/1"
    assert "amiable himself" in record["text"]
    assert {word["speaker"] for word in record["words"]} == {"Speaker 1", "Speaker 2"}
    assert all(0 <= word["start"] <= word["end"] <= record["seconds"] for word in record["words"])
    assert all(0 < word["confidence"] <= 1 for word in record["words"])
    first = [word["speaker"] for word in record["words"] if word["start"] < 3]
    assert first.count("Speaker 1") > 0.7 * len(first)
    notices = " ".join(record["notices"])
    assert "Germany: the law asks that all on the call agree" in notices
    assert "isn't legal advice" in " ".join(run.err.split())


def test_to_swap_makes_the_other_speaker_the_candidate() -> None:
    words = [
        Word(text, n, n + 0.5, f"Speaker {1 + n % 2}")
        for n, text in enumerate(["Why us?", "I like buses."] * 4)
    ]
    before, _ = candidate_of(words, Wanted())
    assert candidate_of(words, Wanted(swap=True)) == (({"Speaker 1", "Speaker 2"} - {before}).pop(), 1.0)
    assert candidate_of(words, Wanted(me="speaker 1")) == ("Speaker 1", 1.0)
    assert candidate_of(words, Wanted(me="Ines")) == candidate_of(words, Wanted())


def test_the_transcript_that_is_written_is_looked_back_at(call: Path, tmp_path: Path) -> None:
    out = tmp_path / "call.txt"
    words = ("transcribe", str(call), "--consent", "yes", "--me", "Speaker 2", "--out", str(out))
    run = ringback(*words)
    assert run.code == 0
    assert run.out == ""
    again = ringback(*words)
    assert again.code == 2
    assert "--force" in again.err
    record = json.loads(ringback("debrief", str(out), "--json").out)
    assert record["materials"] == [{"name": "call.txt", "kind": "transcript"}]
    assert record["delivery"]["talk_share"] > 0.5
    assert record["delivery"]["fillers"] is not None


def test_a_recording_is_known_by_its_content_and_its_case_keeps_the_words_alone(
    call: Path, tmp_path: Path, ringback_home: Path
) -> None:
    hidden = tmp_path / "notes.txt"
    hidden.write_bytes(call.read_bytes())
    run = ringback("recover", str(hidden), "--consent", "yes", "--swap", "--json")
    assert run.code == 0
    assert any("everybody on the call knew" in one for one in json.loads(run.out)["notices"])
    kept = ringback_home.rglob("*")
    assert not any(call.read_bytes()[1000:2000] in one.read_bytes() for one in kept if one.is_file())
    again = ringback("case", "show", *run.err.split("Kept as ")[1].split(".")[:1], "--json")
    assert again.code == 0


def test_several_recordings_are_several_calls_unless_they_are_parts_of_one(tmp_path: Path) -> None:
    said = speech()
    first = write(tmp_path / "first.flac", said[: 7 * RATE], "flac")
    second = write(tmp_path / "second.flac", said[round(7.6 * RATE) :], "flac")
    silent = write(tmp_path / "silent.wav", np.zeros(5 * RATE, np.int16), "wav")
    both = (str(first), str(second))
    each = ringback("debrief", *both, str(silent), "--consent", "yes", "--no-input")
    assert each.code == 1
    assert "1 of 3: first.flac" in each.out
    assert "2 of 3: second.flac" in each.out
    assert each.out.count("The call, looked back at") == 2
    assert "silent.wav: Nobody speaks in it" in " ".join(each.err.split())
    one = ringback("debrief", *both, "--one-call", "--consent", "yes", "--json")
    record = json.loads(one.out)
    assert [material["name"] for material in record["materials"]] == ["first.flac, second.flac"]
    assert any("One call in 2 parts" in notice for notice in record["notices"])
    assert one.err.count("Hearing") == 1


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("debrief", ["--json"]),
        ("recover", ["--json"]),
        ("recover", [__file__]),
        ("debrief", ["--explain", "1"]),
    ],
)
def test_several_calls_go_with_nothing_that_is_of_one(command: str, more: list[str], tmp_path: Path) -> None:
    other = write(tmp_path / "other.flac", speech()[:RATE], "flac")
    run = ringback(command, str(SPEECH), str(other), *more, "--consent", "yes")
    assert run.code == 2
    assert "--one-call" in run.err


def test_silence_is_said_to_be_silence(tmp_path: Path) -> None:
    path = write(tmp_path / "call.wav", np.zeros(30 * RATE, np.int16), "wav")
    run = ringback("transcribe", str(path), "--consent", "yes")
    assert run.code == 2
    assert "Nobody speaks in it (0:30.0" in run.err
    assert "ringback recover" in run.err


def test_what_cant_be_heard_is_one_sentence_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "call.m4a"
    path.write_bytes(SPEECH.read_bytes()[:200])
    for words in (
        ("transcribe", str(path)),
        ("transcribe", str(tmp_path / "none.m4a")),
        ("debrief", str(path)),
    ):
        run = ringback(*words, "--consent", "yes")
        assert run.code == 2, run.err
        assert "Traceback" not in run.err
        assert run.err.strip()
    run = ringback("transcribe", str(SPEECH), "--consent", "yes", "--model", "no-such")
    assert run.code == 2
    assert "nothing is fetched" in run.err


def test_without_the_extra_one_command_is_named() -> None:
    code = (
        "import sys; sys.modules['faster_whisper'] = sys.modules['av'] = None;"
        f"sys.argv = ['ringback', 'transcribe', {str(SPEECH)!r}, '--consent', 'yes'];"
        "from ringback.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "ringback[audio]"' in " ".join(done.stderr.split())


HEARS = ("av", "faster_whisper", "ctranslate2", "onnxruntime")


def test_nothing_that_hears_is_loaded_before_the_answer() -> None:
    code = (
        f"import sys; sys.argv = ['ringback', 'transcribe', {str(SPEECH)!r}, '--no-input'];"
        "from ringback.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print(sorted({{*{HEARS}}} & {{*sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]"


def test_at_a_terminal_the_other_end_is_asked_for_once(tmp_path: Path) -> None:
    silent = write(tmp_path / "silent.wav", np.zeros(5 * RATE, np.int16), "wav")
    command = (sys.executable, "-m", "ringback", "transcribe", str(silent), "--place", "Canada")
    terminal = Terminal(command, tmp_path / "home")
    terminal.answer("Did everybody on the call know it was recorded?", "yes")
    terminal.answer("Where was the other end of the call", "California")
    terminal.wait_for("Nobody speaks")
    assert terminal.ended() == 2


def test_one_end_alone_is_no_ground_for_the_laxer_law(call: Path) -> None:
    run = ringback("transcribe", str(call), "--consent", "yes", "--place", "Canada")
    assert "Where both ends were isn't known" in " ".join(run.err.split())


def test_at_a_terminal_it_asks_until_it_is_answered(tmp_path: Path) -> None:
    terminal = Terminal((sys.executable, "-m", "ringback", "debrief", str(SPEECH)), tmp_path / "home")
    terminal.answer("Did everybody on the call know it was recorded?", "maybe")
    terminal.answer("Give yes or no.", "no")
    terminal.wait_for("left alone")
    assert terminal.ended() == 2
