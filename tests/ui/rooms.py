"""The way around an open window, for tests and photographs alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.door.page import DoorPage

if TYPE_CHECKING:
    from checkin.desk import Desk
    from checkin.model import Attendee
    from ui.main_window import MainWindow


class Rooms:
    """Pages and people of the window that a subclass has open as `window`."""

    window: MainWindow

    @property
    def door(self) -> DoorPage:
        """The Door page, in view."""
        page = self.window.go_to("door")
        assert isinstance(page, DoorPage)
        return page

    @property
    def desk(self) -> Desk:
        """The desk that the page asks."""
        desk = self.door.clerk.desk
        assert desk is not None
        return desk

    def attendee(self, name: str) -> Attendee:
        """Find somebody on the list."""
        return self.desk.search(name)[0]
