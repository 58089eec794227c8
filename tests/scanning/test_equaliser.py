from __future__ import annotations

import numpy as np
import pytest

from checkin.scanning.equaliser import equalise, evened, glaring, sampled
from checkin.scanning.lattice import Lattice
from checkin.scanning.qr_symbol import symbol
from tests.scanning.drawing import TOKEN, View, homography_of, modules_of, seen

BLURRED = [
    (25, View(motion=2.5)),
    (25, View(motion=2.7, direction=80)),
    (25, View(motion=2.5, direction=0, noise=1)),
    (25, View(defocus=2)),
    (25, View(defocus=2.5)),
    (25, View(defocus=2.2, noise=1)),
    (25, View(module=2, motion=2.2)),
    (25, View(motion=2.3, tilt=25, roll=8)),
    (25, View(motion=2.5, mirrored=True)),
    (37, View(defocus=2)),
    (37, View(motion=2.7, direction=80)),
    (57, View(motion=2.5, direction=0, noise=1)),
    (57, View(defocus=2.2, noise=1)),
    (57, View(motion=2.7, direction=80)),
]


def laid(size: int, view: View) -> tuple[np.ndarray, np.ndarray, Lattice]:
    """Return a code's modules, its picture, and the grid that lies on it."""
    modules = modules_of(TOKEN, "M", (size - 17) // 4)
    picture = seen(modules, view)
    return modules, picture, Lattice(size, homography_of(size, view, picture.shape[0]), 1.0)


def wrong(values: np.ndarray, modules: np.ndarray) -> float:
    """Return the share of the modules that carry data and are on the wrong side of 0."""
    data = ~symbol(modules.shape[0]).reserved
    return float(((values < 0) != modules)[data].mean())


def averaged(picture: np.ndarray, lattice: Lattice) -> np.ndarray:
    size = lattice.size
    return sampled(picture, lattice, 0).reshape(size, 2, size, 2).mean((1, 3))


@pytest.mark.parametrize(("size", "view"), BLURRED, ids=str)
def test_a_blur_that_turns_over_a_tenth_of_the_modules_is_undone(size: int, view: View) -> None:
    modules, picture, lattice = laid(size, view)
    even = evened(picture, view.module)
    assert wrong(averaged(even, lattice), modules) > 0.1
    values = equalise(even, lattice)
    assert values.shape == (size, size)
    assert wrong(values, modules) < 0.02
    assert 0.7 < float(abs(values).mean()) < 1.2


def test_modules_are_the_surer_the_less_is_in_the_way() -> None:
    sure = []
    for view in (View(), View(motion=2.5, noise=2), View(defocus=2.5, noise=6)):
        _, picture, lattice = laid(25, view)
        sure.append(float(abs(equalise(evened(picture, view.module), lattice)).mean()))
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > sure[-1] + 0.1


def test_a_grid_beside_the_code_is_not_sure_of_its_modules() -> None:
    _, picture, lattice = laid(25, View(noise=1, side=400))
    away = Lattice(25, np.array([[1, 0, 120], [0, 1, 120], [0, 0, 1.0]]) @ lattice.homography, 0.0)
    even = evened(picture, 4.0)
    assert abs(equalise(even, away)).mean() < 0.5 < abs(equalise(even, lattice)).mean()


def test_a_picture_is_evened_under_a_shadow() -> None:
    picture = seen(modules_of(TOKEN, "M", 2), View(noise=1))
    shadow = np.linspace(0.3, 1, picture.shape[1])
    even = evened((picture * shadow).astype(np.uint8), 4.0)
    assert even.dtype == np.float32
    assert even.shape == picture.shape
    for left in range(40, 140, 25):
        strip = even[40:140, left : left + 25]
        assert abs(float(strip.mean())) < 0.35
        assert 0.75 < float(strip.std()) < 1.1


def test_bare_places_stay_bare() -> None:
    # The wall's noise is two grey levels, beside a code.
    even = evened(seen(modules_of(TOKEN, "M", 2), View(noise=2, side=500)), 4.0)
    assert float(even[:100, :100].std()) < 0.5 < float(even[220:280, 220:280].std())


@pytest.mark.parametrize("level", [0, 7, 90, 255])
def test_a_flat_picture_is_flat_when_evened(level: int) -> None:
    assert np.allclose(evened(np.full((120, 90), level, np.uint8), 4.0), 0, atol=1e-3)


@pytest.mark.parametrize("view", [View(light=1.3), View(light=1.3, defocus=2), View(defocus=2), View(dark=0)], ids=str)
@pytest.mark.parametrize("size", [25, 57])
def test_places_without_any_noise_come_out_as_numbers(size: int, view: View) -> None:
    # Running sums over them end a little under zero, which has no square root.
    for module in (2.0, 3.3, 4.0):
        _, picture, lattice = laid(size, view)
        even = evened(picture, module)
        assert np.isfinite(even).all()
        assert np.isfinite(equalise(even, lattice)).all()


@pytest.mark.parametrize("module", [0.1, 1.2, 9.0, 60.0])
def test_any_module_is_wide_enough_to_even_with(module: float) -> None:
    assert np.isfinite(evened(seen(modules_of(TOKEN, "M", 2), View(noise=1)), module)).all()


def test_a_glare_is_told_from_white_modules() -> None:
    _, picture, lattice = laid(25, View(glare=(17.5, 8.5, 5)))
    hidden = glaring(picture, lattice)
    y, x = np.mgrid[:25, :25] + 0.5
    distance = np.hypot(x - 17.5, y - 8.5)
    assert hidden[distance < 4].all()
    assert not hidden[distance > 8].any()


@pytest.mark.parametrize("view", [View(), View(noise=3), View(light=0.9), View(motion=2), View(module=2)], ids=str)
def test_a_code_without_a_glare_has_none(view: View) -> None:
    _, picture, lattice = laid(25, view)
    assert not glaring(picture, lattice).any()


def test_an_overexposed_code_is_no_glare_but_for_its_widest_white() -> None:
    _, picture, lattice = laid(25, View(light=1.2))
    assert glaring(picture, lattice).mean() < 0.08


def test_a_symbol_is_sampled_twice_a_module_with_what_is_around_it() -> None:
    modules, picture, lattice = laid(25, View(tilt=20, roll=-12))
    straight = sampled(picture, lattice, 4)
    assert straight.shape == (66, 66)
    assert (straight[:6] > 180).all()
    assert np.array_equal(averaged(picture, lattice) < 130, modules)
