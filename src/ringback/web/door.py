"""Who may come in: a link with a random word, a signed cookie, and the checks that keep other sites out.

The key that signs cookies lies in the data folder, so that a page left open still works once the server
has been started again. The word in the link is new at every start.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ringback.store.errors import files_at

KEY_FILE = "serve.key"
NAMES = ("127.0.0.1", "localhost", "[::1]")
"""How a browser may call this machine; any other name is somebody's who points it here (DNS rebinding)."""
SAFE = ("GET", "HEAD", "OPTIONS")
_COOKIE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Door:
    """The way into one running server. `key` signs, `word` opens, `port` is where it listens."""

    key: bytes
    port: int
    word: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """The address to open, with its word."""
        return f"http://127.0.0.1:{self.port}/?token={self.word}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; cookies don't tell ports apart, so it does."""
        return f"ringback_{self.port}"

    def opens(self, word: str) -> bool:
        """Whether the word is the one in the link."""
        return alike(word, self.word)

    def stamp(self) -> str:
        """A new cookie's value."""
        name = secrets.token_hex(16)
        return f"{name}.{self._sign('cookie', name)}"

    def knows(self, value: str) -> bool:
        """Whether a cookie's value was signed here."""
        name, _, sign = value.partition(".")
        return bool(_COOKIE.fullmatch(name)) and alike(sign, self._sign("cookie", name))

    def form_word(self, value: str) -> str:
        """What every form of the page that came with this cookie has to bring back."""
        return self._sign("form", value.partition(".")[0])

    def _sign(self, what: str, name: str) -> str:
        return hmac.new(self.key, f"{what}:{name}".encode(), sha256).hexdigest()

    def refuses(self, method: str, headers: Mapping[str, str]) -> str | None:
        """Why a request can't have come from a page of ours; None where it can."""
        if headers.get("host", "") not in self._hosts:
            return "It was sent to a name that isn't this machine's."
        elsewhere = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        if method in SAFE:
            looked_into = elsewhere and headers.get("sec-fetch-mode", "navigate") != "navigate"
            return "Another site asked for it." if looked_into else None
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return "It came from another site."
        return "It came from another site." if elsewhere else None

    @property
    def _hosts(self) -> frozenset[str]:
        bare = NAMES if self.port == 80 else ()  # a browser leaves out the port that goes without saying
        return frozenset([*bare, *(f"{name}:{self.port}" for name in NAMES)])


def alike(given: str, wanted: str) -> bool:
    """Whether two words are the same, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())


def key_in(home: Path) -> bytes:
    """The key kept in the data folder, made at the first start; readable by its owner alone."""
    file = home / KEY_FILE
    with files_at(str(file)):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = file.read_bytes()
            if len(kept) >= 32:
                return kept
            file.chmod(0o600)
            handle = os.open(file, os.O_WRONLY | os.O_TRUNC, 0o600)
        key = secrets.token_bytes(32)
        with os.fdopen(handle, "wb") as made:
            made.write(key)
    return key
