"""The law of presentations: a code that stays in view is one, and counts again after it has left for a while."""

from __future__ import annotations

_ROUNDING = 1e-6
"""Seconds; stream times are sums and quotients of floats, and "two seconds" is to mean two seconds."""


class Presence:
    """Which texts are in view. Times are seconds of the stream and do not go back.

    A text that is seen again less than `absent_after` after it was last seen never left. One whose scan failed is
    presented again after `retry_after`, even if it stays.
    """

    def __init__(self, absent_after: float, retry_after: float) -> None:
        self._absent_after = absent_after
        self._retry_after = retry_after
        self._last_seen: dict[str, float] = {}
        self._retry_at: dict[str, float] = {}

    def begins(self, text: str, at: float) -> bool:
        """Note that a text is seen, and tell whether this begins a presentation."""
        self._forget_absent(at)
        known = text in self._last_seen
        self._last_seen[text] = at
        if known and at >= self._retry_at.get(text, float("inf")) - _ROUNDING:
            del self._retry_at[text]
            return True
        return not known

    def failed(self, text: str, at: float) -> None:
        """Note that the scan of a text came to nothing."""
        self._retry_at[text] = at + self._retry_after

    def forget(self, text: str) -> None:
        """Take back that a text was seen: it was none that counts."""
        self._last_seen.pop(text, None)
        self._retry_at.pop(text, None)

    def _forget_absent(self, at: float) -> None:
        gone = [text for text, seen in self._last_seen.items() if at - seen >= self._absent_after - _ROUNDING]
        for text in gone:
            del self._last_seen[text]
            self._retry_at.pop(text, None)
