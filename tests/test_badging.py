"""Badges for an evening: what is printed is what the store knows, and the store remembers it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from checkin.badges.alignment import AlignmentTexts
from checkin.badges.categories import Palette
from checkin.badges.looks import Looks
from checkin.badges.pictures import page_count, page_size, page_text, render_page
from checkin.badges.sheets import Placing
from checkin.badging import Badging
from checkin.desk import Desk
from checkin.errors import FileError, NotFoundError, TemplateError
from checkin.lists.importing import Importer
from checkin.lists.reading import read_list
from checkin.model import Attendee, Event, Means, NotABadge
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


class Tray:
    """A printer that keeps what it was sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sent: list[Path] = []

    def __call__(self, pdf: Path) -> None:
        self.sent.append(pdf)
        (self.folder / pdf.name).write_bytes(pdf.read_bytes())


@pytest.fixture
def tray(tmp_path: Path) -> Tray:
    """A printer."""
    return Tray(tmp_path)


def test_a_test_badge_opens_no_door_and_is_nobodys(
    database: Database, event: Event, guests: list[Attendee], desk: Desk, tray: Tray, tmp_path: Path
) -> None:
    badging = Badging(database)
    badging.print_test(tray, template=TEMPLATE, title="Test badge", printer="QL-820")
    path = tmp_path / tray.sent[0].name
    (code,) = texts_in(path)
    assert isinstance(desk.admit(code, Means.CAMERA), NotABadge)
    assert all(word in page_text(path, 0) for word in ("Test", "badge", "QL-820"))
    assert not tokens_of(database, event)
    assert badging.waiting(event.id) == len(guests)


def test_without_room_for_the_pdf_nothing_is_sent(
    database: Database, tray: Tray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FileError):
        Badging(database).print_test(tray, template=TEMPLATE, title="Test badge", printer="QL-820")
    assert not tray.sent


def test_every_badge_is_read_again_where_that_is_wished(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    run = Badging(database).print_sheets(
        event.id, guests, tmp_path / "b.pdf", template="avery-5395", checked=lambda *done: told.append(done)
    )
    assert (run.badges, run.pages, run.unread) == (39, 5, ())
    assert told[-1] == (39, 39)


def test_a_check_that_is_cancelled_leaves_nothing_printed(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Badging(database).print_sheets(event.id, guests, tmp_path / "b.pdf", template=TEMPLATE, checked=stop)
    assert Badging(database).waiting(event.id) == len(guests)


def test_a_badge_that_cannot_be_read_again_is_told_and_stays_unprinted(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.badging.drawing.door_reader", blind_to_every_third)
    badging = Badging(database)
    run = badging.print_sheets(event.id, guests[:7], tmp_path / "b.pdf", template=TEMPLATE, checked=lambda *_: None)
    assert run.unread == (guests[2].id, guests[5].id)
    assert badging.waiting(event.id) == len(guests) - 5


def blind_to_every_third() -> Callable[[NDArray[np.uint8]], list[str]]:
    """Return a reader that never reads the third code, the sixth, and so on."""
    seen: list[str] = []

    def read(picture: NDArray[np.uint8]) -> list[str]:
        texts = [found.text for found in zxingcpp.read_barcodes(picture)]
        seen.extend(text for text in texts if text not in seen)
        return [text for text in texts if seen.index(text) % 3 != 2]

    return read


def test_a_template_of_the_organisers_own_is_printed_by_its_name(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    text = resource("templates", "zebra-102x76.toml").read_text(encoding="utf-8")
    (folder / "ours.toml").write_text(text.replace("height = 76", "height = 70"), encoding="utf-8")
    run = Badging(database, folder).print_sheets(event.id, guests[:3], tmp_path / "b.pdf", template="ours")
    assert page_size(tmp_path / "b.pdf", run.pages - 1)[1] == pytest.approx(70 * 72 / 25.4, abs=0.1)
    with pytest.raises(NotFoundError):
        Badging(database).print_sheets(event.id, guests[:3], tmp_path / "b.pdf", template="ours")
    (folder / "ours.toml").write_text("kind = 3", encoding="utf-8")
    with pytest.raises(TemplateError):
        Badging(database, folder).print_sheets(event.id, guests[:3], tmp_path / "b.pdf", template="ours")


def test_looks_placing_and_the_date_reach_the_paper(
    database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    badging = Badging(database)
    looks, placing = Looks(Palette.MONO), Placing(start=9)
    run = badging.print_sheets(
        event.id, guests[:2], tmp_path / "b.pdf", template=TEMPLATE, looks=looks, placing=placing,
        event_date="3 décembre 2026",
    )  # fmt: skip
    assert run.pages == 2
    assert "3 décembre 2026" in page_text(tmp_path / "b.pdf", 0)
    picture = render_page(tmp_path / "b.pdf", 0, dpi=72)
    assert (picture.max(axis=2).astype(int) - picture.min(axis=2)).max() == 0
    one = tmp_path / "one.pdf"
    badging.draw_one(guests[0], one, template="brother-62mm", looks=looks, placing=placing, event_date="3 décembre")
    assert "3 décembre" in page_text(one, 0)
    assert page_count(one) == 1


def test_the_test_page_is_written_for_own_templates_too(database: Database, tmp_path: Path) -> None:
    texts = AlignmentTexts("Test page")
    Badging(database).write_alignment_page(tmp_path / "a.pdf", template="herma-4411", texts=texts)
    assert "Test page" in page_text(tmp_path / "a.pdf", 0)


def test_a_handle_has_the_network_that_the_list_told(database: Database, event: Event, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Given name,Family name,Bluesky\nMaya,Orval,@maya\n", encoding="utf-8")
    Importer(database).apply(event.id, read_list(path))
    (guest,) = Badging(database).candidates(event.id)
    assert guest.network == "bluesky"
    out = tmp_path / "badge.pdf"
    Badging(database).print_sheets(event.id, [guest], out, template=TEMPLATE)
    assert "Bluesky" in page_text(out, 0)
