"""Where errors, verdicts and a list's problems become sentences, for the command line and the window alike.

Each error gets one clear sentence that says what to do.
"""

from checkin.wording.errors import sentence
from checkin.wording.problems import problem_sentence
from checkin.wording.verdicts import details, headline, word

__all__ = ["details", "headline", "problem_sentence", "sentence", "word"]
