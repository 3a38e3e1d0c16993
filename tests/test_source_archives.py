"""Archives and packed files: their members are read in order, nothing leaves them, and nothing in them is unbounded."""

from __future__ import annotations

import gzip
import io
import json
import struct
import sys
import tarfile
import zlib
from pathlib import Path

import pytest
import zstandard

from onrecord.record import Item, Rejected
from onrecord.sources import SourceOptions, read_items
from tests.reports import PAGE, a_file, a_pdf, refusal
from tests.source_files import TEXT, a_tar, a_zip, a_zst, codes_in, found_in, locked, texts_in

THREE = {"b.txt": b"two", "a/c.txt": b"three", "page": PAGE.encode()}
LINES = b'{"text": "one"}\n{"text": "two"}\n'


# --- packed with gzip or zstd


@pytest.mark.parametrize("pack", [gzip.compress, a_zst], ids=["gzip", "zstd"])
def test_any_kind_is_read_packed_whatever_its_name(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    assert found_in(a_file(tmp_path, pack(b"The mayor said so."), "a")) == [
        Item("The mayor said so.", str(tmp_path / "a"))
    ]
    lines = a_file(tmp_path, pack(LINES), "lines")
    assert found_in(lines) == [Item("one", f"{lines}:1"), Item("two", f"{lines}:2")]
    (page,) = found_in(a_file(tmp_path, pack(PAGE.encode()), "page"))
    assert isinstance(page, Item)
    assert page.title == "Water shared anew"
    (paper,) = found_in(a_file(tmp_path, pack(a_pdf("The mayor left.")), "paper"))
    assert isinstance(paper, Item)
    assert paper.text == "The mayor left."


def test_a_packed_file_is_named_as_what_is_in_it(tmp_path: Path) -> None:
    broken = b'"text": "one"}\n{"text": "two"}\n'
    assert codes_in(a_file(tmp_path, gzip.compress(broken), "r.jsonl.gz")) == ["bad_line", "read"]
    assert codes_in(a_file(tmp_path, gzip.compress(broken), "r.txt.gz")) == ["read"]


def test_members_of_gzip_and_frames_of_zstd_one_after_another(tmp_path: Path) -> None:
    gzips = gzip.compress(b"one, ") + b"\0" * 30 + gzip.compress(b"") + gzip.compress(b"two")
    assert texts_in(a_file(tmp_path, gzips)) == ["one, two"]
    skipped = struct.pack("<II", 0x184D2A50, 4) + b"note"
    assert texts_in(a_file(tmp_path, a_zst(b"one, ") + skipped + a_zst(b"") + a_zst(b"two"))) == ["one, two"]


def test_what_was_readable_before_the_end_is_read(tmp_path: Path) -> None:
    for pack in (gzip.compress, a_zst):
        lines = b"".join(json.dumps({"text": f"{number} {zlib.crc32(b'%d' % number)}"}).encode() + b"\n"
                         for number in range(20_000))  # fmt: skip
        data = pack(lines)
        *read, last = found_in(a_file(tmp_path, data[: len(data) // 2], "lines"))
        assert len(read) > 5000
        assert read[0] == Item(f"0 {zlib.crc32(b'0')}", f"{tmp_path / 'lines'}:1")
        assert isinstance(last, Rejected)
        assert last.code == "truncated"


@pytest.mark.parametrize("pack", [gzip.compress, a_zst], ids=["gzip", "zstd"])
def test_damage_is_told(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    data = bytearray(pack(TEXT.encode() * 40))
    data[len(data) // 2] ^= 255
    code, detail = refusal(a_file(tmp_path, bytes(data), "r"))
    assert code == "damaged"
    assert detail.startswith(f"{tmp_path / 'r'}: not valid ")
    assert codes_in(a_file(tmp_path, pack(b"one") + b"and more")) == ["damaged"]


def test_packed_twice_is_refused(tmp_path: Path) -> None:
    code, detail = refusal(a_file(tmp_path, gzip.compress(a_zst(b"text"))))
    assert (code, detail.endswith(": packed more than once")) == ("archive_limit", True)


@pytest.mark.parametrize("pack", [gzip.compress, a_zst], ids=["gzip", "zstd"])
def test_a_bomb_is_given_up(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    line = b'{"text": "' + b"a" * 2**20 + b'"}\n'
    *read, last = found_in(a_file(tmp_path, pack(line * 80), "bomb"))
    assert len(read) < 60
    assert isinstance(last, Rejected)
    assert last.code == "archive_limit"
    assert last.detail.endswith("unpacks to more than 200 times its size")


# --- zip and tar


@pytest.mark.parametrize(
    "data",
    [a_zip(THREE), a_zip(THREE, packed=False), a_tar(THREE), a_tar(THREE, tarfile.GNU_FORMAT),
     gzip.compress(a_tar(THREE)), a_zst(a_tar(THREE, tarfile.USTAR_FORMAT)), gzip.compress(a_zip(THREE))],
    ids=["zip", "stored", "tar", "tar-gnu", "tar.gz", "tar.zst", "zip.gz"],
)  # fmt: skip
def test_members_are_read_in_order_each_told_by_its_content(tmp_path: Path, data: bytes) -> None:
    path = a_file(tmp_path, data, "archive")
    first, second, page = found_in(path)
    assert (first, second) == (Item("two", f"{path}!/b.txt"), Item("three", f"{path}!/a/c.txt"))
    assert isinstance(page, Item)
    assert (page.uri, page.title) == (f"{path}!/page", "Water shared anew")


@pytest.mark.parametrize("data", [a_zip(THREE), a_tar(THREE), gzip.compress(a_tar(THREE)), a_zst(a_zip(THREE))])
def test_archives_come_by_standard_input_too(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [item.uri for item in read_items(["-"])] == ["<stdin>!/b.txt", "<stdin>!/a/c.txt", "<stdin>!/page"]


def test_members_hold_what_a_folder_may_hold(tmp_path: Path) -> None:
    members = {"lines.jsonl": LINES, "packed.gz": gzip.compress(b"three"), ".hidden": b"x", "__MACOSX/b": b"x",
               "inner.zip": a_zip({"d.txt": b"four"}), "picture.png": b"\x89PNG\r\n\x1a\n"}  # fmt: skip
    for data in (a_zip(members), a_tar(members)):
        path = a_file(tmp_path, data, "all")
        uris = ["lines.jsonl:1", "lines.jsonl:2", "packed.gz", "inner.zip!/d.txt", "picture.png"]
        assert [each.uri for each in found_in(path)] == [f"{path}!/{uri}" for uri in uris]
        assert codes_in(path) == ["read", "read", "read", "read", "binary"]


def test_an_archive_within_an_archive_within_an_archive(tmp_path: Path) -> None:
    two = a_zip({"a.tar": a_tar({"b.txt": b"deep"})})
    assert texts_in(a_file(tmp_path, two)) == ["deep"]
    assert codes_in(a_file(tmp_path, a_tar({"c.zip": two, "d.txt": b"not deep"}))) == ["archive_limit", "read"]


@pytest.mark.parametrize("name", ["../up.txt", "/etc/report.txt", "a/../../b.txt", "C:\\report.txt", "..\\up.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    for data in (a_zip({name: b"out", "in.txt": b"in"}), a_tar({name: b"out", "in.txt": b"in"})):
        refused, read = found_in(a_file(tmp_path, data, "a"))
        assert isinstance(refused, Rejected)
        assert refused.code == "unsafe_member"
        assert refused.uri is not None
        assert refused.uri.startswith(str(tmp_path / "a") + "!/")
        assert isinstance(read, Item)
        assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            header = tarfile.TarInfo(f"link{kind.decode()}")
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
    assert codes_in(a_file(tmp_path, out.getvalue())) == ["unsafe_member"] * 4


def test_what_is_locked_and_what_is_no_archive_of_reports(tmp_path: Path) -> None:
    path = a_file(tmp_path, locked(a_zip({"a.txt": b"secret"})))
    assert refusal(path) == ("encrypted", f"{path}!/a.txt: locked with a password")
    assert codes_in(a_file(tmp_path, a_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))) == [
        "binary"
    ]
    assert codes_in(a_file(tmp_path, a_zip({}))) == ["no_reports"]
    assert codes_in(a_file(tmp_path, a_tar({".hidden": b"x"}))) == ["no_reports"]


def test_archives_that_are_damaged_or_cut_short(tmp_path: Path) -> None:
    members = {f"{number}.txt": f"{number} {TEXT}".encode() for number in range(9)}
    packed = a_zip(members)
    assert codes_in(a_file(tmp_path, packed[:-60])) == ["damaged"]
    spoiled = bytearray(a_zip(members, packed=False))
    spoiled[spoiled.index(b"4 The council") + 2] ^= 32
    assert codes_in(a_file(tmp_path, bytes(spoiled))) == ["read"] * 4 + ["damaged"] + ["read"] * 4
    tarred = a_tar(members)
    assert codes_in(a_file(tmp_path, tarred[:4096])) == ["read"] * 4
    assert codes_in(a_file(tmp_path, tarred[:3800])) == ["read"] * 3 + ["truncated"] * 2  # the member, and the archive
    assert codes_in(a_file(tmp_path, gzip.compress(tarred)[:-300]))[-1] == "truncated"


def test_limits_of_members_ratio_and_size(tmp_path: Path) -> None:
    many = {f"{number}.txt": b"x" for number in range(12)}
    assert codes_in(a_file(tmp_path, a_zip(many)), max_members=10) == ["archive_limit"]
    assert codes_in(a_file(tmp_path, a_tar(many)), max_members=10) == ["read"] * 10 + ["archive_limit"]
    zeros = {f"{number}.txt": b"a" * 10_000_000 for number in range(9)}
    assert codes_in(a_file(tmp_path, a_zip(zeros))) == ["read"] * 5 + ["archive_limit"]
    assert codes_in(a_file(tmp_path, gzip.compress(a_tar(zeros)))) == ["read"] * 5 + ["archive_limit"]
    assert codes_in(a_file(tmp_path, gzip.compress(a_tar(zeros))), max_unpacked=25_000_000) == ["read"] * 2 + [
        "archive_limit"
    ]


def test_members_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    """A zip whose directory names one packed member many times over: small on disk, large unpacked."""
    data = a_zip({"0.txt": b"a" * 4_000_000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory = b"".join(data[start:end].replace(b"0.txt", b"%d.txt" % number) for number in range(10))
    many = data[:start] + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 10, 10, len(directory), start, 0)
    codes = codes_in(a_file(tmp_path, many))
    assert codes.count("archive_limit") <= 1
    assert codes.count("read") < 10


def test_a_sparse_member_of_a_tar_is_not_taken_at_its_word(tmp_path: Path) -> None:
    header = tarfile.TarInfo("sparse.txt")
    header.type, header.size = tarfile.GNUTYPE_SPARSE, 0
    block = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    block[483:495] = b"%011o\0" % 2**32  # its size once the holes are filled
    block[148:156] = b"%06o\0 " % (sum(block[:148]) + 8 * 32 + sum(block[156:]))
    assert codes_in(a_file(tmp_path, bytes(block) + bytes(1024)))[0] in ("too_long", "truncated", "damaged", "binary")


def test_a_long_name_in_a_tar_is_not_held(tmp_path: Path) -> None:
    assert codes_in(a_file(tmp_path, a_tar({"n" * 300 + ".txt": b"long"}, tarfile.GNU_FORMAT))) == ["read"]
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        code, detail = refusal(a_file(tmp_path, a_tar({"n" * 70_000: b"x"}, form)))
        assert code == "archive_limit"
        assert "a member's name or attributes of 7" in detail


def test_zip_spooled_from_a_stream_and_options_that_make_no_sense(tmp_path: Path) -> None:
    assert texts_in(a_file(tmp_path, gzip.compress(a_zip({"a.txt": b"a" * 9_000_000}, packed=False)))) == [
        "a" * 9_000_000
    ]
    for wrong in ({"pause": -1.0}, {"max_depth": 0}, {"timeout": float("nan")}):
        with pytest.raises(Exception, match="must be"):
            SourceOptions(**wrong)


def test_the_same_zstd_with_a_window_too_large_is_refused(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=28, enable_ldm=True)
    wide = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    assert codes_in(a_file(tmp_path, wide.compress(b"a") + wide.flush())) == ["damaged"]
