"""The list of settings for whoever hosts is what the program knows, and each example can be used."""

import re
from pathlib import Path

import pytest

from assessments.configuration import BACKUPS, DATABASE, DEMO, FRAMEWORKS, SETTINGS, read_configuration

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \| `(.+)` \|$", re.MULTILINE)


def test_the_list_is_what_the_program_knows():
    written = ROW.findall((DEPLOY / "environment.md").read_text(encoding="utf-8"))
    assert written == [(each.name, each.means, each.otherwise, each.example) for each in SETTINGS]
    assert written


def test_what_holds_without_a_setting_is_as_it_is_written(tmp_path):
    """By hand: what the third column says, for a file, for a file elsewhere, and for a server."""
    plain = read_configuration({}, tmp_path)
    assert plain.database == tmp_path / "data/stocktake.db"
    assert (plain.demo_database, plain.backups) == (tmp_path / "data/demo.db", tmp_path / "data/backups")
    beside = read_configuration({DATABASE: "/srv/a.db"}, tmp_path)
    assert (beside.demo_database, beside.backups) == (Path("/srv/demo.db"), Path("/srv/backups"))
    server = read_configuration({DATABASE: "postgresql:///stocktake"}, tmp_path)
    assert (server.demo_database, server.backups) == (tmp_path / "data/demo.db", tmp_path / "data/backups")


@pytest.mark.parametrize("name", [DATABASE, DEMO, BACKUPS])
def test_each_example_is_accepted(tmp_path, name):
    example = next(each.example for each in SETTINGS if each.name == name)
    found = read_configuration({name: example}, tmp_path)
    assert example in {str(found.database), str(found.demo_database), str(found.backups)}


def test_the_example_of_a_folder_of_frameworks_is_accepted_once_it_is_there(tmp_path):
    example = next(each.example for each in SETTINGS if each.name == FRAMEWORKS)
    folder = tmp_path / Path(example).name
    folder.mkdir()
    assert read_configuration({FRAMEWORKS: str(folder)}, tmp_path).frameworks == folder


def test_the_settings_in_the_instructions_are_known_and_accepted(tmp_path):
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    given = dict(re.findall(r"^(STOCKTAKE_\w+)=(.+)$", text, re.MULTILINE))
    assert set(given) == {DATABASE, DEMO, BACKUPS}
    assert read_configuration(given, tmp_path).database == given[DATABASE]
