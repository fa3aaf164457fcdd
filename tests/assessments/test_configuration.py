"""STOCKTAKE_ variables: what they mean, and what a bad one is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.configuration import Configuration, read_configuration
from assessments.errors import BadConfiguration

ROOT = Path(__file__).resolve().parents[2]


def test_without_any_setting_everything_lies_under_data(tmp_path):
    assert read_configuration({"HOME": "/nowhere"}, tmp_path) == Configuration(
        tmp_path / "data" / "stocktake.db", tmp_path / "data" / "demo.db", None
    )


def test_paths_begin_at_the_working_folder_unless_they_are_whole(tmp_path):
    (tmp_path / "ours").mkdir()
    given = {"STOCKTAKE_DATABASE": "/srv/reviews.db", "STOCKTAKE_FRAMEWORKS": "ours"}
    assert read_configuration(given, tmp_path) == Configuration(
        Path("/srv/reviews.db"), Path("/srv/demo.db"), tmp_path / "ours"
    )


def test_a_database_may_be_given_as_a_sqlite_address(tmp_path):
    assert read_configuration({"STOCKTAKE_DATABASE": "sqlite:///a/b.db"}, tmp_path).database == tmp_path / "a/b.db"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"STOCKTAKE_DATABSE": "x"}, "STOCKTAKE_DATABSE is not a setting"),
        ({"STOCKTAKE_DATABASE": ""}, "STOCKTAKE_DATABASE is empty"),
        ({"STOCKTAKE_DATABASE": "."}, "STOCKTAKE_DATABASE is '.', a folder"),
        ({"STOCKTAKE_DATABASE": "postgresql://host/db"}, "STOCKTAKE_DATABASE: PostgreSQL comes in a later version"),
        ({"STOCKTAKE_DATABASE": "mysql://host/db"}, "STOCKTAKE_DATABASE is 'mysql://host/db', which is no path"),
        ({"STOCKTAKE_DEMO_DATABASE": "data/stocktake.db"}, "STOCKTAKE_DEMO_DATABASE is the same file"),
        ({"STOCKTAKE_FRAMEWORKS": "missing"}, "STOCKTAKE_FRAMEWORKS is 'missing', which is no folder"),
    ],
)
def test_a_bad_setting_is_told_by_its_name(tmp_path, given, says):
    with pytest.raises(BadConfiguration) as told:
        read_configuration(given, tmp_path)
    assert told.value.sentence.startswith(says)


def test_a_program_with_a_bad_setting_ends_with_one_sentence():
    ended = subprocess.run(
        [sys.executable, "-c", "from assessments.configuration import from_environment; from_environment()"],
        cwd=ROOT,
        env={**os.environ, "STOCKTAKE_PORT_": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("STOCKTAKE_PORT_ is not a setting of Stocktake.")
    assert ended.stderr.count("\n") == 1
