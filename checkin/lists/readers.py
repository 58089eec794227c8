"""Bytes to tables: what the file is decides who reads it. A further format is one more line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.lists.container import Container, container_of
from checkin.lists.delimited import read_delimited
from checkin.lists.html_tables import read_html
from checkin.lists.json_lists import read_json
from checkin.lists.spreadsheet_xml import read_spreadsheet_xml
from checkin.lists.tables import BrokenError, TooLargeError
from checkin.lists.vcards import read_vcards
from checkin.lists.workbooks import read_ods, read_xls, read_xlsx
from checkin.lists.zipped import DamagedError, ProtectedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checkin.lists.delimited import Known
    from checkin.lists.tables import Report, Table

MOST_BYTES = 32 * 2**20
"""The largest file that is read; a list of 100,000 people has about 20 MB."""

_READERS: dict[Container, Callable[[bytes], list[Table]]] = {
    Container.XLSX: read_xlsx,
    Container.ODS: read_ods,
    Container.OLE: read_xls,
    Container.HTML: read_html,
    Container.VCARD: read_vcards,
    Container.XML: read_spreadsheet_xml,
}
# Readers that weigh what they find by how much of it is a header that we know.
_WEIGHING: dict[Container, Callable[[bytes, Known], list[Table]]] = {
    Container.TEXT: read_delimited,
    Container.JSON: read_json,
}
_FAULTS = {
    Container.DAMAGED: FileFault.UNREADABLE,
}


def read_tables(path: Path, known: Known, report: Report) -> list[Table]:
    """Read a file's tables, whatever its name says; `known` measures a header (see `delimited.Known`).

    Raises `FileError`: MISSING, UNREADABLE (the system refuses, or the file is damaged), EMPTY, TOO_LARGE, PROTECTED,
    NOT_A_LIST (a picture, a program, noise, or a kind of file that is not read yet).
    """
    report(0, 0)
    data = _read_bytes(path)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise FileError(FileFault.EMPTY, path)
    container = container_of(data)
    try:
        if weighing := _WEIGHING.get(container):
            tables = weighing(data, known)
        elif reader := _READERS.get(container):
            tables = reader(data)
        else:
            raise FileError(_FAULTS.get(container, FileFault.NOT_A_LIST), path)
    except TooLargeError as error:
        raise FileError(FileFault.TOO_LARGE, path, error.line) from error
    except BrokenError as error:
        raise FileError(FileFault.UNREADABLE, path, error.line) from error
    except ProtectedError as error:
        raise FileError(FileFault.PROTECTED, path) from error
    except DamagedError as error:
        raise FileError(FileFault.UNREADABLE, path) from error
    if not tables:
        raise FileError(FileFault.NOT_A_LIST, path)
    if not any(table.records for table in tables):
        raise FileError(FileFault.EMPTY, path)
    report(0, 0)
    return tables


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            # A pipe or a device would never end.
            raise FileError(FileFault.UNREADABLE if path.exists() else FileFault.MISSING, path)
        if path.stat().st_size > MOST_BYTES:
            raise FileError(FileFault.TOO_LARGE, path)
        with path.open("rb") as file:
            # Where it grows meanwhile, what was there is enough to see that it is too large.
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise FileError(FileFault.MISSING, path) from error
    except OSError as error:
        raise FileError(FileFault.UNREADABLE, path) from error
    if len(data) > MOST_BYTES:
        raise FileError(FileFault.TOO_LARGE, path)
    return data
