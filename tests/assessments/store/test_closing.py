"""A store that was closed leaves one file: whoever copies it by hand then has all of it."""

from assessments.store import open_store
from benchmarks.saving import ME, begin


def test_a_closed_database_is_one_file_also_after_it_was_read(tmp_path):
    store = open_store(tmp_path / "stocktake.db")
    door = store.for_user(ME.id)
    begin(door)
    assert door.read(lambda rows: rows.one("SELECT name FROM organisation")) == {"name": "Example"}
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["stocktake.db"]
