from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from checkin.desk import Desk
from checkin.errors import CameraFault, StorageError, StorageFault
from checkin.model import Admitted, AdmittedUnlisted, Event, Means, new_id
from checkin.scanning.camera import CameraTrouble, Frame
from checkin.scanning.decoder import Decoder
from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Reading, Symbology
from checkin.scanning.scanner import (
    NotAdmitted,
    Presented,
    Recovered,
    ScanEvent,
    ScanSettings,
    SeenFrame,
    Trouble,
    scan,
)
from checkin.settings import SettingsFile
from checkin.storage.database import Database
from checkin.storage.records import AttendeeRecord, PersonRecord
from tests.scanning.drawing import TOKEN, badge, code, frame, other_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


class ListCamera:
    """A camera whose frames are a list."""

    live = False

    def __init__(self, items: Sequence[Frame | CameraTrouble]) -> None:
        self.items = items
        self.ended = False

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        try:
            yield from self.items
        finally:
            self.ended = True

    def close(self) -> None:
        self.ended = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class Subtitles:
    """A decoder that knows by heart which texts each frame shows; those after a bar are line codes."""

    def __init__(self, shown: Sequence[Sequence[str]]) -> None:
        self.shown = shown
        self.resets = 0

    def decode(self, image: Any) -> list[Reading]:
        return [
            Reading(text.lstrip("|"), CORNERS, Symbology.EAN_13 if text.startswith("|") else Symbology.QR)
            for text in self.shown[int(image[0, 0, 0])]
        ]

    def reset(self) -> None:
        self.resets += 1


def timeline(shown: Sequence[Sequence[str]], rate: float = 15) -> tuple[ListCamera, Subtitles]:
    frames = [Frame(np.full((1, 1, 3), n, np.int32), n / rate, n) for n in range(len(shown))]
    return ListCamera(frames), Subtitles(shown)


def presented(events: Iterator[ScanEvent[str]]) -> list[tuple[str, int]]:
    return [(event.reading.text, event.frame.index) for event in events if isinstance(event, Presented)]


def answer(text: str) -> str:
    return f"verdict on {text}"


def test_a_code_that_stays_in_view_is_one_presentation() -> None:
    assert presented(scan(*timeline([["A"]] * 90), answer)) == [("A", 0)]


def test_a_gap_shorter_than_two_seconds_is_the_same_presentation_and_a_longer_one_is_not() -> None:
    assert presented(scan(*timeline([["A"], *[[]] * 28, ["A"]]), answer)) == [("A", 0)]
    assert presented(scan(*timeline([["A"], *[[]] * 29, ["A"]]), answer)) == [("A", 0), ("A", 30)]


def test_each_of_several_codes_in_a_frame_is_presented() -> None:
    shown = [["A", "B", "A"], ["B", "C"], ["A", "B", "C", "D"]]
    assert presented(scan(*timeline(shown), answer)) == [("A", 0), ("B", 0), ("C", 1), ("D", 2)]


def test_codes_in_one_frame_are_presented_from_left_to_right() -> None:
    class Shelf(Subtitles):
        def decode(self, image: Any) -> list[Reading]:
            places = {"left": 40.0, "right": 900.0, "middle": 480.0}
            return [
                Reading(text, ((x, 9.0), (x + 9, 0.0), (x + 18, 9.0), (x + 9, 18.0)))
                for text in super().decode(image)[0].text.split()
                for x in [places[text]]
            ]

    shown = [["right left middle"]]
    camera, _ = timeline(shown)
    assert [text for text, _ in presented(scan(camera, Shelf(shown), answer))] == ["left", "middle", "right"]


def test_a_line_code_is_presented_only_where_it_is_a_ticket_of_the_list() -> None:
    shown = [["|bottle", "|ticket"], ["|bottle", "|ticket", "bottle"]]
    events = list(scan(*timeline(shown), answer, is_ticket=lambda text: text == "ticket"))
    assert presented(iter(events)) == [("ticket", 0), ("bottle", 1)]
    seen = [event for event in events if isinstance(event, SeenFrame)]
    assert [[reading.text for reading in event.readings] for event in seen] == [["ticket"], ["ticket", "bottle"]]


def test_without_a_list_to_ask_no_line_code_is_presented() -> None:
    assert presented(scan(*timeline([["|ticket"]] * 3), answer)) == []


def test_a_ticket_printed_as_a_line_code_and_as_a_qr_code_is_one_presentation() -> None:
    shown = [["|A"], ["A"], [], ["|A", "A"]]
    assert presented(scan(*timeline(shown), answer, is_ticket=lambda _: True)) == [("A", 0)]


def test_a_list_that_cannot_be_asked_about_a_line_code_is_asked_again_while_it_stays() -> None:
    asked: list[str] = []

    def is_ticket(text: str) -> bool:
        asked.append(text)
        if len(asked) == 1:
            raise StorageError(StorageFault.LOCKED, "evening.db")
        return True

    events = [e for e in scan(*timeline([["|A"]] * 40), answer, is_ticket=is_ticket) if not isinstance(e, SeenFrame)]
    assert [type(event) for event in events] == [NotAdmitted, Presented]
    assert len(asked) == 2


@pytest.mark.parametrize("name", ["absent_after", "retry_after"])
@pytest.mark.parametrize("value", [0, -1, 3600, True, "1", None, float("nan")])
def test_a_time_that_is_none_is_left_at_its_default(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({name: value}), encoding="utf-8")
    assert ScanSettings.of(SettingsFile(tmp_path).current) == ScanSettings()


def test_the_times_that_were_changed_are_kept(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(absent_after=7.5, retry_after=3.5)
    assert ScanSettings.of(SettingsFile(tmp_path).current) == ScanSettings(7.5, 3.5)


def test_every_frame_is_shown_after_its_verdicts() -> None:
    events = list(scan(*timeline([["A"], []]), answer))
    assert [type(event) for event in events] == [Presented, SeenFrame, SeenFrame]
    first, seen, _ = events
    assert isinstance(first, Presented)
    assert isinstance(seen, SeenFrame)
    assert first.verdict == "verdict on A"
    assert [reading.text for reading in seen.readings] == ["A"]


def test_trouble_is_told_once_for_each_fault_and_so_is_its_end() -> None:
    (first, second), subtitles = (timeline([[], []])[0].items, Subtitles([[], []]))
    silent, lost = CameraTrouble(CameraFault.SILENT, "0"), CameraTrouble(CameraFault.LOST, "0")
    camera = ListCamera([silent, silent, lost, lost, first, second, lost])
    events = list(scan(camera, subtitles, answer))
    assert [type(event) for event in events] == [Trouble, Trouble, Recovered, SeenFrame, SeenFrame, Trouble]
    assert subtitles.resets == 2


def test_a_desk_that_cannot_answer_is_asked_again_while_the_code_stays() -> None:
    asked: list[str] = []

    def admit(text: str) -> str:
        asked.append(text)
        if len(asked) < 3:
            raise StorageError(StorageFault.LOCKED, "evening.db")
        return "in"

    events = [event for event in scan(*timeline([["A"]] * 60), admit) if not isinstance(event, SeenFrame)]
    assert [type(event) for event in events] == [NotAdmitted, NotAdmitted, Presented]
    assert [event.frame.index for event in events if isinstance(event, NotAdmitted | Presented)] == [0, 15, 30]


def test_a_bug_in_the_desk_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        list(scan(*timeline([["A"]]), lambda text: str(len(text) // 0)))


def test_closing_the_loop_ends_the_frames() -> None:
    camera, subtitles = timeline([["A"]] * 9)
    events = scan(camera, subtitles, answer)
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert camera.ended


def test_the_real_decoder_and_a_list_of_arrays_make_a_door() -> None:
    shown, empty = frame((code(TOKEN), 400, 200)), frame()
    pictures = [empty, shown, shown, empty, shown]
    camera = ListCamera([Frame(picture, n / 15, n) for n, picture in enumerate(pictures)])
    assert presented(scan(camera, Decoder(), answer)) == [(TOKEN, 1)]


def held_up(card: Any, angle: float, centre: tuple[int, int], room: Any) -> None:
    """Paint a badge into a frame of 1920x1080, half as large, turned by so many degrees."""
    turn = cv2.getRotationMatrix2D((430, 270), angle, 0.55)
    turn[:, 2] += (centre[0] - 430, centre[1] - 270)
    cv2.warpAffine(card, turn, (1920, 1080), room, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)


def group(texts: Sequence[str]) -> Any:
    """Return a frame of 1920x1080 in which a group holds up its badges, seen with a lens's blur and noise."""
    room = np.full((1080, 1920, 3), 70, np.uint8)
    places = [(300, 700), (760, 330), (1190, 760), (1620, 400)]
    for text, angle, place in zip(texts, (-17, 9, 31, -6), places, strict=True):
        held_up(badge(text), angle, place, room)
    noise = np.random.default_rng(4).normal(0, 3, room.shape)
    return np.clip(cv2.GaussianBlur(room, (0, 0), 0.8) * 0.8 + noise, 0, 255).astype(np.uint8)


def test_a_group_that_holds_up_four_badges_is_admitted_in_one_go(desk: Desk, database: Database, event: Event) -> None:
    with database.writing() as repository:
        badges = repository.badges.make(event.id, [None] * 4, event.starts)
    texts = [one.token for one in badges]
    camera = ListCamera([Frame(group(texts), n / 15, n) for n in range(3)])
    events = list(
        scan(camera, Decoder(budget=1), lambda text: desk.admit(text, Means.CAMERA), is_ticket=desk.is_ticket)
    )
    told = [event for event in events if isinstance(event, Presented)]
    assert [event.reading.text for event in told] == texts
    assert all(isinstance(event.verdict, AdmittedUnlisted) for event in told)
    assert {event.frame.index for event in told} == {0}
    assert desk.headcount().inside == 4


def test_one_badge_and_its_copy_in_one_frame_are_one_presentation() -> None:
    texts = [TOKEN, f"{TOKEN[:-1]}3", TOKEN, f"{TOKEN[:-1]}4"]
    camera = ListCamera([Frame(group(texts), n / 15, n) for n in range(2)])
    events = list(scan(camera, Decoder(budget=1), answer))
    assert presented(iter(events)) == [(TOKEN, 0), (texts[1], 0), (texts[3], 0)]
    assert len(next(event.readings for event in events if isinstance(event, SeenFrame))) == 4


def test_the_label_of_a_bottle_gets_no_verdict_though_the_lists_codes_are_like_it(
    desk: Desk, database: Database, event: Event
) -> None:
    person = PersonRecord(new_id(), "Zoé", "Péan", "Zoé Péan")
    guest = AttendeeRecord(new_id(), event.id, person.id, "Zoé", "Péan", "Zoé Péan", ticket_code="0044177200139")
    with database.writing() as repository:
        repository.attendees.add_people([person])
        repository.attendees.add([guest])
    bottle = other_code("5449000000996", zxingcpp.BarcodeFormat.EAN13)
    ticket = other_code("0044177200139", zxingcpp.BarcodeFormat.EAN13)
    pictures = [frame((bottle, 60, 200))] * 16 + [frame((ticket, 600, 200))] * 16
    camera = ListCamera([Frame(picture, n / 15, n) for n, picture in enumerate(pictures)])
    decoder = Decoder(1, desk.symbologies())
    assert any(reading.text == "5449000000996" for picture in pictures[:16] for reading in decoder.decode(picture))
    events = list(scan(camera, decoder, lambda text: desk.admit(text, Means.CAMERA), is_ticket=desk.is_ticket))
    assert not any(event.readings for event in events if isinstance(event, SeenFrame) and event.frame.index < 16)
    (told,) = (event for event in events if isinstance(event, Presented))
    assert isinstance(told.verdict, Admitted)
    assert told.verdict.attendee.full_name == "Zoé Péan"
    assert len(desk.latest()) == 1


@given(
    shown=st.lists(st.frozensets(st.sampled_from("ABC")), max_size=80),
    rate=st.sampled_from([5.0, 15.0, 24.0, 29.97, 30.0]),
    absent_after=st.sampled_from([0.2, 0.5, 1.0, 2.0]),
)
def test_presentations_are_what_the_law_says(shown: list[frozenset[str]], rate: float, absent_after: float) -> None:
    camera, subtitles = timeline([sorted(texts) for texts in shown], rate)
    got = presented(scan(camera, subtitles, answer, ScanSettings(absent_after)))
    wanted = []
    for text in "ABC":
        seen = [n for n, texts in enumerate(shown) if text in texts]
        wanted += [
            (text, n)
            for n, before in zip(seen, [None, *seen], strict=False)
            if before is None or round((n - before) / rate, 6) >= absent_after
        ]
    assert sorted(got) == sorted(wanted)
