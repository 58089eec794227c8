"""Frames of an entrance where a guest holds a badge well or badly, or only stands: for the tests of the hints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from checkin.scanning.opencv import cv2
from tests.scanning.drawing import TOKEN, badge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]

RATE = 15.0

_GRAINS = 4
"""Noise pictures that take turns; making a new one for every frame takes longer than all the rest."""


@dataclass(frozen=True, slots=True)
class Held:
    """How a badge is held: the middle of its code, pixels a millimetre, degrees, and what spoils it."""

    x: float = 700
    y: float = 380
    scale: float = 4.0
    roll: float = 6.0
    blur: float = 0.0
    """Radius in pixels of a lens out of focus."""
    motion: int = 0
    """Pixels of smear, aslant."""
    light: float = 1.0
    """Of the whole entrance."""
    shade: float = 1.0
    """Light on the badge alone, as where a lamp is behind the guest."""
    glare: float = 0.0
    """Radius in millimetres of a lamp's reflection."""


WELL = Held()


class Entrance:
    """Renders frames of one entrance, `width` pixels wide; the same seed gives the same ones."""

    def __init__(self, seed: int = 0, width: int = 1280, light: float = 1.0) -> None:
        self._rng = np.random.default_rng(seed)
        self._size = (width, width * 9 // 16)
        self._light = light
        self._room = _room(self._rng, *self._size)
        shape = (self._size[1], self._size[0], 1)
        noise = [self._rng.standard_normal(shape, np.float32) * 3 for _ in range(_GRAINS)]
        self._grain = [np.repeat(grain, 3, axis=2).round().astype(np.int16) for grain in noise]

    def empty(self, light: float = 1.0) -> Picture:
        """Return the entrance with nobody at it."""
        return self._seen(self._room, light)

    def badge(self, held: Held = WELL, text: str = TOKEN) -> Picture:
        """Return somebody's badge in the picture."""
        trembling = replace(held, x=held.x + self._rng.normal(0, 1.0), y=held.y + self._rng.normal(0, 1.0))
        return self._seen(_with_card(self._room, badge(text), trembling), held.light)

    def card_of_words(self, held: Held = WELL) -> Picture:
        """Return a badge that is held the wrong way round: it has words only."""
        card = np.full((540, 860, 3), 250, np.uint8)
        card[:90] = (120, 60, 90)
        for line, words in enumerate(("House rules", "be kind to each other", "wifi bar-guest 1234", "no photographs")):
            place = (40, 180 + 100 * line)
            cv2.putText(card, words, place, cv2.FONT_HERSHEY_SIMPLEX, 1.8, (20, 20, 20), 5, cv2.LINE_AA)
        return self._seen(_with_card(self._room, card, held), held.light)

    def guest(self, shirt: str, x: float) -> Picture:
        """Return somebody with nothing in their hands, in a shirt of `SHIRTS`, the middle at `x` (share of width)."""
        picture = self._room.copy()
        width, height = self._size
        middle, tall = int(x * width), height // 2
        body = np.zeros((height, width), np.uint8)
        cv2.ellipse(body, (middle, height), (width // 5, tall), 0, 0, 360, 255, -1, cv2.LINE_AA)
        cloth = np.roll(_cloth(shirt, width, height), middle, axis=1)
        picture[body > 0] = cloth[body > 0]
        face = (middle, height // 3)
        cv2.ellipse(picture, face, (height // 9, height // 6), 0, 0, 360, (120, 150, 200), -1, cv2.LINE_AA)
        for side in (-1, 1):
            eye = (middle + side * height // 24, face[1] - height // 40)
            cv2.circle(picture, eye, height // 30, (30, 30, 30), 3, cv2.LINE_AA)
        return self._seen(picture, 1.0)

    def _seen(self, picture: Picture, light: float) -> Picture:
        dim = cv2.convertScaleAbs(cv2.GaussianBlur(picture, (0, 0), 0.6), alpha=light * self._light)
        return cv2.add(dim, self._grain[self._rng.integers(_GRAINS)], dtype=cv2.CV_8U)


SHIRTS = ("plain", "striped", "chequered", "printed")


def _cloth(shirt: str, width: int, height: int) -> Picture:
    cloth = np.full((height, width, 3), (90, 60, 50), np.uint8)
    down, right = np.mgrid[:height, :width] // 14
    if shirt == "striped":
        cloth[down % 2 == 0] = (210, 200, 190)
    elif shirt == "chequered":
        cloth[(down + right) % 2 == 0] = (210, 200, 190)
    elif shirt == "printed":
        for line in range(4):
            place = (width - 110, height * 3 // 5 + 44 * line)
            cv2.putText(cloth, "BREST ROCKS", place, cv2.FONT_HERSHEY_DUPLEX, 1.2, (230, 230, 230), 3, cv2.LINE_AA)
        cloth = np.roll(cloth, width // 100, axis=1)
    return cloth


def _room(rng: np.random.Generator, width: int, height: int) -> Picture:
    """Return a wall with lamps, a shelf of bottles, a chequered cloth and a poster with words."""
    fall = np.linspace(150, 70, width, dtype=np.float32)
    room = np.repeat(fall[None, :, None], height, 0) * np.array([0.7, 0.85, 1.0], np.float32)
    room = room.astype(np.uint8)
    for n in range(26):
        left, tall = int(width * (0.02 + 0.035 * n)), int(rng.integers(height // 14, height // 7))
        colour = rng.integers(20, 220, 3).tolist()
        cv2.rectangle(room, (left, height // 5 - tall), (left + width // 50, height // 5), colour, -1)
    cloth = _cloth("chequered", width // 6, height // 5)
    room[-height // 5 - 4 : -4, 8 : 8 + cloth.shape[1]][: cloth.shape[0]] = cloth
    place = (width * 3 // 4, height // 2)
    cv2.putText(room, "EXIT 42", place, cv2.FONT_HERSHEY_DUPLEX, width / 900, (240, 240, 240), 3, cv2.LINE_AA)
    return room


def _with_card(room: Picture, card: Picture, held: Held) -> Picture:
    """Return the room with a card in it, spoilt as it is held; the code's middle is at (67, 33) mm of 86 x 54."""
    turn = cv2.getRotationMatrix2D((670.0, 330.0), held.roll, held.scale / 10)
    turn[:, 2] += (held.x - 670, held.y - 330)
    shown = card.copy()
    if held.glare:
        far = np.hypot(*(np.mgrid[:540, :860] - np.array([345, 690])[:, None, None])) / (10 * held.glare)
        shown = np.clip(shown + 400 * np.exp(-(far[:, :, None] ** 3)), 0, 255).astype(np.uint8)
    shown = cv2.convertScaleAbs(shown, alpha=held.shade)
    # Pixels are averaged before they get fewer, as a lens does it.
    shown = cv2.GaussianBlur(shown, (0, 0), max(0.1, 4.0 / held.scale))
    size = (room.shape[1], room.shape[0])
    seen = cv2.warpAffine(shown, turn, size, flags=cv2.INTER_LINEAR)
    where = cv2.warpAffine(np.full(card.shape[:2], 255, np.uint8), turn, size, flags=cv2.INTER_LINEAR)
    if held.blur:
        _smear(seen, where, _disc(held.blur))
    if held.motion:
        _smear(seen, where, np.eye(held.motion, dtype=np.float32) / held.motion)
    return cv2.add(cv2.multiply(room, 255 - cv2.merge([where] * 3), scale=1 / 255), seen)


def _smear(seen: Picture, where: Picture, kernel: Picture) -> None:
    """Filter a card and where it is, in place: around the card alone, since all the rest is black and stays so."""
    margin = len(kernel)
    ys, xs = (np.flatnonzero(where.any(axis=axis)) for axis in (1, 0))
    around = tuple(slice(max(0, far[0] - margin), far[-1] + margin + 1) for far in (ys, xs))
    for layer in (seen, where):
        layer[around] = cv2.filter2D(np.ascontiguousarray(layer[around]), -1, kernel)


def _disc(radius: float) -> Picture:
    reach = int(np.ceil(radius))
    disc = (np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1]) <= radius).astype(np.float32)
    return np.asarray(disc / disc.sum())
