"""Text in the cells of spreadsheets."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may run (OWASP, "CSV injection"), in ASCII and in full width."""


def neutral(text: str) -> str:
    """Return a cell's text so that no spreadsheet runs it: with an apostrophe before what starts a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
