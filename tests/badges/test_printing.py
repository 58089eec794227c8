"""Badges handed to CUPS: in their own size, in the middle of the paper, once, or an error that says why not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from checkin.badges import ipp
from checkin.badges.cups import CupsPrinters
from checkin.badges.faces import BadgeFace
from checkin.badges.pictures import page_size, render_page
from checkin.badges.printing import (
    CUSTOM,
    Condition,
    Fate,
    Paper,
    Printer,
    PrinterState,
    Trouble,
    alone,
    has_cups,
    paper_for,
    send,
)
from checkin.badges.sheets import Back, Placing, write_badge_sheets
from checkin.badges.templates import DEFAULT
from checkin.errors import PrintError, PrintFault
from tests.cups import PATIENCE, PrintServer, print_server, why_no_cups, why_no_pdf_printer

DPI = 300
wants_cups = pytest.mark.skipif(bool(why_no_cups()), reason=why_no_cups())
wants_pdf_printer = pytest.mark.skipif(bool(why_no_pdf_printer()), reason=why_no_pdf_printer())
wants_lp = pytest.mark.skipif(sys.platform == "win32", reason="a command of its own instead of lp wants a shell")
CUPS = CupsPrinters()


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    """CUPS, with its printers."""
    with print_server() as running:
        yield running


def badge(folder: Path, number: int = 0) -> Path:
    """Draw a badge on a page of its own."""
    path = folder / f"badge-{number}.pdf"
    face = BadgeFace(token=f"{number:034}", full_name="Nolwenn Riou", category="Presse", event_title="Apéro")
    write_badge_sheets([face], path, alone(DEFAULT), cut_marks=False)
    return path


def codes_in(path: Path) -> list[str]:
    return [read.text for read in zxingcpp.read_barcodes(render_page(path, 0, dpi=DPI))]


def millimetres(path: Path) -> tuple[float, ...]:
    return tuple(points / 72 * 25.4 for points in page_size(path, 0))


def margins_of(path: Path) -> tuple[float, ...]:
    """Return the white at the left, right, top and bottom of a page, in millimetres."""
    ink = render_page(path, 0, dpi=DPI).min(axis=2) < 240
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    dots = (columns[0], ink.shape[1] - 1 - columns[-1], rows[0], ink.shape[0] - 1 - rows[-1])
    return tuple(float(n) / DPI * 25.4 for n in dots)


def fate_at_last(printer: str, job: str) -> Fate:
    """Ask until the job waits no more: what a printer has sent is done a moment later."""
    for _ in range(1000 * PATIENCE):
        if (fate := CUPS.fate(printer, job)) is not Fate.WAITING:
            return fate
    return Fate.WAITING


def fake(folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, *lines: str) -> None:
    """Put another command in the place of the system's, where IPP finds nothing either."""
    path = folder / "bin" / command
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(("#!/bin/sh", *lines)))
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")
    monkeypatch.setenv("CUPS_SERVER", str(folder / "no-socket"))


def test_a_badge_alone_has_a_page_of_its_own_size(tmp_path: Path) -> None:
    assert millimetres(badge(tmp_path)) == pytest.approx((86, 54), abs=0.001)
    assert codes_in(badge(tmp_path)) == ["0" * 34]


@wants_cups
@pytest.mark.parametrize(
    ("printer", "key", "paper"),
    [
        ("office", "", (209.9, 297.0)),
        ("label", "", (62.1, 99.8)),
        ("office", "custom_62.09x99.84mm_62.09x99.84mm", (62.1, 99.8)),
        ("label", "iso_a4_210x297mm", (209.9, 297.0)),
    ],
)
def test_a_badge_comes_out_unscaled_in_the_middle_of_the_paper(
    server: PrintServer, tmp_path: Path, printer: str, key: str, paper: tuple[float, float]
) -> None:
    send(CUPS, printer, badge(tmp_path), paper=key)
    out = server.take(tmp_path / "out.pdf")
    assert millimetres(out) == pytest.approx(paper, abs=0.1)
    left, right, top, bottom = margins_of(out)
    # Turned: the badge is 54 mm across and 86 mm down.
    assert (paper[0] - left - right, paper[1] - top - bottom) == pytest.approx((54, 86), abs=0.4)
    assert (left, top) == pytest.approx((right, bottom), abs=0.4)
    assert codes_in(out) == ["0" * 34]


@wants_pdf_printer
def test_a_printer_that_takes_any_size_is_given_the_badges_own(server: PrintServer, tmp_path: Path) -> None:
    paper = paper_for((86, 54), CUPS.papers("pdf"))
    assert paper is not None
    assert paper.key == CUSTOM
    send(CUPS, "pdf", badge(tmp_path), paper=paper.key)
    out = server.take(tmp_path / "out.pdf")
    assert sorted(millimetres(out)) == pytest.approx([54, 86], abs=0.4)
    assert codes_in(out) == ["0" * 34]


@wants_cups
def test_each_badge_comes_out_once_and_in_order(server: PrintServer, tmp_path: Path) -> None:
    numbers = [1, 2, 3, 4]
    for number in numbers:
        send(CUPS, "office", badge(tmp_path, number))
    out = [codes_in(server.take(tmp_path / "out.pdf")) for _ in numbers]
    # The fourth stands behind the third: nothing came between them, and nothing twice.
    assert out == [[f"{number:034}"] for number in numbers]


@wants_cups
def test_a_stopped_printer_keeps_the_badge_and_prints_it_once_it_goes_on(server: PrintServer, tmp_path: Path) -> None:
    server.disable("office")
    assert CUPS.condition("office") == Condition(PrinterState.STOPPED, (Trouble.PAUSED,))
    send(CUPS, "office", badge(tmp_path, 5))
    assert server.jobs(done=False) == 1
    (tmp_path / "badge-5.pdf").unlink()
    server.enable("office")
    assert CUPS.condition("office").state is PrinterState.READY
    send(CUPS, "office", badge(tmp_path, 6))
    assert [codes_in(server.take(tmp_path / "out.pdf")) for _ in range(2)] == [[f"{n:034}"] for n in (5, 6)]


@wants_cups
def test_a_printer_that_is_not_there_or_takes_nothing_is_told_apart(server: PrintServer, tmp_path: Path) -> None:
    server.call("cupsreject", "label")
    try:
        for printer, fault in (("nowhere", PrintFault.MISSING), ("label", PrintFault.REFUSED)):
            with pytest.raises(PrintError) as caught:
                send(CUPS, printer, badge(tmp_path))
            assert (caught.value.fault, caught.value.printer) == (fault, printer)
        assert CUPS.condition("nowhere").state is PrinterState.MISSING
        assert CUPS.condition("label").state is PrinterState.STOPPED
    finally:
        server.call("cupsaccept", "label")
    assert server.jobs(done=False) == 0


@wants_cups
def test_a_job_is_held_until_it_is_released_and_its_fate_is_told(server: PrintServer, tmp_path: Path) -> None:
    jobs = [CUPS.hand("label", badge(tmp_path, n), title=f"page {n}", copies=n) for n in (1, 2)]
    CUPS.release("label", jobs[1])
    assert codes_in(server.take(tmp_path / "out.pdf")) == [f"{2:034}"]
    assert fate_at_last("label", jobs[1]) is Fate.PRINTED
    assert CUPS.fate("label", jobs[0]) is Fate.WAITING
    CUPS.release("label", jobs[1])
    assert CUPS.withdraw("label", jobs[0])
    assert CUPS.fate("label", jobs[0]) is Fate.FAILED
    assert not CUPS.withdraw("label", jobs[1])
    assert CUPS.fate("label", "label-9999 page 9") is Fate.UNKNOWN
    with pytest.raises(PrintError):
        CUPS.release("label", "label-9999 page 9")


@wants_cups
def test_a_number_that_is_another_job_by_now_says_nothing_of_ours(server: PrintServer, tmp_path: Path) -> None:
    job = CUPS.hand("label", badge(tmp_path), title="theirs")
    number, _, _ = job.partition(" ")
    assert CUPS.fate("label", f"{number} ours") is Fate.UNKNOWN
    assert CUPS.withdraw("label", job)


@wants_cups
def test_what_was_handed_over_before_under_the_same_title_is_withdrawn(server: PrintServer, tmp_path: Path) -> None:
    first, other = (CUPS.hand("label", badge(tmp_path), title=title) for title in ("page é", "another"))
    second = CUPS.hand("office", badge(tmp_path), title="page é")
    fates = [CUPS.fate("label", job) for job in (first, other, second)]
    assert fates == [Fate.FAILED, Fate.WAITING, Fate.WAITING]
    assert all(CUPS.withdraw("label", job) for job in (other, second))


@wants_cups
def test_a_page_with_a_back_is_printed_on_both_sides(server: PrintServer, tmp_path: Path) -> None:
    face = BadgeFace(token="0" * 34, full_name="Nolwenn Riou", category="Presse", event_title="Apéro")
    for back, sides in ((Back.NONE, []), (Back.SAME, ["two-sided-long-edge"])):
        path = tmp_path / f"{back}.pdf"
        write_badge_sheets([face], path, DEFAULT, placing=Placing(back=back))
        job = CUPS.hand("office", path, title="sheet")
        number = job.partition(" ")[0].rpartition("-")[2]
        told = ipp.ask(ipp.GET_JOB_ATTRIBUTES, f"/jobs/{number}", ["sides", "job-state"], patience=PATIENCE)
        assert told.groups[0].get("sides", []) == sides
        assert CUPS.withdraw("office", job)


@wants_cups
def test_printers_and_their_papers_are_told(server: PrintServer) -> None:
    assert Printer("office", is_default=True) in CUPS.all()
    assert Printer("label") in CUPS.all()
    labels, a4 = CUPS.papers("label")
    assert (labels.name, labels.width, labels.height) == ("62 × 100 mm", 62.09, 99.84)
    assert a4 == Paper("iso_a4_210x297mm", "A4", 210, 297)
    assert CUPS.papers("nowhere") == []


@wants_lp
def test_a_print_service_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, monkeypatch, "lp", "exec tail -f /dev/null")
    with pytest.raises(PrintError) as caught:
        send(CupsPrinters(patience=0.1), "office", badge(tmp_path))
    assert caught.value.fault is PrintFault.SILENT


@wants_lp
@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("lp: the moon is full", PrintFault.FAILED),
        ("lp: Error - scheduler not responding.", PrintFault.SILENT),
        ("cancel: Unable to connect to server.", PrintFault.SILENT),
    ],
)
def test_what_the_service_says_is_understood_and_kept_for_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, fault: PrintFault
) -> None:
    fake(tmp_path, monkeypatch, "lp", f"echo '{said}' >&2", "exit 1")
    with pytest.raises(PrintError) as caught:
        send(CUPS, "office", badge(tmp_path))
    assert (caught.value.fault, caught.value.detail) == (fault, said)


@wants_lp
def test_an_answer_without_the_jobs_id_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, monkeypatch, "lp", "echo fine")
    with pytest.raises(PrintError):
        send(CUPS, "office", badge(tmp_path))


@wants_lp
def test_where_ipp_gives_nothing_the_commands_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "office-7  root  1024  Tue Nov 24 20:00:00 2026"
    disabled = "printer office disabled since Tue Nov 24 20:00:00 2026 -"
    fake(tmp_path, monkeypatch, "lpstat", f'[ "$1" = -p ] && echo "{disabled}" || echo "{listing}"')
    assert CUPS.condition("office") == Condition(PrinterState.STOPPED)
    assert CUPS.fate("office", "office-7 page") is Fate.WAITING
    assert CUPS.fate("office", "office-70 page") is Fate.UNKNOWN
    assert not CUPS.withdraw("office", "office-7 page")
    unknown = "{ echo 'lpstat: Invalid destination name in list' >&2; exit 1; }"
    fake(tmp_path, monkeypatch, "lpstat", f'[ "$1" = -r ] && echo "scheduler is running" || {unknown}')
    assert CUPS.condition("office") == Condition(PrinterState.MISSING)
    fake(tmp_path, monkeypatch, "lpstat", f'[ "$1" = -r ] && echo "scheduler is not running" || {unknown}')
    assert CUPS.condition("office") == Condition(PrinterState.STOPPED, (Trouble.OFFLINE,))
    with pytest.raises(PrintError):
        CUPS.fate("office", "office-7 page")


def test_without_lp_there_is_no_cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no-socket"))
    assert not has_cups()
    assert CUPS.all() == []
    with pytest.raises(PrintError) as caught:
        send(CUPS, "office", badge(tmp_path))
    assert caught.value.fault is PrintFault.FAILED


@wants_lp
def test_a_build_gives_lp_the_libraries_of_the_system_and_not_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/build")
    answer = "echo 'request id is office-1 (1 file(s))'"
    fake(tmp_path, monkeypatch, "lp", f'echo "$LD_LIBRARY_PATH $LC_ALL" > {tmp_path}/seen', answer)
    send(CUPS, "office", badge(tmp_path))
    assert (tmp_path / "seen").read_text() == " C\n"
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/system")
    send(CUPS, "office", badge(tmp_path))
    assert (tmp_path / "seen").read_text() == "/system C\n"
