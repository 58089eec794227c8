"""The door's sounds: short tones, made here, played on a thread of their own.

A machine without audio goes on in silence: the first try finds out, and nothing is tried again.
"""

from __future__ import annotations

import array
import logging
import math
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import miniaudio

log = logging.getLogger(__name__)

RATE = 44100
FADE = 0.012
"""Seconds in which a tone comes and goes, so that it does not click."""


@dataclass(frozen=True, slots=True)
class Tone:
    """One note: hertz, seconds, and the silence after it."""

    pitch: float
    length: float
    rest: float = 0.0


class Sound(Enum):
    """What the door sounds like. Low is no, high is yes, two notes ask to look; a yes that goes on upwards has more."""

    WELCOME = (Tone(1318.5, 0.16),)
    LOOK = (Tone(659.3, 0.11, 0.05), Tone(659.3, 0.14))
    NO = (Tone(196.0, 0.34),)
    ATTENTION = (Tone(1318.5, 0.16, 0.04), Tone(1568.0, 0.08, 0.03), Tone(2093.0, 0.18))


def samples(sound: Sound, rate: int = RATE) -> array.array[int]:
    """Return a sound as 16-bit mono samples."""
    made = array.array("h")
    for tone in sound.value:
        count = int(tone.length * rate)
        for i in range(count):
            edge = min(i, count - i) / (FADE * rate)
            angle = 2 * math.pi * tone.pitch * i / rate
            # A little of the octave above carries through the noise of a bar, from a laptop's small speakers.
            wave = 0.75 * math.sin(angle) + 0.25 * math.sin(2 * angle)
            made.append(int(22000 * min(1.0, edge) * wave))
        made.extend([0] * int(tone.rest * rate))
    return made


Play = Callable[[Sound], None]
"""Plays a sound to its end; raises OSError where the machine has no audio."""


class Sounds:
    """Plays the newest sound; `is_on` is the operator's choice."""

    def __init__(self, play: Play | None = None, *, is_on: bool = True) -> None:
        self.is_on = is_on
        self._play = play or play_with_miniaudio
        self._wanted: queue.SimpleQueue[Sound | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_mute = False

    @property
    def is_mute(self) -> bool:
        """Whether the machine turned out to have no audio."""
        return self._is_mute

    def play(self, sound: Sound | None) -> None:
        """Play a sound soon; returns at once."""
        if sound is None or not self.is_on or self._is_mute:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sounds", daemon=True)
            self._thread.start()
        self._wanted.put(sound)

    def close(self) -> None:
        """End the thread, after the sound that is playing."""
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join(timeout=1.0)
            self._thread = None

    def _run(self) -> None:
        while (sound := self._newest()) is not None:
            try:
                self._play(sound)
            except OSError as error:
                self._is_mute = True
                log.info("no audio, the door goes on without sounds: %s", error)
                return

    def _newest(self) -> Sound | None:
        sound = self._wanted.get()
        while sound is not None and not self._wanted.empty():
            sound = self._wanted.get()
        return sound


def play_with_miniaudio(sound: Sound) -> None:
    """Play through the machine's default output; raises OSError where there is none."""
    finished = threading.Event()
    feed = _feed(samples(sound), finished)
    next(feed)
    with _QuietTerminal():
        device = _output()
    try:
        _start(device, feed)
        finished.wait(3.0)
        # The last buffer is still on its way to the speaker.
        time.sleep(0.12)
    finally:
        device.close()


def _output() -> miniaudio.PlaybackDevice:
    try:
        import miniaudio  # loading it looks for the machine's audio
    except ImportError as error:
        raise OSError(str(error)) from error
    try:
        return miniaudio.PlaybackDevice(miniaudio.SampleFormat.SIGNED16, 1, RATE, buffersize_msec=60)
    except miniaudio.MiniaudioError as error:
        raise OSError(str(error)) from error


def _start(device: miniaudio.PlaybackDevice, feed: Generator[array.array[int], int, None]) -> None:
    """Start playing; a device that was there a moment ago may be gone."""
    import miniaudio  # known to be there: the device is its

    try:
        device.start(feed)
    except miniaudio.MiniaudioError as error:
        raise OSError(str(error)) from error


def _feed(data: array.array[int], finished: threading.Event) -> Generator[array.array[int], int, None]:
    wanted = yield array.array("h")
    position = 0
    while True:
        piece = data[position : position + wanted]
        position += wanted
        if len(piece) < wanted:
            finished.set()
            piece.extend([0] * (wanted - len(piece)))
        wanted = yield piece


class _QuietTerminal:
    """Keep what the system's audio libraries print about missing cards away from the terminal.

    They write to the file descriptor, so it is pointed elsewhere while a device is opened.
    """

    def __enter__(self) -> None:
        self._kept = -1
        try:
            sys.stderr.flush()
            self._kept = os.dup(2)
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 2)
            os.close(null)
        except (OSError, AttributeError, ValueError):
            # A windowed program without a terminal has nothing to keep quiet.
            return

    def __exit__(self, *_: object) -> None:
        if self._kept >= 0:
            os.dup2(self._kept, 2)
            os.close(self._kept)
