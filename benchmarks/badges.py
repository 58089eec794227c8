"""A PDF of 1,000 badges, beside reportlab's own fonts and QR widget. `python -m benchmarks.badges`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import compare
from checkin.badges import tokens
from checkin.badges.faces import BadgeFace
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from checkin.model import BadgeId, new_id

BADGES = 1_000


def main() -> None:
    """Print the figure."""
    key, tag = tokens.new_key(), tokens.event_tag(new_id())
    faces = [
        BadgeFace(
            token=tokens.sign(key, tag, BadgeId(n)),
            given_name=f"Élodie{n % 97}",
            family_name=f"Nom{n}",
            handle=f"@guest{n}",
            organisation=f"Asso {n % 50}",
            category="Membre",
            event_title="Apéro n° 26",
        )
        for n in range(BADGES)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(
            f"PDF of {BADGES:,} badges",
            lambda: write_badge_sheets(faces, folder / "ours.pdf"),
            "reportlab's Helvetica and QR widget",
            lambda: _plain(faces, folder / "plain.pdf"),
        )


def _plain(faces: list[BadgeFace], path: Path) -> None:
    canvas = Canvas(str(path))
    for index, face in enumerate(faces):
        left, bottom = (length * mm for length in DEFAULT.place(index))
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(left + 10, bottom + 90, face.given_name)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(left + 10, bottom + 70, face.family_name)
        canvas.drawString(left + 10, bottom + 50, face.handle)
        drawing = Drawing(30 * mm, 30 * mm)
        drawing.add(QrCodeWidget(face.token, barLevel="M", barWidth=30 * mm, barHeight=30 * mm))
        drawing.drawOn(canvas, left + 50 * mm, bottom + 10)
        if index % DEFAULT.per_page == DEFAULT.per_page - 1:
            canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main()
