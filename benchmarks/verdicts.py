"""From a frame to a committed verdict, beside pyzbar reading the same frames. `python -m benchmarks.verdicts`."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import spread
from checkin.badging import Badging
from checkin.demo.film import cut_badges
from checkin.demo.sample import load_sample_evening
from checkin.desk import Desk
from checkin.evenings import Evenings
from checkin.language import Language
from checkin.lists.importing import Importer
from checkin.model import Means
from checkin.scanning import zbar
from checkin.scanning.camera import Frame, open_camera
from checkin.scanning.decoder import Decoder
from checkin.scanning.rehearsal import render_door_video
from checkin.scanning.scanner import Presented, SeenFrame, scan
from checkin.scanning.sources import VideoFile
from checkin.settings import SettingsFile
from checkin.storage.database import open_database


class _Timed:
    """A camera that remembers when each frame was handed out."""

    live = False

    def __init__(self, film: Path) -> None:
        self._camera = open_camera(VideoFile(film))
        self.handed_out = 0.0

    def frames(self):
        for frame in self._camera.frames():
            self.handed_out = perf_counter()
            yield frame

    def close(self) -> None:
        self._camera.close()

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_database(folder)
        settings = SettingsFile(folder)
        event = load_sample_evening(Evenings(database, settings), Importer(database), Language("en"))
        badging = Badging(database)
        guests = badging.candidates(event.id)
        sheets, film = folder / "badges.pdf", folder / "door.avi"
        badging.print_sheets(event.id, guests, sheets, template="badge-86x54")
        render_door_video(list(cut_badges(sheets, len(guests))), film)

        desk = Desk(database, event.id, settings.current.door, lambda: datetime.now().astimezone())
        camera = _Timed(film)
        to_verdict, to_glance, frames = [], [], []
        for happening in scan(camera, Decoder(), lambda text: desk.admit(text, Means.CAMERA)):
            elapsed = perf_counter() - camera.handed_out
            if isinstance(happening, Presented):
                to_verdict.append(elapsed)
            elif isinstance(happening, SeenFrame):
                to_glance.append(elapsed)
                if happening.readings and len(frames) < 60:
                    frames.append(happening.frame)
        database.close()
    peer = _pyzbar_times(frames)
    spread(f"frame to committed verdict ({len(to_verdict)} badges)", to_verdict, "pyzbar reading alone", peer)
    spread(f"any frame ({len(to_glance)})", to_glance, "pyzbar reading alone", peer)


def _pyzbar_times(frames: list[Frame]) -> list[float]:
    if not zbar.available():
        raise SystemExit("this benchmark compares with pyzbar, which is missing libzbar here")
    from pyzbar import pyzbar  # the peer

    times = []
    for frame in frames:
        start = perf_counter()
        pyzbar.decode(frame.image[:, :, 1].copy(), symbols=[pyzbar.ZBarSymbol.QRCODE])
        times.append(perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
