"""Helpers: lists written to disk as spreadsheets and platforms write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from checkin.lists.listed import AttendeeList, Choices, Listed
from checkin.lists.reading import read_list

DATA = Path(__file__).parent / "data"


def read_text(folder: Path, text: str, *, name: str = "list.csv", choices: Choices | None = None) -> AttendeeList:
    """Write a text as UTF-8 and read it as a list."""
    return read_bytes(folder, text.encode(), name=name, choices=choices)


def read_bytes(folder: Path, data: bytes, *, name: str = "list.csv", choices: Choices | None = None) -> AttendeeList:
    """Write bytes and read them as a list."""
    path = folder / name
    path.write_bytes(data)
    return read_list(path, choices=choices)


def kinds(listed: AttendeeList) -> set[tuple[int | None, str]]:
    """Return the problems as (row, kind)."""
    return {(problem.row, problem.kind.value) for problem in listed.problems}


def by_row(listed: AttendeeList) -> dict[int, Listed]:
    """Return the attendees by their row."""
    return {attendee.row: attendee for attendee in listed.attendees}


_ROOT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def xlsx_of(sheet_data: str, *, before: str = "") -> dict[str, str]:
    """Return the parts of a workbook whose one sheet holds this XML; `before` goes before its root element."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData>{sheet_data}</sheetData></worksheet>'
    return {
        "[Content_Types].xml": _ROOT,
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": before + sheet,
    }


def ods_of(rows: str) -> dict[str, str]:
    """Return the parts of an OpenDocument spreadsheet whose one table holds these rows."""
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Liste">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": "<manifest/>",
    }


def write_zip(path: Path, parts: dict[str, str]) -> Path:
    """Write the parts as a compressed archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def cells_of(row: int, *texts: str, first: str = "A") -> str:
    """Return one row of a sheet with these texts, from a column on."""
    cells = "".join(
        f'<c r="{chr(ord(first) + i)}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for i, text in enumerate(texts)
    )
    return f'<row r="{row}">{cells}</row>'
