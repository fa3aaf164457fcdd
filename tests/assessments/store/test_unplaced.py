"""People who sign in read what is wrong with the database, and not where on the computer it lies."""

from collections.abc import Callable
from functools import partial

import pytest

from assessments.errors import StoreUnavailable
from assessments.store import open_store
from assessments.store.unplaced import UnplacedStore, unplaced


def test_a_moved_file_is_told_without_its_path(tmp_path):
    file = tmp_path / "folder of somebody" / "stocktake.db"
    store = UnplacedStore(lambda: open_store(file), file)
    door = store.for_user(1)
    assert door.read(lambda rows: rows.rows("SELECT name FROM person")) == [{"name": "You"}]
    file.rename(file.with_suffix(".away"))
    doors = (door, store.reception(None), store.counting())
    reads = [partial(each.read, lambda rows: rows.rows("SELECT 1")) for each in doors]
    asks: list[Callable[[], object]] = [store.ready, *reads]
    for asked in asks:
        with pytest.raises(StoreUnavailable, match=r"no longer in its place\. Put it back") as told:
            asked()
        assert "somebody" not in told.value.sentence
    file.with_suffix(".away").rename(file)
    store.close()


def test_a_place_that_cannot_be_opened_is_not_named_either(tmp_path):
    (tmp_path / "somebody.db").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreUnavailable, match="The database file is not a Stocktake database") as told:
        UnplacedStore(lambda: open_store(tmp_path / "somebody.db"), tmp_path / "somebody.db")
    assert "somebody" not in told.value.sentence


def test_the_address_of_a_server_is_not_named():
    with pytest.raises(StoreUnavailable) as told, unplaced("postgresql://stocktake:secret@db.example/stocktake"):
        raise StoreUnavailable("PostgreSQL at postgresql://db.example:5432/stocktake does not answer. Wait a minute.")
    assert told.value.sentence == "PostgreSQL at its address does not answer. Wait a minute."
