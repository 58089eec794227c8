"""Putting rows right in a preview: the form of one, the next one after it, and taking that back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.wording import problem_sentence
from ui.attendees.preview.body import Section
from ui.attendees.preview.fix_form import FixForm
from ui.attendees.preview.session import Stage

if TYPE_CHECKING:
    from checkin.lists.fixing import Fix
    from checkin.lists.listed import Problem
    from ui.attendees.preview.body import Body
    from ui.attendees.preview.remarks import Remark
    from ui.attendees.preview.session import Session
    from ui.kit import Kit


class Fixing(QObject):
    """Owns the form; a fix becomes one of the session's decisions."""

    said = Signal(str)
    """A line for whoever asked for something that cannot be; an empty one takes it away."""

    def __init__(self, session: Session, body: Body, kit: Kit) -> None:
        super().__init__(body)
        self._session, self._body, self._kit = session, body, kit
        self.form = FixForm(kit.theme, kit.translations.language)
        body.put_form(self.form)
        body.problems.fix_wanted.connect(self.open_remark)
        body.changed.connect(self.close)
        self.form.kept.connect(self._keep)
        self.form.passed.connect(self._go_on)
        self.form.undone.connect(self._take_back)
        self.form.closed.connect(self.step_back)

    def open_remark(self, remark: Remark) -> None:
        """Open the form of a remark's row; what is said of the whole file is put right at the columns."""
        prepared = self._session.prepared
        if prepared is None or self._session.stage is not Stage.PREVIEW:
            return
        if remark.row is None:
            self._body.open(Section.COLUMNS)
            return
        row = remark.row
        if row not in prepared.read and remark.problem is not None and remark.problem.value.isdecimal():
            # The row was merged into an earlier one, which the problem names.
            row = int(remark.problem.value)
        self._open(row, remark.problem)

    def open_row(self, row: int) -> None:
        """Open the form of any row, with the gravest that is said of it."""
        prepared = self._session.prepared
        if prepared is None:
            return
        remark = next((remark for remark in prepared.remarks if remark.row == row), None)
        if self._body.section not in (None, Section.PROBLEMS):
            self._body.close()
        self._open(row, remark.problem if remark else None)

    def close(self) -> None:
        """Put the form away, and leave the keyboard where it is."""
        self.form.put_away()
        self._body.show_parts()

    def step_back(self) -> bool:
        """Put the form away and give the keyboard back; return False where there is none."""
        if self.form.isHidden():
            return False
        self.form.put_away()
        self._body.give_keyboard_back()
        self._body.show_parts()
        return True

    def finish(self) -> bool:
        """Keep what stands in the form, if it is open; return False where that cannot be kept."""
        if self.form.isHidden() or not self.form.is_changed:
            return True
        self.form.submit()
        return not self.form.error

    def _open(self, row: int, problem: Problem | None) -> None:
        prepared, t = self._session.prepared, self._kit.translations.language
        if prepared is None or row not in prepared.read:
            self.said.emit(t.text("Nothing to put right here: correct the row that it belongs to."))
            return
        self.said.emit("")
        self._body.remember_keyboard()
        fix = self._fix_of(row)
        self._body.show()
        self.form.open(
            prepared.read[row],
            prepared.now[row],
            is_withheld=row in prepared.withheld,
            fix=fix,
            problem=problem,
            sentence=problem_sentence(problem, t) if problem else "",
            is_alone=self._body.section is None,
        )

    def _fix_of(self, row: int) -> Fix | None:
        return next((fix for fix in self._session.decisions.fixes if fix.row == row), None)

    def _keep(self, fix: Fix) -> None:
        decisions = self._session.decisions
        others = tuple(other for other in decisions.fixes if other.row != fix.row)
        self._session.decide(replace(decisions, fixes=(*others, fix)))
        self._go_on()

    def _take_back(self, row: int) -> None:
        decisions = self._session.decisions
        fixes = tuple(fix for fix in decisions.fixes if fix.row != row)
        self._session.decide(replace(decisions, fixes=fixes))
        self.step_back()

    def _go_on(self) -> None:
        """Open the next row with something to do, or go back to where the keyboard came from."""
        done = {fix.row for fix in self._session.decisions.fixes} | {self.form.row}
        remark = self._body.problems.choose_next(done) if self._body.section is Section.PROBLEMS else None
        if remark is None:
            self.step_back()
        else:
            self.open_remark(remark)
