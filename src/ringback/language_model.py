"""A language model behind an OpenAI-compatible endpoint that the user names: the only use of a network."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from ringback.core.errors import RingbackError

WAITS = 120.0
LARGEST = 1_000_000


class NoAnswer(RingbackError):
    """The endpoint gave no answer that can be used."""

    code = "no_answer"


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would send the words to a machine that nobody agreed to."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint: `url` as in http://localhost:8080/v1, `name` the model's."""

    url: str
    name: str
    key: str | None = None

    def __post_init__(self) -> None:
        if not _is_endpoint(self.url):
            raise NoAnswer("That is no endpoint.", "Give its address: http://localhost:8080/v1", self.url)
        if not _can_be_sent(self.key or ""):
            stray = "Look for a stray character in RINGBACK_MODEL_KEY."
            raise NoAnswer("The model's key can't be sent.", stray, self.host)

    @property
    def host(self) -> str:
        """The machine that the words would go to."""
        return urlsplit(self.url).hostname or ""

    @property
    def here(self) -> bool:
        """Whether that is this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def answer(self, task: str, text: str) -> str:
        """The model's answer to one question. Raises NoAnswer."""
        said = [{"role": "system", "content": task}, {"role": "user", "content": text}]
        body = json.dumps({"model": self.name, "messages": said, "temperature": 0}).encode()
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.url.rstrip('/')}/chat/completions"
        request = Request(address, body, headers)  # noqa: S310 (http or https, see above)
        try:
            with build_opener(ProxyHandler({}), _NoRedirects).open(request, timeout=WAITS) as reply:
                sent = reply.read(LARGEST)
        except HTTPError as error:
            raise NoAnswer(
                f"It answered {error.code}.", "Look at its log, or leave --model out.", self.host
            ) from None
        except (URLError, OSError, HTTPException, UnicodeError) as error:
            reason = getattr(error, "reason", error)
            raise NoAnswer(
                f"It can't be reached ({reason}).", "Start it, or leave --model out.", self.host
            ) from None
        try:
            content = json.loads(sent)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError):
            raise NoAnswer(
                "What it sent is no chat completion.", "Name an OpenAI-compatible endpoint.", self.host
            ) from None
        return content.encode("utf-8", "replace").decode() if isinstance(content, str) else ""


def _is_endpoint(url: str) -> bool:
    """Whether it is a whole address of the web, which can be sent as it stands."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return whole and url.isprintable() and _can_be_sent(parts.path + parts.query)


def _can_be_sent(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
