"""A phone as a camera: pictures over HTTP, from a server of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from checkin.errors import CameraFault
from checkin.scanning.camera import CameraTrouble, Frame, open_camera
from checkin.scanning.opencv import cv2
from checkin.scanning.sources import parse_source


class Phone:
    """Sends one grey after the other as MJPEG, as the apps of phones do, until it is switched off."""

    def __init__(self, port: int = 0) -> None:
        self._off = threading.Event()
        phone = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                number = 0
                while not phone._off.wait(1 / 30):
                    number += 1
                    # Two greys take turns, as a picture that stays the same is a camera that hangs.
                    picture = np.full((240, 320, 3), 100 + number % 2 * 50, np.uint8)
                    jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
                    head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                    try:
                        self.wfile.write(head.encode() + jpeg + b"\r\n")
                    except OSError:
                        return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def switch_off(self) -> None:
        self._off.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


@pytest.fixture
def phone() -> Iterator[Phone]:
    phone = Phone()
    yield phone
    phone.switch_off()


def test_a_phones_stream_is_read_told_when_it_ends_and_read_again(
    phone: Phone, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"http://door:secret@127.0.0.1:{phone.port}/video"
    with open_camera(parse_source(url)) as camera:
        items = camera.frames()
        frame = next(item for item in items if isinstance(item, Frame))
        assert frame.image.shape == (240, 320, 3)
        assert 95 < frame.image.mean() < 155
        phone.switch_off()
        trouble = next(item for item in items if isinstance(item, CameraTrouble))
        assert trouble.fault in {CameraFault.LOST, CameraFault.MISSING}
        assert trouble.source == f"http://127.0.0.1:{phone.port}/video"
        again = Phone(phone.port)
        try:
            assert isinstance(next(item for item in items if isinstance(item, Frame)), Frame)
        finally:
            again.switch_off()
    assert capfd.readouterr() == ("", "")


def test_what_is_no_stream_is_told_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    with open_camera(parse_source("http://door:secret@127.0.0.1:9/video")) as camera:
        trouble = next(camera.frames())
    assert trouble == CameraTrouble(CameraFault.MISSING, "http://127.0.0.1:9/video")
    assert capfd.readouterr() == ("", "")
