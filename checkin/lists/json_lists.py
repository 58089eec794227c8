"""JSON to a table: which of a document's lists are the people, and one record for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from checkin.lists.container import Container
from checkin.lists.json_fields import fields_of, is_answers, json_words
from checkin.lists.json_pretix import pretix_tickets
from checkin.lists.json_values import parse, text_of
from checkin.lists.listed import Field, Problem, ProblemKind, Severity
from checkin.lists.tables import MOST_CELLS, MOST_PEOPLE, Record, Table, TooLargeError
from checkin.lists.vocabulary import header_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checkin.lists.delimited import Known

    Fields = dict[str, str]
    Rows = Iterator["Fields | str | None"]
    """The people by header; a text is an entry that is no object, None one that is nobody."""
    Pairs = Callable[[], Iterator[tuple[Fields, Any]]]
    """Entries of a list, each after what is said around it."""

_MOST_COLUMNS = 2_000
_MOST_LEVELS = 8
_MOST_HEADERS = 20_000
_MOST_LISTS = 20
_MOST_CANDIDATES = 100
_SAMPLE = 50
_WHO = frozenset(
    {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.NAME, Field.FULL_NAME, Field.EMAIL}
    | {Field.BUYER_FULL_NAME, Field.BUYER_GIVEN_NAME, Field.BUYER_FAMILY_NAME, Field.BUYER_EMAIL}
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A list that may be the people; the heaviest is."""

    pairs: Pairs
    weight: float


def read_json(data: bytes, known: Known) -> list[Table]:
    """Read people from JSON or JSON lines: pretix, Luma, and any list of objects; `known` measures a header.

    A record's row is its place in the list, or in all the lists that make it up. Returns nothing where the bytes are
    no JSON, are nested too deep, or hold no list. Raises `TooLargeError` and `BrokenError`.
    """
    document = parse(data)
    if document is None:
        return []
    value = document.value
    tickets = pretix_tickets(value)
    if tickets is not None:
        return [_table(tickets, document.encoding)]
    if found := list(islice(_candidates(value, 0), _MOST_CANDIDATES)):
        return [_table(_rows(_best(found, known).pairs), document.encoding)]
    plain = next(_plain_lists(value, 0), None)
    return [_plain_table(plain, document.encoding)] if plain else []


def _table(rows: Rows, encoding: str) -> Table:
    headers: dict[str, int] = {}
    records: list[Record] = []
    problems = []
    row = cells = 0
    for row, fields in enumerate(rows, 1):
        if row > MOST_PEOPLE:
            raise TooLargeError
        if isinstance(fields, str):
            problems.append(Problem(row, ProblemKind.NOBODY, Severity.ERROR, fields[:120]))
            continue
        if not fields:
            continue
        record: list[str] = []
        for header, text in fields.items():
            if (place := headers.setdefault(header, len(headers))) < _MOST_COLUMNS:
                record.extend([""] * (place + 1 - len(record)))
                record[place] = text
        cells += len(record)
        if cells > MOST_CELLS or len(headers) > _MOST_HEADERS:
            raise TooLargeError
        records.append(Record(row, tuple(record)))
    names = Record(0, tuple(islice(headers, _MOST_COLUMNS)))
    kept = (names, *records) if records else ()
    return Table(kept, row, Container.JSON, encoding, named=True, problems=tuple(problems))


def _candidates(value: Any, level: int) -> Iterator[_Candidate]:
    """Yield the lists of objects of a document, from the outside in."""
    if level > _MOST_LEVELS:
        return
    if isinstance(value, list):
        if any(isinstance(one, dict) for one in value):
            yield from _lists_in(lambda: _alone(value), 1.0, level)
        return
    if not isinstance(value, dict):
        return
    objects = [one for one in value.values() if isinstance(one, dict)]
    if len(objects) > 1 and len(objects) == len(value):
        # Some stores keep a list as an object whose keys are its numbers.
        yield from _lists_in(lambda: _alone(objects), 0.8, level)
    for one in value.values():
        yield from _candidates(one, level + 1)
    if level == 0:
        yield _Candidate(lambda: _alone([value]), 0.3)


def _alone(items: list[Any]) -> Iterator[tuple[Fields, Any]]:
    return (({}, item) for item in items)


def _lists_in(pairs: Pairs, weight: float, level: int) -> Iterator[_Candidate]:
    """Yield a list of objects, and the lists inside its objects, each of which repeats what is said around it."""
    yield _Candidate(pairs, weight)
    if level >= _MOST_LEVELS:
        return
    sample = [one for _, one in islice(pairs(), _SAMPLE) if isinstance(one, dict)]
    inner = {key: value for one in sample for key, value in one.items() if _is_list_of_objects(value)}
    words = json_words()
    for key, value in islice(inner.items(), _MOST_LISTS):
        if key in words.companions:
            continue
        if key in words.people or _are_people(value):
            yield from _lists_in(partial(_inside, pairs, key), 3.0 * weight, level + 2)
        elif key in words.tickets and any(isinstance(one.get(key), list) and len(one[key]) > 1 for one in sample):
            yield _Candidate(partial(_inside, pairs, key, of_tickets=True), 3.0 * weight)
        else:
            yield from _lists_in(partial(_inside, pairs, key), 0.3 * weight, level + 2)


def _inside(pairs: Pairs, key: str, *, of_tickets: bool = False) -> Iterator[tuple[Fields, Any]]:
    for before, item in pairs():
        children = item.get(key) if isinstance(item, dict) else None
        if not isinstance(children, list) or not children:
            continue
        around = before | _around(item, key)
        for child in children:
            if of_tickets and isinstance(child, dict) and "name" in child:
                # Of a ticket that names nobody, the name is its own.
                yield around, {"ticket name" if name == "name" else name: value for name, value in child.items()}
            else:
                yield around, child


def _is_list_of_objects(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    objects = [one for one in value[:_SAMPLE] if isinstance(one, dict)]
    return bool(objects) and not is_answers(objects)


def _are_people(items: list[Any]) -> bool:
    """Say whether objects name people themselves; a bare "name" may be a ticket's."""
    fields = _fields_named(chain.from_iterable(fields_of(one) for one in items[:_SAMPLE] if isinstance(one, dict)))
    return bool(fields & {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME, Field.EMAIL})


def _around(item: dict[str, Any], key: str) -> Fields:
    """Return what an object says beside one of its lists. Its name and address are not theirs who stand in the list."""
    fields = fields_of(item, without=key)
    return {f"order {header}" if _fields_named([header]) & _WHO else header: text for header, text in fields.items()}


def _rows(pairs: Pairs) -> Rows:
    for around, item in pairs():
        if isinstance(item, dict):
            own = fields_of(item)
            yield own | {header: text for header, text in around.items() if header not in own} if own else None
        else:
            yield text_of(item) or None


def _best(found: list[_Candidate], known: Known) -> _Candidate:
    def score(candidate: _Candidate) -> float:
        sample = [fields for fields in islice(_rows(candidate.pairs), _SAMPLE) if isinstance(fields, dict)]
        headers = list(dict.fromkeys(chain.from_iterable(sample)))
        return candidate.weight * known(headers) * (1.0 if _fields_named(headers) & _WHO else 0.1)

    return max(found, key=score)


def _fields_named(headers: Iterable[str]) -> set[Field]:
    return {match.field for header in headers for match in header_matches(header)[:1]}


def _plain_lists(value: Any, level: int) -> Iterator[list[Any]]:
    """Yield the lists of texts, and the lists of lists, which are a table already."""
    if level > _MOST_LEVELS:
        return
    if isinstance(value, list) and any(isinstance(one, (str, list)) for one in value):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _plain_lists(one, level + 1)


def _plain_table(rows: list[Any], encoding: str) -> Table:
    if len(rows) > MOST_PEOPLE:
        raise TooLargeError
    cells = [tuple(map(text_of, row)) if isinstance(row, list) else (text_of(row),) for row in rows]
    records = [Record(row, record) for row, record in enumerate(cells, 1) if any(record)]
    return Table(tuple(records), len(rows), Container.JSON, encoding)
