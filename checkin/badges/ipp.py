"""Asking CUPS by IPP what became of a job and how a printer is, which the words of its commands do not tell apart.

The encoding is RFC 8010, the operations and attributes are RFC 8011. pycups has no wheels, and pyipp brings aiohttp;
what is asked here is four questions.
"""

from __future__ import annotations

import os
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checkin.errors import CheckinError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from http.client import HTTPConnection

GET_JOB_ATTRIBUTES = 0x0009
GET_JOBS = 0x000A
GET_PRINTER_ATTRIBUTES = 0x000B

NOT_FOUND = 0x0406
"""The status of an answer about a job or a printer that is not there (RFC 8011, appendix B)."""

SOCKETS = (Path("/run/cups/cups.sock"), Path("/private/var/run/cupsd"))
"""Where CUPS listens on Linux and on macOS."""

MOST = 1 << 22
"""Bytes of an answer that are read: a printer with every paper there is tells some ten thousand."""

_INTEGER, _BOOLEAN, _ENUM, _RANGE, _COLLECTION, _URI = 0x21, 0x22, 0x23, 0x33, 0x34, 0x45
_NAME, _KEYWORD, _CHARSET, _LANGUAGE = 0x42, 0x44, 0x47, 0x48
_END_COLLECTION, _MEMBER = 0x37, 0x4A
_OPERATION_GROUP, _END, _FIRST_VALUE, _FIRST_WITH_CONTENT = 0x01, 0x03, 0x10, 0x20
_TEXTS = range(0x40, 0x50)


class IppError(CheckinError):
    """No answer, or one that is not IPP; `is_silent` where the service is there and does not answer in time."""

    def __init__(self, detail: str, *, is_silent: bool = False) -> None:
        super().__init__(detail)
        self.is_silent = is_silent


Attributes = dict[str, list[Any]]
"""Values by name: numbers, texts, pairs of numbers for a range, and attributes again for a collection."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, which is an error from 0x0400 on, and the groups of attributes behind that of the operation."""

    status: int
    groups: tuple[Attributes, ...]


def ask(
    operation: int, target: str, wanted: Sequence[str], *, more: Sequence[tuple[str, Any]] = (), patience: float
) -> Answer:
    """Ask CUPS about the printer or job at a path, such as `/printers/office`; raises IppError.

    `wanted` are the attributes to tell, `more` are attributes of the operation: flags and keywords.
    """
    from http.client import HTTPException  # not loaded where nothing is printed

    target = quote(target)
    body = request(operation, target, wanted, more)
    connection = _connection(patience)
    try:
        connection.request("POST", target, body, {"Content-Type": "application/ipp"})
        reply = connection.getresponse()
        content = reply.read(MOST)
    except TimeoutError as error:
        raise IppError(repr(error), is_silent=True) from error
    except (OSError, HTTPException) as error:
        raise IppError(repr(error)) from error
    finally:
        connection.close()
    if reply.status != 200:
        raise IppError(f"HTTP {reply.status}")
    return read_answer(content)


def request(operation: int, target: str, wanted: Sequence[str], more: Sequence[tuple[str, Any]] = ()) -> bytes:
    """Return a request of IPP 1.1 as bytes, which every CUPS understands."""
    head = struct.pack(">BBHIB", 1, 1, operation, 1, _OPERATION_GROUP)
    kind = "job-uri" if operation == GET_JOB_ATTRIBUTES else "printer-uri"
    parts = [
        head,
        _attribute(_CHARSET, "attributes-charset", "utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", "en"),
        _attribute(_URI, kind, f"ipp://localhost{target}"),
        _attribute(_NAME, "requesting-user-name", _user()),
    ]
    for name, value in more:
        parts.append(_attribute(_BOOLEAN if isinstance(value, bool) else _KEYWORD, name, value))
    for index, name in enumerate(wanted):
        parts.append(_attribute(_KEYWORD, "" if index else "requested-attributes", name))
    return b"".join((*parts, bytes([_END])))


def read_answer(content: bytes) -> Answer:
    """Return what an answer says; raises IppError where it is not whole."""
    try:
        return _read_answer(content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise IppError(repr(error)) from error


def _read_answer(content: bytes) -> Answer:
    (status,) = struct.unpack_from(">H", content, 2)
    groups: list[Attributes] = []
    at, name = 8, ""
    stack: list[tuple[Attributes, str]] = []
    while (tag := content[at]) != _END:
        at += 1
        if tag < _FIRST_VALUE:
            groups.append({})
            stack = []
            continue
        key, at = _take(content, at)
        raw, at = _take(content, at)
        name = key.decode() or name
        if tag == _MEMBER:
            # The name of what follows in a collection stands where its value would.
            name = raw.decode()
        elif tag == _COLLECTION:
            inner: Attributes = {}
            (stack[-1][0] if stack else groups[-1]).setdefault(name, []).append(inner)
            stack.append((inner, name))
        elif tag == _END_COLLECTION:
            _, name = stack.pop()
        elif tag >= _FIRST_WITH_CONTENT:
            (stack[-1][0] if stack else groups[-1]).setdefault(name, []).append(_value(tag, raw))
    return Answer(status, tuple(groups[1:]))


def _value(tag: int, raw: bytes) -> Any:
    if tag in (_INTEGER, _ENUM):
        return struct.unpack(">i", raw)[0]
    if tag == _BOOLEAN:
        return raw != b"\0"
    if tag == _RANGE:
        return struct.unpack(">ii", raw)
    return raw.decode(errors="replace") if tag in _TEXTS else raw


def _take(content: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", content, at)
    end = at + 2 + length
    if end > len(content):
        raise IndexError(end)
    return content[at + 2 : end], end


def _attribute(tag: int, name: str, value: str | bool) -> bytes:
    raw = bytes([value]) if isinstance(value, bool) else value.encode()
    called = name.encode()
    return struct.pack(">BH", tag, len(called)) + called + struct.pack(">H", len(raw)) + raw


def _user() -> str:
    """Return the user that the commands of CUPS hand jobs over as: what is whose is told to nobody else."""
    import pwd  # not there on Windows, where there is no CUPS

    try:
        return os.environ.get("CUPS_USER") or pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return "anonymous"


def _connection(patience: float) -> HTTPConnection:
    """Return a connection to the server that the commands of CUPS would ask, too."""
    from http.client import HTTPConnection  # not loaded where nothing is printed

    class OverSocket(HTTPConnection):
        """HTTP over a socket of this machine."""

        def connect(self) -> None:
            """Open the socket."""
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.sock.settimeout(patience)
            self.sock.connect(server)

    server = os.environ.get("CUPS_SERVER", "") or next((str(path) for path in SOCKETS if path.exists()), "localhost")
    if server.startswith("/"):
        return OverSocket("localhost", timeout=patience)
    host, _, port = server.partition("/")[0].rpartition(":") if ":" in server else (server, "", "")
    return HTTPConnection(host, int(port) if port.isdecimal() else 631, timeout=patience)
