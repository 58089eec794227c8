from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import reedsolo

from checkin.scanning import zbar, zbar_library
from checkin.scanning.qr_symbol import blocks, draw, formats
from checkin.scanning.zbar import LONGEST, Zbar
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
    assert [reading.text for reading in Zbar().read(large[::-1, ::-1]).readings] == [TOKEN]
    assert [reading.text for reading in Zbar().read(np.asfortranarray(large)).readings] == [TOKEN]
    for other in (large.astype(np.float32), large.astype(bool), large.view(np.int8), np.stack([large] * 3, axis=2)):
        assert Zbar().read(other).readings == ()


@needs_zbar
@pytest.mark.parametrize("shape", [(LONGEST + 1, 24), (24, LONGEST + 1), (1 << 13, (1 << 13) + 1), (0, 400), (400,)])
def test_pictures_that_libzbar_could_miscount_never_reach_it(shape: tuple[int, ...]) -> None:
    # A view of one pixel: nothing of this size is in memory, and the library would read beyond it.
    picture = np.broadcast_to(np.uint8(0), shape)
    assert not zbar._is_safe(picture)
    assert Zbar().read(picture).readings == ()


@needs_zbar
def test_odd_pictures_neither_end_the_program_nor_make_it_talk() -> None:
    program = """
import numpy as np
from checkin.scanning.zbar import Zbar
from tests.scanning.drawing import TOKEN, code
rng = np.random.default_rng(11)
ring = np.pad(np.pad(np.pad(np.zeros((3, 3), np.uint8), 1, constant_values=255), 1), 1, constant_values=255)
whole = code(TOKEN, 300)
texts = set()
for turn in range(40):
    torn = whole.copy()
    top, left = rng.integers(0, 250, 2)
    torn[top : top + 90, left : left + 60] = rng.integers(0, 256)
    bars = np.repeat(rng.integers(0, 2, 400) * 255, 3).astype(np.uint8)
    for picture in (
        rng.integers(0, 256, (60, 90), np.uint8),
        rng.integers(0, 256, (24, 2000), np.uint8),
        rng.integers(0, 256, (2000, 24), np.uint8),
        np.full((300, 40), turn * 6, np.uint8),
        np.kron(rng.integers(0, 2, (40, 40), np.uint8) * 255, np.ones((4, 4), np.uint8)),
        np.kron(np.tile(ring, (4, turn // 10 + 1)), np.ones((2, 2), np.uint8)),
        np.tile(bars, (50, 1)),
        torn,
    ):
        texts |= {reading.text for reading in Zbar().read(picture).readings}
print(sorted(texts))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"[{TOKEN!r}]\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="pyzbar's Windows wheel brings its own libzbar")
@needs_zbar
@pytest.mark.parametrize("place", ["own", "program", "frameworks"])
def test_a_build_finds_the_library_that_it_brings(tmp_path: Path, place: str) -> None:
    library = zbar_library.file()
    assert library is not None
    folders = {"own": tmp_path / "own", "program": tmp_path / "MacOS", "frameworks": tmp_path / "Frameworks"}
    for folder in folders.values():
        folder.mkdir()
    # As the build takes it: the file itself, under its long name.
    (folders[place] / library.name).write_bytes(library.read_bytes())
    program = f"""
import ctypes.util, sys
ctypes.util.find_library = lambda name: None
from checkin.scanning import zbar, zbar_library
zbar_library._PACKAGE_MANAGERS = ()
sys.frozen, sys._MEIPASS = True, {str(folders["own"])!r}
sys.executable = {str(folders["program"] / "checkin")!r}
from tests.scanning.drawing import TOKEN, code
print([reading.text for reading in zbar.Zbar().read(code(TOKEN)).readings] == [TOKEN], *zbar_library.candidates())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"True {folders[place] / library.name}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pyzbar's Windows wheel brings its own libzbar")
def test_a_package_managers_library_is_found_and_a_broken_one_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libzbar.0.dylib").write_bytes(b"for another machine")
    monkeypatch.setattr(zbar_library, "_PACKAGE_MANAGERS", (str(tmp_path), str(tmp_path / "none")))
    assert str(tmp_path / "libzbar.0.dylib") in zbar_library.candidates()
    monkeypatch.setattr(zbar_library.ctypes.util, "find_library", lambda _name: None)
    with pytest.raises(ImportError) as caught:
        zbar_library.load()
    assert "libzbar.0.dylib" in str(caught.value)


def test_a_machine_without_libzbar_says_so_and_still_scans() -> None:
    program = """
import ctypes.util, json, sys
ctypes.util.find_library = lambda name: None
sys.platform = "linux"
from checkin.scanning import zbar, zbar_library
zbar_library._PACKAGE_MANAGERS = ()
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


@needs_zbar
def test_one_part_of_a_text_that_is_dealt_over_two_codes_ends_nothing() -> None:
    """pyzbar does not know the orientation that libzbar gives such a part, and raises ValueError."""
    dealt = blocks(25, "M")
    # ISO/IEC 18004, 8.3: structured append, part 1 of 2, parity 0; then five bytes.
    bits = "00110000000100000000010000000101" + "".join(f"{byte:08b}" for byte in b"HELLO") + "0000"
    bits += "0" * (-len(bits) % 8)
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)).ljust(28, b"\xec")
    codewords = np.frombuffer(bytes(reedsolo.RSCodec(dealt.parity).encode(data)), np.uint8)
    modules = draw(25, formats()[0], codewords)
    picture = np.pad(np.where(modules, 0, 255).astype(np.uint8), 4, constant_values=255).repeat(8, 0).repeat(8, 1)
    assert Zbar().read(picture).readings == ()
