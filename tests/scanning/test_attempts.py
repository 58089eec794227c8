from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest
import zxingcpp

from checkin.scanning import attempts, zbar
from checkin.scanning.attempts import Chain
from checkin.scanning.readings import Look
from tests.scanning.drawing import TOKEN, View, modules_of, seen

CODE = modules_of(TOKEN, "M", 2)

FILTERS = [
    attempts.sharpened,
    partial(attempts.shrunk, side=800),
    attempts.enlarged,
    attempts.enlarged_and_sharpened,
    attempts.thresholded,
    attempts.locally_thresholded,
    attempts.sharpened_and_thresholded,
]


@dataclass
class Blind:
    """An engine that reads nothing and keeps what it was shown."""

    shown: list[np.ndarray] = field(default_factory=list)

    def read(self, grey: np.ndarray) -> Look:
        self.shown.append(grey)
        return Look()


def texts(picture: np.ndarray) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)]


@pytest.mark.parametrize("prepare", FILTERS)
@pytest.mark.parametrize("shape", [(8, 8), (8, 300), (300, 8), (211, 307), (900, 1000)], ids=str)
def test_a_filter_gives_a_grey_picture_and_leaves_its_own_as_it_was(prepare: attempts.Filter, shape: tuple) -> None:
    grey = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    before = grey.copy()
    grey.flags.writeable = False
    filtered = prepare(grey)
    assert filtered.dtype == np.uint8
    assert filtered.ndim == 2
    assert filtered.shape[0] / filtered.shape[1] == pytest.approx(shape[0] / shape[1], rel=0.05)
    assert np.array_equal(grey, before)


def test_a_small_region_is_enlarged_three_times_at_most() -> None:
    sides = {side: attempts.enlarged(np.zeros((side, side), np.uint8)).shape[0] for side in (100, 300, 600, 800, 1000)}
    assert sides == {100: 300, 300: 900, 600: 900, 800: 800, 1000: 1000}


def test_only_a_large_photograph_is_shrunk() -> None:
    assert attempts.shrunk(np.zeros((600, 790), np.uint8), 800).shape == (600, 790)
    assert attempts.shrunk(np.zeros((3000, 4000), np.uint8), 800).shape == (600, 800)
    assert attempts.shrunk(np.zeros((4000, 3000), np.uint8), 800).shape == (800, 600)


@pytest.mark.parametrize("prepare", [attempts.thresholded, attempts.locally_thresholded])
def test_a_threshold_leaves_two_tones(prepare: attempts.Filter) -> None:
    assert set(np.unique(prepare(seen(CODE, View(noise=2))))) == {0, 255}


def test_sharpening_makes_moved_codes_readable() -> None:
    views = [View(module=m, motion=1.9, direction=d, noise=1) for m in (2.5, 3.5, 4, 4.5, 5) for d in (0, 30, 60, 90)]
    unread = [picture for view in views if not texts(picture := seen(CODE, view))]
    for prepare in (attempts.sharpened_and_thresholded, attempts.enlarged_and_sharpened):
        assert [TOKEN] in [texts(prepare(picture)) for picture in unread]


def test_enlarging_makes_a_tiny_code_readable() -> None:
    tiny = [seen(CODE, View(module=1.5, shift=(dx, dy))) for dx in (0, 0.3, 0.6) for dy in (0, 0.3, 0.6)]
    unread = [picture for picture in tiny if not texts(picture)]
    assert len(unread) >= 3
    assert sum(texts(attempts.enlarged_and_sharpened(picture)) == [TOKEN] for picture in unread) >= len(unread) / 2


@pytest.mark.parametrize("patient", [False, True])
def test_the_restorer_looks_once_a_place_and_early(patient: bool) -> None:
    blind = Blind()
    chain = Chain(blind, patient=patient)
    for order in (chain.seen, *chain.sought):
        assert [attempt.engine is blind for attempt in order[:3]] == [False, True, False]
        assert not any(attempt.engine is blind for attempt in order[3:])
        assert all(attempt.cost > 0 for attempt in order)
    (restoring,) = (attempt for attempt in chain.seen if attempt.engine is blind)
    grey = seen(CODE, View())
    restoring.engine.read(restoring.prepare(grey))
    assert np.array_equal(blind.shown[0], grey)


def test_only_a_still_picture_is_looked_at_as_a_whole_again_and_by_all_filters() -> None:
    stream, still = (Chain(Blind(), patient=patient) for patient in (False, True))
    assert stream.whole == ()
    assert len(still.whole) >= 1
    assert len(still.seen) > len(stream.seen)
    assert still.sought == (still.seen, still.seen)


def test_where_a_code_may_be_the_looks_change_from_frame_to_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zbar, "available", lambda: True)
    odd, even = Chain(Blind(), patient=False).sought
    assert odd[:2] == even[:2]
    assert not isinstance(odd[2].engine, zbar.Zbar)
    assert isinstance(even[2].engine, zbar.Zbar)


@pytest.mark.parametrize("patient", [False, True])
def test_without_libzbar_the_chain_goes_on_without_it(patient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zbar, "available", lambda: False)
    chain = Chain(Blind(), patient=patient)
    every = [attempt for order in (chain.seen, *chain.sought, chain.whole) for attempt in order]
    assert not any(isinstance(attempt.engine, zbar.Zbar) for attempt in every)
    assert len(chain.sought[0]) == len(chain.sought[1]) >= 3
