"""A PDF of 1,000 badges beside the naive one, and the memory of small and large batches. `python -m benchmarks.badges`.

The naive one is what most scripts do: a picture of the `qrcode` package a badge, placed by reportlab, and Helvetica.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import qrcode
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import compare
from checkin.badges import tokens
from checkin.badges.checking import unread
from checkin.badges.faces import BadgeFace
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from checkin.badging import door_reader
from checkin.model import BadgeId, new_id

BADGES = 1_000
BATCHES = (100, 5_000)
SIDE = 30 * mm


def main() -> None:
    """Print the figures."""
    faces = people(BADGES)
    with tempfile.TemporaryDirectory() as name:
        ours, plain = Path(name, "ours.pdf"), Path(name, "plain.pdf")
        compare(
            f"PDF of {BADGES:,} badges",
            lambda: write_badge_sheets(faces, ours),
            "a qrcode picture each, placed by reportlab",
            lambda: write_plainly(faces, plain),
            runs=1,
        )
        sizes = [path.stat().st_size for path in (ours, plain)]
        print(f"size: {sizes[0] / 1e6:.2f} MB; the naive one {sizes[1] / 1e6:.2f} MB; ratio {sizes[0] / sizes[1]:.2f}")
        start = perf_counter()
        failed = unread(ours, DEFAULT, [face.token for face in faces], door_reader())
        print(f"self-check of {BADGES:,} badges: {perf_counter() - start:.2f} s, {len(failed)} unread")
    peaks = {badges: peak_of(badges) for badges in BATCHES}
    print("peak memory: " + ", ".join(f"{peak:.0f} MB at {badges:,} badges" for badges, peak in peaks.items()))


def people(badges: int) -> list[BadgeFace]:
    """Return so many badges, with names, handles and categories."""
    key, tag = tokens.new_key(), tokens.event_tag(new_id())
    return [
        BadgeFace(
            token=tokens.sign(key, tag, BadgeId(n)),
            given_name=f"Élodie{n % 97}",
            family_name=f"Nom{n}",
            handle=f"@guest{n}",
            organisation=f"Asso {n % 50}",
            category="Membre",
            event_title="Apéro n° 26",
        )
        for n in range(badges)
    ]


def write_plainly(faces: list[BadgeFace], path: Path) -> None:
    """Write badges as most scripts do."""
    canvas = Canvas(str(path))
    for index, face in enumerate(faces):
        left, bottom = (length * mm for length in DEFAULT.place(index))
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(left + 10, bottom + 90, face.given_name)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(left + 10, bottom + 70, face.family_name)
        canvas.drawString(left + 10, bottom + 50, face.handle)
        stream = io.BytesIO()
        qrcode.make(face.token).save(stream, "PNG")
        canvas.drawImage(ImageReader(stream), left + 50 * mm, bottom + 10, SIDE, SIDE)
        if index % DEFAULT.per_page == DEFAULT.per_page - 1:
            canvas.showPage()
    canvas.save()


def peak_of(badges: int) -> float:
    """Return the peak memory, in MB, of a process that writes so many badges and nothing else."""
    command = [sys.executable, "-m", "benchmarks.badges", "--peak", str(badges)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def print_peak(badges: int) -> None:
    """Write badges, and print the peak memory of this process in MB."""
    import resource  # not on Windows

    with tempfile.TemporaryDirectory() as name:
        write_badge_sheets(people(badges), Path(name, "b.pdf"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1e6 if sys.platform == "darwin" else 1e3))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print_peak(int(sys.argv[2]))
    else:
        main()
