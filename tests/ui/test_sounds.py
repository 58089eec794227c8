"""Tones, and silence where there is no audio."""

from __future__ import annotations

import sys
import threading
from types import ModuleType, SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from ui.sounds import RATE, Sound, Sounds, play_with_miniaudio, samples


def test_tones_are_short_and_end_softly() -> None:
    for sound in Sound:
        made = samples(sound)
        assert 0.1 < len(made) / RATE < 0.6
        assert len(sound.value) <= 3
        assert abs(made[0]) < 200
        assert abs(made[-1]) < 2000
        assert max(made) > 15000


def test_high_is_yes_two_in_the_middle_ask_to_look_and_low_is_no() -> None:
    (welcome,), (first, second), (no,) = Sound.WELCOME.value, Sound.LOOK.value, Sound.NO.value
    assert no.pitch < 300 < first.pitch < 1000 < welcome.pitch
    assert first.pitch == second.pitch
    assert first.rest > 0


def test_the_sound_that_asks_for_attention_begins_as_a_welcome_and_goes_on_upwards() -> None:
    (welcome,), motif = Sound.WELCOME.value, Sound.ATTENTION.value
    assert (motif[0].pitch, motif[0].length) == (welcome.pitch, welcome.length)
    pitches = [tone.pitch for tone in motif]
    assert len(pitches) == 3
    assert pitches == sorted(set(pitches))
    assert len({sound.value for sound in Sound}) == len(Sound)


def test_a_machine_that_cannot_even_load_its_audio_goes_on_silently(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # None in its place is how Python says that a module cannot be imported.
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(OSError, match="miniaudio"):
        play_with_miniaudio(Sound.WELCOME)
    sounds = Sounds()
    sounds.play(Sound.WELCOME)
    qtbot.waitUntil(lambda: sounds.is_mute)
    sounds.play(Sound.WELCOME)
    sounds.close()


def test_a_device_that_goes_away_while_it_starts_is_no_audio(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = ModuleType("miniaudio")
    vars(driver).update(
        MiniaudioError=DriverError, PlaybackDevice=UnpluggedDevice, SampleFormat=SimpleNamespace(SIGNED16=2)
    )
    monkeypatch.setitem(sys.modules, "miniaudio", driver)
    closed_before = UnpluggedDevice.closed
    with pytest.raises(OSError, match="unplugged"):
        play_with_miniaudio(Sound.WELCOME)
    assert UnpluggedDevice.closed == closed_before + 1


class DriverError(Exception):
    """What the audio library raises."""


class UnpluggedDevice:
    """An output that is unplugged between being opened and being started."""

    closed = 0

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def start(self, _feed: object) -> None:
        """Fail."""
        raise DriverError("unplugged")

    def close(self) -> None:
        """Count."""
        UnpluggedDevice.closed += 1


def test_a_sound_is_played_on_a_thread_of_its_own() -> None:
    played: list[Sound] = []
    heard = threading.Event()

    def play(sound: Sound) -> None:
        assert threading.current_thread() is not threading.main_thread()
        played.append(sound)
        heard.set()

    sounds = Sounds(play)
    sounds.play(Sound.WELCOME)
    assert heard.wait(5)
    sounds.close()
    assert played == [Sound.WELCOME]


def test_a_machine_without_audio_is_asked_once() -> None:
    asked: list[Sound] = []
    tried = threading.Event()

    def refuse(sound: Sound) -> None:
        asked.append(sound)
        tried.set()
        raise OSError("no card")

    sounds = Sounds(refuse)
    sounds.play(Sound.NO)
    assert tried.wait(5)
    sounds.close()
    sounds.play(Sound.NO)
    assert asked == [Sound.NO]


def test_sounds_can_be_turned_off() -> None:
    asked: list[Sound] = []
    sounds = Sounds(asked.append, is_on=False)
    sounds.play(Sound.NO)
    sounds.close()
    assert asked == []
