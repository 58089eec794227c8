"""Lists of 100,000 rows: rows a second and memory, beside csv, openpyxl and pandas reading them into plain rows.

`python -m benchmarks.lists_large`. Ours finds the columns, splits names and looks for twenty things that may be wrong
with a row; the others only read. Each runs in a process of its own. Ratios, and what a row costs, are of processor
time, which other programs do not lengthen; rows a second are by the clock.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lists_made import write_csv, write_xlsx
from benchmarks.measuring import Run, run_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (1_000, 10_000, 100_000)
NAMES = {
    "ours": "read_list",
    "ours_applied": "preview and apply",
    "dict_reader": "csv.DictReader",
    "openpyxl": "openpyxl, read_only",
    "pandas_csv": "pandas.read_csv",
    "pandas_calamine": "pandas.read_excel, calamine",
    "pandas_openpyxl": "pandas.read_excel, openpyxl",
}
OURS = ("ours", "ours_applied")
PEERS = {"csv": ("dict_reader", "pandas_csv"), "xlsx": ("openpyxl", "pandas_calamine", "pandas_openpyxl")}
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the medians are printed")
    given = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as name:
        for ending, write in WRITERS.items():
            costs: dict[str, list[float]] = {work: [] for work in OURS}
            for size in SIZES:
                path = Path(name, f"{size}.{ending}")
                write(path, size)
                works = (*OURS, *PEERS[ending]) if size == SIZES[-1] else OURS
                runs = _measured(path, works, given.runs)
                for work, found in costs.items():
                    if (run := runs[work]) is not None:
                        found.append(1e6 * run.processor / size)
            _compare(path, runs)
            for work, found in costs.items():
                # A flat cost is a list that may be any length.
                said = ", ".join(f"{cost:.0f} µs at {size:,}" for cost, size in zip(found, SIZES, strict=True))
                print(f"  a row costs {NAMES[work]} {said}; last to first {found[-1] / found[0]:.2f}", flush=True)


def _measured(path: Path, works: Sequence[str], runs: int) -> dict[str, Run | None]:
    """Return the medians of each work; in turn, so that what else the machine does falls on all of them."""
    found = [{work: run_alone("benchmarks.lists_alone", work, str(path)) for work in works} for _ in range(runs)]
    return {work: _median([one[work] for one in found]) for work in works}


def _median(runs: list[Run | None]) -> Run | None:
    kept = [run for run in runs if run is not None]
    if not kept:
        return None
    return Run(*(statistics.median(values) for values in zip(*map(astuple, kept), strict=True)))


def _compare(path: Path, runs: dict[str, Run | None]) -> None:
    ours = runs["ours"]
    print(f"{SIZES[-1]:,} rows of {path.suffix[1:]} ({path.stat().st_size / 2**20:.0f} MB):")
    for work, found in runs.items():
        if found is None or ours is None:
            print(f"  {NAMES[work]}: not installed")
            continue
        line = f"  {NAMES[work]}: {SIZES[-1] / found.seconds:,.0f} rows a second, at most {found.megabytes:.0f} MB"
        if work not in OURS:
            line += (
                f"; ours takes {ours.processor / found.processor:.1f} times the processor"
                f" and {ours.megabytes / found.megabytes:.2f} times the memory"
            )
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
