"""A print server of the tests' own, and a printer on the network behind it that keeps what it is sent."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60
"""Seconds until a test gives up on a badge that does not come out."""


def why_no_cups() -> str:
    """Return what this machine lacks for a print server, or nothing."""
    if not shutil.which("cupsd") or not shutil.which("lp") or not Path("/usr/lib/cups/filter/pdftopdf").exists():
        return "no cupsd, lp and pdftopdf (Debian: cups, cups-client, cups-filters)"
    return "" if os.geteuid() == 0 else "cupsd of the tests' own wants root"


FILES = """
ServerRoot {0}
RequestRoot {0}/spool
TempDir {0}/spool/tmp
CacheDir {0}/cache
StateDir {0}/state
AccessLog {0}/access
ErrorLog {0}/error
PageLog {0}/page
SystemGroup root
"""
DAEMON = """
Listen {0}/sock
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
DRIVER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Checkin"
*Product: "(Paper)"
*ModelName: "Checkin Paper"
*ShortNickName: "Checkin Paper"
*NickName: "Checkin Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsVersion: 1.5
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize Label/Label: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion Label/Label: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea Label/Label: "4 4 172 279"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Label/Label: "176 283"
"""
"""A printer that takes PDF as it is, on A4 or on labels of 62 x 100 mm."""
PDF_BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
PDF_DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
PDF_PRINTER = """
Out {0}/out
AnonDirName {0}/out
Spool {0}/pdf-spool
Log {0}
PostProcessing {0}/hand-on
"""
"""Settings of the PDF printer of Debian's printer-driver-cups-pdf."""
HAND_ON = """#!/bin/bash
cat "$1" > /dev/tcp/127.0.0.1/{0}
"""
"""What the PDF printer calls with a file that it made: it sends the file to where the other printers send theirs."""


def why_no_pdf_printer() -> str:
    """Return what this machine lacks for a print server with a PDF printer, or nothing."""
    has_all = PDF_BACKEND.exists() and PDF_DRIVER.exists()
    return why_no_cups() or ("" if has_all else "no PDF printer (Debian: printer-driver-cups-pdf)")


class PrintServer:
    """CUPS with printers whose work comes to `take`.

    `office` (A4) and `label` (62 x 100 mm) take PDF as it is; `pdf` is the PDF printer that CUPS has of Debian, where
    this machine has it, and takes any size.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._jobs: queue.Queue[bytes] = queue.Queue()
        for name, paper in (("office", "A4"), ("label", "Label")):
            device = f"socket://127.0.0.1:{port}/?snmp=false&waiteof=false"
            self.call("lpadmin", "-p", name, "-E", "-v", device, "-P", f"{folder}/paper.ppd", "-o", f"PageSize={paper}")
        if not why_no_pdf_printer():
            self.call("lpadmin", "-p", "pdf", "-E", "-v", f"cups-pdf:/{folder.name}", "-P", str(PDF_DRIVER))
        self.call("lpadmin", "-d", "office")

    def disable(self, name: str) -> None:
        """Stop a printer: its jobs wait."""
        self.call("cupsdisable", name)

    def enable(self, name: str) -> None:
        """Let a printer go on."""
        self.call("cupsenable", name)

    def call(self, *command: str) -> str:
        """Run one of the commands of CUPS on this server."""
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout

    def take(self, path: Path) -> Path:
        """Wait for the next badge that comes out, and keep it in a file."""
        path.write_bytes(self._jobs.get(timeout=PATIENCE))
        return path

    def jobs(self, *, done: bool) -> int:
        """Count the jobs that came out, or that wait."""
        return len(self.call("lpstat", "-W", "completed" if done else "not-completed", "-o").splitlines())

    def listen(self, printer: socket.socket) -> None:
        """Be the printer, until its socket is closed: every connection is a job."""
        while True:
            try:
                connection, _ = printer.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                self._jobs.put(stream.read())


@contextmanager
def print_server() -> Iterator[PrintServer]:
    """Run a print server; the commands of CUPS are to find it by the environment meanwhile."""
    # Not in pytest's own folder, which is closed to the user that CUPS runs its filters as.
    with tempfile.TemporaryDirectory(prefix="cups-", ignore_cleanup_errors=True) as name, socket.socket() as printer:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("spool/tmp", "cache", "state"):
            (folder / part).mkdir(parents=True)
        (folder / "cups-files.conf").write_text(FILES.format(folder))
        (folder / "cupsd.conf").write_text(DAEMON.format(folder))
        (folder / "paper.ppd").write_text(DRIVER)
        printer.bind(("127.0.0.1", 0))
        printer.listen()
        settings = _settings_of_the_pdf_printer(folder, printer.getsockname()[1])
        before = os.environ.get("CUPS_SERVER")
        os.environ["CUPS_SERVER"] = f"{folder}/sock"
        # In the background: the command returns once the server takes jobs.
        subprocess.run(["cupsd", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"], check=True)
        try:
            server = PrintServer(folder, printer.getsockname()[1])
            listener = threading.Thread(target=server.listen, args=(printer,), name="printer")
            listener.start()
            yield server
        finally:
            os.kill(int((folder / "state" / "cupsd.pid").read_text()), signal.SIGTERM)
            printer.shutdown(socket.SHUT_RDWR)
            printer.close()
            settings.unlink(missing_ok=True)
            os.environ.pop("CUPS_SERVER")
            if before is not None:
                os.environ["CUPS_SERVER"] = before


def _settings_of_the_pdf_printer(folder: Path, port: int) -> Path:
    """Write them where that printer looks, which is compiled into it: under a name of this server alone."""
    settings = Path("/etc/cups", f"cups-pdf-{folder.name}.conf")
    if not why_no_pdf_printer():
        (folder / "hand-on").write_text(HAND_ON.format(port))
        (folder / "hand-on").chmod(0o755)
        settings.write_text(PDF_PRINTER.format(folder))
    return settings
