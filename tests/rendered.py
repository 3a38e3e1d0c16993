"""Reports for the tests of the renderers, in our own words and about nobody, and their records as read."""

from __future__ import annotations

from functools import lru_cache

import onrecord
from onrecord.record import Record

REPORT = """\
HARBOUR PACT NEARS AS MINISTERS GATHER

LISBON, March 4 (Reuters) - Ines Calvo, the Portuguese foreign minister, met Foreign Minister Tomas Brandl of \
Austria on Tuesday to discuss the harbour pact.

“We will not sign before the audit is out,” Ms. Calvo told reporters on Tuesday. “Then we shall see.”

Mr. Brandl said that Ms. Calvo had warned of delays. Former President Oskar Lind of Sweden declined to comment.

According to a draft of the pact seen by The River Post, the two states will call for shared patrols. Austria wants \
to send two ships to Lisbon on Friday.

One diplomat, who asked not to be named, called the plan “window dressing.” Ministers are expected to say next week \
whether the talks go on.

Reporting by Jon Arbo; Editing by Lia Sand
"""

HOSTILE = """\
Ines Calvo, the mayor, said on Monday: “</script><script>alert(1)</script> & <img src=x onerror=alert(2)> \
[x](javascript:1)”

The mayor of <b>Lisbon</b> told `rm -rf` **reporters** that "a < b && c > d" &amp; so on.\x1b[31m She wants to leave.
"""


@lru_cache(maxsize=200)
def record_of(text: str, published: str | None = "2025-03-04") -> Record:
    """The record of a report, as the program reads it."""
    return onrecord.read(text, published=published, language="en")
