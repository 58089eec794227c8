"""Who on the list the walk-in may be: a card between the fields, with its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.door.rows import masked
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.model import Attendee
    from ui.door.clerk import Offer
    from ui.theme import Theme


class OfferCard(QFrame):
    """Hidden while there is nobody to offer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "offer")
        self.offer: Offer | None = None
        self.hides_addresses = False
        self.name, self.about = label("strong", wrap=True), label("", wrap=True)
        self.its_them = Button(theme, key="Down+Enter")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(Size.GAP)
        row.addLayout(texts, 1)
        row.addWidget(self.its_them)
        self.hide()

    @property
    def attendee(self) -> Attendee | None:
        """Who is offered first."""
        return self.offer.attendees[0] if self.offer is not None else None

    def show_offer(self, offer: Offer | None) -> None:
        """Hold another offer; one of nobody is none."""
        self.offer = offer if offer and offer.attendees else None
        self.setVisible(self.offer is not None)

    def write(self, language: Language, *, is_for_blank: bool) -> None:
        """Write who it is; `is_for_blank` words it for a badge without a name."""
        self.its_them.setText(language.text("It is theirs") if is_for_blank else language.text("Yes, let them in"))
        if self.offer is None or self.attendee is None:
            return
        attendee = self.attendee
        self.name.setText(language.text("{name} is on the list", name=attendee.full_name))
        email = masked(attendee.email) if self.hides_addresses else attendee.email
        about = [part for part in (attendee.handle, attendee.organisation, email) if part]
        if attendee.inside and attendee.arrived_at is not None:
            about.append(language.text("inside since {time}", time=language.time(attendee.arrived_at)))
        others = len(self.offer.attendees) - 1
        if others:
            about.append(language.plural("and {n} more like it", "and {n} more like it", others))
        about.append(language.text("Enter again registers somebody else"))
        self.about.setText(" · ".join(about))
