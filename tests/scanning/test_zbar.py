from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from checkin.scanning import zbar
from checkin.scanning.zbar import Zbar
from tests.scanning.drawing import TOKEN, code

needs_zbar = pytest.mark.skipif(not zbar.available(), reason="libzbar is not on this machine")


@needs_zbar
def test_a_qr_code_is_read_with_four_corners() -> None:
    (reading,) = Zbar().read(code(TOKEN)).readings
    assert reading.text == TOKEN
    assert len(reading.corners) == 4
    assert zbar.why_not() is None


@needs_zbar
def test_a_text_that_pyzbar_would_corrupt_is_left_to_the_other_engine() -> None:
    assert Zbar().read(code("Maëlle çà", 300)).readings == ()


@needs_zbar
@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (1, 9000), (9000, 1), (23, 23), (24, 24), (25, 31)])
def test_pictures_too_small_for_a_code_never_reach_the_library(shape: tuple[int, int]) -> None:
    assert Zbar().read(np.zeros(shape, np.uint8)).readings == ()


@needs_zbar
def test_views_and_other_types_do_no_harm() -> None:
    large = code(TOKEN, 400)
    assert [reading.text for reading in Zbar().read(large[::2, ::2]).readings] == [TOKEN]
    assert Zbar().read(large.astype(np.float32)).readings == ()
    assert Zbar().read(np.stack([large] * 3, axis=2)).readings == ()


def test_a_machine_without_libzbar_says_so_and_still_scans() -> None:
    program = """
import ctypes.util, json, sys
ctypes.util.find_library = lambda name: None
sys.platform = "linux"
from checkin.scanning import zbar
from checkin.scanning.decoder import PICTURE_BUDGET, Decoder
from tests.scanning.drawing import TOKEN, code
missing = zbar.why_not()
texts = [reading.text for reading in Decoder(PICTURE_BUDGET).decode(code(TOKEN))]
found = len(zbar.Zbar().read(code(TOKEN)).readings)
print(json.dumps([zbar.available(), missing.reason, missing.system, texts, found]))
"""
    if sys.platform == "win32":
        pytest.skip("pyzbar's Windows wheel brings its own libzbar")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [False, "library_missing", "linux", [TOKEN], 0]
    assert done.stderr == ""
