"""The head of a preview: the file and how it was read, what loading it would do, and the ways on and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from checkin.language import mark
from checkin.lists.importing import Change
from ui.theme import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.disclosure import Disclosure
from ui.widgets.labels import ElidedLabel
from ui.widgets.tally import Tally

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.attendees.preview.prepared import Prepared
    from ui.theme import Theme

DELIMITERS = {";": mark("semicolon"), ",": mark("comma"), "\t": mark("tab"), "|": mark("vertical bar")}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}
BETWEEN_TALLIES = 26


class Head(QWidget):
    """Two lines; the second only where there is a plan."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._file, self._facts = ElidedLabel("strong", keeps_width=True), ElidedLabel("muted")
        self._platform = Chip()
        self.columns = Disclosure(theme, "Ctrl+K")
        self.look = Disclosure(theme, "Ctrl+L")
        self.doubts = Disclosure(theme, "Ctrl+D")
        self.leave = Button(theme, key="Esc")
        self.load = Button(theme, key="Enter", kind=Kind.PRIMARY)
        first = QHBoxLayout()
        first.setSpacing(Size.GAP)
        for part, stretch in ((self._file, 0), (self._platform, 0), (self._facts, 1), (self.leave, 0), (self.load, 0)):
            first.addWidget(part, stretch)
        self._tallies = {
            "added": Tally("admitted"),
            "updated": Tally("already"),
            "unchanged": Tally("strong"),
            "cancelled": Tally("refused"),
        }
        self._counts = QWidget()
        second = QHBoxLayout(self._counts)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(BETWEEN_TALLIES)
        for tally in self._tallies.values():
            second.addWidget(tally)
        second.addStretch()
        sections = QHBoxLayout()
        sections.setSpacing(Size.STEP)
        for opens in (self.look, self.doubts, self.columns):
            sections.addWidget(opens)
        second.addLayout(sections)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(first)
        column.addWidget(self._counts)

    def show_file(self, name: str) -> None:
        """Show a file of which nothing is known yet."""
        self._file.setText(name)
        self._facts.setText("")
        self._platform.hide()
        self._counts.hide()
        self.load.hide()

    def show_plan(self, name: str, prepared: Prepared, t: Language) -> None:
        """Show what is in the file and what loading it would do."""
        plan, listed = prepared.plan, prepared.plan.list
        self._file.setText(name)
        self._platform.show_category(listed.platform, self._theme.colours.raised)
        self._facts.setText(" · ".join(_facts(prepared, t)))
        self._counts.show()
        self.load.show()
        counts = {change.value: count for change, count in prepared.counts.items()}
        counts["cancelled"] = prepared.cancelled + prepared.gone
        words = {
            "added": t.plural("{n} new", "{n} new", counts["added"]),
            "updated": t.plural("{n} changed", "{n} changed", counts["updated"]),
            "unchanged": t.plural("{n} unchanged", "{n} unchanged", counts["unchanged"]),
            "cancelled": t.plural("{n} cancelled", "{n} cancelled", counts["cancelled"]),
        }
        for key, tally in self._tallies.items():
            tally.write(t.number(counts[key]), words[key])
            tally.setVisible(counts[key] > 0 or key == Change.ADDED.value)
        self._write_sections(prepared, t)
        if prepared.changes:
            self.load.setText(t.plural("Load {n} person", "Load {n} people", len(plan.rows)))
        else:
            self.load.setText(t.text("Nothing new: go on"))

    def _write_sections(self, prepared: Prepared, t: Language) -> None:
        rows, remarks = prepared.to_look_at, prepared.remarks
        if rows:
            self.look.write(t.plural("{n} row to look at", "{n} rows to look at", rows), Role.ALREADY)
        elif any(remark.is_settled for remark in remarks):
            self.look.write(t.text("All looked at"), Role.ADMITTED)
        elif remarks:
            self.look.write(t.plural("{n} remark", "{n} remarks", len(remarks)), Role.NEUTRAL)
        else:
            self.look.write("", Role.NEUTRAL)
        asked, answered = prepared.plan.doubts, {row for row, _ in prepared.plan.decisions.joins}
        doubts = len(asked)
        role = Role.ADMITTED if all(doubt.row in answered for doubt in asked) else Role.UNLISTED
        said = t.plural("{n} perhaps known", "{n} perhaps known", doubts) if doubts else ""
        self.doubts.write(said, role)
        self.columns.write(t.text("Columns") if prepared.plan.list.columns else "", Role.NEUTRAL)


def _facts(prepared: Prepared, t: Language) -> list[str]:
    listed = prepared.plan.list
    facts = [t.plural("{n} row", "{n} rows", listed.rows)]
    if listed.sheet:
        facts.append(t.text("sheet “{name}”", name=listed.sheet))
    if listed.delimiter in DELIMITERS:
        facts.append(t.text(DELIMITERS[listed.delimiter]))
    if listed.encoding:
        facts.append(ENCODINGS.get(listed.encoding.lower(), listed.encoding.upper()))
    facts.append(t.text("nothing has changed yet"))
    return facts
