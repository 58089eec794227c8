"""The attendance sheet as XLSX: real times, a frozen header, a filter, totals on a sheet of their own."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from typing import BinaryIO

    from checkin.attendance.sheets import Sheet
    from checkin.language import Language

WIDEST = 40
LONGEST_CELL = 32_767
"""What Excel takes; a longer text would be left out whole."""
TIME_FORMAT = "yyyy-mm-dd hh:mm"


def write_xlsx(sheet: Sheet, stream: BinaryIO, language: Language) -> None:
    """Write the table and the totals. Text is written as text, so that nothing in a name runs as a formula."""
    # Strings are written with write_string alone; the options keep any other call from guessing.
    # Made in memory, so that a full disk is met by one write, and not inside the library or its temporary files.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True, "in_memory": True}
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        time = book.add_format({"num_format": TIME_FORMAT, "align": "left"})
        table = book.add_worksheet(language.text("Attendance"))
        for column, name in enumerate(sheet.header):
            table.write_string(0, column, name, bold)
            texts = [name, *(str(row[column] or "") for row in sheet.rows)]
            longest = len(TIME_FORMAT) if any(isinstance(row[column], datetime) for row in sheet.rows) else 0
            longest = longest or max(len(text) for text in texts)
            table.set_column(column, column, min(WIDEST, longest + 3))
        for index, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    table.write_datetime(index, column, cell.replace(microsecond=0, tzinfo=None), time)
                elif isinstance(cell, int):
                    table.write_number(index, column, cell)
                elif cell:
                    table.write_string(index, column, cell[:LONGEST_CELL])
        table.freeze_panes(1, 0)
        table.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.header) - 1)
        table.set_landscape()
        table.fit_to_pages(1, 0)
        table.repeat_rows(0)
        totals = book.add_worksheet(language.text("Totals"))
        totals.set_column(0, 0, WIDEST)
        totals.write_string(0, 0, sheet.title, bold)
        totals.write_string(1, 0, sheet.subtitle)
        for index, (name, count) in enumerate(sheet.totals, start=3):
            totals.write_string(index, 0, name)
            totals.write_number(index, 1, count)
    stream.write(made.getvalue())
