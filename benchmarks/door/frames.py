"""One frame: a room, a hand or several that hold up a code, and what is wrong with it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import camera, conditions, light, payloads, surfaces
from benchmarks.door.camera import Sensor, Softness
from benchmarks.door.conditions import GROUPS, Conditions
from benchmarks.door.geometry import Eye, Pose
from benchmarks.door.rooms import room
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.door.camera import Field
    from benchmarks.door.surfaces import Surface

SKIN = light.linear(np.array([[[110, 140, 200]]], np.uint8))[0, 0]


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A frame as BGR, the texts in it, the corners of each in pixels, (4, 2), and the quality that its JPEG is due."""

    picture: NDArray[np.uint8]
    texts: tuple[str, ...]
    corners: tuple[NDArray[np.float64], ...]
    quality: int


def render(group: str, severity: int, seed: int, height: int) -> Rendered:
    """Render a frame; the same arguments give the same frame."""
    rng = np.random.default_rng([seed, severity, GROUPS.index(group), height])
    eye = Eye(height)
    wrong = conditions.draw(group, severity, rng)
    surroundings = room(rng, eye)
    held = [] if group == conditions.EMPTY else _held_up(rng, eye, wrong)
    sensor = _sensor(rng, wrong)
    dimness = wrong.level("lowlight") or (0.1 if rng.random() < 0.3 else 0.0)
    lamps = light.lamplight(rng, eye, dimness)
    if held:
        lamps = lamps * _shade(rng, held[0], wrong)
    if "phone" in wrong:
        # Exposed for the screen, the room is darker.
        lamps = lamps * np.float32(1 - 0.45 * wrong.level("phone"))
    scene = light.linear(surroundings) * lamps
    for surface, pose in held:
        _show(rng, scene, surface, pose, wrong, lamps)
    if "glare" in wrong:
        surface, pose = held[0]
        place = pose.project((surface.corners[0] + rng.uniform(0.1, 0.9, 2) * np.ptp(surface.corners, axis=0))[None])[0]
        scene = scene + light.reflection(rng, eye, place, _side(surface, pose), wrong.level("glare"))
    picture = sensor.taken(rng, eye, scene)
    corners = [pose.project(surface.corners) for surface, pose in held]
    if "mirrored" in wrong:
        picture = np.ascontiguousarray(picture[:, ::-1])
        corners = [np.column_stack([eye.width - 1 - seen[:, 0], seen[:, 1]]) for seen in corners]
    return Rendered(picture, tuple(surface.text for surface, _ in held), tuple(corners), sensor.quality)


def jpeg(rendered: Rendered) -> bytes:
    """Return a frame as its camera would send it."""
    return cv2.imencode(".jpg", rendered.picture, [cv2.IMWRITE_JPEG_QUALITY, rendered.quality])[1].tobytes()


def thumb(scene: Field, surface: Surface, pose: Pose, softness: Softness, lamp: Field) -> None:
    """Draw the thumb that holds a surface at its lower left."""
    wide, tall = surface.size
    tip, root = pose.project(np.array([(wide * 0.12, tall * 0.82), (wide * 0.1, tall * 1.3)]))
    camera.cover(scene, tip, root, 7 * pose.per_mm, SKIN * lamp, softness)


def hand(scene: Field, surface: Surface, pose: Pose, softness: Softness, lamp: Field) -> None:
    """Draw the hand behind a surface."""
    wide, tall = surface.size
    palm, wrist = pose.project(np.array([(wide * 0.15, tall * 0.97), (wide * 0.1, tall * 1.7)]))
    camera.cover(scene, palm, wrist, 14 * pose.per_mm, SKIN * lamp, softness)


def _held_up(rng: np.random.Generator, eye: Eye, wrong: Conditions) -> list[tuple[Surface, Pose]]:
    count = int(rng.integers(2, 5)) if "multi" in wrong else 1
    return [_one_of(rng, eye, wrong, index, count) for index in range(count)]


def _one_of(rng: np.random.Generator, eye: Eye, wrong: Conditions, index: int, count: int) -> tuple[Surface, Pose]:
    payload, held = payloads.any_of_them(rng), wrong.held(rng)
    while not wrong.any_size and _module(eye, payload, held) < conditions.LEAST_MODULE:
        payload, held = payloads.any_of_them(rng), wrong.held(rng)
    draw = surfaces.phone if "phone" in wrong else surfaces.badge
    surface = draw(rng, payload, held.code_mm)
    half = eye.focal * held.code_mm / held.distance * 0.75 + 10
    wide, tall = min(eye.width * 0.48, half), min(eye.height * 0.48, half)
    x = float(rng.uniform(wide, eye.width - wide))
    if count > 1:
        share = eye.width / count
        x = min(max(share * (index + 0.5 + float(rng.uniform(-0.1, 0.1))), wide), eye.width - wide)
    y = float(rng.uniform(tall, eye.height - tall))
    centre = surface.corners.mean(axis=0)
    pose = Pose(
        eye,
        surface.size,
        (float(centre[0]), float(centre[1])),
        (x, y),
        held.distance,
        held.roll,
        held.tilt,
        held.axis,
        held.bend,
    )
    return surface, pose


def _module(eye: Eye, payload: payloads.Payload, held: conditions.Held) -> float:
    return eye.focal * held.code_mm / held.distance / len(payloads.modules(payload))


def _sensor(rng: np.random.Generator, wrong: Conditions) -> Sensor:
    dim = wrong.level("lowlight")
    quality = int(45 - 33 * wrong.level("jpeg")) if "jpeg" in wrong else int(rng.integers(72, 92))
    sharpening = float(rng.uniform(0.3, 0.9))
    if not dim:
        return Sensor(sharpening=sharpening, quality=quality)
    # What a gain of up to twenty makes of the noise.
    return Sensor(0.002 + 0.010 * dim, 0.008 + 0.030 * dim, sharpening, quality)


def _shade(rng: np.random.Generator, first: tuple[Surface, Pose], wrong: Conditions) -> Field:
    if "shadow" not in wrong:
        return np.ones((1, 1, 1), np.float32)
    surface, pose = first
    middle = pose.project(surface.corners).mean(axis=0)
    return light.shadow(rng, pose.eye, middle, _side(surface, pose), wrong.level("shadow"))


def _show(
    rng: np.random.Generator, scene: Field, surface: Surface, pose: Pose, wrong: Conditions, lamps: Field
) -> None:
    softness = _softness(rng, pose, wrong)
    middle = pose.project(surface.corners).mean(axis=0).astype(int)
    column, row = np.clip(middle, 0, (pose.eye.width - 1, pose.eye.height - 1))
    lamp = lamps[row, column]
    hand(scene, surface, pose, softness, lamp)
    glow = light.screen(rng, pose, surface.corners, wrong.level("phone")) if surface.glows else lamps
    camera.place(scene, surface, pose, softness, glow)
    thumb(scene, surface, pose, softness, lamp)
    if "occlusion" in wrong:
        _cover_corner(rng, scene, surface, pose, wrong.level("occlusion"), softness, lamp)


def _softness(rng: np.random.Generator, pose: Pose, wrong: Conditions) -> Softness:
    finer = pose.eye.width / 1280
    spot = pose.eye.spot(pose.distance)
    if "defocus" in wrong:
        spot = math.hypot(spot, (1 + 5 * wrong.level("defocus")) * finer)
    if "motion" not in wrong:
        return Softness(spot)
    smear = (1 + 10 * wrong.level("motion")) * float(rng.uniform(0.8, 1)) * finer
    return Softness(spot, smear, float(rng.uniform(0, math.pi)))


def _cover_corner(
    rng: np.random.Generator,
    scene: Field,
    surface: Surface,
    pose: Pose,
    level: float,
    softness: Softness,
    lamp: Field,
) -> None:
    """Lay a finger over a corner of the code, or into one of its sides."""
    seen = pose.project(surface.corners)
    corner = int(rng.integers(4))
    # In three of ten the finger comes in over the middle of a side.
    start = (seen[corner] + seen[corner - 1]) / 2 if rng.random() < 0.3 else seen[corner]
    inwards = seen.mean(axis=0) - start
    inwards = inwards / float(np.linalg.norm(inwards))
    radius = 7 * pose.per_mm
    tip = start + inwards * ((0.03 + 0.13 * level) * _side(surface, pose) - radius)
    camera.cover(scene, tip, tip - inwards * 60 * pose.per_mm, radius, SKIN * lamp, softness)


def _side(surface: Surface, pose: Pose) -> float:
    return math.sqrt(cv2.contourArea(pose.project(surface.corners).astype(np.float32)))
