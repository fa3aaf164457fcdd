"""`stocktake backup`, `restore`, `doctor` and `drill`: what an operator reads, and the exit status a timer sees."""

import re

import pytest

from assessments import doctor
from assessments.doctor import Finding
from assessments.store import open_store
from cli.__main__ import main


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An installation: the database and the backups where the variables say."""
    monkeypatch.setenv("STOCKTAKE_DATABASE", str(tmp_path / "stocktake.db"))
    monkeypatch.setenv("STOCKTAKE_BACKUPS", str(tmp_path / "put by"))
    open_store(tmp_path / "stocktake.db").close()
    return tmp_path


def made(place):
    (folder,) = (place / "put by").iterdir()
    return folder


def test_a_backup_says_where_it_is_how_large_and_what_it_holds(place, capsys):
    assert main(["backup"]) == 0
    told = capsys.readouterr().out
    assert f"A backup was made in {made(place)}\n" in told
    assert re.search(r"It holds 0\.\d MB: 0 organisations, 0 reviews and 0 submissions\. It was read again", told)


def test_a_backup_of_what_is_not_there_fails_with_a_sentence(place, capsys):
    assert main(["backup", "--database", str(place / "none.db"), "--to", str(place / "b")]) == 1
    assert "There is no database at" in capsys.readouterr().err
    assert not list((place / "b").iterdir())


def test_a_backup_is_restored_into_a_new_file_and_never_over_another(place, capsys):
    main(["backup"])
    words = ["restore", str(made(place)), "--to", str(place / "new" / "again.db")]
    assert main(words) == 0
    assert re.search(r"The backup of \d+ \w+ \d+, \d\d:\d\d UTC was restored to .*again\.db\n", capsys.readouterr().out)
    assert main(words) == 1
    assert "already, and a restore never writes over one" in capsys.readouterr().err
    assert main(["restore", str(made(place))]) == 1
    assert f"There is a file at {place / 'stocktake.db'} already" in capsys.readouterr().err


def test_a_folder_that_is_no_backup_is_said(place, capsys):
    assert main(["restore", str(place), "--to", str(place / "again.db")]) == 1
    assert capsys.readouterr().err == f"There is no backup in {place}. Give the folder that holds manifest.json.\n"


def test_the_doctor_asks_for_a_backup_and_then_is_content(place, capsys):
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "- There is no backup of this database in " in told
    assert told.endswith("1 thing is wrong.\n")
    main(["backup"])
    capsys.readouterr()
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Looked at 0 organisations, 0 reviews, 0 answers, 0 submissions, 0 scores (")
    assert told.endswith("Nothing is wrong.\n")


def test_the_doctor_prints_the_first_hundred_findings_and_counts_the_rest(place, capsys, monkeypatch):
    many = [Finding(f"Number {number}", "Look") for number in range(150)]
    monkeypatch.setattr(doctor, "examine", lambda *_: iter(many))
    main(["backup"])
    capsys.readouterr()
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "- Number 0. Look"
    assert told[99:101] == ["- Number 99. Look", "- … and 50 more."]
    assert told[-1] == "150 things are wrong."


def test_a_drill_with_findings_fails(place, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "examine", lambda *_: iter([Finding("Something is wrong", "Look")]))
    assert main(["drill"]) == 1
    assert capsys.readouterr().out.endswith("\nSomething is wrong. Look\nThe drill failed.\n")


def test_a_drill_succeeds_and_leaves_nothing(place, capsys):
    assert main(["drill"]) == 0
    told = capsys.readouterr().out
    assert re.match(r" +\d+\.\d s  backup made and compared\n.*restored and compared\n.*examined\n", told)
    assert told.endswith("The drill succeeded: a restore would bring all of it back.\n")
    assert not list((place / "put by").iterdir())


def test_a_drill_of_what_is_not_there_fails_with_a_sentence(place, capsys):
    assert main(["drill", "--database", str(place / "none.db")]) == 1
    assert capsys.readouterr().err.startswith("The drill failed. There is no database at")
