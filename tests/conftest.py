"""What every test has: no network, no screen, no noise, and a store of its own."""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings

from checkin.desk import Desk
from checkin.evenings import Evenings
from checkin.model import Door, Event, new_id
from checkin.settings import SettingsFile
from checkin.storage.database import FILE_NAME, Database, open_database
from checkin.storage.records import AttendeeRecord, PersonRecord

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/Paris"
if hasattr(time, "tzset"):
    time.tzset()
os.environ["PYTEST_QT_API"] = "pyside6"
os.environ["CHECKIN_LANGUAGE"] = "en"
os.environ.pop("CHECKIN_DATA", None)

# These machines are noisy: an example that was slow once is no failure.
settings.register_profile("checkin", deadline=None)
settings.load_profile("checkin")


def why_no_qt() -> str:
    """Return what this machine lacks for Qt, or nothing."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        return str(error)
    return ""


NO_QT = why_no_qt()
if not NO_QT:
    # pytest-qt stops the whole run where Qt cannot be loaded; so it is only asked for where it can.
    pytest_plugins = ["pytestqt.plugin"]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the window's tests out where Qt cannot be loaded; `test_machine.py` says so as a skip."""
    return True if NO_QT and "ui" in collection_path.parts else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which anything was skipped, where the machine was set up to have it all."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CHECKIN_SKIPS_FAIL") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def no_unexpected_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it took the line away by `caplog.clear()`."""
    with caplog.at_level(logging.WARNING):
        yield
    noise = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not noise, f"unexpected log lines: {[r.getMessage() for r in noise]}"


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 3, 20, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        """Move on by a span, as `timedelta` takes it."""
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """Eight in the evening of 3 December 2026, in winter time."""
    return Clock()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store without anything: the steps to its schema are tested by themselves, and made once here."""
    folder = tmp_path_factory.mktemp("empty")
    open_database(folder).close()
    return folder / FILE_NAME


@pytest.fixture
def database(tmp_path: Path, empty_store: Path) -> Iterator[Database]:
    """A new, empty store."""
    shutil.copyfile(empty_store, tmp_path / FILE_NAME)
    opened = open_database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def settings_file(tmp_path: Path) -> SettingsFile:
    """This laptop's settings."""
    return SettingsFile(tmp_path)


@pytest.fixture
def evenings(database: Database, settings_file: SettingsFile) -> Evenings:
    """The evenings of the store."""
    return Evenings(database, settings_file)


@pytest.fixture
def event(evenings: Evenings) -> Event:
    """The current evening."""
    return evenings.add("Apéro #26", datetime(2026, 12, 3, 19, 0), venue="Le Bistrot du Port")  # noqa: DTZ001 - as typed


@pytest.fixture
def door() -> Door:
    """The first door."""
    return Door(new_id(), "1")


@pytest.fixture
def desk(database: Database, event: Event, door: Door, clock: Clock) -> Desk:
    """The door of the current evening."""
    return Desk(database, event.id, door, clock)


AddAttendee = Callable[..., AttendeeRecord]


@pytest.fixture
def add(database: Database, event: Event) -> AddAttendee:
    """Put somebody on the list, as an import does."""

    def add_attendee(full_name: str, **fields: object) -> AttendeeRecord:
        given, _, family = full_name.partition(" ")
        person = PersonRecord(new_id(), given, family, full_name)
        record = AttendeeRecord(new_id(), event.id, person.id, given, family, full_name, **fields)  # type: ignore[arg-type]
        with database.writing() as repository:
            repository.attendees.add_people([person])
            repository.attendees.add([record])
        return record

    return add_attendee
