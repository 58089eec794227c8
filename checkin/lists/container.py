"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from enum import StrEnum

from checkin.lists.encodings import utf16_of

# What the standard library raises for an archive that is damaged or made to harm: more than `BadZipFile`. An unknown
# version or method is a `NotImplementedError`, which is a `RuntimeError`.
ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, ValueError, OSError, RuntimeError),
)


class Container(StrEnum):
    """The kinds of file that reach a door laptop. Which of them can be read is the readers' matter."""

    TEXT = "text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    OLE = "ole"
    JSON = "json"
    HTML = "html"
    XML = "xml"
    VCARD = "vcard"
    DOCUMENT = "document"
    PICTURE = "picture"
    ARCHIVE = "archive"
    BINARY = "binary"
    DAMAGED = "damaged"


_MAGIC: tuple[tuple[bytes, Container], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.OLE),
    (b"\x89PNG\r\n", Container.PICTURE),
    (b"\xff\xd8\xff", Container.PICTURE),
    (b"GIF8", Container.PICTURE),
    (b"II*\x00", Container.PICTURE),
    (b"MM\x00*", Container.PICTURE),
    (b"%PDF-", Container.DOCUMENT),
    (b"{\\rtf", Container.DOCUMENT),
    (b"\x1f\x8b", Container.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Container.ARCHIVE),
    (b"Rar!", Container.ARCHIVE),
    (b"SQLite format 3\x00", Container.BINARY),
    (b"\x7fELF", Container.BINARY),
)
_HEAD = 16_384
_UTF16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TEXTS: tuple[tuple[re.Pattern[str], Container], ...] = (
    (re.compile(r"BEGIN:VCARD", re.IGNORECASE), Container.VCARD),
    (re.compile(r"\[\s*(?:[\[{\]\"]|$)|\{\s*(?:[\"}]|$)"), Container.JSON),
    (re.compile(r"<!doctype html|<html|<table|<meta|<head|<body|<div|<style", re.IGNORECASE), Container.HTML),
    (re.compile(r"<\?xml.{0,400}?<Workbook\b", re.DOTALL), Container.XML),
    # A comment, an XML declaration or a warning of the server may stand before the table.
    (re.compile(r"<.*?<(?:html|tr|th|td)\b", re.IGNORECASE | re.DOTALL), Container.HTML),
    (re.compile(r"<\?xml|<!--|<\w+[\s:>]"), Container.XML),
)


def container_of(data: bytes) -> Container:
    """Tell what a file is. Text is what is nothing else; whether it is any language is told when it is decoded."""
    for magic, container in _MAGIC:
        if data.startswith(magic):
            return container
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Container.PICTURE
    if data[4:8] == b"ftyp":
        return Container.PICTURE
    if data.startswith(b"PK\x03\x04"):
        return _container_of_zip(data)
    return _container_of_text(data[:_HEAD])


def _container_of_zip(data: bytes) -> Container:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except ZIP_ERRORS:
        return Container.DAMAGED
    if "xl/workbook.bin" in names:
        return Container.XLSB
    if any(name.startswith("xl/") for name in names):
        return Container.XLSX
    if {"content.xml", "mimetype"} <= names:
        return Container.ODS
    return Container.DOCUMENT if any(name.startswith(("word/", "ppt/")) for name in names) else Container.ARCHIVE


def _container_of_text(head: bytes) -> Container:
    encoding = next((name for mark, name in _UTF16 if head.startswith(mark)), utf16_of(head) or "utf-8-sig")
    text = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    return next((container for pattern, container in _TEXTS if pattern.match(text)), Container.TEXT)
