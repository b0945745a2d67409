"""Being asked about a call at a real terminal: the whole way, breaking off, and going on."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

import pytest

from ringback.app import cases
from ringback.store.database import Store

pytestmark = pytest.mark.full  # each test starts processes at a real terminal

NOW = "2026-03-04T20:30"
STORY = "She asked how I'd plan a week of deliveries and my mind went blank. I rambled on for minutes."
RECOVER = (sys.executable, "-m", "ringback", "recover", "--zone", "Europe/Dublin", "--locale", "en-GB")
LONGEST_WAIT = 20
COLOUR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A program at a terminal of its own, and somebody in front of it."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            paths = os.pathsep.join(sys.path)
            environment = {**os.environ, "RINGBACK_HOME": str(home), "TERM": "xterm", "PYTHONPATH": paths}
            os.execve(command[0], command, environment)
        self.shown = ""
        self.read_to = 0

    def wait_for(self, words: str) -> None:
        """Wait until these words are shown, from where the last wait ended."""
        self._next(words)

    def _read(self) -> bool:
        if not select.select([self.screen], [], [], 0.2)[0]:
            return True
        try:
            data = os.read(self.screen, 65536)
        except OSError:
            return False
        self.shown += COLOUR.sub("", data.decode()).replace("\r", "")
        return bool(data)

    def type(self, line: str) -> None:
        """A line, at the prompt."""
        self.wait_for("> ")
        os.write(self.screen, f"{line}\n".encode())

    def answer(self, asks: str, *lines: str) -> None:
        """Wait for a question, and answer it."""
        self.wait_for(asks)
        for line in lines:
            self.type(line)

    def leave(self, *, until: str) -> None:
        """Press Enter at every question until these words are shown."""
        while self._next("> ", until) != until:
            os.write(self.screen, b"\n")

    def _next(self, *words: str) -> str:
        """Whichever of these is shown first, from where the last wait ended."""
        deadline = monotonic() + LONGEST_WAIT
        while not (found := [one for one in words if one in self.shown[self.read_to :]]):
            assert monotonic() < deadline, self.shown
            assert self._read(), f"ended without {words}: {self.shown}"
        first = min(found, key=lambda one: self.shown.index(one, self.read_to))
        self.read_to = self.shown.index(first, self.read_to) + len(first)
        return first

    def interrupt(self, *, until: str) -> None:
        """Press Ctrl-C at the prompt; again where it came in the instant before the prompt listens."""
        self.wait_for("> ")
        deadline = monotonic() + LONGEST_WAIT
        while until not in self.shown:
            assert monotonic() < deadline, self.shown
            os.write(self.screen, b"\x03")
            pause = monotonic() + 1
            while until not in self.shown and monotonic() < pause and self._read():
                pass

    def ended(self) -> int:
        """The exit code, once everything has been shown."""
        deadline = monotonic() + LONGEST_WAIT
        while self._read():
            assert monotonic() < deadline, self.shown
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


@pytest.fixture
def at_terminal() -> Iterator[list[Terminal]]:
    """The terminals of one test, each ended with it."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        try:
            os.kill(terminal.child, signal.SIGKILL)
            os.waitpid(terminal.child, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(terminal.screen)


def sit_down(opened: list[Terminal], home: Path, *arguments: str, now: str = NOW) -> Terminal:
    opened.append(Terminal([*RECOVER, "--now", now, *arguments], home))
    return opened[-1]


@contextmanager
def store_at(home: Path) -> Iterator[Store]:
    store = cases.open_store(home, datetime.fromisoformat(f"{NOW}+00:00"))
    try:
        yield store
    finally:
        store.close()


def told_so_far(home: Path) -> dict[str, str | None]:
    """The answers of the recall that isn't finished."""
    with store_at(home) as store:
        recall = cases.unfinished_recall(store)
    return {one.question: one.answer for one in recall.answers} if recall else {}


def told(home: Path) -> dict[str, str | None]:
    """The answers of the one recall that is kept with its case."""
    with store_at(home) as store:
        assert cases.unfinished_recall(store) is None
        (line,) = cases.list_cases(store)
        (recall,) = cases.show(store, line.case.id).recalls
    return {one.question: one.answer for one in recall.answers}


def test_from_the_story_over_the_questions_to_the_report(
    at_terminal: list[Terminal], ringback_home: Path
) -> None:
    here = sit_down(at_terminal, ringback_home)
    here.answer("Tell it as it happened", STORY, "Then it was over.", "")
    here.answer("Question 1 of about", "2")
    here.answer("What did they do at that moment?", "1")
    here.leave(until="Kept as")
    assert here.ended() == 0
    assert "The door is open" in here.shown
    answers = told(ringback_home)
    assert answers["story"] == f"{STORY}\nThen it was over."
    assert (answers["came_of_it"], answers["noticed"]) == ("advanced", "likely")
    assert len(answers) <= 13


def test_ctrl_c_keeps_what_was_told_and_the_next_run_goes_on_from_there(
    at_terminal: list[Terminal], ringback_home: Path
) -> None:
    first = sit_down(at_terminal, ringback_home)
    first.answer("Tell it as it happened", STORY, "")
    first.answer("What has come of it so far?", "2")
    first.wait_for("What did they do at that moment?")
    first.interrupt(until="What you told is kept.")
    assert first.ended() == 130
    assert "What you told is kept. To go on: ringback recover" in first.shown
    assert "Traceback" not in first.shown
    assert told_so_far(ringback_home) == {"story": STORY, "came_of_it": "advanced"}

    again = sit_down(at_terminal, ringback_home, now="2026-03-05T09:00")
    again.wait_for("You began telling of a call on Wednesday 4 March, 20:30; 2 answers are kept.")
    again.type("1")
    again.answer("Question 2 of about", "")
    again.leave(until="Kept as")
    assert again.ended() == 0
    assert "Tell it as it happened" not in again.shown
    assert "The door is open" in again.shown


def test_who_starts_anew_erases_what_was_told_before(
    at_terminal: list[Terminal], ringback_home: Path
) -> None:
    first = sit_down(at_terminal, ringback_home)
    first.answer("Tell it as it happened", STORY, "")
    first.wait_for("What has come of it so far?")
    first.interrupt(until="What you told is kept.")
    first.ended()
    again = sit_down(at_terminal, ringback_home)
    again.answer("Start anew", "2")
    again.answer("Tell it as it happened", "It was the line. It kept dropping.", "")
    again.answer("What has come of it so far?", "stop")
    assert again.ended() == 0
    assert told(ringback_home) == {"story": "It was the line. It kept dropping."}
    assert not any(b"deliveries" in file.read_bytes() for file in ringback_home.rglob("*") if file.is_file())


def test_a_question_says_why_it_is_asked_goes_back_and_takes_words_for_numbers(
    at_terminal: list[Terminal], ringback_home: Path
) -> None:
    here = sit_down(at_terminal, ringback_home)
    here.answer("Tell it as it happened", STORY, "")
    here.answer("What has come of it so far?", "?")
    here.wait_for("What they have done since tells more than how the call felt")
    here.type("9")
    here.wait_for("Give a number from 1 to 5, or press Enter to leave it out.")
    here.type("they've said no")
    here.answer("Was anything said about another way in?", "back")
    here.answer("What has come of it so far?", "5")
    here.answer("Question 2 of about", "stop")
    assert here.ended() == 0
    assert told(ringback_home)["came_of_it"] is None


def test_a_story_pasted_in_paragraphs_is_one_story(at_terminal: list[Terminal], ringback_home: Path) -> None:
    here = sit_down(at_terminal, ringback_home)
    here.wait_for("An empty line ends it.")
    here.type(f"{STORY}\n\nThen it was over.\n\nThat was it.")
    here.type("")
    here.answer("What has come of it so far?", "stop")
    assert here.ended() == 0
    assert told(ringback_home)["story"] == f"{STORY}\n\nThen it was over.\n\nThat was it."


def test_nothing_is_kept_where_nothing_is_to_be(at_terminal: list[Terminal], ringback_home: Path) -> None:
    here = sit_down(at_terminal, ringback_home, "--no-save")
    here.answer("Tell it as it happened", STORY, "")
    here.wait_for("What has come of it so far?")
    here.interrupt(until="Nothing was kept.")
    assert here.ended() == 130
    assert "Nothing was kept." in here.shown
    assert not ringback_home.exists()


def test_words_of_self_harm_end_the_questions_and_leave_no_trace(
    at_terminal: list[Terminal], ringback_home: Path
) -> None:
    here = sit_down(at_terminal, ringback_home)
    here.answer("Tell it as it happened", "I froze on deliveries. I want to kill myself.", "")
    assert here.ended() == 0
    assert "Question 1" not in here.shown
    assert "116 123" in here.shown
    assert told_so_far(ringback_home) == {}
    assert not any(b"deliveries" in file.read_bytes() for file in ringback_home.rglob("*") if file.is_file())


def test_beside_a_file_the_questions_that_matter_are_offered_and_can_be_declined(
    at_terminal: list[Terminal], ringback_home: Path, tmp_path: Path
) -> None:
    account = tmp_path / "account.txt"
    account.write_text(f"I had a phone interview. {STORY}", encoding="utf-8")
    here = sit_down(at_terminal, ringback_home, str(account))
    here.answer("Three questions could change the advice.", "")
    here.answer("What has come of it so far?", "2")
    here.leave(until="Kept as")
    assert here.ended() == 0
    assert "The door is open" in here.shown
    assert len(told(ringback_home)) == 3

    again = sit_down(at_terminal, ringback_home, str(account))
    again.answer("Three questions could change the advice.", "n")
    assert again.ended() == 0
    assert "Question 1" not in again.shown


def test_nobody_is_asked_where_there_is_to_be_no_input(
    at_terminal: list[Terminal], ringback_home: Path
) -> None:
    here = sit_down(at_terminal, ringback_home, "--no-input")
    assert here.ended() == 2
    assert "leave --no-input out" in here.shown


def lines_too_wide(shown: str) -> Sequence[str]:
    return [line for line in shown.splitlines() if len(line) > 80 and not line.startswith("> ")]


def test_nothing_shown_is_wider_than_eighty_columns(at_terminal: list[Terminal], ringback_home: Path) -> None:
    here = sit_down(at_terminal, ringback_home)
    here.answer("Tell it as it happened", "?", STORY, "")
    here.leave(until="Kept as")
    here.ended()
    assert lines_too_wide(here.shown) == []
