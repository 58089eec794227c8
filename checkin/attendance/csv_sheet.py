"""The attendance sheet as CSV that Excel opens right: UTF-8 with a byte order mark, semicolons where French."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from checkin.cells import neutral

if TYPE_CHECKING:
    from typing import BinaryIO

    from checkin.attendance.sheets import Cell, Sheet
    from checkin.language import Language


def write_csv(sheet: Sheet, stream: BinaryIO, language: Language) -> None:
    """Write the table, an empty line, then the totals."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";" if language.code == "fr" else ",")
    writer.writerow(sheet.header)
    writer.writerows([_cell(cell) for cell in row] for row in sheet.rows)
    writer.writerow([])
    writer.writerows(sheet.totals)
    text.flush()
    text.detach()  # the stream is the caller's to close


def _cell(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        # The form that every spreadsheet reads as a time, whatever its language.
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, str):
        return neutral(cell)
    return "" if cell is None else cell
