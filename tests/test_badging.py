"""Badges for an evening: what is printed is what the store knows, and the store remembers it."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp

from checkin.badges.pictures import page_count, page_text, render_page
from checkin.badging import Badging
from checkin.desk import Desk
from checkin.errors import FileError, NotFoundError
from checkin.lists.importing import Importer
from checkin.lists.reading import read_list
from checkin.model import Admitted, Attendee, Event, Means, Revoked
from checkin.paths import resource
from checkin.storage.database import Database

TEMPLATE = "badge-86x54"


@pytest.fixture
def guests(database: Database, event: Event) -> list[Attendee]:
    """The forty people of the sample list, one of whom cancelled."""
    importer = Importer(database)
    for name in ("list.csv", "cancellation.csv"):
        importer.apply(event.id, read_list(resource("sample", name)))
    return Badging(database).candidates(event.id)


def texts_in(path: Path) -> list[str]:
    return [
        read.text
        for page in range(page_count(path))
        for read in zxingcpp.read_barcodes(render_page(path, page, dpi=203))
    ]


def tokens_of(database: Database, event: Event) -> dict[object, str]:
    with database.reading() as repository:
        return {key: badge.token for key, badge in repository.badges.current_of(event.id).items()}


def test_the_codes_on_paper_are_the_tokens_in_the_store(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    path = tmp_path / "badges.pdf"
    run = Badging(database).print_sheets(event.id, guests, path, template=TEMPLATE, first_visit="first visit")
    assert (run.badges, run.pages) == (39, 4)
    assert sorted(texts_in(path)) == sorted(tokens_of(database, event).values())
    assert "first visit" in page_text(path, 0)
    with database.reading() as repository:
        printed = {a.full_name: a.badge_printed_at is not None for a in repository.attendees.of_event(event.id)}
    assert [name for name, is_printed in printed.items() if not is_printed] == ["Rémi Fauve"]


def test_a_reprint_keeps_its_code(database: Database, event: Event, guests: list[Attendee], tmp_path: Path) -> None:
    badging = Badging(database)
    for name in ("one.pdf", "two.pdf"):
        badging.print_sheets(event.id, guests[:3], tmp_path / name, template=TEMPLATE)
    assert sorted(texts_in(tmp_path / "one.pdf")) == sorted(texts_in(tmp_path / "two.pdf"))


def test_a_print_that_failed_is_not_remembered(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    with pytest.raises(FileError):
        Badging(database).print_sheets(event.id, guests, tmp_path, template=TEMPLATE)
    with pytest.raises(NotFoundError):
        Badging(database).print_sheets(event.id, guests, tmp_path / "b.pdf", template="none")
    with database.reading() as repository:
        assert not [a for a in repository.attendees.of_event(event.id) if a.badge_printed_at]


def test_nobody_to_print_makes_no_file(database: Database, event: Event, tmp_path: Path) -> None:
    run = Badging(database).print_sheets(event.id, [], tmp_path / "b.pdf", template=TEMPLATE)
    assert (run.badges, run.path) == (0, None)
    assert not (tmp_path / "b.pdf").exists()


def test_a_lost_badge_is_replaced_by_another_code(
    database: Database, event: Event, guests: list[Attendee], desk: Desk, tmp_path: Path
) -> None:
    badging = Badging(database)
    badging.print_sheets(event.id, guests[:1], tmp_path / "lost.pdf", template=TEMPLATE)
    badging.revoke(event.id, guests[0].id)
    badging.print_sheets(event.id, guests[:1], tmp_path / "new.pdf", template=TEMPLATE)
    (lost,), (new,) = texts_in(tmp_path / "lost.pdf"), texts_in(tmp_path / "new.pdf")
    assert isinstance(desk.admit(lost, Means.CAMERA), Revoked)
    assert isinstance(desk.admit(new, Means.CAMERA), Admitted)
