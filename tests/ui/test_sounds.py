"""Tones, and silence where there is no audio."""

from __future__ import annotations

import threading

from ui.sounds import RATE, Sound, Sounds, samples


def test_tones_are_short_and_end_softly() -> None:
    for sound in Sound:
        made = samples(sound)
        assert 0.1 < len(made) / RATE < 0.6
        assert abs(made[0]) < 200
        assert abs(made[-1]) < 2000
        assert max(made) > 15000


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
