"""The print queue with a real CUPS: what is printed through the program comes out once, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp

from checkin.badges.cups import CupsPrinters
from checkin.badges.pictures import page_count, page_size, render_page
from checkin.badges.printing import Condition, PrinterState, Trouble, alone, paper_for
from checkin.badges.templates import DEFAULT
from checkin.badging import Badging
from checkin.errors import PrintFault
from checkin.model import BadgeId, Door, Event
from checkin.print_queue import JobState, PrintQueue
from checkin.storage.database import Database
from tests.conftest import AddAttendee, Clock
from tests.cups import PATIENCE, PrintServer, print_server, why_no_cups, why_no_pdf_printer

wants_cups = pytest.mark.skipif(bool(why_no_cups()), reason=why_no_cups())
wants_pdf_printer = pytest.mark.skipif(bool(why_no_pdf_printer()), reason=why_no_pdf_printer())


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    """CUPS, with its printers."""
    with print_server() as running:
        yield running


class PowerCut(BaseException):
    """The program ends here."""


class EndingPrinters(CupsPrinters):
    """The printers of CUPS, to a program that ends after one of its calls, or before it."""

    def __init__(self, moment: str) -> None:
        super().__init__()
        self.moment = moment

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Hand a page over."""
        job = super().hand(name, pdf, title=title, paper=paper, copies=copies)
        self._end_at("handed")
        return job

    def release(self, name: str, job: str) -> None:
        """Let a page go."""
        self._end_at("written down")
        super().release(name, job)
        self._end_at("released")

    def _end_at(self, moment: str) -> None:
        if self.moment == moment:
            raise PowerCut


class Desk:
    """Draws the badges of an evening, prints them through a queue, and knows what came out."""

    def __init__(
        self, server: PrintServer, database: Database, event: Event, folder: Path, door: Door, clock: Clock
    ) -> None:
        self.server, self.database, self.event, self.folder = server, database, event, folder
        self._door, self._clock = door, clock
        self.badging = Badging(database)
        self.queue = self.start(CupsPrinters())

    def start(self, printers: CupsPrinters) -> PrintQueue:
        """Start the program anew."""
        self.queue = PrintQueue(self.database, self.folder, printers, lambda: self._door, self._clock)
        return self.queue

    def print_door_badges(self, printer: str, paper: str = "") -> list[str]:
        """Print the badge of everybody as the door does; returns what their codes say."""
        tokens = []
        for attendee in self.badging.candidates(self.event.id):
            path = self.folder / "badge.pdf"
            badge = self.badging.draw_one(attendee, path, template=DEFAULT.name)
            self.add(path, [(badge.id, 1)], printer, paper)
            tokens.append(badge.token)
        return tokens

    def add(self, path: Path, badges: list[tuple[BadgeId, int]], printer: str, paper: str = "") -> None:
        """Add a page to the queue."""
        self.queue.add(self.event.id, path, printer=printer, paper=paper, template=DEFAULT.name, badges=badges)

    def work_until(self, is_so: Callable[[], bool]) -> None:
        """Work until something is so: each round asks CUPS, and so takes its time."""
        for _ in range(100 * PATIENCE):
            self.queue.work()
            if is_so():
                return
        raise AssertionError(self.queue.jobs())

    def finish(self) -> None:
        """Work until nothing is left."""
        self.work_until(lambda: not self.queue.jobs())

    def take(self) -> tuple[tuple[float, ...], list[str]]:
        """Return the next page that comes out: its size in millimetres, and what its codes say."""
        path = self.server.take(self.folder / "out.pdf")
        assert page_count(path) == 1
        size = tuple(round(points / 72 * 25.4) for points in page_size(path, 0))
        return size, sorted(read.text for read in zxingcpp.read_barcodes(render_page(path, 0, dpi=200)))

    def printed(self) -> int:
        """Count the badges that are remembered as printed."""
        with self.database.reading() as repository:
            return len(repository.badges.printings(self.event.id))

    def handed(self) -> int:
        """Count the jobs that CUPS ever had."""
        return self.server.jobs(done=True) + self.server.jobs(done=False)


@pytest.fixture
def desk(
    server: PrintServer, database: Database, event: Event, tmp_path: Path, door: Door, clock: Clock, add: AddAttendee
) -> Desk:
    """An evening with three people."""
    for name in ("Ana Costa", "Bo Li", "Zoé Blanc"):
        add(name)
    return Desk(server, database, event, tmp_path, door, clock)


@wants_pdf_printer
def test_a_batch_and_a_door_badge_arrive_in_their_size_once_each(desk: Desk, add: AddAttendee) -> None:
    for number in range(DEFAULT.per_page):
        add(f"Guest {number:02}")
    before = desk.handed()
    everybody = desk.badging.candidates(desk.event.id)
    pages = desk.badging.write_pages(desk.event.id, everybody, desk.folder / "pages", template=DEFAULT.name)
    sheet = paper_for(DEFAULT, CupsPrinters().papers("office"))
    label = paper_for(alone(DEFAULT), CupsPrinters().papers("pdf"))
    assert sheet is not None
    assert label is not None
    for page in pages:
        desk.add(page.path, list(page.badges), "office", sheet.key)
    badge = desk.badging.draw_one(everybody[0], desk.folder / "badge.pdf", template=DEFAULT.name)
    desk.add(desk.folder / "badge.pdf", [(badge.id, 1)], "pdf", label.key)
    desk.finish()
    came_out = [desk.take() for _ in range(3)]
    sizes = sorted(tuple(sorted(size)) for size, _ in came_out)
    assert sizes == [(54, 86), (210, 297), (210, 297)]
    codes = [code for _, found in came_out for code in found]
    assert len(codes) == len(everybody) + 1 == desk.printed()
    assert len(set(codes)) == len(everybody)
    assert codes.count(badge.token) == 2
    assert desk.handed() - before == 3


@wants_cups
def test_a_stopped_printer_and_a_program_that_ended_lose_and_double_nothing(desk: Desk, server: PrintServer) -> None:
    before = desk.handed()
    server.disable("label")
    try:
        tokens = desk.print_door_badges("label")
        progress = desk.queue.work()
        assert progress.waiting == 3
        stopped = Condition(PrinterState.STOPPED, (Trouble.PAUSED,))
        assert desk.queue.work().conditions == {"label": stopped}
        assert not desk.queue.work().changed
        desk.start(CupsPrinters())
    finally:
        server.enable("label")
    desk.finish()
    assert [desk.take()[1] for _ in tokens] == [[token] for token in tokens]
    assert (desk.printed(), desk.handed() - before) == (3, 3)


@wants_cups
@pytest.mark.parametrize("moment", ["handed", "written down", "released"])
def test_a_program_that_ends_while_it_hands_over_prints_each_badge_once(
    desk: Desk, server: PrintServer, moment: str
) -> None:
    tokens = desk.print_door_badges("label")
    before = server.jobs(done=False)
    desk.start(EndingPrinters(moment))
    with pytest.raises(PowerCut):
        desk.queue.work()
    desk.start(CupsPrinters())
    desk.finish()
    assert [desk.take()[1] for _ in tokens] == [[token] for token in tokens]
    assert desk.printed() == 3
    # What was handed over and not written down was cancelled: nothing is held for ever.
    assert server.jobs(done=False) == before == 0


@wants_cups
def test_what_somebody_cancels_in_cups_has_failed_and_is_printed_again_on_demand(
    desk: Desk, server: PrintServer
) -> None:
    server.disable("label")
    try:
        tokens = desk.print_door_badges("label")
        desk.queue.work()
        first = desk.queue.jobs()[0]
        server.call("cancel", first.system_job.partition(" ")[0])
    finally:
        server.enable("label")
    desk.work_until(lambda: len(desk.queue.jobs()) == 1)
    assert [(job.id, job.state, job.fault) for job in desk.queue.jobs()] == [
        (first.id, JobState.FAILED, PrintFault.GIVEN_UP)
    ]
    desk.queue.again(first.id)
    desk.finish()
    assert [desk.take()[1] for _ in tokens] == [[token] for token in (*tokens[1:], tokens[0])]
    assert desk.printed() == 3


@wants_cups
def test_pages_are_redirected_from_a_stopped_printer_to_another(desk: Desk, server: PrintServer) -> None:
    server.disable("label")
    try:
        tokens = desk.print_door_badges("label")
        desk.queue.work()
        for job in desk.queue.jobs():
            desk.queue.redirect(job.id, "office")
        desk.finish()
    finally:
        server.enable("label")
    came_out = [desk.take() for _ in tokens]
    assert came_out == [((210, 297), [token]) for token in tokens]
    assert (desk.printed(), server.jobs(done=False)) == (3, 0)
