"""Whatever is saved, corrected, read anew, taken back or removed, in whatever order: the database stays in order."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.store.interchange import dump_lines, import_lines
from onrecord.store.keeping import Store
from onrecord.store.name_keys import name_key
from onrecord.store.opening import open_store
from tests.made_records import made_record
from tests.test_store_corrections import shifted

CUES = (
    "said",
    "said,",
    "said, “i",
    "said, “if",
    "“We will",
)  # where extractors may put the cue; the first is the maker's
FIELDS = (("manner", "direct"), ("factuality.status", "denied"), ("addressee", None), (None, None))
STEPS = st.tuples(
    st.sampled_from(("save", "correct", "withdraw", "reread", "remove", "judge", "unjudge")),
    st.integers(0, 3), st.integers(0, 4),
)  # fmt: skip


def take(store: Store, step: tuple[str, int, int]) -> None:
    """Do one thing to a store; what makes no sense just now is refused by a UsageError."""
    what, which, choice = step
    # Two addresses, with two texts each.
    record = made_record(which, uri=f"https://river.example/{which // 2}")
    document = record.document.id
    if what == "save":
        store.save_record(record)
    elif what == "remove":
        store.remove_document(document)
    elif what == "reread":
        store.reread(record if choice == 0 else shifted(record, "said", CUES[choice]))
    elif what == "withdraw":
        made = store.load_corrections()
        store.withdraw_correction(made[choice % len(made)].id if made else "none")
    elif what == "unjudge":
        said = store.load_judgements()
        store.withdraw_judgement(said[choice % len(said)].id if said else "none")
    else:
        now = store.load_record(document)
        if what == "judge":
            store.judge(now.statements[0].id, now.statements[1].id, "same" if choice else "unsure", author="Ada")
        elif choice == 4:
            store.correct(now.actors[0].id, "name", f"Name {which}", author="Ada")
        else:
            store.correct(now.statements[0].id, *FIELDS[choice], author="Ada")


@settings(max_examples=40)
@example([("save", 0, 0), ("correct", 0, 1), ("reread", 0, 4), ("reread", 0, 1), ("withdraw", 0, 0), ("save", 1, 0)])
@example([("save", 0, 0), ("correct", 0, 3), ("correct", 0, 0), ("withdraw", 0, 0), ("remove", 0, 0)])
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_any_sequence_of_doings_leaves_a_database_in_order_that_can_be_carried_over(
    steps: list[tuple[str, int, int]],
) -> None:
    ticks = count(1)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder, "a.db"), clock=lambda: f"2026-01-01T00:00:00.{next(ticks):06}Z") as store,
        open_store(Path(folder, "b.db")) as other,
    ):
        for step in [("save", 0, 0), *steps]:
            try:
                take(store, step)
            except UsageError:
                continue
        assert store.check() == ()
        import_lines(other, dump_lines(store))
        assert other.contents() == store.contents()
        assert other.check() == ()


@example("℃")
@given(st.text())
def test_a_key_is_its_own_key_and_hides_case_accents_and_spaces(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert name_key(f"  {name} ") == key
    assert bool(key) == bool(name.strip())


def test_keys_of_names_that_are_spelt_in_several_ways() -> None:
    for spellings in (
        ("Volodymyr  ZELENSKÝ", "volodymyr zelensky"), ("Lech Wałęsa", "Lech Walesa"), ("U.S.", "US"),
        ("Søren O’Brien-Lund", "Soren OBrien Lund"), ("Straße", "STRASSE"), ("Ｋａｊａ", "Kaja"),
    ):  # fmt: skip
        assert len({name_key(each) for each in spellings}) == 1, spellings
    assert len({name_key(each) for each in ("—", "…", "Ж", "漢", "")}) == 5
