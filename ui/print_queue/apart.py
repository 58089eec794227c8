"""Printers that may not answer, asked in threads that nobody waits for."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from ui.background import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checkin.badges.printing import Condition, Fate, Paper, Printer, Printers

Answer = TypeVar("Answer")
_Outcome = tuple[Answer] | BaseException


class Apart:
    """Other printers, each call to them in a thread of its own, so that the window can close while one is silent.

    Once it is closed, whoever waits for an answer gets Cancelled instead, as if the program had ended there and then:
    what a printer was being handed is found again at the next start.
    """

    def __init__(self, printers: Printers) -> None:
        self._printers = printers
        self.holds = printers.holds
        self._lock = threading.Lock()
        self._waiting: set[SimpleQueue[BaseException | tuple[object]]] = set()
        self._is_closed = False

    def close(self) -> None:
        """Let everybody go who waits for an answer."""
        with self._lock:
            self._is_closed = True
            waiting = list(self._waiting)
        for answers in waiting:
            answers.put(Cancelled())

    def all(self) -> list[Printer]:
        """Return every printer."""
        return self._ask(self._printers.all)

    def condition(self, name: str) -> Condition:
        """Return how a printer is."""
        return self._ask(lambda: self._printers.condition(name))

    def papers(self, name: str) -> list[Paper]:
        """Return what a printer takes."""
        return self._ask(lambda: self._printers.papers(name))

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Hand a PDF over. Raises PrintError."""
        return self._ask(lambda: self._printers.hand(name, pdf, title=title, paper=paper, copies=copies))

    def release(self, name: str, job: str) -> None:
        """Let a job be printed. Raises PrintError."""
        self._ask(lambda: self._printers.release(name, job))

    def fate(self, name: str, job: str) -> Fate:
        """Return what became of a job."""
        return self._ask(lambda: self._printers.fate(name, job))

    def withdraw(self, name: str, job: str) -> bool:
        """Take a job back, and tell whether it certainly will not come out."""
        return self._ask(lambda: self._printers.withdraw(name, job))

    def _ask(self, call: Callable[[], Answer]) -> Answer:
        answers: SimpleQueue[BaseException | tuple[object]] = SimpleQueue()
        with self._lock:
            if self._is_closed:
                raise Cancelled
            self._waiting.add(answers)

        def work() -> None:
            outcome: BaseException | tuple[object]
            try:
                outcome = (call(),)
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer was wanted
                outcome = error
            answers.put(outcome)

        # Nothing waits for it: a process may end while its threads of this kind are stuck in the system.
        threading.Thread(target=work, name="printer", daemon=True).start()
        outcome = answers.get()
        with self._lock:
            self._waiting.discard(answers)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome[0]  # type: ignore[return-value]
