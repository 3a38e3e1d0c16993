"""From sources to the database and back: reports are read and saved, kept ones read again, with all told on the way.

Not named `ingest`, for that is the name of the package's function.
"""

from onrecord.ingesting.ingest import ingest_reports
from onrecord.ingesting.reread import Rereading, plan_rereading, reread_documents
from onrecord.ingesting.summary import Result, Summary, Tell

__all__ = ["Rereading", "Result", "Summary", "Tell", "ingest_reports", "plan_rereading", "reread_documents"]
