"""Documents by what people call them, on both databases."""

from __future__ import annotations

import pytest

from onrecord.errors import UsageError
from onrecord.store.keeping import Store
from tests.made_records import made_record


def test_a_document_goes_by_its_id_its_beginning_its_address_or_path(store: Store) -> None:
    far = "https://river.example/" + "a" * 5000  # longer than an index holds
    records = [made_record(1), made_record(2, uri="reports/two.txt"), made_record(3, uri=far)]
    store.save_records(records)
    for record in records:
        document = record.document
        digits = document.id.removeprefix("doc-")
        for name in (document.id, document.id[:8], digits, digits[:4], document.uri or ""):
            assert store.find_document(name).id == document.id
            assert store.find_document(name).uri == document.uri


@pytest.mark.parametrize(
    "name", ["", "doc-", "doc-12", "123", "doc-zzzz", "%", "____", "https://river.example", "DOC-0000"]
)
def test_other_names_are_nobodys(store: Store, name: str) -> None:
    store.save_records([made_record(number) for number in range(1, 8)])
    with pytest.raises(UsageError, match="the database holds no such document"):
        store.find_document(name)


def test_a_name_of_several_is_told_with_all_of_them(store: Store) -> None:
    records = [made_record(number, uri="https://river.example/") for number in range(8)]
    store.save_records(records)
    with pytest.raises(UsageError) as told:
        store.find_document("https://river.example/")
    ids = ", ".join(record.document.id for record in records[:5])
    assert f"several documents go by that: {ids}, …; name one, or each of them" in str(told.value)


def test_readings_that_stand(store: Store) -> None:
    one, other = made_record(1), made_record(2)
    store.save_records([one, other])
    store.reread(made_record(1, version="2"))
    assert [each.onrecord for each in store.load_readings(one.document.id)] == ["0.1", "0.2"]
    assert [each.onrecord for each in store.load_readings(one.document.id, standing=True)] == ["0.2"]
    assert [each.onrecord for each in store.load_readings(standing=True)] == ["0.2", "0.1"]
