"""What several test modules share: a report in our own words, and how hard hypothesis tries."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import database, new_database, postgresql_server, store
from tests.websites import site

__all__ = ["database", "new_database", "postgresql_server", "site", "store"]  # fixtures, found by their names

# `make test-full` sets it: ten thousand random texts in place of a few hundred.
FULL = os.environ.get("ONRECORD_FULL") == "1"

# A few hundred texts are always the same ones, so that a run can be had again; ten thousand are drawn anew each time.
settings.register_profile(
    "onrecord",
    deadline=None,
    derandomize=not FULL,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("onrecord")

# A shell that starts the suite in the background has it ignore Ctrl-C, and so would all that it starts; tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)

REPORT = """\
The mayor of Lisbon met harbour unions on Tuesday, a day after cranes stopped along the river.

“We will not sign before the audit is out,” Ines Calvo, the mayor, told reporters outside the town hall. She said \
that talks would go on through the weekend.

A spokesman for the port, who asked not to be named, said the losses had reached 4 million euros.
"""


@pytest.fixture
def report() -> str:
    """Three paragraphs with a quotation, an indirect statement and an unnamed source."""
    return REPORT
