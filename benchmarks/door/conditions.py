"""What can be wrong with a frame, how much of it, and the figures that a seed makes of that."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.door.geometry import Bend

if TYPE_CHECKING:
    import numpy as np

CONDITIONS = (
    "nominal",
    "far",
    "near",
    "tilt",
    "rotation",
    "motion",
    "defocus",
    "lowlight",
    "glare",
    "occlusion",
    "shadow",
    "bent",
    "jpeg",
    "mirrored",
    "phone",
    "multi",
)
MIX, EMPTY = "mix", "empty"
GROUPS = (*CONDITIONS, MIX, EMPTY)

SEVERITIES = (1, 2, 3)
"""Mild, middling, and often more than anybody can read; a mix has each of its conditions at a tenth to seven tenths."""

_MIXABLE = (
    "tilt",
    "rotation",
    "motion",
    "defocus",
    "lowlight",
    "glare",
    "occlusion",
    "shadow",
    "bent",
    "jpeg",
    "phone",
)

LEAST_MODULE = 2.5
"""Pixels a module of a code that is meant to be read, in frames whose subject is not the distance."""


@dataclass(frozen=True, slots=True)
class Held:
    """How one surface is held: millimetres, degrees."""

    distance: float
    code_mm: float
    roll: float
    tilt: float
    axis: float
    bend: Bend | None


@dataclass(frozen=True, slots=True)
class Conditions:
    """The levels, from 0 to 1, of what is wrong in one frame."""

    levels: dict[str, float] = field(default_factory=dict)
    mixed: bool = False

    def level(self, condition: str) -> float:
        """Return how much of a condition there is; 0 when it is absent."""
        return self.levels.get(condition, 0.0)

    def __contains__(self, condition: str) -> bool:
        return condition in self.levels

    @property
    def any_size(self) -> bool:
        """Whether a code may be too small to read."""
        return self.mixed or "far" in self.levels

    def held(self, rng: np.random.Generator) -> Held:
        """Return how the next guest holds theirs."""
        return Held(
            distance=self._distance(rng),
            code_mm=float(rng.uniform(40, 58) if "phone" in self else rng.uniform(25, 35)),
            roll=float(rng.uniform(0, 360) if "rotation" in self else rng.uniform(-10, 10)),
            tilt=15 + 35 * self.level("tilt") * float(rng.uniform(0.8, 1))
            if "tilt" in self
            else float(rng.uniform(0, 12)),
            axis=float(rng.uniform(0, 2 * math.pi)),
            bend=self._bend(rng) if "bent" in self and "phone" not in self else None,
        )

    def _distance(self, rng: np.random.Generator) -> float:
        if self.mixed:
            return float(rng.uniform(180, 600))
        if "far" in self:
            return 500 + 300 * self.level("far") * float(rng.uniform(0.6, 1))
        if "near" in self:
            return 210 - 60 * self.level("near") + float(rng.uniform(-8, 8))
        return float(rng.uniform(240, 420) if "multi" in self else rng.uniform(200, 400))

    def _bend(self, rng: np.random.Generator) -> Bend:
        """Return a fold through the code or a curl of the whole badge."""
        sharp = bool(rng.random() < 0.5)
        level = self.level("bent") * float(rng.uniform(0.8, 1)) * float(rng.choice([-1, 1]))
        # The code is at the badge's right, 22 mm from its middle.
        offset = float(rng.uniform(12, 32)) if sharp else 0.0
        across = float(rng.uniform(-0.5, 0.5))
        return Bend((15 + 40 * level) if sharp else (20 + 110 * level), across, offset, sharp)


def draw(group: str, severity: int, rng: np.random.Generator) -> Conditions:
    """Return the conditions of a frame of a group."""
    if group == MIX:
        names = rng.choice(_MIXABLE, int(rng.integers(1, 4)), replace=False)
        return Conditions({str(name): float(rng.uniform(0.1, 0.7)) for name in names}, mixed=True)
    return Conditions({} if group in {"nominal", EMPTY} else {group: severity / 3})
