from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp

from checkin.errors import InvalidError
from checkin.scanning import zbar
from checkin.scanning.decoder import FRAME_BUDGET, PICTURE_BUDGET, Decoder
from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Symbology
from checkin.scanning.zxing import Zxing
from tests.scanning.drawing import TOKEN, View, code, frame, homography_of, modules_of, other_code, places, seen

needs_zbar = pytest.mark.skipif(not zbar.available(), reason="libzbar is not on this machine")


CODE = modules_of(TOKEN, "M", 2)
BLURRED = View(motion=2.5, noise=1)
"""Such a code is read by the restorer alone."""


def stream(clock: Callable[[], float] = lambda: 0.0) -> Decoder:
    """Return a decoder of a stream on which time stands still, so that only the plan says what is looked at."""
    return Decoder(FRAME_BUDGET, clock=clock)


def frames_until(text: str, picture: np.ndarray, decoder: Decoder, most: int = 40) -> list[int]:
    """Return in which of the first frames, counted from 1, a text is read."""
    return [number for number in range(1, most + 1) if text in texts(picture, decoder)]


def chequered(side: int, seed: int = 3) -> np.ndarray:
    """Return modules at random, busier than any code."""
    cells = np.random.default_rng(seed).integers(0, 2, (side // 6, side // 6), np.uint8) * 255
    return cv2.resize(cells, (side, side), interpolation=cv2.INTER_NEAREST)


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
def test_other_kinds_of_ticket_are_read_in_a_still_picture(symbology: zxingcpp.BarcodeFormat) -> None:
    assert texts(frame((other_code("TICKET-0042", symbology), 300, 200)), Decoder(PICTURE_BUDGET)) == ["TICKET-0042"]


@pytest.mark.parametrize(
    ("symbology", "first", "first_beside_a_code"),
    [(zxingcpp.BarcodeFormat.Aztec, 4, 8), (zxingcpp.BarcodeFormat.PDF417, 16, 32)],
)
def test_other_kinds_of_ticket_have_their_turn_in_a_stream_even_where_a_qr_code_is_always_in_view(
    symbology: zxingcpp.BarcodeFormat, first: int, first_beside_a_code: int
) -> None:
    ticket = other_code("TICKET-0042", symbology)
    alone = frames_until("TICKET-0042", frame((ticket, 300, 350)), stream())
    assert alone[0] == first
    assert len(alone) >= 2
    beside = frames_until("TICKET-0042", frame((ticket, 300, 350), (code(TOKEN), 60, 60)), stream())
    assert beside[0] == first_beside_a_code


def test_no_ticket_is_sought_that_is_not_asked_for() -> None:
    picture = frame((other_code("TICKET-0042", zxingcpp.BarcodeFormat.Aztec), 300, 200))
    assert frames_until("TICKET-0042", picture, Decoder(tickets=(), clock=lambda: 0.0)) == []
    only = Decoder(tickets=(Symbology.AZTEC,), clock=lambda: 0.0)
    assert frames_until("TICKET-0042", picture, only, 30)[0] == 4


def test_a_line_code_is_read_only_where_it_is_asked_for() -> None:
    picture = frame((other_code("TICKET0042", zxingcpp.BarcodeFormat.Code128), 300, 200))
    assert texts(picture, Decoder(PICTURE_BUDGET)) == []
    assert texts(picture, Decoder(PICTURE_BUDGET, (Symbology.CODE_128,))) == ["TICKET0042"]


def nothing_to_read(seed: int) -> np.ndarray:
    """Return a picture of noise, stripes, checks, words or modules at random, 640 x 360."""
    rng = np.random.default_rng(seed)
    width, height, cell = 640, 360, int(rng.integers(2, 14))
    y, x = np.mgrid[:height, :width]
    match seed % 6:
        case 0:
            picture = rng.integers(0, 256, (height, width))
        case 1:
            picture = 110 + 90 * np.sign(np.sin((x * rng.normal() + y * rng.normal()) / cell))
        case 2:
            picture = np.where((x // cell + y // cell) % 2, 40, 210)
        case 3:
            picture = np.full((height, width), 235)
            canvas = picture.astype(np.uint8)
            for line in range(20, height, 6 + 2 * cell):
                words = "".join(rng.choice(list("abcdefghij KLMNO 0123 .:|#[]"), 60))
                cv2.putText(canvas, words, (5, line), cv2.FONT_HERSHEY_SIMPLEX, cell / 16, 20, 1, cv2.LINE_AA)
            picture = canvas
        case 4:
            cells = rng.integers(0, 2, (height // cell + 1, width // cell + 1), np.uint8) * 180 + 40
            picture = cells.repeat(cell, 0).repeat(cell, 1)[:height, :width]
        case _:
            # What looks most like a code: finder patterns around modules that mean nothing.
            modules = CODE.copy()
            modules[9:17, 9:] = rng.random((8, 16)) < 0.5
            modules[9:, 9:17] = rng.random((16, 8)) < 0.5
            modules[9:16, :9] = rng.random((7, 9)) < 0.5
            view = View(module=float(rng.uniform(1.5, 8)), motion=float(rng.choice([0, 1, 2])), noise=2, side=360)
            picture = np.full((height, width), 147)
            picture[:, 140:500] = seen(modules, view, seed)
    blurred = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), float(rng.choice([0.4, 0.8, 1.6])))
    return np.clip(blurred + rng.normal(0, 2, blurred.shape), 0, 255).astype(np.uint8)


def test_in_three_hundred_pictures_of_anything_but_a_code_nothing_is_read() -> None:
    # One stream: what the frames before showed must not add up to a text either.
    decoder = stream()
    assert [text for seed in range(300) for text in texts(nothing_to_read(seed), decoder)] == []


def test_with_all_the_patience_for_a_still_picture_nothing_is_read_either() -> None:
    decoder = Decoder(PICTURE_BUDGET, clock=lambda: 0.0)
    assert [text for seed in range(300, 330) for text in texts(nothing_to_read(seed), decoder)] == []


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
    blurred = frame((seen(CODE, BLURRED), 490, 250))
    assert texts(blurred, stream(itertools.count().__next__)) == []
    assert texts(blurred, stream()) == [TOKEN]
    sharp = frame((code(TOKEN), 490, 250))
    assert texts(sharp, stream(itertools.count().__next__)) == [TOKEN]


def test_a_look_that_would_end_after_the_next_frame_has_come_is_left_out() -> None:
    picture = frame((seen(CODE, BLURRED), 490, 250))
    # The first look takes all but so many milliseconds; the restorer is expected to take 6 of them for this region.
    for left, wanted in ((0.0005, []), (0.004, []), (0.012, [TOKEN])):
        clock = itertools.chain([0.0], itertools.repeat(FRAME_BUDGET - left)).__next__
        assert texts(picture, stream(clock)) == wanted


@pytest.mark.parametrize(
    "view", [BLURRED, View(defocus=2.2, noise=1), View(module=1.4, noise=2), View(motion=2, glare=(14, 15, 3))], ids=str
)
def test_in_a_stream_too_a_code_is_read_in_the_first_frame_that_nobody_else_reads(view: View) -> None:
    picture = seen(CODE, view, 1)
    (reading,) = stream().decode(frame((picture, 490, 250)))
    assert reading.text == TOKEN
    wanted = places([(12.5, 12.5)], homography_of(25, view, picture.shape[0]))[0] + (490, 250)
    assert np.allclose(np.mean(reading.corners, axis=0), wanted, atol=0.5 * view.module)


def test_a_blurred_code_beside_sharp_ones_is_read_where_it_has_been_seen() -> None:
    sharp = [(code(f"SHARP-{n}", 150), 60 + 250 * n, 60) for n in range(3)]
    groups = (frame(*sharp, (seen(CODE, View(defocus=2, noise=1), n), 880 + n, 420)) for n in range(20))
    # The first look sees a code of those there and does not read it.
    group = next(group for group in groups if Zxing().read(cv2.cvtColor(group, cv2.COLOR_BGR2GRAY)).unread)
    decoder = stream()
    assert set(texts(group, decoder)) == {"SHARP-0", "SHARP-1", "SHARP-2", TOKEN}
    assert decoder.unread == ()
    # This one is not seen at all by the first look; it was read before the others came.
    blurred = (seen(CODE, BLURRED), 900, 420)
    decoder = stream()
    assert texts(frame(blurred), decoder) == [TOKEN]
    assert set(texts(frame(*sharp, blurred), decoder)) == {"SHARP-0", "SHARP-1", "SHARP-2", TOKEN}


def test_a_code_is_followed_from_frame_to_frame_beside_something_busier() -> None:
    blurred, busier = (seen(CODE, BLURRED), 800, 300), (chequered(240), 100, 100)
    decoder = stream()
    assert texts(frame(blurred), decoder) == [TOKEN]
    for number in range(10):
        moved = (seen(CODE, BLURRED, number), 800 - 15 * number, 300 + 5 * number)
        assert texts(frame(moved, busier), decoder) == [TOKEN]


def test_the_place_of_a_code_that_is_gone_is_looked_at_for_twelve_frames() -> None:
    sharp, blurred, busier = (code("SHARP"), 60, 60), (seen(CODE, BLURRED), 800, 300), (chequered(240), 60, 400)
    for pause, wanted in ((10, [TOKEN]), (20, [])):
        decoder = stream()
        assert texts(frame(blurred), decoder) == [TOKEN]
        assert {tuple(texts(frame(sharp, busier), decoder)) for _ in range(pause)} == {("SHARP",)}
        assert [text for text in texts(frame(sharp, busier, blurred), decoder) if text != "SHARP"] == wanted


@pytest.mark.parametrize("side", [100, 150, 200])
def test_a_code_at_the_second_busiest_place_is_read_within_four_frames(side: int) -> None:
    picture = frame((chequered(side), 100, 100), (seen(CODE, BLURRED), 800, 300))
    found = frames_until(TOKEN, picture, stream(), 12)
    assert found[0] <= 4
    # From then on its place is known.
    assert found == list(range(found[0], 13))


def test_where_a_code_is_seen_and_not_read_is_told_until_it_is_read() -> None:
    decoder = stream()
    assert decoder.unread == ()
    assert texts(frame((seen(CODE, View(motion=2.2, noise=20), 5), 490, 250)), decoder) == []
    (corners,) = decoder.unread
    assert np.allclose(np.mean(corners, axis=0), (490 + 89, 250 + 89), atol=6)
    assert texts(frame((seen(CODE, View()), 490, 250)), decoder) == [TOKEN]
    assert decoder.unread == ()
    assert texts(frame((seen(CODE, View(motion=2.2, noise=20), 5), 490, 250)), decoder) == []
    assert len(decoder.unread) == 1
    assert texts(frame(), decoder) == []
    assert decoder.unread == ()
    decoder.reset()
    assert decoder.unread == ()


def test_reset_forgets_what_earlier_frames_showed_of_a_code() -> None:
    noisy = [frame((seen(CODE, View(motion=2.2, noise=16), seed), 490, 250)) for seed in range(14)]
    unreadable = [picture for picture in noisy if not texts(picture, stream())]
    decoder = stream()
    assert TOKEN in [text for picture in unreadable for text in texts(picture, decoder)]
    read = []
    for picture in unreadable:
        decoder.reset()
        read += texts(picture, decoder)
    assert len(unreadable) >= 5
    assert read == []


@pytest.mark.parametrize("view", [View(motion=2.3, noise=2), View(defocus=2.1, noise=2)], ids=str)
@pytest.mark.parametrize("module", [6, 12])
def test_a_blurred_code_in_a_photograph_is_read(view: View, module: float) -> None:
    view = View(module=module, motion=view.motion, defocus=view.defocus, noise=view.noise, side=1300, shift=(150, -80))
    picture = seen(CODE, view)
    (reading,) = Decoder(PICTURE_BUDGET, clock=lambda: 0.0).decode(picture)
    assert reading.text == TOKEN
    wanted = places([(0, 0), (25, 0), (25, 25), (0, 25)], homography_of(25, view, 1300))
    assert np.allclose(reading.corners, wanted, atol=0.8 * module)


@pytest.mark.parametrize("view", [View(module=30, motion=2.3, noise=2), View(module=20, defocus=2.1, noise=2)])
def test_a_blurred_code_that_fills_a_photograph_is_read(view: View) -> None:
    picture = seen(CODE, replace(view, side=int(43 * view.module)))
    assert texts(picture, Decoder(PICTURE_BUDGET, clock=lambda: 0.0)) == [TOKEN]


def test_a_blurred_badge_that_nobody_has_seen_is_sought_beside_a_sharp_one() -> None:
    blurred = modules_of("K" * 34, "M", 2)
    picture = frame((code(TOKEN), 60, 60), (seen(blurred, BLURRED), 800, 300))
    decoder = stream()
    read = [set(texts(picture, decoder)) for _ in range(4)]
    assert [set(texts(picture, Decoder(0, clock=lambda: 0.0)))] == [{TOKEN}]
    assert "K" * 34 in set().union(*read)


@pytest.mark.parametrize("roll", [0, 30])
def test_a_sharp_code_that_fills_a_photograph_is_read(roll: int) -> None:
    picture = seen(CODE, View(module=25, roll=roll, noise=2, motion=0.4))
    assert texts(picture, Decoder(PICTURE_BUDGET)) == [TOKEN]


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
