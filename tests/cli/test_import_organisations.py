"""`stocktake import-organisations`: shown first, taken when told to, and nothing of a list with a fault."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from assessments.access import networks
from assessments.roster.members import members
from assessments.store import open_store
from cli.__main__ import main
from tests.assessments.access.conftest import make_person

NOW = datetime.now(UTC)
ADDRESS = "ada@eastmere.example"
THREE = "Name;Number;Phase\r\nKite;100;primary\r\nLantern;200;secondary\r\nCafé Thimble;300;special\r\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An installation with an administrator and a network."""
    monkeypatch.setenv("STOCKTAKE_DATABASE", str(tmp_path / "stocktake.db"))
    with closing(open_store(tmp_path / "stocktake.db")) as store:
        store.reception(None).write(lambda unit: make_person(unit, 10, "Ada", email=ADDRESS, duties=["administrator"]))
        networks.add(store.reception(10), name="Eastmere", kind="region", now=NOW)
    return tmp_path


@pytest.fixture
def file(place):
    def written(text, encoding="cp1252"):
        (place / "list.csv").write_bytes(text.encode(encoding))
        return str(place / "list.csv")

    return written


def here(place):
    with closing(open_store(place / "stocktake.db")) as store:
        return len(store.reception(None).read(lambda rows: members(rows, None, NOW.date())))


def test_a_list_is_shown_and_taken_when_told_to(place, file, capsys):
    assert main(["import-organisations", file(THREE), "--network", "eastmere"]) == 0
    assert "3 new organisations." in capsys.readouterr().out
    assert here(place) == 0
    assert main(["import-organisations", file(THREE, "utf-16"), "--network", "Eastmere", "--take"]) == 0
    assert here(place) == 3
    assert main(["import-organisations", file(THREE), "--network", "Eastmere", "--take"]) == 0
    assert "Everything in it is here already." in capsys.readouterr().out


def test_every_fault_is_told_with_its_row_and_nothing_is_taken(place, file, capsys):
    wrong = THREE.replace("primary", "ship").replace("200", "1E+05")
    assert main(["import-organisations", file(wrong), "--network", "Eastmere", "--take"]) == 1
    told = capsys.readouterr().err
    assert "Row 2: “ship” is no phase we know." in told
    assert "Row 3: A spreadsheet shortened the number to 1E+05." in told
    assert here(place) == 0


def test_a_name_that_is_here_waits_for_an_answer_and_the_absent_can_be_closed(place, file, capsys):
    main(["import-organisations", file(THREE), "--network", "Eastmere", "--take"])
    again = file("Name;Number;Phase\nKite;101;primary\nLantern;200;secondary\n")
    assert main(["import-organisations", again, "--network", "Eastmere", "--take"]) == 1
    assert "Row 2: Kite (101). One of this name is here already and has the number 100." in capsys.readouterr().err
    answered = ["--row", "2=same", "--absent", "closed", "--since", "2026-01-01", "--take"]
    assert main(["import-organisations", again, "--network", "Eastmere", *answered]) == 0
    assert "not in the list: Café Thimble 300" in capsys.readouterr().out
    assert here(place) == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--network", "Westmere"], "No network is called “Westmere”"),
        (["--by", "bo@eastmere.example"], "No administrator signs in with bo@eastmere.example"),
        (["--row", "2=perhaps"], "“2=perhaps” is no answer"),
        ([], "it names no network"),
    ],
)
def test_what_cannot_be_done_is_said(place, file, capsys, more, told):
    assert main(["import-organisations", file(THREE), *more]) == 1
    assert told in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(place, capsys):
    assert main(["import-organisations", str(place / "nowhere.csv")]) == 1
    assert "nowhere.csv cannot be read: No such file" in capsys.readouterr().err
