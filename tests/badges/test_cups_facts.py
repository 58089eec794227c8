"""What CUPS tells by IPP: read whole or refused, and put into the program's words."""

from __future__ import annotations

import socket
import struct
from pathlib import Path

import pytest

from checkin.badges import ipp
from checkin.badges.cups import CupsPrinters
from checkin.badges.cups_facts import condition_of, papers_of
from checkin.badges.printing import CUSTOM, Condition, Paper, PrinterState, Trouble, alone, paper_for
from checkin.badges.templates import DEFAULT
from checkin.errors import PrintError, PrintFault

READY, STOPPED = PrinterState.READY, PrinterState.STOPPED


def attribute(tag: int, name: str, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value


ANSWER = b"".join(
    (
        struct.pack(">BBHI", 1, 1, 0, 1),
        b"\x01",
        attribute(0x47, "attributes-charset", b"utf-8"),
        b"\x02",
        attribute(0x23, "job-state", struct.pack(">i", 9)),
        attribute(0x42, "job-name", "Apéro".encode()),
        attribute(0x44, "sides", b"one"),
        attribute(0x44, "", b"two"),
        attribute(0x13, "time-at-processing", b""),
        attribute(0x22, "is-held", b"\1"),
        attribute(0x33, "copies", struct.pack(">ii", 1, 99)),
        attribute(0x34, "media-col", b""),
        attribute(0x4A, "", b"media-size"),
        attribute(0x34, "", b""),
        attribute(0x4A, "", b"x-dimension"),
        attribute(0x21, "", struct.pack(">i", 6200)),
        attribute(0x37, "", b""),
        attribute(0x4A, "", b"media-type"),
        attribute(0x44, "", b"labels"),
        attribute(0x37, "", b""),
        attribute(0x21, "job-id", struct.pack(">i", -7)),
        b"\x02",
        attribute(0x21, "job-id", struct.pack(">i", 8)),
        b"\x03",
    )
)


def test_an_answer_is_read_with_its_groups_lists_and_collections() -> None:
    first = {
        "job-state": [9],
        "job-name": ["Apéro"],
        "sides": ["one", "two"],
        "is-held": [True],
        "copies": [(1, 99)],
        "media-col": [{"media-size": [{"x-dimension": [6200]}], "media-type": ["labels"]}],
        "job-id": [-7],
    }
    assert ipp.read_answer(ANSWER) == ipp.Answer(0, (first, {"job-id": [8]}))


def test_an_answer_that_breaks_off_is_refused_wherever_it_does() -> None:
    for length in range(len(ANSWER)):
        with pytest.raises(ipp.IppError):
            ipp.read_answer(ANSWER[:length])


def test_a_service_that_takes_the_question_and_says_nothing_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers = CupsPrinters(patience=0.05)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{deaf.getsockname()[1]}")
        assert printers.condition("office") == Condition(STOPPED, (Trouble.OFFLINE,))
        assert not printers.withdraw("office", "office-1 page")
        assert printers.papers("office") == []
        with pytest.raises(PrintError) as caught:
            printers.fate("office", "office-1 page")
    assert caught.value.fault is PrintFault.SILENT


@pytest.mark.parametrize(
    ("state", "reasons", "condition"),
    [
        (3, ["none"], Condition(READY)),
        (4, ["media-empty-warning"], Condition(READY, (Trouble.PAPER_OUT,))),
        (3, ["media-empty-report"], Condition(READY)),
        (5, ["paused", "media-needed"], Condition(STOPPED, (Trouble.PAPER_OUT, Trouble.PAUSED))),
        (5, ["media-jam-error", "cover-open-error"], Condition(STOPPED, (Trouble.JAM, Trouble.COVER_OPEN))),
        (4, ["offline-report"], Condition(READY, (Trouble.OFFLINE,))),
        (3, ["toner-low-warning", "cups-insecure-filter-warning"], Condition(READY)),
        (5, ["marker-supply-empty-error"], Condition(STOPPED, (Trouble.INK,))),
        (5, ["fuser-over-temp-error"], Condition(STOPPED, (Trouble.OTHER,))),
    ],
)
def test_reasons_become_troubles(state: int, reasons: list[str], condition: Condition) -> None:
    assert condition_of({"printer-state": [state], "printer-state-reasons": reasons}) == condition


@pytest.mark.parametrize(("since", "troubles"), [(2, ()), (30, (Trouble.OFFLINE,))])
def test_a_printer_that_is_long_connected_to_does_not_answer(since: int, troubles: tuple[Trouble, ...]) -> None:
    told = {
        "printer-state": [4],
        "printer-state-reasons": ["connecting-to-device"],
        "printer-state-change-time": [1000],
        "printer-up-time": [1000 + since],
    }
    assert condition_of(told) == Condition(READY, troubles)


@pytest.mark.parametrize(("state", "troubles"), [(4, (Trouble.OFFLINE,)), (3, ())])
def test_a_printer_that_cannot_be_reached_does_not_answer_until_it_is_done(
    state: int, troubles: tuple[Trouble, ...]
) -> None:
    said = "The printer may not exist or is unavailable at this time."
    assert condition_of({"printer-state": [state], "printer-state-message": [said]}) == Condition(READY, troubles)


def test_a_printer_that_takes_no_jobs_has_stopped() -> None:
    assert condition_of({"printer-state": [3], "printer-is-accepting-jobs": [False]}).state is STOPPED


def test_papers_are_told_by_their_names_and_sizes_the_printers_own_first() -> None:
    told = {
        "media-default": ["na_letter_8.5x11in"],
        "media-ready": ["iso_a4_210x297mm"],
        "media-supported": ["iso_a4_210x297mm", "na_number-10_4.125x9.5in", "auto", "custom_62x29mm_62x29mm"],
    }
    assert papers_of(told) == [
        Paper("na_letter_8.5x11in", "Letter", 215.9, 279.4),
        Paper("iso_a4_210x297mm", "A4", 210, 297),
        Paper("na_number-10_4.125x9.5in", "Number 10", 104.77, 241.3),
        Paper("custom_62x29mm_62x29mm", "62 × 29 mm", 62, 29),
    ]


def test_a_range_of_sizes_is_one_paper() -> None:
    told = {"media-supported": ["custom_min_25.4x25.4mm", "custom_max_62x1000mm"]}
    (paper,) = papers_of(told)
    assert paper == Paper(CUSTOM, CUSTOM, 62, 1000, least=(25.4, 25.4))
    assert papers_of({"media-supported": ["custom_min_25.4x25.4mm", "custom_max_1.2.3x4mm"]}) == []


def test_a_page_gets_the_nearest_paper_either_way_round_else_a_size_of_its_own() -> None:
    a6, near, exact = Paper("a6", "A6", 105, 148), Paper("near", "", 54.9, 86.5), Paper("exact", "", 86, 54)
    any_size = Paper(CUSTOM, CUSTOM, 62, 300, least=(20, 20))
    assert paper_for(alone(DEFAULT), [a6, near, exact]) is exact
    assert paper_for((86, 54), [a6, near]) is near
    assert paper_for((86, 54), [a6]) is None
    assert paper_for((86, 54), [any_size, a6]) is any_size
    assert paper_for((86, 86), [any_size, a6]) is None
    assert paper_for(DEFAULT, [a6, Paper("a4", "A4", 210, 297)]) == Paper("a4", "A4", 210, 297)
    assert paper_for((86, 54), []) is None
