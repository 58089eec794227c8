"""A list of 10,000 rows into an evening, beside `csv` and `sqlite3` by hand. `python -m benchmarks.lists`."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from benchmarks.measuring import compare
from checkin.evenings import Evenings
from checkin.lists.importing import Importer
from checkin.lists.reading import read_list
from checkin.settings import SettingsFile
from checkin.storage.database import open_database

ROWS = 10_000
HEADER = (
    "Nom participant",
    "Prénom participant",
    "Adresse mail",
    "Structure",
    "Tarif",
    "Numéro de billet",
)


def write_list(path: Path, rows: int = ROWS) -> None:
    """Write a list as a ticketing platform would."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for n in range(rows):
            writer.writerow(
                (f"Nom{n}", f"Élodie{n % 97}", f"guest{n}@example.org", f"Asso {n % 50}", "Plein", 10**8 + n)
            )


def main() -> None:
    """Print the figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "list.csv"
        write_list(path)
        database = open_database(folder)
        evenings = Evenings(database, SettingsFile(folder))
        importer = Importer(database)
        numbers = count()

        def ours() -> None:
            event = evenings.add("Benchmark", datetime.now().astimezone())
            importer.apply(event.id, read_list(path))

        def by_hand() -> None:
            with (
                path.open(encoding="utf-8-sig", newline="") as file,
                closing(sqlite3.connect(folder / f"{next(numbers)}.sqlite3")) as connection,
                connection,
            ):
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute(
                    "CREATE TABLE attendee (family, given, email PRIMARY KEY, organisation, category, code)"
                )
                rows = list(csv.reader(file, delimiter=";"))[1:]
                connection.executemany("INSERT INTO attendee VALUES (?, ?, ?, ?, ?, ?)", rows)

        compare(f"import of {ROWS:,} rows", ours, "csv and sqlite3 by hand", by_hand)
        database.close()


if __name__ == "__main__":
    main()
