"""Mutations of a zipped workbook that keep it a zip: changed bytes alone would only ever fail its checksums."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Mutate = Callable[[bytes, int], bytes]
    """libFuzzer's own mutation of some bytes, up to a length."""

_MAGIC = b"PK\x03\x04"
_PLAIN = 0.1
"""Share of the mutations that change the bytes of the archive itself, as a damaged download would."""
_MOST_PARTS = 40
_DATE = (1980, 1, 1, 0, 0, 0)
# Where a workbook says something: its parts are mutated more often than the styles and the themes.
_TELLING = ("sheet", "content.xml", "sharedStrings", "workbook", "styles.xml")


def mutated(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Return other bytes, at most `most` of them: of an archive, one part is mutated and the archive made anew."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    if not data.startswith(_MAGIC) or chance.random() < _PLAIN:
        return mutate(data, most)
    parts = _unpacked(data)
    if not parts:
        return mutate(data, most)
    telling = [name for name in parts if any(word in name for word in _TELLING)]
    name = chance.choice(telling if telling and chance.random() < 0.8 else list(parts))
    if chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = mutate(parts[name], most)
    packed = _packed(parts)
    return packed if len(packed) <= most else mutate(data, most)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()[:_MOST_PARTS]
            if sum(part.file_size for part in found) > 2**20:
                return {}
            return {part.filename: archive.read(part) for part in found}
    except Exception:  # noqa: BLE001 - whatever is wrong with it, its bytes can be mutated
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
