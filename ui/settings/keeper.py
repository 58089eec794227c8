"""Keeping settings: written in the background, one after the other, the newest value of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit import Kit


class Keeper(QObject):
    """Writes what was changed; a change that comes meanwhile waits for its turn."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._waiting: dict[str, Any] = {}
        self._after: list[Callable[[], None]] = []
        self._is_writing = False

    def keep(self, then: Callable[[], None] | None = None, **values: Any) -> None:
        """Keep the named settings; `then` is called once they are on the disk."""
        self._waiting |= values
        if then is not None:
            self._after.append(then)
        if not self._is_writing:
            self._write()

    def _write(self) -> None:
        values, after = self._waiting, self._after
        self._waiting, self._after, self._is_writing = {}, [], True
        settings = self._kit.services.settings

        def tell(_settings: object) -> None:
            for call in after:
                call()

        self._kit.background.run(lambda: settings.change(**values), then=tell, done=self._go_on, owner=self)

    def _go_on(self) -> None:
        self._is_writing = False
        if self._waiting or self._after:
            self._write()
