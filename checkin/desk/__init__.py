"""The door: admit a scanned text, admit by hand, register a walk-in, claim a blank badge, undo.

Each answer is one transaction. A verdict that admits is returned only after its arrival is on disk.
"""

from checkin.desk.service import Desk
from checkin.desk.walk_ins import WalkIn

__all__ = ["Desk", "WalkIn"]
