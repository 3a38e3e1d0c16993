"""Reads labelled texts with event heads that have not seen them: records to a file, for the gate.

    python tools/read_held_out.py KEPT.npz RECORDS.jsonl TEXTS.jsonl ...

Of TEXTS only those are read that KEPT holds (tools/held_out.py).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from held_out import HeldOutTagger, uris_of
from onrecord.codec import dumps
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Record, Rejected
from onrecord.sources import read_items


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kept", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    options = parser.parse_args()
    tagger, uris = HeldOutTagger(options.kept), uris_of(options.kept)
    with options.records.open("w", encoding="utf-8") as out:
        for item in read_items(options.texts):
            if isinstance(item, Rejected) or item.uri not in uris:
                continue
            result = process(item, Options(), tagger)
            if isinstance(result, Record):
                out.write(dumps(result) + "\n")


if __name__ == "__main__":
    main()
