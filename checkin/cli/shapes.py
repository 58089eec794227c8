"""The JSON of the command line, a public contract: documented in the README, kept stable, tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.model import Admitted, AdmittedUnlisted, AlreadyArrived

if TYPE_CHECKING:
    from datetime import datetime

    from checkin.model import Attendee, Event, Verdict
    from checkin.storage.records import AttendeeRecord


def moment(at: datetime | None) -> str | None:
    """Return a time as ISO 8601 with its offset, or None."""
    return at.isoformat(timespec="milliseconds") if at else None


def event_json(event: Event, *, current: bool) -> dict[str, Any]:
    """Return an evening."""
    return {
        "id": str(event.id),
        "title": event.title,
        "starts": event.starts.isoformat(timespec="minutes"),
        "timezone": event.timezone,
        "venue": event.venue,
        "theme": event.theme,
        "capacity": event.capacity,
        "current": current,
    }


def attendee_json(attendee: Attendee) -> dict[str, Any]:
    """Return an attendee."""
    return {
        "id": str(attendee.id),
        "given_name": attendee.given_name,
        "family_name": attendee.family_name,
        "full_name": attendee.full_name,
        "email": attendee.email,
        "handle": attendee.handle,
        "organisation": attendee.organisation,
        "category": attendee.category,
        "ticket_code": attendee.ticket_code,
        "status": attendee.status.value,
        "places": attendee.places,
        "arrived_at": moment(attendee.arrived_at),
        "visits": attendee.visits,
    }


def listed_json(record: AttendeeRecord, row: int) -> dict[str, Any]:
    """Return a row of a list that was read but not loaded: the fields of an attendee who has not come yet."""
    return {
        "row": row,
        "id": str(record.id),
        "given_name": record.given_name,
        "family_name": record.family_name,
        "full_name": record.full_name,
        "email": record.email,
        "handle": record.handle,
        "organisation": record.organisation,
        "category": record.category,
        "ticket_code": record.ticket_code,
        "status": record.status.value,
        "places": record.places,
        "arrived_at": None,
        "visits": 0,
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict."""
    attendee = getattr(verdict, "attendee", None)
    first = verdict.first if isinstance(verdict, (Admitted, AlreadyArrived)) else None
    arrival_id = verdict.arrival_id if isinstance(verdict, (Admitted, AdmittedUnlisted)) else None
    return {
        "verdict": verdict.answer.value,
        "text": verdict.scan.text,
        "attendee": attendee_json(attendee) if attendee else None,
        "arrival_id": str(arrival_id) if arrival_id else None,
        "at": moment(verdict.scan.at),
        "door": verdict.scan.door.name,
        "first_arrival": {"at": moment(first.at), "door": first.door} if first else None,
    }
