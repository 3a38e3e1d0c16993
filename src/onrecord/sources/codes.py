"""Why a report can be refused: every code of `Rejected`, and what to do about it."""

from __future__ import annotations

REFUSALS = {
    "missing": "There is no such file.",
    "unreadable": "The file cannot be opened; the system's reason is given.",
    "no_reports": "The folder holds no files, hidden ones aside.",
    "binary": "The file is an archive, a picture, an office document or another binary format.",
    "not_utf8": "The text is neither UTF-8 nor UTF-16 with a byte order mark; the offending byte is named.",
    "not_unicode": "The text holds half a character (a lone surrogate), which JSON can spell.",
    "too_long": "More than 5,000,000 characters in one report, or a file too large to hold so few.",
    "too_short": "A web page with less than 200 characters of main text. Plain text may have any length.",
    "not_an_article": "A web page that is mostly headlines or links.",
    "not_english": "200 characters or more that are clearly in another language; `--language en` reads them anyway.",
    "not_a_pdf": "The PDF is damaged.",
    "encrypted": "The PDF is locked with a password.",
    "no_text": "The PDF holds pictures of pages; run it through OCR first.",
    "bad_line": "A line of a JSON Lines file holds no document; file and line are named.",
    "internal_error": "The program failed on this report; please report it.",
}
