"""Presentations: a badge swings in, brakes, and is held with a tremor, at 15 frames a second."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import frames, light, payloads, surfaces
from benchmarks.door.camera import Sensor, Softness, place
from benchmarks.door.folder import Job, Shot
from benchmarks.door.frames import Rendered
from benchmarks.door.geometry import Bend, Eye, Pose
from benchmarks.door.rooms import room

if TYPE_CHECKING:
    from benchmarks.door.surfaces import Surface

GROUP = "presentation"
RATE = 15.0
FRAMES = 18
"""A little over a second: who is not read by then takes the badge back and tries again."""

CODE_MM = 30.0


@dataclass(frozen=True, slots=True)
class _Swing:
    """The movement of one hand: from where it comes in, to where it is held. Pixels, millimetres, degrees, seconds."""

    start: tuple[float, float, float]
    end: tuple[float, float, float]
    braking: float
    roll: tuple[float, float]
    tilt: float
    axis: float
    phases: tuple[float, float, float, float]
    bend: Bend | None

    def pose(self, eye: Eye, surface: Surface, seconds: float) -> Pose:
        """Return how the surface is held at a moment."""
        left = math.exp(-seconds / self.braking)
        x, y, distance = (end + (start - end) * left for start, end in zip(self.start, self.end, strict=True))
        tremor = 1.5 * eye.focal / distance
        first, second, third, fourth = self.phases
        centre = surface.corners.mean(axis=0)
        return Pose(
            eye,
            surface.size,
            (float(centre[0]), float(centre[1])),
            (
                x + tremor * math.sin(2 * math.pi * 4.1 * seconds + first),
                y + tremor * math.sin(2 * math.pi * 3.3 * seconds + second),
            ),
            distance,
            self.roll[0] + self.roll[1] * left + 2 * math.sin(7 * seconds + third),
            self.tilt + 20 * left + 4 * math.sin(5 * seconds + fourth),
            self.axis,
            self.bend,
        )


def jobs(first_seed: int, count: int, heights: tuple[int, ...] = (720, 1080)) -> list[Job]:
    """Return the presentations of a run: every other one in a dim bar, which its severity says."""
    return [Job(GROUP, n % 2, first_seed + n, height) for height in heights for n in range(count)]


def presentation(job: Job) -> list[tuple[Shot, bytes]]:
    """Render the frames of one presentation; both heights of a seed show the same one."""
    rng = np.random.default_rng([job.seed, job.severity])
    eye = Eye(job.height)
    dim = job.severity == 1
    surface = surfaces.badge(rng, _payload(rng, job.seed), CODE_MM)
    swing = _swing(rng, eye)
    dimness = rng.uniform(0.4, 0.85) if dim else 0.1
    sensor = Sensor(0.002 + 0.010 * dimness, 0.008 + 0.030 * dimness) if dim else Sensor()
    # In the dark the shutter is open for nearly as long as a frame lasts.
    exposure = 1 / 20 if dim else 1 / 60
    lamps = light.lamplight(rng, eye, dimness)
    behind = light.linear(room(rng, eye)) * lamps
    shots = []
    for step in range(FRAMES):
        pose = swing.pose(eye, surface, step / RATE)
        softness = _softness(pose, swing.pose(eye, surface, step / RATE + exposure))
        scene = behind.copy()
        column, row = np.clip(np.array(pose.seen).astype(int), 0, (eye.width - 1, eye.height - 1))
        frames.hand(scene, surface, pose, softness, lamps[row, column])
        place(scene, surface, pose, softness, lamps)
        frames.thumb(scene, surface, pose, softness, lamps[row, column])
        corners = pose.project(surface.corners)
        rendered = Rendered(sensor.taken(rng, eye, scene), (surface.text,), (corners,), sensor.quality)
        where = tuple(tuple((float(x), float(y)) for x, y in code.round(1)) for code in rendered.corners)
        name = f"{job.name}-{step:02}.jpg"
        shot = Shot(name, GROUP, job.severity, job.height, rendered.texts, where, job.seed, step)
        shots.append((shot, frames.jpeg(rendered)))
    return shots


def _payload(rng: np.random.Generator, seed: int) -> payloads.Payload:
    """Three of four presentations are of our own badges, the fourth of somebody's ticket on paper."""
    return payloads.ticket(rng) if seed % 4 == 3 else payloads.own_badge(rng)


def _swing(rng: np.random.Generator, eye: Eye) -> _Swing:
    width, height = eye.width, eye.height
    return _Swing(
        start=(
            width * float(rng.choice([0.08, 0.92])),
            height * float(rng.uniform(0.75, 0.95)),
            float(rng.uniform(450, 650)),
        ),
        end=(
            width * float(rng.uniform(0.35, 0.65)),
            height * float(rng.uniform(0.4, 0.62)),
            float(rng.uniform(220, 420)),
        ),
        braking=float(rng.uniform(0.12, 0.3)),
        roll=(float(rng.uniform(-25, 25)), float(rng.uniform(-40, 40))),
        tilt=float(rng.uniform(3, 25)),
        axis=float(rng.uniform(0, 2 * math.pi)),
        phases=tuple(rng.uniform(0, 2 * math.pi, 4)),
        # Badges are carried in pockets: one in four is curled.
        bend=Bend(float(rng.uniform(15, 50)), 0.0, sharp=False) if rng.random() < 0.25 else None,
    )


def _softness(pose: Pose, after: Pose) -> Softness:
    across, down = (later - now for later, now in zip(after.seen, pose.seen, strict=True))
    return Softness(pose.eye.spot(pose.distance), math.hypot(across, down), math.atan2(down, across))
