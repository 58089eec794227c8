"""What the pages of an open window work with."""

from __future__ import annotations

from tests.ui.conftest import House
from ui.kit import Kit


def kit_of(house: House) -> Kit:
    """Return the collaborators of the window's pages."""
    page = house.window.current
    assert page is not None
    return page.kit
