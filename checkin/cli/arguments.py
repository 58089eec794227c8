"""The kinds of argument that calls take, each refused in one clear line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.language import Language


def written(language: Language) -> Callable[[str], str]:
    """Return the type of what is kept as text; paths may hold any bytes that the system takes."""

    def read(value: str) -> str:
        try:
            value.encode()
        except UnicodeEncodeError as error:
            # Bytes in another encoding than the terminal's come as surrogates, which no store takes.
            raise argparse.ArgumentTypeError(language.text("this text is not in UTF-8")) from error
        return value

    return read


def whole(language: Language, least: int, most: int) -> Callable[[str], int]:
    """Return the type of a whole number within bounds."""

    def read(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            message = language.text("give a whole number from {least} to {most}", least=least, most=most)
            raise argparse.ArgumentTypeError(message)
        return number

    return read


def millimetres(language: Language, farthest: float) -> Callable[[str], tuple[float, float]]:
    """Return the type of a way to the right and down, at most so far, written as in `0.5,-1`."""

    def read(value: str) -> tuple[float, float]:
        try:
            right, down = map(float, value.split(","))
        except ValueError:
            right = down = farthest + 1
        # what is no number at all is not within bounds either
        if not (abs(right) <= farthest and abs(down) <= farthest):
            message = language.text(
                "give millimetres to the right and down, at most {most} each, as in --offset=0.5,-1",
                most=f"{farthest:g}",
            )
            raise argparse.ArgumentTypeError(message)
        return right, down

    return read


def arguments(parser: argparse.ArgumentParser, language: Language) -> argparse._ArgumentGroup:
    """Return the group of what is given without an option's name."""
    return parser.add_argument_group(language.text("arguments"))
