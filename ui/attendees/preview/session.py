"""The work behind a preview: reading, deciding anew, loading. Off the main thread, one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.lists.importing import Decisions
from checkin.lists.listed import Choices
from checkin.model import new_id
from ui.attendees.preview.loading import Loading
from ui.attendees.preview.prepared import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from checkin.errors import CheckinError
    from checkin.lists.importing import ImportPlan
    from checkin.model import Event
    from ui.attendees.lines import Line
    from ui.background import Job, Report
    from ui.kit import Kit


class Stage(Enum):
    """How far the list is."""

    NONE = auto()
    READING = auto()
    PREVIEW = auto()
    LOADING = auto()
    FAILED = auto()


class Session(QObject):
    """One list at a time. The stage stays PREVIEW while it is read or planned anew; `is_rereading` tells the former."""

    entered = Signal()
    """The stage is another one, or a new reading began or ended."""
    read = Signal(object)
    """A list was read: what is in it (Prepared)."""
    reviewed = Signal(object)
    """The same list after other decisions (Prepared)."""
    refused = Signal(object)
    """A choice made the list unreadable (CheckinError): it was taken back."""
    stopped = Signal()
    """Loading was ended before anything changed."""
    loaded = Signal(object, object)
    """The list is in: the evening, and the plan as it was carried out."""
    kept = Signal(object)
    """Loading or planning went wrong (CheckinError): nothing changed, and everything decided is still there."""
    progressed = Signal(int, int)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.stage = Stage.NONE
        self.path = Path()
        self.error: CheckinError | None = None
        self.prepared: Prepared | None = None
        self._event: Event | None = None
        self._event_id = new_id()
        self._known: Mapping[UUID, Line] = {}
        self._job: Job | None = None
        self._choices, self._decisions = Choices(), Decisions()
        self._wanted = Choices()
        self._before: list[Decisions] = []
        self.is_rereading = self._is_reviewing = False
        self._loading = Loading(kit, self)
        self._loading.progressed.connect(self.progressed)
        self._loading.loaded.connect(self._finish)
        self._loading.stopped.connect(self._go_back)
        self._loading.failed.connect(self._fail)

    @property
    def decisions(self) -> Decisions:
        """What was decided so far."""
        return self._decisions

    @property
    def choices(self) -> Choices:
        """What was chosen of how to read the list, that which is still being read included."""
        return self._wanted if self.is_rereading else self._choices

    @property
    def is_behind(self) -> bool:
        """Whether the plan that is shown does not know the last decision yet."""
        return self.prepared is not None and self.prepared.plan.decisions != self._decisions

    @property
    def can_take_back(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._before)

    def open(self, path: Path, event: Event | None, known: Mapping[UUID, Line]) -> None:
        """Read a list; `known` are the lines of the evening."""
        self._forget()
        self.path, self._event, self._known = path, event, known
        # Without an evening the list is compared with nobody; the evening is made when the list is loaded.
        self._event_id = event.id if event else new_id()
        self._enter(Stage.READING)
        self._read(self._choices)

    def choose(self, choices: Choices) -> None:
        """Read the list anew with other choices; the preview stays until it is there."""
        if self.stage is not Stage.PREVIEW or choices == self.choices:
            return
        self.is_rereading, self._wanted = True, choices
        self._read(choices)
        self.entered.emit()

    def decide(self, decisions: Decisions) -> None:
        """Plan anew with other decisions, without reading again; decisions that follow quickly are planned together."""
        if self.stage is Stage.PREVIEW and decisions != self._decisions:
            self._before.append(self._decisions)
            self._put(decisions)

    def take_back(self) -> bool:
        """Take the last decision back; return False where there is none."""
        if self.stage is not Stage.PREVIEW or not self._before:
            return False
        self._put(self._before.pop())
        return True

    def load(self) -> None:
        """Load the list in one step that is taken whole or not at all."""
        prepared = self.prepared
        if self.stage is not Stage.PREVIEW or prepared is None or self.is_rereading:
            return
        self._drop()
        self._enter(Stage.LOADING)
        self._loading.start(self.path, self._event, prepared.plan.list, self._decisions)

    def stop(self) -> None:
        """End what is going on: a first reading leaves nothing, a later one leaves what was there before."""
        if self.stage is Stage.LOADING:
            self._loading.stop()
            self.entered.emit()
        elif self.stage is Stage.READING:
            self.close()
        elif self.is_rereading:
            self._drop()
            self.is_rereading = False
            self.entered.emit()

    @property
    def is_ending(self) -> bool:
        """Whether loading was asked to end and has not yet."""
        return self.stage is Stage.LOADING and self._loading.is_ending

    def close(self) -> bool:
        """Put the list away; what is being loaded is asked to end, tells how that went, and is not away yet."""
        if self.stage is Stage.LOADING:
            self.stop()
            return False
        is_there = self.stage is not Stage.NONE
        self._forget()
        if is_there:
            self._enter(Stage.NONE)
        return is_there

    def _read(self, choices: Choices) -> None:
        importer, event_id, path, known = self._kit.services.importer, self._event_id, self.path, self._known
        # A sheet that was found or remembered is named by the list that was read, not by any choice.
        is_other = self.prepared is not None and choices.sheet not in ("", self.prepared.plan.list.sheet)
        # The rows of another sheet are other people.
        decisions = Decisions(cancel_missing=self._decisions.cancel_missing) if is_other else self._decisions

        def work(report: Report) -> Prepared:
            return prepare(importer.preview(event_id, path, choices=choices, decisions=decisions, report=report), known)

        def show(prepared: Prepared) -> None:
            self._choices, self.is_rereading, self.prepared = choices, False, prepared
            if is_other:
                self._decisions, self._before = decisions, []
            self._enter(Stage.PREVIEW)
            self.read.emit(prepared)
            self._catch_up(decisions)

        self._drop()
        self._job = self._kit.background.run_long(
            work, progress=self.progressed.emit, then=show, failed=self._fail, owner=self
        )

    def _put(self, decisions: Decisions) -> None:
        self._decisions = decisions
        if not (self._is_reviewing or self.is_rereading):
            self._review()

    def _review(self) -> None:
        if self.prepared is None:
            return
        importer, event_id, known = self._kit.services.importer, self._event_id, self._known
        listed, decisions = self.prepared.plan.list, self._decisions

        def show(prepared: Prepared) -> None:
            self._is_reviewing, self.prepared = False, prepared
            self.reviewed.emit(prepared)
            self._catch_up(decisions)

        self._is_reviewing = True
        self._job = self._kit.background.run(
            lambda: prepare(importer.review(event_id, listed, decisions), known),
            then=show,
            failed=self._fail,
            owner=self,
        )

    def _catch_up(self, planned: Decisions) -> None:
        if planned != self._decisions:
            self._review()

    def _finish(self, event: Event, plan: ImportPlan) -> None:
        self._forget()
        self._enter(Stage.NONE)
        self.loaded.emit(event, plan)

    def _go_back(self) -> None:
        """Show the preview again, which loading has left as it was."""
        self._enter(Stage.PREVIEW)
        self.stopped.emit()
        if self.prepared is not None:
            self._catch_up(self.prepared.plan.decisions)

    def _fail(self, error: CheckinError) -> None:
        was_rereading, self.is_rereading, self._is_reviewing = self.is_rereading, False, False
        if was_rereading:
            self.entered.emit()
            self.refused.emit(error)
            return
        if self.prepared is not None:
            # A full disk or a busy file passes; what was put right by hand would have to be typed again.
            self._enter(Stage.PREVIEW)
            self.kept.emit(error)
            return
        self.error = error
        self._enter(Stage.FAILED)

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.entered.emit()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._is_reviewing = None, False

    def _forget(self) -> None:
        self._drop()
        self.prepared, self.error = None, None
        self._choices, self._decisions = Choices(), Decisions()
        self._before, self.is_rereading = [], False


def with_sheet(choices: Choices, sheet: str) -> Choices:
    """Return the choices for another sheet: its header and columns are found anew."""
    return replace(choices, sheet=sheet, header_row=None, fields=())
