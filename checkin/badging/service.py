"""What prints the badges of evenings, as one thing."""

from __future__ import annotations

from checkin.badging.blank import Blanks
from checkin.badging.single import Singles


class Badging(Singles, Blanks):
    """Prints the badges of evenings: sheets, single ones and blank ones; nothing here knows a printer."""
