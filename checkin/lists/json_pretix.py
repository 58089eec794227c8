"""The tickets of pretix out of its JSON: orders that hold positions, which name their products and questions by number.

Sources: `pretix/base/exporters/json.py` for "Order data (JSON)", and the REST API's orders and check-in list positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.lists.json_values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATUSES = {"p": "paid", "n": "pending", "e": "expired", "c": "canceled", "r": "refunded"}
_LISTS = ("orders", "results", "positions")


def pretix_tickets(document: Any) -> Iterator[dict[str, str] | None] | None:
    """Return each position's fields by header, None for one that admits nobody; or None where this is not pretix'."""
    event = document.get("event", document) if isinstance(document, dict) else {}
    event = event if isinstance(event, dict) else {}
    listed = document if isinstance(document, list) else next((event[name] for name in _LISTS if event.get(name)), None)
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        return None
    if all(isinstance(one.get("positions"), list) and "code" in one for one in listed):
        pairs = ((order, position) for order in listed for position in order["positions"])
    elif all("positionid" in one and "item" in one for one in listed):
        pairs = ((_order_of(position), position) for position in listed)
    else:
        return None
    return _tickets(_Catalogue(event), pairs)


def _tickets(catalogue: _Catalogue, pairs: Iterator[tuple[dict[str, Any], Any]]) -> Iterator[dict[str, str] | None]:
    for order, position in pairs:
        is_ticket = isinstance(position, dict) and catalogue.admits(position.get("item"))
        yield _fields(catalogue, order, position) if is_ticket else None


def _order_of(position: dict[str, Any]) -> dict[str, Any]:
    """Return what a position of a check-in list tells of its order."""
    order = position.get("order")
    told = {name.removeprefix("order__"): value for name, value in position.items() if name.startswith("order__")}
    return told | (order if isinstance(order, dict) else {"code": order})


class _Catalogue:
    """The event's products, their variations and its questions, by number."""

    def __init__(self, event: dict[str, Any]) -> None:
        self._items: dict[str, Any] = {text_of(item.get("id")): item for item in _objects(event, "items")}
        self._questions = {text_of(q.get("id")): text_of(q.get("question")) for q in _objects(event, "questions")}

    def admits(self, item: Any) -> bool:
        """Say whether a product lets somebody in; a T-shirt does not."""
        known = item if isinstance(item, dict) else self._items.get(text_of(item), {})
        return known.get("admission") is not False

    def product(self, item: Any, variation: Any) -> str:
        """Return a product's name as pretix prints it, "Entrance – Adult"; nothing where the file does not tell."""
        known = item if isinstance(item, dict) else self._items.get(text_of(item), {})
        among = {text_of(one.get("id")): one for one in _objects(known, "variations")}
        one = variation if isinstance(variation, dict) else among.get(text_of(variation), {})
        names = [text_of(known.get("name")), text_of(one.get("name") or one.get("value"))]
        return " – ".join(name for name in names if name)

    def question(self, answer: dict[str, Any]) -> str:
        """Return the words of the question that an answer is to."""
        question = answer.get("question")
        if isinstance(question, dict):
            return text_of(question.get("question"))
        known = self._questions.get(text_of(question), "")
        return known or text_of(answer.get("question_identifier")) or text_of(question)


def _objects(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = holder.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _fields(catalogue: _Catalogue, order: dict[str, Any], position: dict[str, Any]) -> dict[str, str]:
    fields = {
        "Order code": text_of(order.get("code")),
        "Order email": text_of(order.get("email")),
        "Order status": _status(order, position),
        "Test mode": text_of(order.get("testmode")),
        "Attendee name": text_of(position.get("attendee_name")),
    }
    parts = position.get("attendee_name_parts")
    if isinstance(parts, dict) and parts.get("given_name") and parts.get("family_name"):
        fields["Attendee name: Given name"] = text_of(parts["given_name"])
        fields["Attendee name: Family name"] = text_of(parts["family_name"])
    fields |= {
        "Attendee email": text_of(position.get("attendee_email")),
        "Company": text_of(position.get("company")),
        "Product": catalogue.product(position.get("item"), position.get("variation")),
        "Secret": text_of(position.get("secret")),
    }
    for answer in _objects(position, "answers"):
        if question := catalogue.question(answer):
            fields.setdefault(question, text_of(answer.get("answer")))
    return fields


def _status(order: dict[str, Any], position: dict[str, Any]) -> str:
    if position.get("canceled"):
        return "canceled"
    status = text_of(order.get("status"))
    if status == "n" and order.get("valid_if_pending"):
        return "paid"
    if status == "n" and order.get("require_approval"):
        return "pending approval"
    if position.get("blocked"):
        return "blocked"
    return _STATUSES.get(status, status)
