"""The figures of one series, in a process of its own: `python -m benchmarks.evenings_alone WHAT FOLDER`.

Each writes the figures to a file beside the store, so that they can be compared; the work that is measured is from the
store, or from the table that was exported of it, to the figures.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.measuring import LACKING, tell

LISTED, CAME = "listed.csv", "came.csv"
SOON = 3


def ours(folder: Path) -> None:
    """Work the figures out as the program does."""
    from checkin.attendance.series import SeriesTurnout
    from checkin.storage.database import open_database

    database = open_database(folder)
    with database.reading() as repository:
        first = repository.events.all()[0]
    found: list[Any] = []
    tell(lambda: found.append(SeriesTurnout(database).figures(first.id)))
    figures = found[0]
    evenings = {
        str(evening.event.id): [
            *(evening.came, evening.persons, evening.newcomers, evening.returns.came_back, evening.no_shows),
            *(evening.walk_ins, dict(evening.by_category), dict(evening.by_door)),
            *(evening.by_5_minutes.peak.people, evening.by_15_minutes.peak.people),
        ]
        for evening in figures.evenings
    }
    _write(folder, "ours", {"evenings": evenings, "visits": dict(figures.by_visits)})
    database.close()


def export(folder: Path) -> None:
    """Write the store's lists and arrivals as tables, for the peer; nothing is measured."""
    from checkin.storage.database import open_database

    database = open_database(folder)
    with database.reading() as repository:
        events = repository.events.all()
        visits = repository.visits
        with (folder / LISTED).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("event", "starts", "status", "places"))
            for one in visits.listed(events[0].series_id):
                starts = next(event.starts for event in events if event.id == one.event_id)
                writer.writerow((one.event_id, starts.isoformat(), one.status.value, one.places))
        with (folder / CAME).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("event", "person", "status", "people", "category", "at", "door"))
            for line in visits.came_in(events[0].series_id):
                status = line.status.value if line.status else ""
                at = line.at.isoformat()
                row = (line.event_id, line.person_id or "", status, line.people, line.category, at, line.door)
                writer.writerow(row)
    database.close()


def pandas(folder: Path) -> None:
    """Work the same figures out with pandas, from the exported tables."""
    import pandas as pd

    found: list[Any] = []

    def work() -> None:
        listed = pd.read_csv(folder / LISTED)
        came = pd.read_csv(folder / CAME, keep_default_na=False)
        came["at"] = pd.to_datetime(came["at"], format="ISO8601", utc=True)
        order = listed.drop_duplicates("event").assign(starts=lambda table: pd.to_datetime(table["starts"], utc=True))
        place = {event: n for n, event in enumerate(order.sort_values("starts")["event"])}
        came["place"] = came["event"].map(place)
        expected = listed[listed["status"] == "expected"].groupby("event")["places"].sum()
        there = came[came["status"] == "expected"].groupby("event")["people"].sum()
        walk_ins = came[came["status"] == "walk_in"].groupby("event")["people"].sum()
        visits = came[came["person"] != ""].drop_duplicates(["event", "person"]).sort_values("place")
        visits["first"] = visits.groupby("person")["place"].transform("min")
        visits["nth"] = visits.groupby("person").cumcount()
        persons = visits.groupby("event").size()
        newcomers = visits[visits["nth"] == 0].groupby("place").size()
        second = visits[(visits["nth"] == 1) & (visits["place"] <= visits["first"] + SOON)]
        back = second.groupby("first").size()
        total = came.groupby("event")["people"].sum()
        peaks = [
            came.groupby(["event", came["at"].dt.floor(length)])["people"].sum().groupby("event").max()
            for length in ("5min", "15min")
        ]
        parts = {name: came[came["person"] != ""] if name == "category" else came for name in ("category", "door")}
        shares = {name: table.groupby(["event", name])["people"].sum() for name, table in parts.items()}
        evenings = {
            event: [
                *(int(total[event]), int(persons[event]), int(newcomers.get(n, 0)), int(back.get(n, 0))),
                *(int(expected[event] - there.get(event, 0)), int(walk_ins.get(event, 0))),
                *({key: int(count) for key, count in shares[name][event].items()} for name in shares),
                *(int(peak[event]) for peak in peaks),
            ]
            for event, n in place.items()
        }
        counts = visits.groupby("person").size().value_counts()
        found.append({"evenings": evenings, "visits": {int(n): int(count) for n, count in counts.items()}})

    tell(work)
    _write(folder, "pandas", found[0])


def _write(folder: Path, name: str, figures: Any) -> None:
    (folder / f"{name}.json").write_text(json.dumps(figures, sort_keys=True), encoding="utf-8")


def main(what: str, folder: str) -> None:
    """Do one of the works."""
    try:
        {"ours": ours, "pandas": pandas, "export": export}[what](Path(folder))
    except ImportError:
        sys.exit(LACKING)


if __name__ == "__main__":
    main(*sys.argv[1:])
