"""From "Enter" on a walk-in to the job in the printer's queue, in the real window and with a real CUPS.

`python -m benchmarks.printing`. A walk-in is registered, let in, drawn, kept on disk, handed to CUPS held, written down
and let go. Peer: the system's own `lp` with a PDF of such a badge that is ready; it hands over, and promises nothing
more. Wants cupsd, cups-filters and root, as the tests of printing do.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.door.busy_door import BusyDoor, busy_door
from benchmarks.measuring import seconds, spread
from checkin.badges.cups import CupsPrinters
from tests.cups import print_server, why_no_cups

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PEOPLE, WALK_INS, WARM = 150, 30, 2
PRINTER = "label"
FIRST = ("Quentin", "Ursula", "Oksana", "Hrvoje", "Bjarne", "Xiomara", "Yevgeny", "Zuleikha")
LAST = ("Kappel", "Wodtke", "Brzoska", "Fjeldsted")


def main(_arguments: Sequence[str] = ()) -> None:
    """Print the figure."""
    if why_no_cups():
        print(f"walk-ins printed: {why_no_cups()}")
        return
    queued = _watch_queue()
    with print_server() as server, busy_door(PEOPLE) as busy, tempfile.TemporaryDirectory() as name:
        services = busy.door.kit.services
        services.settings.change(printer=PRINTER)
        busy.door.kit.notices.printer_changed.emit()
        busy.door.lookout.watch.stop()
        busy.settle()
        ready, out = _ready_badge(busy, Path(name)), Path(name, "out.pdf")
        ours, peers = [], []
        for number in range(WARM + WALK_INS):
            ours.append(_walk_in(busy, number, queued))
            server.take(out)
            peers.append(seconds(lambda: _by_lp(ready)))
            server.take(out)
        spread(
            f"Enter on a walk-in to the job in the printer's queue ({WALK_INS} walk-ins)",
            ours[WARM:],
            "lp with a ready PDF",
            peers[WARM:],
        )


def _walk_in(busy: BusyDoor, number: int, queued: list[float]) -> float:
    """Register somebody by keyboard, and return the seconds from Enter to the queue."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    view = busy.door.view
    QTest.keyClick(view.field.line, Qt.Key.Key_F2)
    busy.work_until(lambda: view.is_walk_in_open)
    # Names unlike each other: one that is like another's is asked about first.
    view.walk_in.given.setText(f"{FIRST[number % len(FIRST)]}")
    view.walk_in.family.setText(f"{LAST[number // len(FIRST)]}{FIRST[number % len(FIRST)][::-1].lower()}")
    busy.settle()
    before, start = len(queued), time.perf_counter()
    QTest.keyClick(view.walk_in.family, Qt.Key.Key_Return)
    if not busy.work_until(lambda: len(queued) > before):
        raise TimeoutError(number)
    busy.settle()
    return queued[before] - start


def _watch_queue() -> list[float]:
    """Return the times at which jobs were let go: the method is wrapped before there is a window."""
    queued: list[float] = []
    release: Callable[[CupsPrinters, str, str], None] = CupsPrinters.release

    def releasing(printers: CupsPrinters, name: str, job: str) -> None:
        release(printers, name, job)
        queued.append(time.perf_counter())

    CupsPrinters.release = releasing  # type: ignore[method-assign]
    return queued


def _ready_badge(busy: BusyDoor, folder: Path) -> Path:
    services = busy.door.kit.services
    event = services.evenings.current()
    path = folder / "ready.pdf"
    template = services.settings.current.badge_template
    services.badging.draw_one(services.badging.candidates(event.id)[0], path, template=template)
    return path


def _by_lp(path: Path) -> None:
    command = ["lp", "-d", PRINTER, "-t", path.stem, "-o", "print-scaling=none", "--", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
