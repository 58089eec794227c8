"""Badges handed to CUPS: in their own size, in the middle of the paper, once, or an error that says why not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from checkin.badges.faces import BadgeFace
from checkin.badges.pictures import page_size, render_page
from checkin.badges.printing import alone, has_cups, send_by_cups
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from checkin.errors import PrintError, PrintFault
from tests.cups import PrintServer, print_server, why_no_cups

DPI = 300
wants_cups = pytest.mark.skipif(bool(why_no_cups()), reason=why_no_cups())
wants_lp = pytest.mark.skipif(sys.platform == "win32", reason="a command of its own instead of lp wants a shell")


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    """CUPS, with its two printers."""
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


def margins_of(path: Path) -> tuple[float, ...]:
    """Return the white at the left, right, top and bottom of a page, in millimetres."""
    ink = render_page(path, 0, dpi=DPI).min(axis=2) < 240
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    dots = (columns[0], ink.shape[1] - 1 - columns[-1], rows[0], ink.shape[0] - 1 - rows[-1])
    return tuple(float(n) / DPI * 25.4 for n in dots)


def fake_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Put another lp in the place of the system's."""
    command = folder / "bin" / "lp"
    command.parent.mkdir()
    command.write_text("\n".join(("#!/bin/sh", *lines)))
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}:/usr/bin:/bin")


def test_a_badge_alone_has_a_page_of_its_own_size(tmp_path: Path) -> None:
    width, height = page_size(badge(tmp_path), 0)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((86, 54), abs=0.001)
    assert codes_in(badge(tmp_path)) == ["0" * 34]


@wants_cups
@pytest.mark.parametrize(("printer", "paper"), [("office", (209.9, 297.0)), ("label", (62.1, 99.8))])
def test_a_badge_comes_out_unscaled_in_the_middle_of_the_paper(
    server: PrintServer, tmp_path: Path, printer: str, paper: tuple[float, float]
) -> None:
    send_by_cups(printer, badge(tmp_path))
    out = server.take(tmp_path / "out.pdf")
    assert [points / 72 * 25.4 for points in page_size(out, 0)] == pytest.approx(paper, abs=0.1)
    left, right, top, bottom = margins_of(out)
    # Turned: the badge is 54 mm across and 86 mm down.
    assert (paper[0] - left - right, paper[1] - top - bottom) == pytest.approx((54, 86), abs=0.4)
    assert (left, top) == pytest.approx((right, bottom), abs=0.4)
    assert codes_in(out) == ["0" * 34]


@wants_cups
def test_each_badge_comes_out_once_and_in_order(server: PrintServer, tmp_path: Path) -> None:
    numbers = [1, 2, 3, 4]
    for number in numbers:
        send_by_cups("office", badge(tmp_path, number))
    out = [codes_in(server.take(tmp_path / "out.pdf")) for _ in numbers]
    # The fourth stands behind the third: nothing came between them, and nothing twice.
    assert out == [[f"{number:034}"] for number in numbers]


@wants_cups
def test_a_stopped_printer_keeps_the_badge_and_prints_it_once_it_goes_on(server: PrintServer, tmp_path: Path) -> None:
    server.call("cupsdisable", "office")
    send_by_cups("office", badge(tmp_path, 5))
    assert server.jobs(done=False) == 1
    (tmp_path / "badge-5.pdf").unlink()
    server.call("cupsenable", "office")
    send_by_cups("office", badge(tmp_path, 6))
    assert [codes_in(server.take(tmp_path / "out.pdf")) for _ in range(2)] == [[f"{n:034}"] for n in (5, 6)]


@wants_cups
def test_a_printer_that_is_not_there_or_takes_nothing_is_told_apart(server: PrintServer, tmp_path: Path) -> None:
    server.call("cupsreject", "label")
    try:
        for printer, fault in (("nowhere", PrintFault.MISSING), ("label", PrintFault.REFUSED)):
            with pytest.raises(PrintError) as caught:
                send_by_cups(printer, badge(tmp_path))
            assert (caught.value.fault, caught.value.printer) == (fault, printer)
    finally:
        server.call("cupsaccept", "label")
    assert server.jobs(done=False) == 0


@wants_lp
def test_a_print_service_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_lp(tmp_path, monkeypatch, "exec tail -f /dev/null")
    with pytest.raises(PrintError) as caught:
        send_by_cups("office", badge(tmp_path), patience=0.1)
    assert caught.value.fault is PrintFault.SILENT


@wants_lp
def test_whatever_else_the_service_says_is_kept_for_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_lp(tmp_path, monkeypatch, "echo 'lp: the moon is full' >&2", "exit 1")
    with pytest.raises(PrintError) as caught:
        send_by_cups("office", badge(tmp_path))
    assert (caught.value.fault, caught.value.detail) == (PrintFault.FAILED, "lp: the moon is full")


def test_without_lp_there_is_no_cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not has_cups()
    with pytest.raises(PrintError) as caught:
        send_by_cups("office", badge(tmp_path))
    assert caught.value.fault is PrintFault.FAILED


@wants_lp
def test_a_build_gives_lp_the_libraries_of_the_system_and_not_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/build")
    fake_lp(tmp_path, monkeypatch, f'echo "$LD_LIBRARY_PATH $LC_ALL" > {tmp_path}/seen')
    send_by_cups("office", badge(tmp_path))
    assert (tmp_path / "seen").read_text() == " C\n"
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/system")
    send_by_cups("office", badge(tmp_path))
    assert (tmp_path / "seen").read_text() == "/system C\n"
