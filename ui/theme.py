"""The look in one file: colours, sizes and type, as tokens; the palette of Qt is made from them.

No colour and no size is written anywhere else. `ui.style_sheet` turns the tokens into Qt's style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from checkin.paths import resource
from ui.style_sheet import style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QApplication

ICON_FOLDER: Path = resource("icons")
FONT_FOLDER: Path = resource("fonts")
INTER = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf", "Inter-ExtraBold.ttf")
OTHER_SCRIPTS = (
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("NotoSansSC-SemiBold.ttf",),
    ("NotoSansJP-SemiBold.ttf",),
    ("NotoSansKR-SemiBold.ttf",),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    ("NotoEmoji-SemiBold.ttf",),
)
"""Fonts for names that Inter has no letters for, on a machine that may have none itself."""


class Role(StrEnum):
    """What a colour says. Each role has an ink and a ground."""

    ADMITTED = "admitted"
    ALREADY = "already"
    REFUSED = "refused"
    UNLISTED = "unlisted"
    NEUTRAL = "neutral"
    ACCENT = "accent"


class Size:
    """Lengths in logical pixels; Qt scales them with the screen."""

    STEP = 4
    CORNER = 10
    SMALL_CORNER = 6
    GAP = 12
    PAGE = 20
    PAGE_TOP = 16
    CARD = 20
    RAIL = 76
    RAIL_ITEM = 57
    HEADER = 56
    STATUS = 32
    BUTTON = 36
    TALL_BUTTON = 44
    FIELD = 38
    ROW = 36
    ICON = 16
    BANNER = 238
    BANNER_SHAPE = 46
    OUTLINE = 3
    LEFT_COLUMN = 470
    FRAME = 32
    SMALLEST = (1120, 640)
    USUAL = (1280, 720)


class Type:
    """Font sizes in logical pixels."""

    TINY = 11
    SMALL = 12
    LABEL = 13
    BODY = 14
    LARGE = 16
    HEADING = 20
    ATTENTION = 22
    SMALLEST_ATTENTION = 20
    COUNT = 22
    FIGURE = 36
    TITLE = 40
    WORD = 30
    NAME = 46


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours, as #RRGGBB."""

    is_dark: bool
    border: int
    """Width of what frames a control or a card, in logical pixels."""
    focus: int
    """Width of the ring around what has the keyboard."""
    verdict_border: int
    """Width of the frame around a verdict's ground; 0 where the ground alone stands out."""
    background: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    admitted_ink: str
    admitted_ground: str
    already_ink: str
    already_ground: str
    refused_ink: str
    refused_ground: str
    unlisted_ink: str
    unlisted_ground: str
    on_ink: str
    attention: str
    """Behind what must not be missed: no verdict has this colour."""
    on_attention: str
    faint_accent: str
    """For bars that are past, behind the one that counts now."""
    stage: str
    """Behind the camera picture, in every theme."""
    on_stage: str
    lamp: str

    def ink(self, role: Role) -> str:
        """Return the colour that a role's words and shapes have."""
        match role:
            case Role.NEUTRAL:
                return self.muted
            case Role.ACCENT:
                return self.accent
            case _:
                return str(getattr(self, f"{role.value}_ink"))

    def ground(self, role: Role) -> str:
        """Return the colour behind a role's words."""
        return self.raised if role in (Role.NEUTRAL, Role.ACCENT) else str(getattr(self, f"{role.value}_ground"))


LIGHT = Colours(
    is_dark=False,
    border=1,
    focus=2,
    verdict_border=0,
    background="#F6F5F8",
    surface="#FFFFFF",
    raised="#EFEDF3",
    line="#E1DEE8",
    text="#1B1722",
    muted="#6B6577",
    accent="#6A3FC8",
    on_accent="#FFFFFF",
    admitted_ink="#0B7A4B",
    admitted_ground="#E3F5EC",
    already_ink="#B25209",
    already_ground="#FDF0DC",
    refused_ink="#B91C1C",
    refused_ground="#FBE4E4",
    unlisted_ink="#1D4ED8",
    unlisted_ground="#E2EAFD",
    on_ink="#FFFFFF",
    attention="#6A3FC8",
    on_attention="#FFFFFF",
    faint_accent="#CBBCEB",
    stage="#15121B",
    on_stage="#FFFFFF",
    lamp="#FFFFFF",
)
DARK = Colours(
    is_dark=True,
    border=1,
    focus=2,
    verdict_border=0,
    background="#131118",
    surface="#1C1923",
    raised="#26222F",
    line="#332E3F",
    text="#F4F2F8",
    muted="#A39BB3",
    accent="#A58BFF",
    on_accent="#16121F",
    admitted_ink="#34D399",
    admitted_ground="#0F2E24",
    already_ink="#FBBF24",
    already_ground="#33270C",
    refused_ink="#F87171",
    refused_ground="#351517",
    unlisted_ink="#93C5FD",
    unlisted_ground="#14233F",
    on_ink="#131118",
    attention="#BBA8FF",
    on_attention="#16121F",
    faint_accent="#4A3F6B",
    stage="#0B0A0F",
    on_stage="#FFFFFF",
    lamp="#FFFFFF",
)
CONTRAST = Colours(
    is_dark=True,
    border=2,
    focus=3,
    verdict_border=3,
    background="#000000",
    surface="#000000",
    raised="#262626",
    line="#FFFFFF",
    text="#FFFFFF",
    muted="#EDEDED",
    accent="#D3BDFF",
    on_accent="#000000",
    admitted_ink="#4DFFA1",
    admitted_ground="#000000",
    already_ink="#FFD633",
    already_ground="#000000",
    refused_ink="#FF9C9C",
    refused_ground="#000000",
    unlisted_ink="#A3CDFF",
    unlisted_ground="#000000",
    on_ink="#000000",
    attention="#FFFFFF",
    on_attention="#000000",
    faint_accent="#9C86D1",
    stage="#000000",
    on_stage="#FFFFFF",
    lamp="#FFFFFF",
)
"""Black and white, and inks that reach 7 : 1 (WCAG 2.2, level AAA); frames and rings take the place of grounds."""

_CHOICES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


class Accessibility(Protocol):
    """What the machine says of its user's needs: `QAccessibilityHints`."""

    @property
    def contrastPreferenceChanged(self) -> SignalInstance:
        """Tells of another wish."""

    def contrastPreference(self) -> Qt.ContrastPreference:
        """Return how much contrast is wished for."""


class Theme(QObject):
    """The theme that is on: `system`, `light`, `dark` or `contrast`. Widgets read `colours` while they paint."""

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: str = "system", accessibility: Accessibility | None = None
    ) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.colours = LIGHT
        # The hints on accessibility live no longer in Python than those they come from.
        self._hints = application.styleHints()
        self._accessibility: Accessibility = accessibility or self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._accessibility.contrastPreferenceChanged.connect(self._follow)
        self.choose(choice)

    @property
    def choice(self) -> str:
        """What was chosen; `system` follows the machine."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Put a theme on, for the whole window at once."""
        self._choice = choice
        self.colours = self._system_colours() if choice == "system" else _CHOICES.get(choice, LIGHT)
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(style_sheet(self.colours, Size, Type, ICON_FOLDER))
        self.changed.emit()

    def colour(self, role: Role) -> QColor:
        """Return a role's ink."""
        return QColor(self.colours.ink(role))

    def _system_colours(self) -> Colours:
        """Return what the machine asks for; the forced colours of Windows are such a wish for contrast."""
        if self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        is_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT

    def _follow(self) -> None:
        if self._choice == "system":
            self.choose("system")


def is_high_contrast() -> bool:
    """Tell whether the palette that Qt has on is the one of high contrast, for what is painted without a theme."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window) == QColor(CONTRAST.background)


def palette(colours: Colours) -> QPalette:
    """Return Qt's palette in these colours, for what no style sheet reaches."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.background,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made


def load_fonts(files: Iterable[str] = INTER) -> list[str]:
    """Give Qt the bundled fonts and return their families; one that is not there is left out in silence."""
    families: list[str] = []
    for name in files:
        path = FONT_FOLDER / name
        added = QFontDatabase.addApplicationFont(str(path)) if path.exists() else -1
        families += [f for f in QFontDatabase.applicationFontFamilies(added) if f not in families] if added >= 0 else []
    return families


def font(size: int = Type.BODY, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """Return the interface's font; `tabular` figures keep their width while they count."""
    made = QFont()
    made.setPixelSize(size)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    c = QColor(colour)
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue())
