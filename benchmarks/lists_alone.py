"""One reading of one list, in a process of its own, for `lists_large`. `python -m benchmarks.lists_alone WHAT FILE`."""

from __future__ import annotations

import csv
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lists_made import write_csv
from benchmarks.measuring import LACKING, tell

if TYPE_CHECKING:
    from collections.abc import Callable


def ours(path: Path) -> None:
    """Read a list: who is on it, and what is wrong with it."""
    from checkin.lists.reading import read_list

    # The words that lists are written in are read once in a program's life.
    read_list(_short_list(path))
    tell(lambda: read_list(path))


def ours_applied(path: Path) -> None:
    """Preview a list and apply it to a new evening in a file of its own."""
    from checkin.evenings import Evenings
    from checkin.lists.importing import Importer
    from checkin.settings import SettingsFile
    from checkin.storage.database import open_database

    with tempfile.TemporaryDirectory() as name:
        database = open_database(Path(name))
        event = Evenings(database, SettingsFile(Path(name))).add("Benchmark", datetime.now().astimezone())
        importer = Importer(database)
        importer.preview(event.id, _short_list(path))
        tell(lambda: importer.apply(event.id, importer.preview(event.id, path).list))
        database.close()


def _short_list(path: Path) -> Path:
    short = path.with_name("short.csv")
    write_csv(short, 50)
    return short


def dict_reader(path: Path) -> None:
    """Read rows as dictionaries with the standard library."""

    def work() -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    tell(work)


def openpyxl(path: Path) -> None:
    """Read rows as tuples with openpyxl, which reads a sheet row by row if asked to."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    def work() -> list[tuple[object, ...]]:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        book.close()
        return rows

    tell(work)


def pandas_csv(path: Path) -> None:
    """Read a data frame of texts, as somebody would whose codes have leading zeros."""
    import pandas as pd

    tell(lambda: pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig", keep_default_na=False))


def pandas_calamine(path: Path) -> None:
    """Read a data frame by the library that we read workbooks with, too."""
    import pandas as pd

    tell(lambda: pd.read_excel(path, dtype=str, engine="calamine", keep_default_na=False))


def pandas_openpyxl(path: Path) -> None:
    """Read a data frame as pandas does by itself."""
    import pandas as pd

    tell(lambda: pd.read_excel(path, dtype=str, engine="openpyxl", keep_default_na=False))


WORKS: dict[str, Callable[[Path], None]] = {
    work.__name__: work
    for work in (ours, ours_applied, dict_reader, openpyxl, pandas_csv, pandas_calamine, pandas_openpyxl)
}


def main() -> None:
    """Do what the command line names, once."""
    try:
        WORKS[sys.argv[1]](Path(sys.argv[2]))
    except ImportError:
        sys.exit(LACKING)


if __name__ == "__main__":
    main()
