"""`ringback serve` as a process: where it listens, what it prints, and a port that is taken."""

from __future__ import annotations

import socket
import sys
import urllib.request
from pathlib import Path

import pytest
from tests.cli.running import ringback
from tests.web.browser.serving import Server

from ringback.web.door import KEY_FILE

pytestmark = pytest.mark.full  # each test works cases out


def test_a_port_that_is_taken_is_said_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = ringback("serve", "--port", str(taken.getsockname()[1]), "--no-browser")
    assert run.code == 2
    assert run.out == ""
    assert "ringback serve --port 0" in run.err


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_there_is_not_is_said_too(port: str):
    assert ringback("serve", "--port", port, "--no-browser").code == 2


@pytest.mark.full
def test_it_prints_one_line_and_can_be_reached_from_this_machine_alone(tmp_path: Path):
    server = Server(tmp_path / "ringback")
    server.start()
    try:
        assert server.link.startswith("http://127.0.0.1:")
        shut = urllib.request.Request(f"{server.base}/cases")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(shut, timeout=20)
        if sys.platform == "linux":
            rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
            listening = {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{server.port:04X}")}
            assert listening == {f"0100007F:{server.port:04X}"}
            every = Path("/proc/net/tcp6").read_text() if Path("/proc/net/tcp6").exists() else ""
            assert f":{server.port:04X} 0000" not in every
    finally:
        assert server.process
        server.process.terminate()
        rest, noted = server.process.communicate(timeout=20)
    assert rest == ""
    assert "Traceback" not in noted


@pytest.mark.full
def test_the_check_up_is_content_with_the_servers_key_in_the_folder(ringback_home: Path):
    ringback_home.mkdir(mode=0o700)
    (ringback_home / KEY_FILE).write_bytes(b"k" * 32)
    checked = ringback("doctor")
    assert "open to you" in checked.out
    assert "none kept yet" in checked.out
