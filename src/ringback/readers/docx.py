"""A Word document as plain text, a line for each paragraph and table row."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ringback.readers.errors import MAX_BYTES, Damaged, TooLarge

_UNPACKED = 10 * MAX_BYTES


def docx_text(data: bytes, name: str) -> str:
    """The document's paragraphs and tables in order. Raises Damaged, or TooLarge once unpacked."""
    _check_unpacked(data, name)
    from docx import Document

    try:
        document = Document(BytesIO(data))
        return "\n".join(_lines(document)).strip()
    except Exception:  # noqa: BLE001 - the library raises the errors of zip, XML and its own alike
        raise Damaged(name, "a Word document (.docx)") from None


def _check_unpacked(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Damaged(name, "a Word document (.docx)") from None
    if size > _UNPACKED:
        raise TooLarge(name, size)


def _lines(document: object) -> list[str]:
    from docx.table import Table

    found: list[str] = []
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            found += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            found.append(f"- {block.text}" if _is_listed(block) else block.text)
    return found


def _is_listed(paragraph: object) -> bool:
    """Whether it shows a mark before its words: by its style, or by its own numbering."""
    properties = paragraph._p.pPr  # type: ignore[attr-defined]  # noqa: SLF001
    numbered = properties is not None and properties.numPr is not None
    style = str(getattr(paragraph.style, "name", ""))  # type: ignore[attr-defined]
    return bool(paragraph.text.strip()) and (numbered or style.startswith("List"))  # type: ignore[attr-defined]
