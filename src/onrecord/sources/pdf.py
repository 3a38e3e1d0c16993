"""A PDF to an item: its text page by page, with words put together again that the lines' ends divided."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from onrecord.record import Item, Rejected
from onrecord.sources.decoding import unify_line_ends
from onrecord.sources.names import in_one_line

# "minis-\nter, who": what stands before the hyphen at a line's end, the letters that begin the next line, and what
# hangs on them. The line's end moves behind it, so that lines keep about their length.
_DIVIDED = re.compile(r"([^\W\d_]+)-[ \t]*\n[ \t]*([^\W\d_]+)(\S*)[ \t]*\n?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read_pdf(data: bytes, uri: str | None) -> Item | Rejected:
    """The text of a PDF, or why there is none: `not_a_pdf`, `encrypted`, `no_text` (scanned pages).

    A PDF's own date is when the file was made, not when the report was published: it is left alone.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every flaw that it works around
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Rejected("encrypted", "the PDF is locked with a password", uri)
        pages = [page.extract_text().strip() for page in reader.pages]
        metadata = reader.metadata
        title = metadata.title if metadata else None
        author = metadata.author if metadata else None
    except MemoryError:
        raise
    except Exception as problem:  # of 3,000 damaged files the library failed in a dozen ways, assertions among them
        return Rejected("not_a_pdf", in_one_line(f"the PDF cannot be read ({type(problem).__name__}: {problem})"), uri)
    text = join_divided(unify_line_ends("\n\n".join(page for page in pages if page)))
    if not text:
        return Rejected("no_text", "the PDF holds pictures of pages, no text; run it through OCR first", uri)
    return Item(text, uri, "application/pdf", title or None, author or None)


def join_divided(text: str) -> str:
    """The text with words divided at a line's end put together, on the evidence of the text's other words.

    "minis-" and "ter" become "minister". The hyphen stays where the text elsewhere has the word with it ("vice-",
    "president"), or both parts as words of their own but never the whole ("post-", "war"), or a capital ("Anglo-",
    "Irish").
    """
    words = Counter(word.lower() for word in _WORD.findall(_DIVIDED.sub(" ", text)))

    def join(found: re.Match[str]) -> str:
        first, second, rest = found.groups()
        whole, hyphened = words[(first + second).lower()], words[f"{first}-{second}".lower()]
        both_stand = words[first.lower()] > 0 and words[second.lower()] > 0
        keep = hyphened > whole or (whole == 0 and (both_stand or not second.islower()))
        return f"{first}{'-' if keep else ''}{second}{rest}\n"

    return _DIVIDED.sub(join, text)
