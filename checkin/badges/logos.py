"""A community's logo on badges: PNG, JPEG and SVG, checked once and embedded once."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from checkin.badges.categories import Palette
from checkin.badges.svg_logos import read_svg
from checkin.errors import LogoError, LogoFault

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from checkin.badges.vector_logos import Drawing

_LARGEST = 10_000_000
"""Bytes of a file: a logo has a hundredth of it."""
_SIDE = 5_000
"""Pixels a side."""
_KEPT = 1_200
"""Pixels a side that are embedded: 50 mm at 600 dots an inch."""
_THRESHOLD = 144
_FORMATS = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be printed: `key` stands for its content, `ratio` is its width to its height."""

    key: str
    ratio: float
    drawing: Drawing | None = field(default=None, repr=False, compare=False)
    colour: ImageReader | None = field(default=None, repr=False, compare=False)
    mono: ImageReader | None = field(default=None, repr=False, compare=False)

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height of the logo within a room, its ratio kept."""
        if width <= 0 or height <= 0:
            return 0.0, 0.0
        return (width, width / self.ratio) if width / self.ratio <= height else (height * self.ratio, height)

    def draw(self, canvas: Canvas, left: float, bottom: float, width: float, height: float, palette: Palette) -> None:
        """Draw it in a rectangle of its ratio, in points; black on white where there are no colours.

        A PDF has it once, and the badges refer to it.
        """
        is_mono = palette is Palette.MONO
        name = f"logo-{self.key}-{'mono' if is_mono else 'colour'}"
        across, down = (self.drawing.width, self.drawing.height) if self.drawing else (self.ratio, 1.0)
        if not canvas.hasForm(name):
            canvas.beginForm(name, 0, 0, across, down)
            if self.drawing:
                self.drawing.paint(canvas, mono=is_mono)
            else:
                canvas.drawImage(self.mono if is_mono else self.colour, 0, 0, across, down, mask="auto")
            canvas.endForm()
        canvas.saveState()
        canvas.transform(width / across, 0, 0, height / down, left, bottom)
        canvas.doForm(name)
        canvas.restoreState()


def read_logo(path: Path) -> Logo:
    """Read a logo by its content. Raises LogoError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise LogoError(LogoFault.UNREADABLE, path) from error
    if len(content) > _LARGEST:
        raise LogoError(LogoFault.TOO_LARGE, path)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        drawing = read_svg(content, path)
        return Logo(_key(content), drawing.width / drawing.height, drawing)
    return _picture(content, path)


def _picture(content: bytes, path: Path) -> Logo:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            is_small = max(image.size) <= _SIDE
            picture = ImageOps.exif_transpose(image).convert("RGBA") if is_small else Image.new("RGBA", (1, 1))
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise LogoError(LogoFault.NOT_A_PICTURE, path) from error
    except (OSError, SyntaxError, ValueError) as error:  # Pillow's own for a picture that ends early or lies
        raise LogoError(LogoFault.UNREADABLE, path) from error
    if not is_small:
        raise LogoError(LogoFault.TOO_LARGE, path)
    picture.thumbnail((_KEPT, _KEPT))
    on_white = Image.new("RGBA", picture.size, "white")
    on_white.alpha_composite(picture)
    mono = on_white.convert("L").point(lambda level: 255 if level > _THRESHOLD else 0).convert("1")
    is_opaque = picture.getchannel("A").getextrema() == (255, 255)
    return Logo(
        _key(content),
        picture.width / picture.height,
        None,
        ImageReader(picture.convert("RGB") if is_opaque else picture),
        ImageReader(mono),
    )


def _key(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
