"""A message as a file that mail programs open as a draft, and as a link that they open as a new message."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from ringback.core.hand_over import ToSend

LONGEST_LINK = 2000
"""Characters of a link that every usual program takes whole; Windows cuts it at 2,083."""


def eml(message: ToSend) -> bytes:
    """The message as a .eml file in UTF-8; `X-Unsent` makes mail programs open it for writing."""
    mail = EmailMessage(policy=SMTP)
    if message.to:
        mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["X-Unsent"] = "1"
    mail.set_content(f"{message.text}\n", charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def mailto(message: ToSend) -> str:
    """The message as a link (RFC 6068): what isn't plain is percent-encoded, line ends are CRLF."""
    body = "\r\n".join(message.text.split("\n"))
    to = quote(message.to or "", safe="@")
    return f"mailto:{to}?subject={quote(message.subject, safe='')}&body={quote(body, safe='')}"
