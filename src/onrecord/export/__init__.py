"""What a database holds, in formats that others read: tables, calendars, maps, graphs, citations."""

from onrecord.export.exporting import export
from onrecord.export.request import FORMS, Exported

__all__ = ["FORMS", "Exported", "export"]
