"""Pages of a PDF as pictures, for the preview and for reading badges back."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from checkin.errors import FileError, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

POINTS_PER_INCH = 72

_PDFIUM = threading.Lock()
"""PDFium keeps state for the whole process and must not be entered by two threads."""


def page_count(path: Path) -> int:
    """Return the number of pages. Raises FileError (`MISSING`, `UNREADABLE`)."""
    with _opened(path) as document:
        return len(document)


def page_size(path: Path, page: int) -> tuple[float, float]:
    """Return width and height of a page, counted from 0, in points. Raises FileError and IndexError."""
    with _opened(path) as document:
        width, height = document.get_page_size(_checked(document, page))
        return float(width), float(height)


def render_page(path: Path, page: int, *, dpi: float) -> NDArray[np.uint8]:
    """Return a page, counted from 0, as an array of height x width x 3, RGB.

    Raises FileError (`MISSING`, `UNREADABLE`), and IndexError where there is no such page.
    """
    with _opened(path) as document:
        sheet = document[_checked(document, page)]
        bitmap = sheet.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
        picture: NDArray[np.uint8] = np.array(bitmap.to_numpy()[:, :, :3])  # a copy: PDFium's memory is freed
        bitmap.close()
        sheet.close()
        return picture


def page_text(path: Path, page: int) -> str:
    """Return the text of a page, counted from 0, in reading order. Raises FileError and IndexError."""
    with _opened(path) as document:
        sheet = document[_checked(document, page)]
        reader = sheet.get_textpage()
        text = str(reader.get_text_bounded())
        reader.close()
        sheet.close()
        return text


class Pages:
    """The pages of one PDF, read once, as grey pictures; other threads may use PDFium between two of them."""

    def __init__(self, path: Path) -> None:
        """Open a PDF. Raises FileError (`MISSING`, `UNREADABLE`)."""
        content = _content(path)
        with _PDFIUM:
            self._document = _document(content, path)

    def __len__(self) -> int:
        with _PDFIUM:
            return len(self._document)

    def grey(self, page: int, *, dpi: float) -> NDArray[np.uint8]:
        """Return a page, counted from 0, as an array of height x width. Raises IndexError."""
        with _PDFIUM:
            sheet = self._document[_checked(self._document, page)]
            bitmap = sheet.render(scale=dpi / POINTS_PER_INCH, grayscale=True)
            picture: NDArray[np.uint8] = np.array(bitmap.to_numpy())  # a copy: PDFium's memory is freed
            bitmap.close()
            sheet.close()
            return picture

    def close(self) -> None:
        """Let go of the file."""
        with _PDFIUM:
            self._document.close()


def _checked(document: pypdfium2.PdfDocument, page: int) -> int:
    if not 0 <= page < len(document):
        raise IndexError(page)
    return page


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    content = _content(path)
    with _PDFIUM:
        document = _document(content, path)
        try:
            yield document
        finally:
            document.close()


def _content(path: Path) -> bytes:
    # by bytes, not by name: an open file could not be replaced on Windows
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(FileFault.MISSING, path) from error
    except OSError as error:
        raise FileError(FileFault.UNREADABLE, path) from error


def _document(content: bytes, path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise FileError(FileFault.UNREADABLE, path) from error
