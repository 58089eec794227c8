"""What is behind the guest: a busy bar, with all that is striped, chequered, lettered or round in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.door.geometry import Eye

_WORDS = ("EXIT", "BAR", "WELCOME", "Apero 26", "tonight 19:00", "no entry", "WC", "menu", "IPA 5,6%", "wifi: guest")


def room(rng: np.random.Generator, eye: Eye) -> NDArray[np.uint8]:
    """Return a room without a code in it, BGR, as large as the frame."""
    # Drawn at half the size: what is behind the guest is out of focus anyhow.
    height, width = eye.height // 2, eye.width // 2
    picture = _wall(rng, height, width)
    for _ in range(int(rng.integers(12, 40))):
        _thing(rng, picture)
    for _ in range(int(rng.integers(1, 5))):
        _cloth(rng, picture)
    _guest(rng, picture)
    soft = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), float(rng.uniform(0.3, 1.4)))
    stains = rng.normal(0, 9, (height // 3, width // 3, 3)).astype(np.float32)
    soft += cv2.resize(stains, (width, height), interpolation=cv2.INTER_CUBIC)
    soft = cv2.resize(soft, (eye.width, eye.height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(soft, 0, 255), np.uint8)


def _wall(rng: np.random.Generator, height: int, width: int) -> NDArray[np.uint8]:
    one, other = rng.integers(20, 200, 3), rng.integers(20, 200, 3)
    share = np.linspace(0, 1, width)[None, :, None]
    return np.ascontiguousarray(np.broadcast_to(one * (1 - share) + other * share, (height, width, 3)).astype(np.uint8))


def _thing(rng: np.random.Generator, picture: NDArray[np.uint8]) -> None:
    height, width = picture.shape[:2]
    colour = [int(tone) for tone in rng.integers(0, 255, 3)]
    x, y = int(rng.integers(width)), int(rng.integers(height))
    filled = -1 if rng.random() < 0.65 else 3
    match int(rng.choice(5, p=[0.24, 0.24, 0.24, 0.2, 0.08])):
        case 0:
            end = (x + int(rng.integers(5, 160)), y + int(rng.integers(5, 160)))
            cv2.rectangle(picture, (x, y), end, colour, filled)
        case 1:
            cv2.circle(picture, (x, y), int(rng.integers(3, 70)), colour, filled, cv2.LINE_AA)
        case 2:
            end = (int(rng.integers(width)), int(rng.integers(height)))
            cv2.line(picture, (x, y), end, colour, int(rng.integers(1, 7)), cv2.LINE_AA)
        case 3:
            words, size = str(rng.choice(_WORDS)), float(rng.uniform(0.4, 1.6))
            cv2.putText(picture, words, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, colour, 2, cv2.LINE_AA)
        case _:  # a frame in a frame in a frame: a loudspeaker, a picture, a window, most like a finder pattern
            side = int(rng.integers(8, 60))
            for inset, tone in ((0, 20), (side // 7, 230), (2 * side // 7, 20)):
                cv2.rectangle(picture, (x + inset, y + inset), (x + side - inset, y + side - inset), (tone,) * 3, -1)


def _cloth(rng: np.random.Generator, picture: NDArray[np.uint8]) -> None:
    """Lay a striped or chequered cloth, a blind or a tiled wall over a part of the picture."""
    height, width = picture.shape[:2]
    x, y, step = int(rng.integers(width - 80)), int(rng.integers(height - 80)), int(rng.integers(3, 12))
    part = picture[y : y + int(rng.integers(40, 200)), x : x + int(rng.integers(40, 200))]
    down, across = np.mgrid[: part.shape[0], : part.shape[1]] // step
    pattern = (across if rng.random() < 0.5 else across + down) % 2
    part[:] = np.clip(part * 0.4 + pattern[..., None] * int(rng.integers(60, 150)), 0, 255)


def _guest(rng: np.random.Generator, picture: NDArray[np.uint8]) -> None:
    height, width = picture.shape[:2]
    middle = int(width * rng.uniform(0.35, 0.65))
    shirt = [int(tone) for tone in rng.integers(20, 220, 3)]
    skin = [int(tone * rng.uniform(0.5, 1.0)) for tone in (130, 160, 215)]
    body = (int(width * 0.28), int(height * 0.5))
    cv2.ellipse(picture, (middle, int(height * 1.05)), body, 0, 0, 360, shirt, -1, cv2.LINE_AA)
    head = (int(height * 0.16), int(height * 0.22))
    cv2.ellipse(picture, (middle, int(height * 0.3)), head, 0, 0, 360, skin, -1, cv2.LINE_AA)
