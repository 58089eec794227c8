"""Every printed badge is read by both decoders: in one bit, as a label printer or an office printer puts it down."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from checkin.badges.geometry import Kind, Template
from checkin.badges.templates import TEMPLATES
from tests.badges.faces import token
from tests.badges.rendered import FACES, pdf_of

POPPLER = shutil.which("pdftoppm")
DPI = (203, 300, 600)
TWINS = {"lanyard-a6-a4", "lanyard-a7-a4", "herma-4412", "avery-l7418", "badge-90x55"}
"""Templates whose badges are those of another one; a sheet of them at 600 dots an inch takes a second."""
CASES = [(name, dpi) for name in TEMPLATES for dpi in DPI if dpi < 600 or name not in TWINS]


def looked_at(template: Template, dpi: int) -> int:
    """Return how many badges are looked at: all where that is the printer's own resolution or a coarser one."""
    if dpi == 203:
        return 8 if template.has_colours else len(FACES)
    return 4 if dpi == 300 else 2


def load_pyzbar() -> ModuleType | None:
    """Return pyzbar, or None where its system library is missing."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        return None
    module: ModuleType = pyzbar
    return module


PYZBAR = load_pyzbar()
wants_zbar = pytest.mark.skipif(PYZBAR is None, reason="pyzbar needs the system library libzbar (Debian: libzbar0)")


@dataclass(frozen=True)
class Printed:
    """A badge cut out of what was printed; black is 0, white 255."""

    number: int
    picture: NDArray[np.uint8]


@dataclass(frozen=True)
class Case:
    """A template at so many dots an inch."""

    name: str
    dpi: int
    badges: list[Printed]


@pytest.fixture(scope="module", params=CASES, ids="{0[0]}-{0[1]}".format)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A template's badges in black and white dots, rastered once by another program than made the PDF."""
    if POPPLER is None:
        pytest.skip("needs pdftoppm (Debian: poppler-utils)")
    name, dpi = request.param
    folder = tmp_path_factory.mktemp("printed")
    template = TEMPLATES[name]
    badges = looked_at(template, dpi)
    pages = template.pages(badges)
    command = [POPPLER, "-mono", "-r", str(dpi), "-l", str(pages), str(pdf_of(name)), str(folder / "page")]
    subprocess.run(command, check=True, timeout=60)
    files = sorted(folder.glob("page-*.pbm"))
    assert len(files) == pages
    return Case(name, dpi, [cut for i, file in enumerate(files) for cut in cut_out(file, template, i, dpi, badges)])


def cut_out(file: Path, template: Template, page: int, dpi: int, badges: int) -> list[Printed]:
    """Cut a page into its badges."""
    with Image.open(file) as image:
        dots = np.array(image.convert("L"))
    scale = dpi / 25.4
    cuts: list[Printed] = []
    for number in template.on_page(page, badges):
        if template.kind is Kind.ENDLESS:
            return [Printed(number, dots)]
        left, bottom = template.place(number)
        top = template.page_height - bottom - template.height
        rows = slice(round(top * scale), round((top + template.height) * scale))
        cuts.append(Printed(number, dots[rows, round(left * scale) : round((left + template.width) * scale)].copy()))
    return cuts


def test_zxing_reads_every_badge(case: Case) -> None:
    assert [one.number for one in case.badges] == list(range(looked_at(TEMPLATES[case.name], case.dpi)))
    for one in case.badges:
        assert [read.text for read in zxingcpp.read_barcodes(one.picture)] == [token(one.number)]


@wants_zbar
def test_zbar_reads_every_badge(case: Case) -> None:
    assert PYZBAR is not None
    for one in case.badges:
        read = PYZBAR.decode(one.picture, symbols=[PYZBAR.ZBarSymbol.QRCODE])
        assert [found.data.decode() for found in read] == [token(one.number)]


@pytest.mark.parametrize("case", [one for one in CASES if one[1] == TEMPLATES[one[0]].dpi], indirect=True)
def test_modules_are_whole_dots_of_the_printer(case: Case) -> None:
    """In the printer's own dots every module begins a whole number of equal modules from the first.

    Poppler paints a dot that is touched at its very edge, so that each run of dark modules may be a dot too long: all
    of them are then.
    """
    for one in case.badges[:2]:
        (read,) = zxingcpp.read_barcodes(one.picture)
        left, top = read.position.top_left.x, read.position.top_left.y
        side = read.position.top_right.x - left
        module = round(side / 25)
        code = (one.picture[top - 2 : top + side + 4, left - 2 : left + side + 4] < 128).astype(int)
        for dots in (code, code.T):
            begins = np.flatnonzero((np.diff(dots, axis=1) == 1).any(axis=0))
            ends = np.flatnonzero((np.diff(dots, axis=1) == -1).any(axis=0))
            assert set((begins - begins[0]) % module) == {0}
            assert set((ends - begins[0]) % module) in ({0}, {1})
            assert ends[-1] - begins[0] in (25 * module, 25 * module + 1)


@pytest.mark.parametrize("case", [one for one in CASES if one[1] == 600], indirect=True)
def test_every_code_is_one_that_a_webcam_reads(case: Case) -> None:
    """A code of 30 mm was read at 65 cm, so one of 21 mm at 45 cm; only the lowest label has so small a one."""
    (read,) = zxingcpp.read_barcodes(case.badges[0].picture)
    side = (read.position.top_right.x - read.position.top_left.x) / case.dpi * 25.4
    qr = TEMPLATES[case.name].qr
    assert side > (21 if case.name == "herma-4411" else 28)
    assert not qr or side < qr + 0.5
