"""A list before it is loaded: what is in it, what loading it would change, what to look at. Nothing changes yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from checkin.language import mark
from checkin.lists.importing import Change
from checkin.model import new_id
from ui.attendees.first_evening import this_evening, title_from
from ui.attendees.lines import Line, lines_of_plan
from ui.attendees.problems import SHARES, ProblemsModel, Remark, remarks_of, rows_to_look_at
from ui.theme import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.disclosure import Disclosure
from ui.widgets.labels import Card, ElidedLabel, label
from ui.widgets.progress_line import ProgressLine
from ui.widgets.table import Table
from ui.widgets.tally import Tally
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from checkin.errors import CheckinError
    from checkin.language import Language
    from checkin.lists.importing import ImportPlan
    from checkin.model import Event
    from ui.background import Job
    from ui.kit import Kit

DELIMITERS = {";": mark("semicolon"), ",": mark("comma"), "\t": mark("tab"), "|": mark("vertical bar")}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}
PROBLEM_ROWS = 6


class Stage(Enum):
    """How far the list is."""

    NONE = auto()
    READING = auto()
    PREVIEW = auto()
    LOADING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class _Preview:
    plan: ImportPlan
    lines: list[Line]
    remarks: list[Remark]

    @property
    def changes(self) -> int:
        """How many rows would change the list."""
        return self.plan.count(Change.ADDED) + self.plan.count(Change.UPDATED)


class ImportPanel(Card):
    """The card above the table while a list is looked at."""

    previewed = Signal(object)
    """The lines that loading would leave."""
    left = Signal()
    """The list was put away, nothing changed."""
    loaded = Signal(object, object)
    """The list is in: the evening, and the plan as it was carried out."""
    row_wanted = Signal(int)
    """Show this row of the list."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margin=18, gap=12)
        self._kit = kit
        self._path = Path()
        self._event: Event | None = None
        self._preview: _Preview | None = None
        self._error: CheckinError | None = None
        self._job: Job | None = None
        self.stage = Stage.NONE
        self._build()
        self.retranslate()
        self.hide()
        kit.theme.changed.connect(self._write)

    @property
    def load_button(self) -> Button:
        """The one next step."""
        return self._load

    @property
    def trouble(self) -> str:
        """What is wrong with the file."""
        return self._trouble.text()

    def open(self, path: Path, event: Event | None, known: Mapping[UUID, Line]) -> None:
        """Read a list and show what it would change."""
        self._forget()
        self._path, self._event = path, event
        importer = self._kit.services.importer
        # Without an evening the list is compared with nobody; the evening is made when the list is loaded.
        event_id = event.id if event else new_id()

        def work() -> _Preview:
            plan = importer.preview(event_id, path)
            return _Preview(plan, lines_of_plan(plan, known), remarks_of(plan.list))

        self._enter(Stage.READING)
        self._job = self._kit.background.run(work, then=self._show, failed=self._fail, owner=self)

    def load(self) -> None:
        """Load the list that is shown, in one step that is taken whole or not at all."""
        if self.stage is not Stage.PREVIEW or self._preview is None:
            return
        if not self._preview.changes:
            self.leave()
            return
        plan, event, path = self._preview.plan, self._event, self._path
        services, fallback = self._kit.services, self._language.text("Our evening")

        def work() -> tuple[Event, ImportPlan]:
            into = event or services.evenings.add(title_from(path) or fallback, this_evening(services.clock()))
            return into, services.importer.apply(into.id, plan.list)

        self._enter(Stage.LOADING)
        self._job = self._kit.background.run(work, then=self._finish, failed=self._fail, owner=self)

    def leave(self) -> None:
        """Put the list away; what is being loaded is loaded to its end."""
        if self.stage not in (Stage.NONE, Stage.LOADING):
            self._forget()
            self._enter(Stage.NONE)
            self.left.emit()

    def toggle_problems(self) -> None:
        """Open or close what to look at."""
        if not self._look.isHidden():
            self._look.click()

    def retranslate(self) -> None:
        """Write every text anew."""
        self._remarks.speak(self._language)
        self.problems.setAccessibleName(self._language.text("What to look at"))
        self._leave.setText(self._language.text("Close"))
        self._write()

    @property
    def _language(self) -> Language:
        return self._kit.translations.language

    def _build(self) -> None:
        theme = self._kit.theme
        self._file, self._facts = ElidedLabel("strong", keeps_width=True), ElidedLabel("muted")
        self._platform = Chip()
        self._leave = Button(theme, key="Esc")
        self._leave.clicked.connect(self.leave)
        self._load = Button(theme, key="Enter", kind=Kind.PRIMARY)
        self._load.clicked.connect(self.load)
        first = QHBoxLayout()
        first.setSpacing(Size.GAP)
        for part, stretch in (
            (self._file, 0),
            (self._platform, 0),
            (self._facts, 1),
            (self._leave, 0),
            (self._load, 0),
        ):
            first.addWidget(part, stretch)
        self._tallies = {
            "added": Tally("admitted"),
            "updated": Tally("already"),
            "unchanged": Tally("strong"),
            "cancelled": Tally("refused"),
        }
        self._look = Disclosure(theme, "Ctrl+L")
        self._look.toggled.connect(self._show_problems)
        self._counts = QWidget()
        second = QHBoxLayout(self._counts)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(26)
        for tally in self._tallies.values():
            second.addWidget(tally)
        second.addWidget(self._look)
        second.addStretch()
        self._waiting = ProgressLine(theme)
        self._waiting.cancelled.connect(self.leave)
        self._trouble = label("refused", wrap=True)
        self._remarks = ProblemsModel(theme, self._language)
        self.problems = Table(SHARES)
        self.problems.show_model(self._remarks)
        self.problems.selectionModel().currentRowChanged.connect(self._point)
        self.problems.entered.connect(self.load)
        for below in (self._counts, self._waiting, self._trouble, self.problems):
            self.column.addWidget(below)
        self.column.insertLayout(0, first)

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self._write()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._preview, self._error = None, None, None
        self._remarks.show_remarks([])
        self._look.setChecked(False)

    def _show(self, preview: _Preview) -> None:
        self._preview = preview
        self._remarks.show_remarks(preview.remarks)
        rows = max(1, min(PROBLEM_ROWS, len(preview.remarks)))
        self.problems.setFixedHeight(self.problems.horizontalHeader().sizeHint().height() + rows * (Size.ROW + 1) + 2)
        self._enter(Stage.PREVIEW)
        self.previewed.emit(preview.lines)

    def _finish(self, result: tuple[Event, ImportPlan]) -> None:
        self._forget()
        self._enter(Stage.NONE)
        self.loaded.emit(*result)

    def _fail(self, error: CheckinError) -> None:
        self._error = error
        self._enter(Stage.FAILED)

    def _point(self) -> None:
        row = self.problems.currentIndex().row()
        if 0 <= row < len(self._remarks.remarks):
            self.row_wanted.emit(self._remarks.remarks[row].problem.row or 0)

    def _show_problems(self, on: bool) -> None:
        self.problems.setVisible(on and self.stage is Stage.PREVIEW)
        if on:
            self.problems.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        """Write what depends on how far the list is."""
        stage, t = self.stage, self._language
        self.setVisible(stage is not Stage.NONE)
        self._file.setText(self._path.name)
        shows_plan = stage in (Stage.PREVIEW, Stage.LOADING) and self._preview is not None
        self._counts.setVisible(shows_plan)
        self._platform.hide()
        self._facts.setText("")
        self._load.setVisible(shows_plan)
        self._load.setEnabled(stage is Stage.PREVIEW)
        self._leave.setVisible(stage in (Stage.PREVIEW, Stage.FAILED))
        self.problems.setVisible(stage is Stage.PREVIEW and self._look.isChecked())
        self._trouble.setVisible(stage is Stage.FAILED and self._error is not None)
        if self._error is not None:
            self._trouble.setText(error_line(self._error, t))
        if stage in (Stage.READING, Stage.LOADING):
            self._waiting.begin(
                t.text("Reading the list…") if stage is Stage.READING else t.text("Loading…"), t.text("Cancel")
            )
            self._waiting.cancel.setVisible(stage is Stage.READING)
        else:
            self._waiting.end()
        if shows_plan and self._preview is not None:
            self._write_plan(self._preview, t)

    def _write_plan(self, preview: _Preview, t: Language) -> None:
        plan, listed = preview.plan, preview.plan.list
        self._platform.show_category(listed.platform, self._kit.theme.colours.raised)
        self._facts.setText(" · ".join(self._describe(preview, t)))
        counts = {change.value: plan.count(change) for change in Change} | {"cancelled": plan.cancelled}
        words = {
            "added": t.plural("{n} new", "{n} new", counts["added"]),
            "updated": t.plural("{n} changed", "{n} changed", counts["updated"]),
            "unchanged": t.plural("{n} unchanged", "{n} unchanged", counts["unchanged"]),
            "cancelled": t.plural("{n} cancelled", "{n} cancelled", counts["cancelled"]),
        }
        for key, tally in self._tallies.items():
            tally.write(t.number(counts[key]), words[key])
            tally.setVisible(counts[key] > 0 or key == Change.ADDED.value)
        rows = rows_to_look_at(preview.remarks)
        if rows:
            self._look.write(t.plural("{n} row to look at", "{n} rows to look at", rows), Role.ALREADY)
        elif preview.remarks:
            self._look.write(t.plural("{n} remark", "{n} remarks", len(preview.remarks)), Role.NEUTRAL)
        else:
            self._look.write("", Role.NEUTRAL)
        people = len(plan.rows)
        if preview.changes:
            self._load.setText(t.plural("Load {n} person", "Load {n} people", people))
        else:
            self._load.setText(t.text("Nothing new: go on"))

    def _describe(self, preview: _Preview, t: Language) -> list[str]:
        listed = preview.plan.list
        facts = [t.plural("{n} row", "{n} rows", listed.rows)]
        if listed.sheet:
            facts.append(t.text("sheet “{name}”", name=listed.sheet))
        if listed.delimiter in DELIMITERS:
            facts.append(t.text(DELIMITERS[listed.delimiter]))
        if listed.encoding:
            facts.append(ENCODINGS.get(listed.encoding.lower(), listed.encoding.upper()))
        facts.append(t.text("nothing has changed yet"))
        return facts
