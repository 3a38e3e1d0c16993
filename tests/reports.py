"""Reports as files of several kinds, for the tests of sources."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import Item, Rejected
from onrecord.sources import read_items

ARTICLE = "".join(
    f"<p>Paragraph {number}: the council of the river towns met again and agreed on how the water is to be shared "
    "in dry years, the chairwoman said on Friday.</p>\n"
    for number in range(6)
)


PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Water shared anew</title>'
    '<meta property="og:site_name" content="The River Post"><meta name="author" content="Ada Holm">'
    '<meta property="article:published_time" content="2025-03-07T08:00:00+01:00"></head><body><nav><a href="/">Home</a>'
    f"</nav><article><h1>Water shared anew</h1>{ARTICLE}</article></body></html>"
)


def read_one(path: Path) -> Item | Rejected:
    (found,) = read_items([path])
    return found


def refusal(path: Path) -> tuple[str, str]:
    found = read_one(path)
    assert isinstance(found, Rejected), found
    return found.code, found.detail


def a_file(folder: Path, content: bytes | str, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def a_pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(out)
