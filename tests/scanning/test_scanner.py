from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.errors import CameraFault, StorageError, StorageFault
from checkin.scanning.camera import CameraTrouble, Frame
from checkin.scanning.decoder import Decoder
from checkin.scanning.readings import Reading
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
from tests.scanning.drawing import TOKEN, code, frame

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
    """A decoder that knows by heart which texts each frame shows."""

    def __init__(self, shown: Sequence[Sequence[str]]) -> None:
        self.shown = shown
        self.resets = 0

    def decode(self, image: Any) -> list[Reading]:
        return [Reading(text, CORNERS) for text in self.shown[int(image[0, 0, 0])]]

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
