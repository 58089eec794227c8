"""Where short texts go."""

from __future__ import annotations

from enum import StrEnum


class Network(StrEnum):
    """A network of short texts; the value is the name of its text's file."""

    X = "x"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
