"""Bounds of a zipped workbook, checked before anything is built from it.

A workbook is dense once it is read: one cell in the last row and column makes 17 thousand million of them. So the
places of its cells are looked at first, in the unpacked XML, with no parser and so with no entity to expand.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from checkin.lists.container import ZIP_ERRORS
from checkin.lists.extents import cells_in_ods, cells_in_xlsx, column_number
from checkin.lists.repeated_texts import check_repeated, check_shared
from checkin.lists.tables import MOST_CELLS, TooLargeError

_MOST_UNPACKED = 256 * 2**20
_CHUNK = 2**20
_OVERLAP = 4_096

_EMPTY_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"""
)
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)=["']([^"']*)["']""")

Places = frozenset[tuple[int, int]]
"""Places of cells: the row from 1, the column from 0."""


class DamagedError(Exception):
    """The archive cannot be unpacked, or carries what no spreadsheet writes."""


class ProtectedError(Exception):
    """A password protects the workbook."""


def looked_at(data: bytes) -> dict[str, Places]:
    """Unpack every part once, within bounds, and return each XLSX sheet's formulas without a stored result.

    Raises `TooLargeError`, `DamagedError` and `ProtectedError`. Sizes that the archive's directory lies about fail its
    checksums.
    """
    formulas: dict[str, Places] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts) or _is_encrypted_ods(archive):
                raise ProtectedError
            if sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise TooLargeError
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    formulas[part.filename] = _look_at_sheet(archive, part)
                elif part.filename == "content.xml":
                    _look_at_ods(archive.read(part))
                    check_repeated(archive.read(part))
                else:
                    if part.filename.endswith((".xml", ".rels")):
                        _refuse_entities(archive.read(part)[:_OVERLAP])
                    _look_at_hidden(archive, part)
            check_shared(archive)
            return {name: formulas[path] for name, path in _sheet_paths(archive).items() if path in formulas}
    except ZIP_ERRORS as error:
        raise DamagedError from error


def _is_encrypted_ods(archive: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where each sheet of an XLSX lies in the archive; best effort, since it only serves to flag formulas."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return {}
    targets = {}
    for tag in _RELATIONSHIP.findall(relations):
        said = dict(_ATTRIBUTE.findall(tag))
        targets[said.get("Id", "")] = "xl/" + said.get("Target", "").removeprefix("/").removeprefix("xl/")
    sheets = [dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(book)]
    return {unescape(sheet.get("name", "")): targets.get(sheet.get("r:id", ""), "") for sheet in sheets}


def _look_at_hidden(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part, and look at it where it is a sheet, whatever its name: a relation may lead anywhere."""
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if b"sheetData" in before[-16:] + chunk:
                _look_at_sheet(archive, part)
                return
            before = chunk


def _refuse_entities(head: bytes) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DamagedError


def _look_at_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Places:
    xml = archive.read(part)
    _refuse_entities(xml[:_OVERLAP])
    if cells_in_xlsx(xml) > MOST_CELLS:
        raise TooLargeError
    if b"<f" not in xml and b":f" not in xml:
        return frozenset()
    return frozenset((int(row), column_number(letters.decode())) for letters, row in _EMPTY_FORMULA.findall(xml))


def _look_at_ods(xml: bytes) -> None:
    _refuse_entities(xml[:_OVERLAP])
    if cells_in_ods(xml) > MOST_CELLS:
        raise TooLargeError
