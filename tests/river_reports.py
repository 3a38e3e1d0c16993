"""Short reports of a made-up river country, as many as are wanted, in files of several kinds: to be read quickly."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from tests.source_files import a_zip

PEOPLE = ("Maren Tolk", "Idris Quandt", "Ada Holm", "Jonas Brekke", "Lena Varga", "Tomas Ried")
OFFICES = ("foreign minister", "harbour minister", "mayor of Velmar", "spokesman for the river board")
TOWNS = ("Geneva", "Lisbon", "Vienna", "Oslo", "Tallinn", "Prague")
SENTENCES = (
    "{one}, the {office}, met {other} in {town} on {day}.",
    "“We will sign before the water rises,” {one}, the {office}, said on {day}.",
    "{one} told reporters in {town} that the talks would go on next week.",
    "A senior official said that {other} was expected to visit {town} on {day}.",
    "{one} will not travel to {town} unless {other} withdraws the patrol boats.",
    "The {office}, {one}, accused {other} of breaking the agreement on the locks.",
)
DAYS = ("Monday", "Tuesday", "Thursday", "Friday")
FRENCH = (
    "Le maire de la ville a dit que le pont est fermé pour des travaux et que les habitants des deux rives attendent. "
)
FRENCH *= 3


def make_report(number: int) -> str:
    """A report of two or three sentences, another for each number."""
    chance = random.Random(number)
    sentences = (
        chance.choice(SENTENCES).format(
            one=chance.choice(PEOPLE[:3]), other=chance.choice(PEOPLE[3:]), office=chance.choice(OFFICES),
            town=chance.choice(TOWNS), day=chance.choice(DAYS),
        )
        for _ in range(chance.randint(2, 3))
    )  # fmt: skip
    return f"VELMAR, dispatch {number}. {' '.join(sentences)}\n"


def write_reports(folder: Path, number: int) -> None:
    """Write so many reports: files, archive, packed lines of which some are revisions, one again, some no reports."""
    files, archived = number // 3, number // 6
    for each in range(files):
        path = folder / "a" / f"{each:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_report(each), encoding="utf-8")
    members = {f"{each:04}.txt": make_report(each).encode() for each in range(files, files + archived)}
    (folder / "b.zip").write_bytes(a_zip(members))
    lines = [
        # Two texts at each address.
        {"uri": f"https://velmar.example/{each // 2}", "text": make_report(each), "publisher": "River Post",
         "published": f"2025-03-{each % 28 + 1:02}", "title": f"Dispatch {each}"}
        for each in range(files + archived, number)
    ]  # fmt: skip
    lines += [lines[0], {"text": FRENCH}, {"title": "no text"}]
    packed = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(packed.encode()))
