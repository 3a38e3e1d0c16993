from onrecord.store.keeping import Store


def test_x(store: Store) -> None:
    with store.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from meetings_view").scalar_one() == 0
