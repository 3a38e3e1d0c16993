"""Which document an item will be, known before it is read: what is kept already need not be read again."""

from __future__ import annotations

from onrecord.ids import document_id
from onrecord.options import Options
from onrecord.record import Item


def identify(item: Item, options: Options) -> str:
    """The id of the document that reading an item with these options makes."""
    # A path says where this copy lies, not where the report was published: it is kept, but makes no other document.
    address = item.uri if item.uri is not None and "://" in item.uri else None
    return document_id(address, options.publisher or item.publisher, item.text)
