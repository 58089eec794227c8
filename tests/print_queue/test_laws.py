"""Laws of the print queue, whatever the printers do and wherever the program ends.

Nothing that was added is lost; nothing comes out twice unless a person wanted it; a printer's pages come out in their
order; and what came out is remembered once.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from checkin.errors import NotFoundError, PrintError, PrintFault
from checkin.model import BadgeId, Door, Event, new_id
from checkin.print_queue import JobState, PrintQueue
from checkin.storage.database import FILE_NAME, Database, open_database
from tests.print_queue.systems import PowerCut, PrintSystem

PRINTERS = ("left", "right")
ASKED = (JobState.FAILED, JobState.DOUBTFUL)
HAPPENINGS = st.tuples(
    st.sampled_from(PRINTERS),
    st.sampled_from(
        [
            *["prints"] * 4,
            *["gives up"] * 2,
            *["forgets", "missing", "stops", "is silent", "is deaf once"],
            *[PrintFault.REFUSED, PrintFault.SILENT, PrintFault.FAILED],
        ]
    ),
)
LONG = settings(max_examples=16, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck))
SYSTEMS = pytest.mark.parametrize("holds", [True, False], ids=["CUPS", "Windows"])


@pytest.fixture
def database(empty_store: Path) -> Iterator[Database]:
    """A store on a disk in memory, where there is one: here it is not switched off, but worked hundreds of times."""
    in_memory = Path("/dev/shm")  # noqa: S108 - where Linux has it; what is made there has a name of its own
    with TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None, ignore_cleanup_errors=True) as name:
        shutil.copyfile(empty_store, Path(name, FILE_NAME))
        opened = open_database(Path(name))
        yield opened
        opened.close()


class Laptop:
    """A laptop whose program can be started anew, its print system, and what was added."""

    def __init__(self, database: Database, event_id: UUID, folder: Path, *, holds: bool) -> None:
        self.database, self.event_id, self.folder = database, event_id, folder
        self.door = Door(new_id(), "Bar")
        self.system = PrintSystem(holds=holds)
        self.badges: dict[UUID, BadgeId] = {}
        self.contents: dict[UUID, bytes] = {}
        self.start()

    def start(self) -> None:
        """Start the program."""
        now = datetime(2026, 12, 3, 20, tzinfo=UTC)
        self.queue = PrintQueue(self.database, self.folder, self.system, lambda: self.door, lambda: now)

    def add(self, printer: str) -> UUID:
        """Add a page with a badge of its own."""
        content = f"page {len(self.contents)}".encode()
        path = self.folder / "drawn.pdf"
        path.write_bytes(content)
        with self.database.writing() as repository:
            (badge,) = repository.badges.make(self.event_id, [None], datetime.now(UTC))
        job = self.queue.add(self.event_id, path, printer=printer, template="a7", badges=[(badge.id, 1)])
        self.badges[job.id], self.contents[job.id] = badge.id, content
        return job.id

    def work(self, cut: int | None = None) -> None:
        """Go round once, until the power goes after so many moments."""
        self.system.cut = cut
        with suppress(PowerCut):
            self.queue.work()
        if cut is not None:
            self.system.cut = None
            self.start()

    def remembered(self) -> Counter[UUID]:
        """Count the printings that are remembered of each job."""
        with self.database.reading() as repository:
            printings = Counter(p.badge_id for p in repository.badges.printings(self.event_id) if p.door == "Bar")
        return Counter({job_id: printings[badge_id] for job_id, badge_id in self.badges.items()})


class Evening(RuleBasedStateMachine):
    """An evening with a person who decides, and a model that counts what may come out."""

    database: Database
    event_id: UUID
    holds = True

    @initialize()
    def begin(self) -> None:
        assert self.database.path is not None
        self.room = TemporaryDirectory(dir=self.database.path.parent)
        self.laptop = Laptop(self.database, self.event_id, Path(self.room.name), holds=self.holds)
        self.system = self.laptop.system
        self.allowed: Counter[UUID] = Counter()
        self.dropped: set[UUID] = set()
        self.seen: set[UUID] = set()
        self.moved: set[UUID] = set()
        self.add(["left", "left", "right"])

    def teardown(self) -> None:
        self.room.cleanup()

    @rule(printers=st.lists(st.sampled_from(PRINTERS), min_size=1, max_size=3))
    def add(self, printers: list[str]) -> None:
        for printer in printers:
            self.allowed[self.laptop.add(printer)] = 1

    @rule(cut=st.none() | st.integers(0, 12), happenings=st.lists(HAPPENINGS, min_size=3, max_size=7))
    def go_on(self, cut: int | None, happenings: list[tuple[str, str]]) -> None:
        self.laptop.work(cut)
        for printer, happening in happenings:
            self.happen(printer, happening)
        self.laptop.work()

    def happen(self, printer: str, happening: str) -> None:
        """Let something happen at a printer; what is said twice is over again."""
        match happening:
            case "prints":
                self.system.print_next(printer)
            case "gives up":
                self.system.give_up(printer)
            case "forgets":
                self.system.forget()
            case "missing":
                self.system.missing ^= {printer}
            case "stops":
                self.system.stopped ^= {printer}
            case "is silent":
                self.system.silent ^= {printer}
            case "is deaf once":
                self.system.deaf.add(printer)
            case fault:
                self.system.faults[printer].append(PrintFault(fault))

    @rule(data=st.data(), deed=st.sampled_from(["again", "redirect", "drop", "came_out"]))
    def decide(self, data: st.DataObject, deed: str) -> None:
        jobs = self.laptop.queue.jobs()
        if not jobs:
            return
        job = data.draw(st.sampled_from(jobs))
        try:
            if deed == "redirect":
                self.laptop.queue.redirect(job.id, data.draw(st.sampled_from(PRINTERS)))
            else:
                getattr(self.laptop.queue, deed)(job.id)
        except (NotFoundError, PrintError):
            return
        stands = next((one for one in self.laptop.queue.jobs() if one.id == job.id), None)
        self.moved.add(job.id)
        if stands is None:
            (self.seen if deed == "came_out" else self.dropped).add(job.id)
        elif job.state in ASKED:
            assert stands.state is JobState.WAITING
            self.allowed[job.id] += 1

    @invariant()
    def hold_the_laws(self) -> None:
        here = {job.id: job for job in self.laptop.queue.jobs()}
        remembered = self.laptop.remembered()
        out = Counter(content for _, content in self.system.out)
        for job_id, content in self.laptop.contents.items():
            assert (job_id not in here and job_id not in self.dropped | self.seen) <= out[content]
            assert out[content] <= self.allowed[job_id]
            assert remembered[job_id] == (job_id not in here and job_id not in self.dropped)
        self.moved |= {job.id for job in here.values() if job.state in ASKED}
        pages = {path.name.partition(".")[0] for path in (self.laptop.folder / "printing").glob("*.pdf")}
        assert pages == {str(job_id) for job_id in here}
        assert PrintFault.PAGE_GONE not in {job.fault for job in here.values()}
        steady = [content for job_id, content in self.laptop.contents.items() if job_id not in self.moved]
        for printer in PRINTERS:
            at_it = [content for name, content in self.system.out if name == printer and content in steady]
            assert at_it == sorted(at_it, key=steady.index)


@SYSTEMS
def test_the_laws_hold_whatever_happens(database: Database, event: Event, holds: bool) -> None:
    machine = type("Machine", (Evening,), {"database": database, "event_id": event.id, "holds": holds})
    run_state_machine_as_test(machine, settings=LONG)


@SYSTEMS
def test_a_program_that_ends_at_any_moment_prints_each_page_once_and_in_order(
    database: Database, event: Event, holds: bool
) -> None:
    assert database.path is not None
    for moment in range(11):
        folder = database.path.parent / str(moment)
        folder.mkdir()
        laptop = Laptop(database, event.id, folder, holds=holds)
        pages = [laptop.add("left") for _ in range(2)]
        laptop.work(cut=moment)
        laptop.system.print_next("left")
        for _ in pages:
            laptop.work()
            laptop.system.print_next("left")
        laptop.work()
        doubtful = laptop.queue.jobs()
        assert {job.state for job in doubtful} <= ({JobState.DOUBTFUL} if not holds else set()), moment
        assert len(doubtful) <= 1
        # What is doubtful came out or not; everything else did, once.
        certain = [laptop.contents[page] for page in pages if page not in {job.id for job in doubtful}]
        out = [content for _, content in laptop.system.out]
        assert [content for content in out if content in certain] == certain, moment
        assert len(out) == len(set(out)), moment
        for job in doubtful:
            laptop.queue.came_out(job.id)
        assert laptop.remembered() == dict.fromkeys(pages, 1), moment
