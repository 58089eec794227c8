"""The queue of pages for printers: nothing that was added is lost, and nothing comes out twice unasked.

A page waits as a PDF in the data folder and as a job in the store, until the print system says that it came out. Where
the system holds jobs (CUPS), a job is handed over held, its id is written down, and only then it is let go: whatever
ends the program when, what was not written down never prints, and what was is let go again without harm. Where it does
not (Windows), what was being handed over when the program ended is doubtful, and somebody must look.

A store that is brought back from a backup knows less than the printer. The pages on disk know the rest: one that was
let go is called otherwise than one that was not, and one that came out is gone. So a job of the backup that says
"waiting" is doubtful where its page was let go, and failed where its page is gone; neither prints by itself. The jobs
of another laptop's backup have no pages here and are dropped: their badges are on the next sheets.
"""

from checkin.print_queue.queue import PrintQueue, Progress
from checkin.storage.print_jobs import ON_THE_WAY, JobState, PrintJob

__all__ = ["ON_THE_WAY", "JobState", "PrintJob", "PrintQueue", "Progress"]
