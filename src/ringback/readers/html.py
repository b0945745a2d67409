"""An HTML page or mail as plain text, a line for each block."""

from __future__ import annotations

import re

from ringback.readers.errors import Damaged

_SPACE = re.compile(r"\s+")
_BLANKS = re.compile(r"\n{3,}")
_SILENT = {"script", "style", "head", "title", "noscript", "template", "svg", "nav", "select", "button"}
_BLOCK_TAGS = """
    address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr html li main ol p pre section table tbody td th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_OPEN_BY_THEMSELVES = "br hr img input link meta p li td th tr dt dd option col source wbr area base"
_NEVER_OPEN = frozenset(_OPEN_BY_THEMSELVES.split())
_SPACED = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "section", "article"}
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_DEEPEST = 4000
_CLIMB = 40


def html_text(source: str, name: str) -> str:
    """The words a reader of the page sees; blocks on lines of their own, list items with a dash.

    Raises Damaged for a page nested so deeply that parsing it would take more than linear time.
    """
    from selectolax.lexbor import LexborHTMLParser

    _check_depth(source, name)
    root = LexborHTMLParser(source.encode("utf-8", "replace")).root
    out: list[str] = []
    block: object = None
    for node in root.traverse(include_text=True) if root else ():
        if node.tag == "br":
            out.append("\n")
        elif node.tag == "-text":
            nearest, tag, silent = _block_of(node)
            words = _SPACE.sub(" ", node.text_content or "")
            if silent or not words:
                continue
            if nearest != block and words.strip():
                out.append(_break(tag) if out else "- " if tag == "li" else "")
                block = nearest
            out.append(words)
    return _tidy("".join(out))


def _check_depth(source: str, name: str) -> None:
    depth = 0
    for closes, tag in _TAG.findall(source):
        if tag.lower() not in _NEVER_OPEN:
            depth = max(depth - 1, 0) if closes else depth + 1
            if depth > _DEEPEST:
                raise Damaged(name, "a web page (HTML)")


def _block_of(node: object) -> tuple[object, str, bool]:
    """(identity, tag) of the nearest block around a text, and whether it is never shown."""
    found: object = None
    tag = ""
    parent = getattr(node, "parent", None)
    for _ in range(_CLIMB):
        if parent is None:
            break
        if parent.tag in _SILENT:
            return None, "", True
        if not tag and parent.tag in _BLOCKS:
            found, tag = parent.mem_id, parent.tag
        parent = parent.parent
    return found, tag, False


def _break(tag: str) -> str:
    if tag == "li":
        return "\n- "
    return "\n\n" if tag in _SPACED else "\n"


def _tidy(text: str) -> str:
    rows = (" ".join(row.split()) for row in text.split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(rows)).strip()
