"""Bringing a PostgreSQL database up to date: by one of several processes, wholly or not at all, after a backup."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from shutil import copytree

import pytest

from assessments.errors import StoreUnavailable
from assessments.store import SCHEMA, backups, open_store

APPLIED = "SELECT name FROM _migration ORDER BY name"
ANSWERS = "SELECT count(*) FROM answer"


@pytest.fixture
def address(postgres):
    found = postgres.new_database()
    yield found
    postgres.drop(found)


@pytest.fixture
def newer(tmp_path):
    """The schema with one more file."""
    folder = tmp_path / "newer"
    copytree(SCHEMA, folder)

    def with_file(text):
        (folder / "0999_more.sql").write_text(text)
        return folder

    return with_file


def names(postgres, address):
    return [name for (name,) in postgres.run(APPLIED, database=address)]


def test_of_several_processes_that_start_at_once_one_makes_the_tables_and_all_can_save(postgres, address):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [address] * 4))
    for store in stores:
        store.ready()
        store.close()
    assert names(postgres, address) == ["0000_kept_result", *sorted(file.stem for file in SCHEMA.glob("*.sql"))]


def test_a_newer_database_is_refused_and_nothing_in_it_touched(postgres, address, newer):
    open_store(address, schema=newer("CREATE TABLE more (more_id {key}) {strict};")).close()
    before = names(postgres, address)
    with pytest.raises(StoreUnavailable, match=r"newer version of Stocktake \(0999_more\)"):
        open_store(address)
    assert names(postgres, address) == before


def test_a_backup_is_made_before_a_database_is_changed(postgres, address, newer, tmp_path):
    open_store(address).close()
    assert not (tmp_path / "backups").exists()
    schema = newer("CREATE TABLE more (more_id {key}) {strict};")
    open_store(address, schema=schema, backups=tmp_path / "backups").close()
    (made,) = backups.all_of(tmp_path / "backups", address)
    assert "0999_more" not in made.manifest.schema
    assert "0999_more" in names(postgres, address)


def test_a_migration_that_fails_leaves_everything_as_it_was(postgres, address, newer):
    open_store(address).close()
    before = names(postgres, address)
    with pytest.raises(Exception, match="nowhere"):
        open_store(address, schema=newer("DROP TABLE answer CASCADE; SELECT nowhere;"))
    assert names(postgres, address) == before
    assert postgres.run(ANSWERS, database=address) == [(0,)]
    with closing(open_store(address)) as store:
        store.ready()


def test_a_role_that_may_pass_over_who_sees_what_is_refused(postgres, address):
    with pytest.raises(StoreUnavailable, match=r"superuser|BYPASSRLS"):
        open_store(address.replace("stocktake@", "postgres@"))
