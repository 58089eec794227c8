from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.scanning.matrices import product, ridge, turned_product

seeds = st.integers(0, 2**32)
sides = st.integers(1, 40)


def some(seed: int, rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1, (rows, columns)).astype(np.float32)


@given(seeds, sides, sides, sides, st.sampled_from([1.0, -2.5, 1e-3]))
def test_products_are_those_of_numpy(seed: int, rows: int, between: int, columns: int, scale: float) -> None:
    one, other = some(seed, rows, between), some(seed + 1, between, columns)
    wanted = scale * (one.astype(np.float64) @ other.astype(np.float64))
    assert np.allclose(product(one, other, scale), wanted, atol=1e-4)
    assert np.allclose(turned_product(np.ascontiguousarray(one.T), other, scale), wanted, atol=1e-4)


@given(seeds, st.integers(60, 200), st.integers(1, 30), st.integers(1, 4), st.booleans())
def test_ridge_regression_solves_its_normal_equations(
    seed: int, samples: int, taps: int, columns: int, is_weighed: bool
) -> None:
    rng = np.random.default_rng(seed)
    seen, wanted = some(seed, samples, taps), some(seed + 1, samples, columns)
    trust = rng.uniform(0.2, 1, (samples, 1)).astype(np.float32) if is_weighed else np.ones((samples, 1), np.float32)
    weights = ridge(seen, wanted, 0.01, seen * trust if is_weighed else None)
    assert weights.shape == (taps, columns)
    left = (seen * trust).astype(np.float64).T
    normal = left @ seen.astype(np.float64) + 0.01 * samples * np.eye(taps)
    assert np.allclose(weights, np.linalg.solve(normal, left @ wanted), atol=1e-3)


def test_samples_that_are_not_trusted_teach_nothing() -> None:
    taps = some(1, 100, 3)
    true = np.array([[2.0], [-1.0], [0.5]], np.float32)
    wanted = product(taps, true)
    wanted[:50] = 99
    trust = np.r_[np.zeros(50), np.ones(50)].astype(np.float32)[:, None]
    assert np.allclose(ridge(taps, wanted, 1e-5, taps * trust), true, atol=1e-2)
    assert not np.allclose(ridge(taps, wanted, 1e-5), true, atol=1e-1)


@pytest.mark.parametrize("level", [0.0, 7.0])
def test_taps_that_are_all_alike_give_weights_that_are_numbers(level: float) -> None:
    taps = np.full((200, 20), level, np.float32)
    weights = ridge(taps, np.ones((200, 1), np.float32), 0.006)
    assert np.isfinite(weights).all()
