"""`stocktake account`, `audit`, `tidy` and `digest`: what an operator reads, and the exit status a timer sees."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from assessments import organisations
from assessments.access import accounts, leaving, system_acts
from assessments.access.accounts import Knock
from assessments.errors import Refused
from assessments.store import administration as statements
from assessments.store import open_store
from cli.__main__ import main
from tests.assessments.access.conftest import Installation

NOW = datetime.now(UTC)
LINK = re.compile(r"^https://stocktake\.example/reset/(\S+)$", re.MULTILINE)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An installation where people sign in."""
    monkeypatch.setenv("STOCKTAKE_DATABASE", str(tmp_path / "stocktake.db"))
    monkeypatch.setenv("STOCKTAKE_MODE", "local")
    monkeypatch.setenv("STOCKTAKE_ADDRESS", "https://stocktake.example")
    return tmp_path / "stocktake.db"


@pytest.fixture
def opened(place):
    """The installation seen from inside, while no command runs."""

    def look(work):
        with closing(open_store(place)) as store:
            return work(Installation(store))

    return look


def choose(opened, token):
    return opened(
        lambda here: accounts.reset(here.at(), token, "a paper boat in the rain", Knock("127.0.0.1", datetime.now(UTC)))
    )


def test_the_first_administrator_gets_a_link_that_works_once(place, opened, capsys):
    assert main(["account", "administrator", "ash@paper-boat.example", "--name", "Ash Admin"]) == 0
    (token,) = LINK.findall(capsys.readouterr().out)
    choose(opened, token)
    with pytest.raises(Refused, match="used already"):
        choose(opened, token)
    (one,) = opened(lambda here: here.at().read(lambda rows: statements.people(rows, "", count=9)))
    assert (one.person.name, one.email, one.duties) == ("Ash Admin", "ash@paper-boat.example", {"administrator"})


def test_the_owner_of_single_mode_brings_their_organisations_along(place, opened, capsys):
    school = opened(lambda here: organisations.add(here.store.for_user(1), name="Paper Boat", kind="charity", now=NOW))
    assert main(["account", "administrator", "ash@paper-boat.example", "--name", "Ash", "--owner"]) == 0
    assert opened(lambda here: organisations.mine(here.store.for_user(1))) == (school,)
    (one,) = opened(lambda here: here.at().read(lambda rows: statements.people(rows, "", count=9)))
    assert (one.person.id, one.person.name) == (1, "Ash")


def test_people_are_listed_get_links_and_are_closed(place, opened, capsys):
    main(["account", "administrator", "ash@paper-boat.example"])
    opened(lambda here: here.person(7, "Brook", email="brook@tin-kettle.example"))
    capsys.readouterr()
    assert main(["account", "list"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^brook@tin-kettle\.example +can sign in +- +Brook$", told, re.MULTILINE)
    assert told.endswith("2 accounts.\n")
    assert main(["account", "link", "Brook@Tin-Kettle.example"]) == 0
    assert LINK.search(capsys.readouterr().out)
    assert main(["account", "close", "brook@tin-kettle.example"]) == 0
    capsys.readouterr()
    main(["account", "list"])
    assert re.search(r"^brook@tin-kettle\.example +closed", capsys.readouterr().out, re.MULTILINE)


def test_what_cannot_be_done_is_a_sentence_and_a_status(place, capsys):
    main(["account", "administrator", "ash@paper-boat.example"])
    capsys.readouterr()
    assert main(["account", "link", "nobody@paper-boat.example"]) == 1
    assert capsys.readouterr().err.startswith("Nobody signs in with this e-mail address.")
    assert main(["account", "close", "ash@paper-boat.example"]) == 1
    assert "only administrator" in capsys.readouterr().err


def test_the_audit_follows_every_chain_and_names_the_one_that_breaks(place, opened, capsys):
    main(["account", "administrator", "ash@paper-boat.example"])
    school = opened(lambda here: organisations.add(here.store.for_user(1), name="Paper Boat", kind="charity", now=NOW))
    capsys.readouterr()
    assert main(["audit"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^Followed 2 chains with \d+ acts", told)
    assert told.endswith("Every chain holds.\n")
    with closing(sqlite3.connect(place)) as file, file:
        file.execute("UPDATE act SET at = at + 1 WHERE organisation_id = ?", (school.id,))
        file.execute("UPDATE _system_act SET act = 'x' WHERE number = 2")
    assert main(["audit"]) == 1
    told = capsys.readouterr().out
    assert f"- The acts of organisation {school.id} break at number 1." in told
    assert "- The acts of the installation break at number 2." in told
    assert told.endswith("2 do not hold.\n")


def test_tidy_erases_what_left_thirty_days_ago(place, opened, capsys):
    def left(here):
        gone = organisations.add(here.store.for_user(1), name="Tin Kettle GONE", kind="charity", now=NOW)
        organisations.add(here.store.for_user(1), name="Paper Boat", kind="charity", now=NOW)
        leaving.leave(here.at(1), gone.id, name=gone.name, now=datetime.now(UTC) - timedelta(days=30, minutes=1))

    opened(left)
    assert b"Tin Kettle GONE" in place.read_bytes()
    assert main(["tidy"]) == 0
    assert capsys.readouterr().out.startswith("Erased 1 organisation that had left,")
    assert [one.name for one in opened(lambda here: organisations.mine(here.store.for_user(1)))] == ["Paper Boat"]
    for file in place.parent.iterdir():
        assert b"Tin Kettle GONE" not in file.read_bytes()
    assert opened(lambda here: system_acts.every(here.at()))[-1].act == "tidied"


def test_without_a_mail_server_no_digest_goes_out(place, opened, capsys):
    opened(lambda here: here.person(7, "Brook", email="brook@tin-kettle.example"))
    assert main(["digest"]) == 1
    assert capsys.readouterr().err == "Nothing was sent: STOCKTAKE_SMTP names no mail server.\n"
