"""The door from the command line: scan, admit, undo, and what a picture holds."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from checkin.cli.context import Context, parse_id
from checkin.cli.shapes import verdict_json
from checkin.errors import CameraError
from checkin.model import ADMITTING, Means
from checkin.wording import details, headline, sentence, word

if TYPE_CHECKING:
    from argparse import Namespace

    from checkin.model import Verdict
    from checkin.scanning.scanner import ScanEvent


def scan(context: Context, call: Namespace) -> int:
    """Scan until the source ends, one verdict a line; a camera's trouble is a line, never the end."""
    from checkin.scanning.camera import open_camera  # OpenCV costs start-up time
    from checkin.scanning.decoder import FRAME_BUDGET, PICTURE_BUDGET, Decoder  # OpenCV costs start-up time
    from checkin.scanning.scanner import ScanSettings  # OpenCV costs start-up time
    from checkin.scanning.scanner import scan as scan_frames  # OpenCV costs start-up time
    from checkin.scanning.sources import Folder, Picture, parse_source  # beside the imports above

    desk = context.desk(context.event(call.event), call.door)
    settings = ScanSettings.of(context.settings.current)
    source = parse_source(call.source)
    # A still picture will not come again a moment later, so it may take its time.
    budget = PICTURE_BUDGET if isinstance(source, Picture | Folder) else FRAME_BUDGET
    decoder = Decoder(budget, desk.symbologies())
    with open_camera(source) as camera, suppress(KeyboardInterrupt):  # Ctrl+C is how a camera's evening ends
        say_how_to_add_pyzbar(context)
        admit = partial(desk.admit, means=Means.CAMERA)
        for event in scan_frames(camera, decoder, admit, settings, desk.is_ticket):
            _report(context, str(source), event)
    return 0


def say_how_to_add_pyzbar(context: Context) -> None:
    """Say once that a second decoder is missing, and how to add it; scanning goes on without."""
    from checkin.scanning import zbar  # loads a system library
    from checkin.wording.scanning import missing_zbar  # beside the import that it words

    if not zbar.available():
        context.say(missing_zbar(context.language))


def admit(context: Context, call: Namespace) -> int:
    """Answer one scanned text."""
    desk = context.desk(context.event(call.event), call.door)
    verdict = desk.admit(call.text, Means.COMMAND)
    context.answer(verdict_json(verdict), verdict_line(context, verdict))
    return 0 if isinstance(verdict, ADMITTING) else 1


def undo(context: Context, call: Namespace) -> int:
    """Take an arrival back."""
    verdict = context.desk(context.event(call.event)).undo(parse_id(call.arrival))
    who = headline(verdict, context.language)
    context.answer(verdict_json(verdict) | {"undone": True}, context.language.text("Taken back: {name}", name=who))
    return 0


def decode(context: Context, call: Namespace) -> int:
    """Show what the scanner reads in pictures; the answer is no where it reads nothing in any of them."""
    from checkin.scanning.decoder import PICTURE_BUDGET, Decoder  # OpenCV costs start-up time
    from checkin.scanning.pictures import read_picture  # OpenCV costs start-up time

    decoder = Decoder(PICTURE_BUDGET)
    found_any = False
    for number, path in enumerate(call.images):
        image = read_picture(path)
        if number == 0:
            say_how_to_add_pyzbar(context)
        decoder.reset()
        start = perf_counter()
        texts = [reading.text for reading in decoder.decode(image)]
        milliseconds = (perf_counter() - start) * 1000
        found_any = found_any or bool(texts)
        shape = {"file": str(path), "texts": texts, "ms": round(milliseconds, 1)}
        nothing = context.language.text("nothing read")
        context.answer(shape, f"{path}: {', '.join(json.dumps(x, ensure_ascii=False) for x in texts) or nothing}")
    return 0 if found_any else 1


def verdict_line(context: Context, verdict: Verdict) -> str:
    """Return a verdict in one line for people."""
    t = context.language
    parts: list[Any] = [t.time(verdict.scan.at), word(verdict, t), headline(verdict, t), *details(verdict, t)]
    return " · ".join(part for part in parts if part)


def _report(context: Context, source: str, event: ScanEvent[Verdict]) -> None:
    from checkin.scanning.scanner import NotAdmitted, Presented, Recovered, Trouble  # see `scan`

    match event:
        case Presented(verdict=verdict):
            context.answer(verdict_json(verdict), verdict_line(context, verdict))
        case NotAdmitted(error=error):
            context.say(sentence(error, context.language))
        case Trouble(fault=fault):
            context.say(sentence(CameraError(fault, source), context.language))
        case Recovered():
            context.say(context.language.text("Camera {source} is back.", source=source))
        case _:
            pass  # a frame for the preview, which a terminal has not
