from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import zxingcpp

from checkin.errors import InvalidError
from checkin.scanning import zbar
from checkin.scanning.decoder import FRAME_BUDGET, PICTURE_BUDGET, Decoder
from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Symbology
from tests.scanning.drawing import TOKEN, code, frame, other_code

needs_zbar = pytest.mark.skipif(not zbar.available(), reason="libzbar is not on this machine")


def texts(picture: np.ndarray, decoder: Decoder | None = None) -> list[str]:
    return [reading.text for reading in (decoder or Decoder()).decode(picture)]


def test_a_code_is_read_with_its_corners_in_frame_coordinates() -> None:
    (reading,) = Decoder().decode(frame((code(TOKEN, 200), 500, 300)))
    quiet = 200 * 4 / 33
    assert reading.text == TOKEN
    assert reading.symbology is Symbology.QR
    wanted = [
        (500 + quiet, 300 + quiet),
        (700 - quiet, 300 + quiet),
        (700 - quiet, 500 - quiet),
        (500 + quiet, 500 - quiet),
    ]
    assert np.allclose(reading.corners, wanted, atol=4)


def test_a_grey_frame_reads_like_a_coloured_one() -> None:
    coloured = frame((code(TOKEN), 400, 200))
    assert texts(cv2.cvtColor(coloured, cv2.COLOR_BGR2GRAY)) == texts(coloured) == [TOKEN]


@pytest.mark.parametrize("angle", [0, 17, 45, 90, 133, 180, 270])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_code_is_read_at_any_angle_and_mirrored(angle: int, mirrored: bool) -> None:
    picture = frame((code(TOKEN, 240), 520, 240))
    turn = cv2.getRotationMatrix2D((640, 360), angle, 1)
    turned = cv2.warpAffine(picture, turn, (1280, 720), borderValue=(90, 90, 90))
    assert texts(turned[:, ::-1] if mirrored else turned) == [TOKEN]


def test_a_light_code_on_a_dark_screen_is_read() -> None:
    assert texts(frame((255 - code(TOKEN), 400, 200))) == [TOKEN]


def test_a_blurred_and_noisy_code_in_a_dim_room_is_read() -> None:
    rng = np.random.default_rng(1)
    dim = cv2.GaussianBlur(frame((code(TOKEN, 200), 500, 260)), (0, 0), 2.0) * 0.25
    assert texts(np.clip(dim + rng.normal(0, 4, dim.shape), 0, 255).astype(np.uint8)) == [TOKEN]


def test_a_code_too_blurred_for_the_first_look_is_read_by_the_second_ones() -> None:
    blurred = cv2.GaussianBlur(frame((code(TOKEN, 140), 490, 250)), (0, 0), 2.0)
    assert not zxingcpp.read_barcodes(blurred, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    (reading,) = Decoder(budget=10).decode(blurred)
    assert reading.text == TOKEN
    assert np.allclose(np.mean(reading.corners, axis=0), (560, 320), atol=4)


def test_several_codes_in_one_frame_are_all_read() -> None:
    wanted = {f"{TOKEN[:-1]}{n}" for n in range(4)}
    placed = [(code(text, 200), 60 + 290 * n, 150 + 60 * n) for n, text in enumerate(sorted(wanted))]
    assert set(texts(frame(*placed))) == wanted


@pytest.mark.parametrize("text", ["Maëlle çà", "Привет", "受付", '{"id":"é1"}', "https://tickets.example/é?t=1&u=受"])
def test_a_text_that_is_not_ascii_comes_out_as_written(text: str) -> None:
    assert texts(frame((code(text, 300), 400, 200))) == [text]


@pytest.mark.parametrize("symbology", [zxingcpp.BarcodeFormat.Aztec, zxingcpp.BarcodeFormat.PDF417])
def test_other_kinds_of_ticket_are_read_within_a_few_frames(symbology: zxingcpp.BarcodeFormat) -> None:
    picture = frame((other_code("TICKET-0042", symbology), 300, 200))
    decoder = Decoder(budget=10)
    assert "TICKET-0042" in [text for _ in range(6) for text in texts(picture, decoder)]


def test_a_line_code_is_read_only_where_it_is_asked_for() -> None:
    picture = frame((other_code("TICKET0042", zxingcpp.BarcodeFormat.Code128), 300, 200))
    assert texts(picture, Decoder(PICTURE_BUDGET)) == []
    assert texts(picture, Decoder(PICTURE_BUDGET, (Symbology.CODE_128,))) == ["TICKET0042"]


def test_frames_without_a_code_give_nothing() -> None:
    rng = np.random.default_rng(2)
    decoder = Decoder(budget=10)
    stripes = np.tile(np.arange(1280) // 9 % 2 * 255, (720, 1)).astype(np.uint8)
    for picture in (
        np.zeros((720, 1280, 3), np.uint8),
        np.full((720, 1280), 255, np.uint8),
        stripes,
        stripes ^ stripes.T[:720, :720].repeat(2, axis=1)[:, :1280],
        *(rng.integers(0, 256, (480, 640), np.uint8) for _ in range(6)),
    ):
        assert decoder.decode(picture) == []


@pytest.mark.parametrize(
    "shape", [(0, 0), (0, 5), (5, 0), (0, 0, 3), (1, 1), (1, 1, 3), (7, 9), (24, 24), (1, 4000), (4000, 1), (23, 2000)]
)
def test_tiny_and_empty_frames_give_nothing(shape: tuple[int, ...]) -> None:
    assert Decoder(PICTURE_BUDGET).decode(np.full(shape, 128, np.uint8)) == []


@pytest.mark.parametrize(
    "picture",
    [np.zeros((90, 90), np.float32), np.zeros((90, 90), bool), np.zeros((90, 90, 2), np.uint8), np.zeros(90, np.uint8)],
)
def test_what_is_no_picture_is_an_error_with_a_type(picture: np.ndarray) -> None:
    with pytest.raises(InvalidError):
        Decoder().decode(picture)


def test_views_that_are_not_contiguous_are_read() -> None:
    large = cv2.cvtColor(frame((code(TOKEN, 400), 400, 200)), cv2.COLOR_BGR2GRAY)
    assert texts(large[::2, ::2]) == [TOKEN]
    assert texts(large[:, ::-1]) == [TOKEN]
    assert texts(np.asfortranarray(large)) == [TOKEN]


def test_a_frame_is_left_as_it_was() -> None:
    picture = cv2.GaussianBlur(frame((code(TOKEN, 120), 500, 260)), (0, 0), 3.0)
    before = picture.copy()
    picture.flags.writeable = False
    Decoder(PICTURE_BUDGET).decode(picture)
    assert np.array_equal(picture, before)


def test_without_time_left_there_is_only_the_first_look() -> None:
    blurred = cv2.GaussianBlur(frame((code(TOKEN, 140), 490, 250)), (0, 0), 2.0)
    assert texts(blurred, Decoder(FRAME_BUDGET, clock=iter(range(100)).__next__)) == []


def test_reset_makes_a_decoder_like_new() -> None:
    pictures = [frame((code(TOKEN), 400, 200)), frame(), cv2.GaussianBlur(frame((code(TOKEN, 90), 90, 90)), (0, 0), 2)]
    decoder = Decoder(budget=10)
    first = [decoder.decode(picture) for picture in pictures]
    decoder.reset()
    assert [decoder.decode(picture) for picture in pictures] == first


@needs_zbar
def test_a_code_with_a_covered_corner_is_read_by_zbar() -> None:
    picture = code(TOKEN, 300)
    picture[30:62, 30:62] = 120
    assert not zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    assert texts(frame((picture, 400, 200)), Decoder(budget=10)) == [TOKEN]


def test_the_module_loads_without_opencv_and_without_a_decoder() -> None:
    program = (
        "import sys\n"
        "import checkin.scanning.decoder, checkin.scanning.camera, checkin.scanning.scanner, checkin.scanning.zbar\n"
        "sys.exit(str(sorted({'cv2', 'pyzbar', 'zxingcpp', 'numpy'} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"
