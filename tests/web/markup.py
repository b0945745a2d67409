"""A page's markup as a browser would take it: its elements with their attributes, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

FETCHED = frozenset(
    ["src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "manifest"]
)
"""Attributes whose address is fetched or posted to without anybody following it."""


class Markup(HTMLParser):
    """The elements of a page, what stands within each script and style, and the text of all others."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.inline.append(data.strip())
        else:
            self.text += data

    def faults(self) -> Iterator[str]:
        """What our policy forbids, and what would be fetched from elsewhere."""
        yield from (f"inline: {words[:40]}" for words in self.inline if words)
        for tag, attributes in self.elements:
            if tag in ("style", "base", "iframe", "object", "embed"):
                yield f"<{tag}>"
            for name, value in attributes.items():
                yield from self._of(tag, name, value.strip().lower())

    @staticmethod
    def _of(tag: str, name: str, value: str) -> Iterator[str]:
        if name == "style" or name.startswith(("on", "hx-on")):
            yield f"<{tag} {name}>"
        fetched = (
            name in FETCHED or name.startswith("hx-") or (tag in ("link", "use", "image") and "href" in name)
        )
        if fetched and value.startswith(("http:", "https:", "//", "javascript:", "data:text")):
            yield f"<{tag} {name}={value[:60]}>"
        if "href" in name and value.startswith(("javascript:", "data:", "vbscript:")):
            yield f"<{tag} {name}={value[:60]}>"
