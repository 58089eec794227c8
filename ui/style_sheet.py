"""Qt's style sheet, filled with the tokens of `ui.theme`.

A label says what it is with the property `look` (`title`, `heading`, `muted`...), see `ui.widgets.labels`.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from ui.theme import Colours

_SHEET = Template("""
QWidget { color: $text; }
QDialog, QMessageBox, QFileDialog { background: $background; }
QToolTip { background: $raised; color: $text; border: ${border}px solid $line; padding: 4px 8px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${TITLE}px; font-weight: 800; }
QLabel[look="figure"] { font-size: ${FIGURE}px; font-weight: 800; }
QLabel[look="heading"] { font-size: ${HEADING}px; font-weight: 700; }
QLabel[look="page"] { font-size: ${LARGE}px; font-weight: 700; }
QLabel[look="large"] { font-size: ${LARGE}px; }
QLabel[look="strong"] { font-weight: 700; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="lead"] { color: $muted; font-size: 17px; }
QLabel[look="label"] { color: $muted; font-size: ${LABEL}px; }
QLabel[look="small"] { color: $muted; font-size: ${SMALL}px; }
QLabel[look="admitted"] { color: $admitted_ink; font-weight: 600; }
QLabel[look="already"] { color: $already_ink; font-weight: 600; }
QLabel[look="refused"] { color: $refused_ink; font-weight: 600; }
QLabel[look="unlisted"] { color: $unlisted_ink; font-weight: 600; }

#rail { background: $surface; border-right: ${border}px solid $line; }
#header { background: $surface; border-bottom: ${border}px solid $line; }
#status { background: $surface; border-top: ${border}px solid $line; }
#content { background: $background; }

QFrame[look="card"] { background: $surface; border: ${border}px solid $line; border-radius: ${CORNER}px; }
QFrame[look="preview"] { background: $raised; border: ${ground_frame}; border-radius: ${CORNER}px; }
QFrame[look="offer"] { background: $unlisted_ground; border: ${ground_frame}; border-radius: ${SMALL_CORNER}px; }
QFrame[look="good"] { background: $admitted_ground; border: ${ground_frame}; border-radius: ${SMALL_CORNER}px; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateTimeEdit, QComboBox {
    background: $surface; border: ${border}px solid $line; border-radius: 8px; padding: 0 ${field_inside}px;
    min-height: ${field_high}px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted;
}
QPlainTextEdit, QTextEdit { padding: 8px ${field_inside}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateTimeEdit:focus, QComboBox:focus {
    border: ${focus}px solid $accent; padding: 0 ${field_inside_focus}px; min-height: ${field_high_focus}px;
}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $muted; background: $background; }
QLineEdit[look="bare"], QLineEdit[look="bare"]:focus {
    border: none; padding: 0; background: transparent; font-size: ${LARGE}px; min-height: 0;
}
QFrame[look="field"] { background: $surface; border: ${border}px solid $line; border-radius: ${CORNER}px; }
QFrame[look="field-on"] { background: $surface; border: ${focus}px solid $accent; border-radius: ${CORNER}px; }

QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    background: $surface; border: ${border}px solid $line; border-radius: 8px; padding: 4px; outline: none;
    selection-background-color: $raised; selection-color: $text;
}
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QDateTimeEdit::up-button, QDateTimeEdit::down-button { width: 0; border: none; }

QCheckBox, QRadioButton {
    spacing: 8px; background: transparent; min-height: 20px; border: ${focus}px solid transparent; border-radius: 6px;
}
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: ${border}px solid $muted; border-radius: 4px; background: $surface;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QRadioButton::indicator:checked {
    background: $accent; border-color: $accent;
}
QCheckBox::indicator:checked, QListView::indicator:checked { image: url("$tick"); }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }

QMenu { background: $surface; border: ${border}px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 8px 16px 8px 12px; border-radius: 6px; }
QMenu::item:selected { background: $raised; border: ${item_frame}; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTableView, QListView, QTreeView {
    background: $surface; border: none; outline: none; gridline-color: $line; alternate-background-color: $surface;
    selection-background-color: $raised; selection-color: $text;
}
QTableView::item, QListView::item { border-bottom: ${border}px solid $line; padding: 0 5px; }
QTableView::item:selected, QListView::item:selected {
    background: $raised; color: $text; border-bottom: ${border}px solid $selected_line;
}
QListView[look="rows"] { background: transparent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; font-size: ${SMALL}px; font-weight: 600; border: none;
    border-bottom: ${border}px solid $line; padding: 0 8px; min-height: 33px;
}
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $raised; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QPushButton {
    background: $surface; border: ${border}px solid $line; border-radius: 8px; padding: 0 ${button_inside}px;
    min-height: ${button_high}px;
}
QPushButton:hover { background: $raised; }
QPushButton:focus, QPushButton:default {
    border: ${focus}px solid $accent; padding: 0 ${button_inside_focus}px; min-height: ${button_high_focus}px;
}
QPushButton:disabled { color: $muted; }
""")


def style_sheet(colours: Colours, size: type, kind: type, icons: Path) -> str:
    """Return the style sheet in these colours, lengths and font sizes."""
    tone = "dark" if colours.is_dark else "light"
    values: dict[str, Any] = {name: getattr(colours, name) for name in colours.__slots__}
    values |= {name: value for holder in (size, kind) for name, value in vars(holder).items() if name.isupper()}
    values |= {name: (icons / f"{name}-{tone}.svg").as_posix() for name in ("arrow", "tick")}
    values |= _frames(colours)
    return _SHEET.substitute(values)


def _frames(colours: Colours) -> dict[str, Any]:
    """Return what depends on the width of frames: a control keeps its size when its frame grows."""
    field, button = 38, 36
    made: dict[str, Any] = {}
    for suffix, width in (("", colours.border), ("_focus", colours.focus)):
        made[f"field_high{suffix}"] = field - 2 * width
        made[f"field_inside{suffix}"] = 12 - width
        made[f"button_high{suffix}"] = button - 2 * width
        made[f"button_inside{suffix}"] = 15 - width
    # Where grounds are all black, a frame says what a ground says elsewhere.
    is_framed = bool(colours.verdict_border)
    made["ground_frame"] = f"{colours.border}px solid {colours.line}" if is_framed else "none"
    made["item_frame"] = f"{colours.border}px solid {colours.accent}" if is_framed else "none"
    made["selected_line"] = colours.accent if is_framed else colours.line
    return made
