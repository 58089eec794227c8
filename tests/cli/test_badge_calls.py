"""Badges from the command line: sheets, blank ones, lost ones, and the printers of the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp

from checkin.badges.pictures import page_count, page_size, page_text, render_page
from checkin.badges.printing import Fate, Paper, Trouble
from checkin.errors import FileError, FileFault, PrintFault
from checkin.print_queue import PrintJob, PrintQueue
from checkin.print_queue.turns import Turns
from checkin.storage.database import FILE_NAME
from tests.cli.conftest import Call
from tests.ui.printers import FakePrinters

LIST = (
    "Given name,Family name,Category,Bluesky\n"
    "Maya,Orval,Presse,@maya\n"
    "Ana,Ebert,Presse,\n"
    "Karim,Benali,Équipe,\n"
    "Bo,Xu,,\n"
)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>'
LABEL = "dymo-99014"


@pytest.fixture
def guests(evening: Call, tmp_path: Path) -> Call:
    """An evening with four people."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    assert evening("import", path).status == 0
    return evening


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch) -> FakePrinters:
    """A label printer that takes what it is handed."""
    fake = FakePrinters("label")
    fake.known_papers["label"] = [Paper("w288h153", "Name badge", 101.0, 54.0), Paper("a4", "A4", 210.0, 297.0)]
    monkeypatch.setattr("checkin.badges.cups.CupsPrinters", lambda: fake)
    monkeypatch.setattr("checkin.badges.printing.has_cups", lambda: True)
    return fake


def names_on(path: Path) -> list[str]:
    """Return the given names of a PDF's badges, by pages."""
    known = ("Maya", "Ana", "Karim", "Bo")
    return [name for page in range(page_count(path)) for name in known if name in page_text(path, page)]


def codes_on(path: Path, page: int = 0) -> list[str]:
    return [read.text for read in zxingcpp.read_barcodes(render_page(path, page, dpi=203))]


def test_badges_are_filtered_sorted_and_repeated(guests: Call, tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"

    def printed(*arguments: object) -> list[str]:
        run = guests("badges", "--out", out, "--template", LABEL, "--json", *arguments)
        assert run.status == 0
        assert list(run.json) == ["badges", "pages", "file"], "as ever where nothing else is asked for"
        return names_on(out) if run.json["badges"] else []

    assert printed("--category", "presse", "--category", "equipe") == ["Karim", "Ana", "Maya"]
    assert printed("--category=") == ["Bo"]
    assert printed("--order", "name") == ["Karim", "Ana", "Maya", "Bo"]
    assert printed("--only-new") == []
    assert printed("--since", "2999-01-01") == []
    assert printed("--since", "2020-01-01T18:00", "--category", "Équipe", "--copies", 2) == ["Karim", "Karim"]
    told = guests("printed", "--json").json
    assert told[0]["name"] == "Karim Benali"
    assert (told[0]["copies"], told[0]["place"], told[0]["template"]) == (2, "b.pdf", LABEL)
    assert "Karim Benali" in guests("printed").out


def test_every_wish_of_looks_and_places_reaches_the_paper(guests: Call, tmp_path: Path) -> None:
    out, logo = tmp_path / "b.pdf", tmp_path / "logo.svg"
    logo.write_text(LOGO, encoding="utf-8")
    run = guests(
        "badges", "--out", out, "--palette", "mono", "--logo", logo, "--start", 9, "--offset=1,-0.5", "--back", "event",
        "--profile-code", "--check", "--no-cut-marks", "--category", "presse", "--order", "name", "--json",
    )  # fmt: skip
    assert run.status == 0
    assert run.json == {"badges": 2, "pages": 4, "file": str(out), "unread": []}
    assert page_count(out) == 4
    assert "Apéro #26" in page_text(out, 1), "on the back"
    codes = codes_on(out) + codes_on(out, 2)
    assert "https://bsky.app/profile/maya.bsky.social" in codes
    picture = render_page(out, 0, dpi=72).astype(int)
    assert (picture.max(axis=2) - picture.min(axis=2)).max() == 0


def test_a_code_that_cannot_be_read_is_told_and_its_badge_is_a_new_one_still(
    guests: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.badging.drawing.door_reader", lambda: lambda _: [])
    run = guests("badges", "--out", tmp_path / "b.pdf", "--category", "Équipe", "--check", "--json")
    assert run.status == 1
    (karim,) = run.json["unread"]
    assert karim in {a["id"] for a in guests("attendees", "--json").json}
    said = guests("badges", "--out", tmp_path / "b.pdf", "--category", "Équipe", "--check")
    assert "Karim Benali" in said.out
    blanks = guests("blanks", "--count", 1, "--out", tmp_path / "b.pdf", "--check", "--json")
    assert (blanks.status, blanks.json["unread"]) == (1, [1])
    assert guests("printed", "--json").json == []


def test_a_blank_badge_is_claimed_once(guests: Call, tmp_path: Path) -> None:
    out = tmp_path / "blanks.pdf"
    run = guests("blanks", "--count", 3, "--out", out, "--template", LABEL, "--json")
    assert run.json == {"badges": 3, "pages": 3, "file": str(out)}
    tokens = [codes_on(out, page)[0] for page in range(3)]
    held_up = guests("admit", tokens[0], "--json")
    assert (held_up.status, held_up.json["verdict"]) == (0, "admitted_unlisted")
    claimed = guests("claim", tokens[0], "--given", "Zoé", "--family", "Péan", "--json")
    assert claimed.status == 0
    assert set(claimed.json) == {"attendee", "verdict", "file"}
    assert claimed.json["attendee"]["full_name"] == "Zoé Péan"
    assert claimed.json["verdict"]["at"] == held_up.json["at"]
    assert "Zoé Péan" in guests("claim", tokens[0], "--given", "Ana", "--new").err, "whose it is"
    maya = next(a["id"] for a in guests("attendees", "--json").json if a["given_name"] == "Maya")
    offered = guests("claim", tokens[1], "--given", "Maya", "--family", "Orval", "--json")
    assert (offered.status, [d["id"] for d in offered.json["doubles"]]) == (1, [maya])
    assert guests("claim", tokens[1], "--is", maya, "--json").json["verdict"]["verdict"] == "admitted"
    assert guests("claim", tokens[2], "--is", maya, "--json").json["verdict"]["verdict"] == "already_arrived"
    assert guests("admit", tokens[2], "--json").json["attendee"]["id"] == maya
    assert {p["blank"] for p in guests("printed", "--json").json} == {1, 2, 3}


def test_a_lost_badge_is_refused_and_its_successor_printed(guests: Call, tmp_path: Path) -> None:
    lost, new = tmp_path / "lost.pdf", tmp_path / "new.pdf"
    guests("badges", "--out", lost, "--category", "Équipe")
    karim = guests("printed", "--json").json[0]["attendee"]
    run = guests("revoke", karim, "--badge", new, "--json")
    assert run.status == 0
    assert list(run.json) == ["attendee", "file"]
    assert (run.json["attendee"]["id"], run.json["file"]) == (karim, str(new))
    assert guests("admit", codes_on(lost)[0], "--json").json["verdict"] == "revoked"
    assert guests("admit", codes_on(new)[0], "--json").json["verdict"] == "admitted"
    told = guests("printed", "--json").json
    assert [one["revoked_at"] is None for one in told] == [True, False]


def test_a_lost_blank_badge_is_refused(guests: Call, tmp_path: Path) -> None:
    out = tmp_path / "blanks.pdf"
    guests("blanks", "--count", 1, "--out", out, "--template", LABEL)
    assert guests("revoke", "--blank", 1, "--json").json == {"attendee": None, "file": None}
    assert guests("admit", codes_on(out)[0], "--json").json["verdict"] == "revoked"


def test_a_batch_goes_to_a_printer_page_by_page_and_is_remembered(
    guests: Call, printers: FakePrinters, tmp_path: Path
) -> None:
    run = guests("badges", "--printer", "label", "--template", LABEL, "--order", "name", "--json")
    assert run.status == 0
    assert list(run.json) == ["badges", "pages", "file", "jobs"]
    assert (run.json["badges"], run.json["pages"], run.json["file"]) == (4, 4, None)
    assert [job["state"] for job in run.json["jobs"]] == ["printed"] * 4
    assert [next(n for n in ("Karim", "Ana", "Maya", "Bo") if n in text) for _, text in printers.sent] == [
        "Karim", "Ana", "Maya", "Bo",
    ]  # fmt: skip
    assert set(printers.papers_used) == {"w288h153"}, "the one that fits"
    assert {one["place"] for one in guests("printed", "--json").json} == {"label"}
    assert guests("badges", "--printer", "label", "--only-new", "--json").json["jobs"] == []
    both = guests("badges", "--printer", "label", "--paper", "a4", "--out", tmp_path / "b.pdf", "--json")
    assert (both.json["pages"], both.json["file"]) == (1, str(tmp_path / "b.pdf"))
    assert page_size(tmp_path / "b.pdf", 0)[0] == pytest.approx(595, abs=1)
    assert printers.papers_used[-1] == "a4"
    assert len(guests("printed", "--json").json) == 8, "the file is no second printing"


def test_two_programs_that_print_what_is_new_do_not_print_it_twice(
    guests: Call, printers: FakePrinters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.print_queue.turns.LONGEST", 0.05)
    other = Turns(tmp_path / "data" / "printing" / "batch")
    with other.taken(is_patient=True):
        refused = guests("badges", "--printer", "label", "--template", LABEL, "--only-new")
    assert (refused.status, printers.sent) == (2, []), refused.err
    assert guests("badges", "--printer", "label", "--template", LABEL, "--only-new", "--json").json["badges"] == 4
    assert guests("badges", "--printer", "label", "--template", LABEL, "--only-new", "--json").json["badges"] == 0
    assert len(printers.sent) == 4


def test_what_a_printer_does_not_take_waits_and_is_decided_about(guests: Call, printers: FakePrinters) -> None:
    printers.stopped.add("label")
    printers.troubles["label"] = (Trouble.PAPER_OUT,)
    printers.fault = PrintFault.REFUSED
    run = guests("badges", "--printer", "label", "--template", LABEL, "--category", "presse")
    assert run.status == 0
    assert "2 pages are on their way" in run.out
    first, second = guests("queue", "--json").json
    assert (first["state"], first["names"], first["badges"], first["printer"]) == (
        "waiting", ["Ana Ebert"], 1, "label",
    )  # fmt: skip
    assert "Ana Ebert" in guests("queue").out
    (shown,) = guests("printers", "--json").json
    assert (shown["state"], shown["troubles"]) == ("stopped", ["paper_out"])
    assert shown["papers"][0] == {"key": "w288h153", "name": "Name badge", "width": 101.0, "height": 54.0}
    assert "out of paper" in guests("printers").out
    assert guests("queue", "--drop", first["id"], "--json").json == [second]
    printers.stopped.clear()
    printers.troubles.clear()
    printers.fault = None
    printers.fates["label-1"] = Fate.FAILED
    (failed,) = guests("queue", "--work", "--json").json
    assert failed["state"] == "failed"
    assert guests("queue", "--again", second["id"], "--work", "--json").json == []
    assert [one["name"] for one in guests("printed", "--json").json] == ["Maya Orval"]
    assert "No badge waits" in guests("queue").err


def test_a_page_that_somebody_saw_is_remembered(guests: Call, printers: FakePrinters) -> None:
    printers.fault = PrintFault.SILENT
    guests("badges", "--printer", "label", "--template", LABEL, "--category", "équipe")
    (job,) = guests("queue", "--json").json
    assert guests("queue", "--came-out", job["id"], "--json").json == []
    assert [one["name"] for one in guests("printed", "--json").json] == ["Karim Benali"]


NOBODY = "00000000-0000-0000-0000-000000000000"


ODD_CALLS = [
    ["badges"],
    ["badges", "--out", ""],
    ["badges", "--out", "b.pdf", "--paper", "a4"],
    ["badges", "--out", "b.pdf", "--category", "nobody's"],
    ["badges", "--out", "b.pdf", "--category", "\udcff"],
    ["badges", "--out", "b.pdf", "--since", "yesterday"],
    ["badges", "--out", "b.pdf", "--since", "9" * 50],
    ["badges", "--out", "b.pdf", "--order", "age"],
    ["badges", "--out", "b.pdf", "--copies", "0"],
    ["badges", "--out", "b.pdf", "--copies", "9" * 5000],
    ["badges", "--out", "b.pdf", "--copies", "²"],
    ["badges", "--out", "b.pdf", "--palette", "pink"],
    ["badges", "--out", "b.pdf", "--logo", "missing.png"],
    ["badges", "--out", "b.pdf", "--logo", "."],
    ["badges", "--out", "b.pdf", "--start", "10"],
    ["badges", "--out", "b.pdf", "--start", "-1"],
    ["badges", "--out", "b.pdf", "--offset", "nan,1"],
    ["badges", "--out", "b.pdf", "--offset", "1"],
    ["badges", "--out", "b.pdf", "--offset", "1e9,0"],
    ["badges", "--out", "b.pdf", "--back", "side"],
    ["badges", "--printer", "none", "--template", LABEL],
    ["badges", "--printer", "label", "--paper", "papyrus"],
    ["badges", "--printer", "label", "--template", "none"],
    ["blanks", "--count", "2"],
    ["blanks", "--out", "b.pdf", "--count", "0"],
    ["blanks", "--out", "b.pdf", "--count", "1001"],
    ["blanks", "--out", "", "--count", "2"],
    ["blanks", "--out", "b.pdf", "--count", "2", "--template", "none"],
    ["blanks", "--out", "b.pdf", "--count", "2", "--start", "10"],
    ["claim", "a bottle", "--given", "Zoé"],
    ["claim", "\udcff", "--given", "Zoé"],
    ["claim", "a bottle"],
    ["claim", "a bottle", "--is", "not-an-id"],
    ["revoke"],
    ["revoke", "not-an-id"],
    ["revoke", NOBODY],
    ["revoke", NOBODY, "--blank", "1"],
    ["revoke", "--blank", "1"],
    ["revoke", "--blank", "1", "--badge", "b.pdf"],
    ["revoke", "--blank", "9" * 30],
    ["revoke", NOBODY, "--badge", ""],
    ["queue", "--again", "not-an-id"],
    ["queue", "--again", NOBODY],
    ["queue", "--drop", NOBODY],
    ["queue", "--came-out", NOBODY],
    ["queue", "--drop", NOBODY, "--again", NOBODY],
    ["queue", "--work", "--drop", "not-an-id"],
]


def test_an_odd_call_is_one_clear_line_and_changes_nothing(
    guests: Call, tmp_path: Path, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "data" / FILE_NAME).read_bytes()
    for arguments in ODD_CALLS:
        answered = guests(*arguments)
        assert (answered.status, answered.out) == (2, ""), arguments
        assert len(answered.err.strip().splitlines()) == 1, arguments
        assert (tmp_path / "data" / FILE_NAME).read_bytes() == before, arguments
        assert not list(tmp_path.glob("*.pdf")), arguments
    assert printers.sent == []


def test_without_cups_it_says_what_to_do(guests: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkin.badges.printing.has_cups", lambda: False)
    for arguments in (["printers"], ["queue", "--work"], ["badges", "--printer", "label", "--template", LABEL]):
        answered = guests(*arguments)
        assert (answered.status, answered.out) == (2, "")
        assert "--out" in answered.err
    assert guests("queue", "--json").json == [], "nothing waits, and that can be told"


def test_sheets_wait_for_a_printer_all_of_them_or_none(
    guests: Call, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add, added = PrintQueue.add, []

    def add_until_the_disk_is_full(queue: PrintQueue, *arguments: Any, **named: Any) -> PrintJob:
        if len(added) == 2:
            raise FileError(FileFault.FULL, tmp_path)
        added.append(add(queue, *arguments, **named))
        return added[-1]

    with monkeypatch.context() as full:
        full.setattr(PrintQueue, "add", add_until_the_disk_is_full)
        run = guests("badges", "--printer", "label", "--template", LABEL)
    assert (run.status, len(added)) == (2, 2)
    assert guests("queue", "--json").json == [], "whoever calls again must not get two of them twice"
    assert guests("badges", "--printer", "label", "--template", LABEL, "--json").json["badges"] == 4


def test_one_badge_on_one_page_is_said_so(guests: Call, tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    assert "1 badge on 1 page: " in guests("badges", "--out", out, "--category=").out
    assert "1 blank badge on 1 page: " in guests("blanks", "--count", 1, "--out", out).out


def test_who_lost_a_badge_is_told_so_though_the_new_one_cannot_be_printed(
    guests: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill_the_disk: Callable[..., None]
) -> None:
    guests("badges", "--out", tmp_path / "b.pdf", "--category", "Équipe")
    karim = guests("printed", "--json").json[0]["attendee"]
    monkeypatch.setattr("checkin.badging.Badging.print_sheets", fill_the_disk)
    run = guests("revoke", karim, "--badge", tmp_path / "new.pdf", "--json")
    assert (run.status, run.json["file"]) == (0, None)
    assert "the disk is full" in run.err
    assert guests("admit", codes_on(tmp_path / "b.pdf")[0], "--json").json["verdict"] == "revoked"


@pytest.fixture
def fill_the_disk(tmp_path: Path) -> Callable[..., None]:
    """Return what a full disk does to a printing."""

    def fill(*_: object, **__: object) -> None:
        raise FileError(FileFault.FULL, tmp_path / "new.pdf")

    return fill
