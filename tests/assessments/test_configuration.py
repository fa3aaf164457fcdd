"""STOCKTAKE_ variables: what they mean, and what a bad one is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.configuration import Configuration, read_configuration, shown
from assessments.errors import BadConfiguration

ROOT = Path(__file__).resolve().parents[2]


def test_without_any_setting_everything_lies_under_data(tmp_path):
    assert read_configuration({"HOME": "/nowhere"}, tmp_path) == Configuration(
        tmp_path / "data/stocktake.db", tmp_path / "data/demo.db", tmp_path / "data/backups", None
    )


def test_paths_begin_at_the_working_folder_unless_they_are_whole(tmp_path):
    (tmp_path / "ours").mkdir()
    given = {"STOCKTAKE_DATABASE": "/srv/reviews.db", "STOCKTAKE_FRAMEWORKS": "ours"}
    assert read_configuration(given, tmp_path) == Configuration(
        Path("/srv/reviews.db"), Path("/srv/demo.db"), Path("/srv/backups"), tmp_path / "ours"
    )


def test_a_database_may_be_given_as_a_sqlite_address(tmp_path):
    assert read_configuration({"STOCKTAKE_DATABASE": "sqlite:///a/b.db"}, tmp_path).database == tmp_path / "a/b.db"


def test_a_postgresql_address_is_taken_as_it_is_and_the_rest_lies_under_data(tmp_path):
    address = "postgresql://stocktake:pa%2Fper@db.example:5433/reviews?sslmode=verify-full"
    found = read_configuration({"STOCKTAKE_DATABASE": address, "STOCKTAKE_BACKUPS": "kept"}, tmp_path)
    assert found == Configuration(address, tmp_path / "data/demo.db", tmp_path / "kept", None)


def test_the_demo_network_may_have_a_postgresql_database_of_its_own(tmp_path):
    given = {"STOCKTAKE_DATABASE": "postgresql:///reviews", "STOCKTAKE_DEMO_DATABASE": "postgresql:///demo"}
    assert read_configuration(given, tmp_path).demo_database == "postgresql:///demo"


@pytest.mark.parametrize(
    ("database", "printed"),
    [
        (Path("/srv/a=b/c@d.db"), "/srv/a=b/c@d.db"),
        ("postgresql://stocktake@/reviews?host=/run/pg", "postgresql://stocktake@/reviews?host=/run/pg"),
        ("postgresql://stocktake:paper@db/reviews", "postgresql://stocktake:…@db/reviews"),
        ("postgresql://stocktake:pa@p/e:r@db/reviews", "postgresql://stocktake:…@db/reviews"),
        ("postgresql:///reviews?password=paper&host=db", "postgresql:///reviews?password=…&host=db"),
        ("host=db password = paper dbname=reviews", "host=db password = … dbname=reviews"),
    ],
)
def test_a_password_is_never_printed(database, printed):
    assert shown(database) == printed


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://stocktake:paper@db:port/reviews",
        "postgresql://stocktake:pa/per@db/reviews",
        "postgresql://stocktake:paper@db",
        "mysql://stocktake:paper@db/reviews",
        "user=stocktake password=paper",
    ],
)
def test_a_bad_address_is_told_without_its_password(tmp_path, given):
    with pytest.raises(BadConfiguration) as told:
        read_configuration({"STOCKTAKE_DATABASE": given}, tmp_path)
    assert told.value.sentence.startswith("STOCKTAKE_DATABASE")
    assert "per" not in told.value.sentence.replace("path", "")


def test_a_configuration_that_is_printed_shows_no_database(tmp_path):
    found = read_configuration({"STOCKTAKE_DATABASE": "postgresql://stocktake:paper@db/reviews"}, tmp_path)
    assert "paper" not in repr(found)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"STOCKTAKE_DATABSE": "x"}, "STOCKTAKE_DATABSE is not a setting"),
        ({"STOCKTAKE_DATABASE": ""}, "STOCKTAKE_DATABASE is empty"),
        ({"STOCKTAKE_DATABASE": "."}, "STOCKTAKE_DATABASE is '.', a folder"),
        ({"STOCKTAKE_DATABASE": "postgresql://db"}, "STOCKTAKE_DATABASE is 'postgresql://db', which names no database"),
        ({"STOCKTAKE_DATABASE": "postgresql://db:x/y"}, "STOCKTAKE_DATABASE: this PostgreSQL address cannot be read"),
        ({"STOCKTAKE_DATABASE": "mysql://host/db"}, "STOCKTAKE_DATABASE is 'mysql://host/db', which is neither a path"),
        ({"STOCKTAKE_DEMO_DATABASE": "data/stocktake.db"}, "STOCKTAKE_DEMO_DATABASE is the same place"),
        ({"STOCKTAKE_BACKUPS": "a file"}, "STOCKTAKE_BACKUPS is 'a file', which is a file"),
        ({"STOCKTAKE_FRAMEWORKS": "missing"}, "STOCKTAKE_FRAMEWORKS is 'missing', which is no folder"),
    ],
)
def test_a_bad_setting_is_told_by_its_name(tmp_path, given, says):
    (tmp_path / "a file").write_text("")
    with pytest.raises(BadConfiguration) as told:
        read_configuration(given, tmp_path)
    assert told.value.sentence.startswith(says)


PROGRAMS = {
    "the app": ("-m", "streamlit", "run", "app.py", "--server.port", "1"),
    "the command line": ("-m", "cli", "demo"),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_with_a_bad_setting_ends_with_one_sentence(program):
    ended = subprocess.run(
        [sys.executable, *PROGRAMS[program]],
        cwd=ROOT,
        env={**os.environ, "STOCKTAKE_PORT_": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "made-up organisations" not in ended.stdout  # nothing was done
    assert ended.stderr.startswith("STOCKTAKE_PORT_ is not a setting of Stocktake.")
    assert ended.stderr.count("\n") == 1
