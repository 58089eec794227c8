"""Badges for an evening: who gets one, the sheets, single ones, blank ones, and the memory of what was printed."""

from checkin.badging.reading import door_reader
from checkin.badging.runs import BadgePage, BadgeRun, BlankWords
from checkin.badging.selection import Order, Selection
from checkin.badging.service import Badging
from checkin.badging.single import TEST_CODE
from checkin.storage.records import Printing

__all__ = [
    "TEST_CODE",
    "BadgePage",
    "BadgeRun",
    "Badging",
    "BlankWords",
    "Order",
    "Printing",
    "Selection",
    "door_reader",
]
