"""Products of matrices on the calling thread alone.

NumPy's wake a thread on every core for matrices as small as the ones here, which takes far longer than the product, and
from the window what it needs to stay fluid. OpenCV's do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from checkin.scanning.readings import Floats

_NOTHING = np.zeros((1, 1), np.float32)


def product(one: Floats, other: Floats, scale: float = 1.0) -> Floats:
    """Return `one` times `other` times `scale`, of `float32` matrices."""
    return cv2.gemm(one, other, scale, _NOTHING, 0)


def turned_product(one: Floats, other: Floats, scale: float = 1.0) -> Floats:
    """Return the transpose of `one`, times `other` times `scale`, of `float32` matrices."""
    return cv2.gemm(one, other, scale, _NOTHING, 0, flags=cv2.GEMM_1_T)


def ridge(taps: Floats, wanted: Floats, held: float, weighed: Floats | None = None) -> Floats:
    """Return the weights, (t, c), with which samples `taps`, (s, t), give `wanted`, (s, c): ridge regression.

    `held` is the share of the samples that holds the weights small; `weighed` are the taps times what each sample is
    trusted, where that is not the same for all.
    """
    left = taps if weighed is None else weighed
    normal = turned_product(left, taps)
    normal = normal + np.eye(len(normal), dtype=np.float32) * np.float32(held * len(taps))
    return cv2.solve(normal, turned_product(left, wanted), flags=cv2.DECOMP_CHOLESKY)[1]
