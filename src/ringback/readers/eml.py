"""A saved mail (.eml) as plain text: its heads, its body, and mail attached to it."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from ringback.readers.errors import Damaged
from ringback.readers.html import html_text

_HEADS = ("From", "To", "Cc", "Date", "Subject")
_LONGEST_HEAD = 2000
_MOST_PARTS = 400
_SPACE = re.compile(r"\s+")
_FIRST = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3}")
_SENDER = re.compile(rb"^(?:From|Subject):", re.IGNORECASE | re.MULTILINE)
_KNOWN = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Content-Type|DKIM-Signature|X-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)


class _CappedPolicy(EmailPolicy):
    """The standard policy with long heads cut, since parsing them takes more than linear time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEAD]


def is_eml(data: bytes, name: str) -> bool:
    """Whether the bytes open with a mail's heads: a machine's among them, or any in a file named .eml."""
    opening = data[:8192]
    if name.lower().endswith(".eml") and _SENDER.search(opening):
        return True
    return bool(_FIRST.match(opening) and _KNOWN.search(opening.split(b"\r\n\r\n")[0].split(b"\n\n")[0]))


def eml_text(data: bytes, name: str) -> str:
    """The mail as text: heads, a blank line, the body, then attached mail under a line that says so."""
    from email import message_from_bytes

    if data.count(b"boundary") > _MOST_PARTS:
        raise Damaged(name, "a mail (.eml)")
    try:
        mail = message_from_bytes(data, policy=_CappedPolicy())
        return _rendered(mail, name)
    except RecursionError:
        raise Damaged(name, "a mail (.eml)") from None


def _rendered(mail: Any, name: str, depth: int = 0) -> str:
    heads = [f"{key}: {value}" for key in _HEADS if (value := _head(mail, key))]
    parts = ["\n".join(heads), _body(mail, name).strip()]
    if depth < 3:
        parts += [
            f"---- Forwarded message ----\n{_rendered(one, name, depth + 1)}" for one in _attached(mail)
        ]
    return "\n\n".join(part for part in parts if part)


def _head(mail: Any, key: str) -> str:
    try:
        return _SPACE.sub(" ", str(mail[key] or "")).strip()
    except Exception:  # noqa: BLE001 - the standard parser raises anything on malformed heads
        return ""


def _body(mail: Any, name: str) -> str:
    try:
        part = mail.get_body(preferencelist=("plain", "html"))
        if part is None:
            return ""
        is_html = part.get_content_type() == "text/html"
    except Exception:  # noqa: BLE001 - as above
        return ""
    content = _content(part)
    return html_text(content, name) if is_html else content


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except Exception:  # noqa: BLE001 - unknown character sets and broken encodings alike
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _attached(mail: Any) -> list[Any]:
    try:
        return [
            part.get_payload(0)
            for part in mail.iter_attachments()
            if part.get_content_type() == "message/rfc822"
        ]
    except Exception:  # noqa: BLE001 - as above
        return []
