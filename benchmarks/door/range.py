"""How far away our own badge is read, in normal light. `python -m benchmarks.door.range`.

The badge has a token as `checkin.badges.qr` prints it (34 characters, version 2-M), at 25, 30 and 35 mm, and comes
nearer in steps of 5 cm. The rule: it is read at a distance when at least 80 % of the frames there are, each of another
room, hand and noise; its range is the furthest distance up to which it is read at every step from 30 cm on.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import camera, engines, figures, folder, frames, light, options, payloads, surfaces
from benchmarks.door.camera import Sensor, Softness
from benchmarks.door.engines import OURS, PYZBAR, ZXING
from benchmarks.door.geometry import Eye, Pose
from benchmarks.door.rooms import room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CODES_MM = (25, 30, 35)
ENOUGH = 0.8

_NEAREST, _FURTHEST, _STEP = 30, 140, 5
_GIVEN_UP = 3
"""Steps without enough reads after which a reader is not asked any more."""


@dataclass(frozen=True, slots=True)
class Task:
    """One size of badge at one height of frame, with so many frames a step."""

    height: int
    code_mm: int
    seed: int
    each: int


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    asked = options.parse(options.parser(__doc__), arguments)
    each = asked.size(6, 20)
    tasks = [Task(height, code_mm, asked.first_seed, each) for height in (720, 1080) for code_mm in CODES_MM]
    rows, names = [], [OURS, *_peers()]
    for done, (task, shares) in enumerate(folder.spread(shares_read, tasks), start=1):
        reached = {name: furthest(shares[name]) for name in names}
        row = [f"{task.height}p, {task.code_mm} mm", *(str(reached[name]) for name in names)]
        rows.append([*row, *(figures.ratio(reached[OURS], reached[name]) for name in names[1:])])
        folder.note(f"{done} of {len(tasks)} ranges", end=done == len(tasks))
    print(f"\nrange in cm, {ENOUGH:.0%} of {each} frames read at each step")
    figures.table(["badge", *names, *(f"ours / {name}" for name in names[1:])], rows)


def furthest(shares: dict[int, float]) -> int:
    """Return the last distance up to which enough is read at every step; 0 when it is not at the first."""
    reached = 0
    for distance, share in sorted(shares.items()):
        if share < ENOUGH:
            break
        reached = distance
    return reached


def shares_read(task: Task) -> dict[str, dict[int, float]]:
    """Return for each reader the share of the frames that it reads, by distance in cm."""
    readers: dict[str, engines.Reads] = {OURS: engines.Chain(), **_peers()}
    shares: dict[str, dict[int, float]] = {name: {} for name in readers}
    for distance in range(_NEAREST, _FURTHEST + 1, _STEP):
        asked = {name: reads for name, reads in readers.items() if _hopes(shares[name])}
        if not asked:
            break
        read = dict.fromkeys(asked, 0)
        for seed in range(task.seed, task.seed + task.each):
            text, frame = at_arms_length(np.random.default_rng([seed, task.code_mm, distance]), task, distance)
            for name, reads in asked.items():
                read[name] += text in reads(frame)
        for name, count in read.items():
            shares[name][distance] = count / task.each
    return shares


def at_arms_length(rng: np.random.Generator, task: Task, distance: int) -> tuple[str, NDArray[np.uint8]]:
    """Return the token and the frame, BGR, of a badge held still, nearly straight, so many centimetres away."""
    eye = Eye(task.height)
    payload = payloads.own_badge(rng)
    surface = surfaces.badge(rng, payload, task.code_mm)
    centre = surface.corners.mean(axis=0)
    pose = Pose(
        eye,
        surface.size,
        (float(centre[0]), float(centre[1])),
        (eye.width * float(rng.uniform(0.3, 0.7)), eye.height * float(rng.uniform(0.3, 0.7))),
        10.0 * distance,
        float(rng.uniform(-10, 10)),
        float(rng.uniform(0, 10)),
        float(rng.uniform(0, 2 * np.pi)),
    )
    lamps = light.lamplight(rng, eye, 0.1)
    scene = light.linear(room(rng, eye)) * lamps
    softness = Softness(eye.spot(pose.distance))
    lamp = lamps[int(pose.seen[1]), int(pose.seen[0])]
    frames.hand(scene, surface, pose, softness, lamp)
    camera.place(scene, surface, pose, softness, lamps)
    frames.thumb(scene, surface, pose, softness, lamp)
    sensor = Sensor(sharpening=float(rng.uniform(0.3, 0.9)), quality=int(rng.integers(72, 92)))
    return payload.text, camera.through_jpeg(sensor.taken(rng, eye, scene), sensor.quality)


def _peers() -> dict[str, engines.Reads]:
    return {name: reads for name, reads in engines.peers().items() if name in {ZXING, PYZBAR}}


def _hopes(shares: dict[int, float]) -> bool:
    last = [share for _, share in sorted(shares.items())][-_GIVEN_UP:]
    return len(last) < _GIVEN_UP or any(share >= ENOUGH for share in last)


if __name__ == "__main__":
    main(sys.argv[1:])
