"""The list on paper, read back from its PDF."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from checkin.attendance.paper_codes import codes_of
from checkin.attendance.paper_list import paper_list, write_paper_list
from checkin.attendance.paper_pages import FEWEST_WRITTEN, shared_out
from checkin.attendance.paper_rows import ABOUT, LEFT, NAME, RIGHT
from checkin.badges.pictures import page_count, page_size, page_text
from checkin.errors import FileError, FileFault
from checkin.language import Language
from checkin.model import Attendee, Event, Status, new_id
from tests.badges.faces import HARD

STARTS = datetime(2026, 12, 3, 19, tzinfo=ZoneInfo("Europe/Paris"))
EVENT = Event(new_id(), new_id(), "Apéro #26", STARTS, "Europe/Paris", venue="Le Bistrot du Port")
NOW = STARTS.replace(hour=18, minute=40)
EN = Language("en")


def guest(number: int, given: str = "", family: str = "", **more: Any) -> Attendee:
    """Return somebody on the list; the number makes the id."""
    attendee_id = UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128)
    fields: dict[str, Any] = {"full_name": f"{given} {family}".strip()} | more
    return Attendee(attendee_id, EVENT.id, attendee_id, given, family, **fields)


def crowd(count: int) -> list[Attendee]:
    """Return so many guests."""
    return [guest(number, f"Given{number}", f"Family{number * 7919 % count}") for number in range(1, count + 1)]


def pages(path: Path) -> list[str]:
    """Return what each page says."""
    return [page_text(path, page) for page in range(page_count(path))]


def test_names_stand_as_they_are_looked_up() -> None:
    people = [
        guest(1, "Zoé", "Le Goff"),
        guest(2, "Émile", "Éluard"),
        guest(3, "Ana", "Lefèvre"),
        guest(4, "", "", email="nobody@example.org"),
        guest(5, "", "", full_name="Madonna"),
        guest(6, "Bob", "2be3"),
        guest(7, "小明", "欧阳"),
        guest(8, "Anatole", "ÉLUARD"),
        guest(9, "Karim", ""),
    ]
    rows = paper_list(EVENT, people, EN, NOW).rows
    assert [(row.letter, f"{row.strong} {row.rest}".strip()) for row in rows] == [
        ("E", "ÉLUARD Anatole"),
        ("E", "Éluard Émile"),
        ("K", "Karim"),
        ("L", "Le Goff Zoé"),
        ("L", "Lefèvre Ana"),
        ("M", "Madonna"),
        ("O", "欧阳 小明"),
        ("#", "2be3 Bob"),
        ("#", "Unnamed guest"),
    ]
    assert rows[-1].about == "nobody@example.org"


def test_everybody_is_on_the_pages_once_with_their_code(tmp_path: Path) -> None:
    people = crowd(150)
    run = write_paper_list(EVENT, people, tmp_path / "list.pdf", EN, at=NOW)
    assert (run.rows, run.pages) == (150, 4)
    said = pages(tmp_path / "list.pdf")
    words = " ".join(said).split()
    codes = codes_of(a.id for a in people)
    assert [code for code in codes.values() if words.count(code) != 1] == []
    # Whoever heads or ends a page is its guide word, too.
    assert [a.given_name for a in people if words.count(a.given_name) != 1] == []
    assert [f"page {number} of 4" in page for number, page in enumerate(said, start=1)] == [True] * 4
    assert page_size(tmp_path / "list.pdf", 0) == pytest.approx((595.3, 841.9), abs=0.1)


def test_the_head_says_which_evening_and_as_of_when(tmp_path: Path) -> None:
    people = [
        guest(1, "Maëlle", "Kervella", places=3, category="Presse", handle="@maelle"),
        guest(2, "Karim", "Benali", arrived_at=STARTS + timedelta(minutes=12), organisation="Les Fougères"),
    ]
    write_paper_list(EVENT, people, tmp_path / "list.pdf", EN, at=NOW)
    said = pages(tmp_path / "list.pdf")[0]
    for wanted in (
        "Apéro #26",
        "Thursday 3 December 2026, 19:00 · Le Bistrot du Port",
        "4 expected · 1 is in",
        "as of 18:40",
        "Kervella Maëlle",
        "@maelle",
        "Presse",
        "× 3",
        "19:12",
        "Les Fougères",
        "Not on the list: write them here",
    ):
        assert wanted in said, wanted
    assert paper_list(EVENT, people, EN, NOW - timedelta(days=1)).as_of == "as of 2 December, 18:40"


def test_cancelled_guests_stand_apart_and_mistaken_walk_ins_nowhere() -> None:
    people = [
        guest(1, "Rémi", "Fauve", status=Status.CANCELLED),
        guest(2, "Let", "In", status=Status.CANCELLED, arrived_at=STARTS),
        guest(3, "Taken", "Back", status=Status.WALK_IN),
        guest(4, "Still", "Here", status=Status.WALK_IN, arrived_at=STARTS),
    ]
    shown = paper_list(EVENT, people, EN, NOW)
    assert [row.strong for row in shown.rows] == ["Here", "In"]
    assert [row.strong for row in shown.cancelled] == ["Fauve"]
    assert shown.count == "2 expected · 2 are in"


@pytest.mark.parametrize("count", [0, 1, 37, 38, 39, 40, 43, 80, 81, 82, 83, 84, 85])
def test_there_are_lines_to_write_on_wherever_the_list_ends(tmp_path: Path, count: int) -> None:
    people = crowd(count) + [guest(900 + n, "Off", f"Cancelled{n}", status=Status.CANCELLED) for n in range(count % 3)]
    write_paper_list(EVENT, people, tmp_path / "list.pdf", EN, at=NOW)
    said = pages(tmp_path / "list.pdf")
    *_, last = shared_out(paper_list(EVENT, people, EN, NOW))
    assert last.written >= FEWEST_WRITTEN
    assert ["Not on the list" in page for page in said] == [False] * (len(said) - 1) + [True]
    words = " ".join(said).split()
    assert [code for code in codes_of(a.id for a in people).values() if words.count(code) != 1] == []


def test_no_name_runs_into_what_stands_beside_it(tmp_path: Path) -> None:
    people = [guest(number, *names, handle="@h") for number, names in enumerate(HARD.values(), start=1)]
    write_paper_list(EVENT, people, tmp_path / "list.pdf", EN, at=NOW)
    out: list[str] = []
    with pypdfium2.PdfDocument((tmp_path / "list.pdf").read_bytes()) as document:
        for page in document:
            reader = page.get_textpage()
            for place in range(reader.count_rects()):
                left, bottom, right, _ = reader.get_rect(place)
                said = reader.get_text_bounded(*reader.get_rect(place)).strip()
                in_names = NAME - 1 <= left < ABOUT - 1 and 60 < bottom < 720
                if right > (ABOUT if in_names and left > NAME + 1 else RIGHT) + 1 or left < LEFT - 30:
                    out.append(said)
    assert out == []


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    people = crowd(12)
    for name in ("one.pdf", "other.pdf"):
        write_paper_list(EVENT, people, tmp_path / name, EN, at=NOW)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_what_is_stopped_half_way_leaves_no_file(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_paper_list(EVENT, crowd(9), tmp_path / "list.pdf", EN, at=NOW, progress=stop)
    assert seen == [(n, 9) for n in range(1, 6)]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        write_paper_list(EVENT, crowd(2), tmp_path, EN, at=NOW)
    assert caught.value.fault is FileFault.UNWRITABLE
