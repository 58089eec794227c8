from __future__ import annotations

import math

import numpy as np
import pytest

from checkin.scanning.equaliser import equalise, evened, sampled
from checkin.scanning.finders import Placing
from checkin.scanning.lattice import Lattice, fit, known_template, observed_template, start
from checkin.scanning.qr_symbol import sizes
from tests.scanning.drawing import TOKEN, View, homography_of, modules_of, places, seen

VIEWS = [
    View(tilt=0, noise=1),
    View(defocus=1.5, tilt=25, noise=1),
    View(defocus=2, tilt=-20, roll=8, noise=1),
    View(motion=1.5, tilt=25, noise=1),
    View(module=2, tilt=25, noise=1),
    View(module=1.6, tilt=15, noise=1),
]
LARGER = [(37, View(defocus=1.2, tilt=8, noise=1, module=3)), (57, View(defocus=1, noise=1, module=3))]


def code_of(size: int) -> np.ndarray:
    return modules_of(TOKEN if size > 21 else TOKEN[:12], "M", (size - 17) // 4)


def beside(view: View, size: int, side: int, seed: int) -> Placing:
    """Return a placing whose three finders are each half a module off."""
    ways = np.random.default_rng(seed).uniform(0, 2 * math.pi, 3)
    middles = ((3.5, 3.5), (size - 3.5, 3.5), (3.5, size - 3.5))
    moved = [(x + 0.5 * math.cos(way), y + 0.5 * math.sin(way)) for (x, y), way in zip(middles, ways, strict=True)]
    a, b, c = ((float(x), float(y)) for x, y in places(moved, homography_of(size, view, side)))
    return Placing(a, b, c, view.module, size, 1.5)


def errors(lattice: Lattice, truth: np.ndarray) -> np.ndarray:
    """Return how far each module's middle is from where it should be, in modules."""
    middles = np.mgrid[: lattice.size, : lattice.size].reshape(2, -1).T + 0.5
    return np.hypot(*(places(middles, np.linalg.inv(truth) @ lattice.homography) - middles).T)


def refitted(picture: np.ndarray, lattice: Lattice) -> Lattice:
    for _ in range(2):
        values = (equalise(picture, lattice) * 1.5).clip(-1, 1)
        lattice = fit(picture, lattice, observed_template(sampled(picture, lattice, 0), values), 6)
    return lattice


@pytest.mark.parametrize(("size", "view"), [*((25, view) for view in VIEWS), *LARGER], ids=str)
def test_a_grid_half_a_module_off_is_laid_to_a_sixth_of_a_module(size: int, view: View) -> None:
    picture = seen(code_of(size), view)
    truth = homography_of(size, view, picture.shape[0])
    even = evened(picture, view.module)
    for seed in range(4):
        first = start(beside(view, size, picture.shape[0], seed), size)
        known = fit(even, first, known_template(size), 5)
        decided = refitted(even, known)
        # What is known lies along the edges, so that the first fit leaves the middle of one side a bit off.
        assert errors(known, truth).max() < 0.9
        assert errors(decided, truth).max() < 0.15
        assert known.match > 0.6
        assert decided.match > 0.9


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_no_other_size_matches_as_well(view: View) -> None:
    picture = seen(code_of(25), view)
    even = evened(picture, view.module)
    placing = beside(view, 25, picture.shape[0], 1)
    matches = {size: fit(even, start(placing, size), known_template(size), 5).match for size in (21, 25, 29, 33)}
    assert matches[25] > 0.15 + max(match for size, match in matches.items() if size != 25)


def test_the_fit_is_never_worse_than_its_start() -> None:
    picture = evened(seen(code_of(25), View(noise=1)), 4.0)
    rng = np.random.default_rng(5)
    template = known_template(25)
    for _ in range(12):
        x, y = rng.uniform(30, 150, 2)
        placing = Placing((x, y), (x + 72, y + rng.uniform(-20, 20)), (x, y + 72), 4.0, 25, 1.3)
        first = start(placing, 25)
        assert fit(picture, first, template, 5).match >= fit(picture, first, template, 0).match


@pytest.mark.parametrize("size", sizes())
def test_a_clean_symbol_of_every_size_matches_what_is_known_of_it(size: int) -> None:
    view = View(module=3, defocus=1)
    picture = seen(code_of(size), view)
    even = evened(picture, view.module)
    fitted = fit(even, start(beside(view, size, picture.shape[0], 2), size), known_template(size), 5)
    assert fitted.match > 0.5


@pytest.mark.parametrize("grey", [np.zeros((200, 200), np.uint8), np.full((200, 200), 255, np.uint8)], ids=["0", "255"])
@pytest.mark.parametrize("corner", [60.0, 5000.0])
def test_where_nothing_is_seen_the_grid_stays_and_matches_nothing(grey: np.ndarray, corner: float) -> None:
    first = start(Placing((corner, corner), (corner + 72, corner), (corner, corner + 72), 4.0, 25, 1.3), 25)
    found = fit(evened(grey, 4.0), first, known_template(25), 5)
    assert found.match == pytest.approx(0, abs=0.05)
    assert np.array_equal(found.homography, first.homography)


def test_only_numbers_come_out_of_noise() -> None:
    for seed in range(10):
        even = evened(np.random.default_rng(seed).integers(0, 256, (200, 200), np.uint8), 4.0)
        known = fit(even, start(Placing((60, 60), (132, 60), (60, 132), 4.0, 25, 1.3), 25), known_template(25), 5)
        template = observed_template(sampled(even, known, 0), equalise(even, known).clip(-1, 1))
        for lattice in (known, fit(even, known, template, 6)):
            assert np.isfinite(lattice.homography).all()
            assert -1 <= lattice.match <= 1
        assert known.match < 0.4


def test_a_grid_on_three_finders_has_them_where_they_are() -> None:
    placing = Placing((100.0, 100.0), (172.0, 110.0), (92.0, 170.0), 4.0, 25, 1.3)
    lattice = start(placing, 25)
    found = places([(3.5, 3.5), (21.5, 3.5), (3.5, 21.5), (21.5, 21.5)], lattice.homography)
    assert np.allclose(found, [(100, 100), (172, 110), (92, 170), (164, 180)], atol=1e-3)
    assert np.allclose(lattice.corners(), places([(0, 0), (25, 0), (25, 25), (0, 25)], lattice.homography))


def test_the_corners_of_a_fitted_grid_are_the_codes() -> None:
    view = View(defocus=1.5, tilt=20, roll=6)
    picture = seen(code_of(25), view)
    even = evened(picture, view.module)
    lattice = refitted(even, fit(even, start(beside(view, 25, picture.shape[0], 0), 25), known_template(25), 5))
    wanted = places([(0, 0), (25, 0), (25, 25), (0, 25)], homography_of(25, view, picture.shape[0]))
    assert np.allclose(lattice.corners(), wanted, atol=0.2 * view.module)
