"""`stocktake demo`."""

import re
import shutil
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest

from cli.__main__ import main


def test_the_demo_is_built_where_one_says_and_a_second_build_changes_nothing(tmp_path, capsys):
    words = ["demo", "--database", str(tmp_path / "new" / "demo.db"), "--organisations", "2"]
    assert main(words) == 0
    assert main(words) == 0
    assert re.findall(
        r"^2 made-up organisations are in .*demo\.db \(\d+\.\d s\)\.$", capsys.readouterr().out, re.MULTILINE
    )


def test_a_network_larger_than_the_owners_is_built_all_at_once_and_only_where_nothing_is(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("assessments.demo.OWNED", 2)
    file = tmp_path / "demo.db"
    words = ["demo", "--database", str(file), "--organisations", "4", "--periods", "1"]
    assert main(words) == 0
    told = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"This takes about 0\.0 GB of disk; [0-9.]+ GB are free\.", told[0])
    assert re.fullmatch(r"4 made-up organisations are in .*demo\.db \(\d+\.\d s\)\.", told[-1])
    with closing(sqlite3.connect(file)) as looked_at:
        assert looked_at.execute("SELECT count(*) FROM organisation").fetchone() == (4,)
        periods = "SELECT count(*) FROM review GROUP BY organisation_id, framework"
        assert {periods for (periods,) in looked_at.execute(periods)} == {1}
    assert main(words) == 1
    assert "holds something already" in capsys.readouterr().err


def test_without_the_room_for_it_nothing_is_begun(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=3 * 10**9))
    words = ["demo", "--database", str(tmp_path / "demo.db"), "--organisations", "30000", "--periods", "6"]
    assert main(words) == 1
    assert re.search(r"takes about \d+\.\d GB of disk, and .* has 3\.0 GB free\. Free some", capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("periods", ["0", "12", "many"])
def test_periods_are_those_a_review_can_be_of(periods, capsys):
    with pytest.raises(SystemExit):
        main(["demo", "--periods", periods])
    assert "--periods" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["demo", "--database", str(tmp_path / "file" / "demo.db")]) == 1
    assert capsys.readouterr().err.strip()


def test_people_of_every_kind_are_given_a_link_each_and_only_once(tmp_path, capsys):
    file = tmp_path / "demo.db"
    words = ["demo", "--database", str(file), "--organisations", "5", "--periods", "1", "--people"]
    assert main(words) == 0
    told = capsys.readouterr().out.splitlines()
    assert f"STOCKTAKE_DATABASE={file} make run" in told[1]
    found = [re.fullmatch(r"(\w+ \w+), .*: http://127\.0\.0\.1:8501/reset/[\w-]{40,}", line) for line in told[3:]]
    assert [one and one[1] for one in found] == ["Bea Rowan", "Dee Marsh", "Edda Holt"]
    assert main(words) == 1
    assert "has its people already" in capsys.readouterr().err


def test_a_large_network_has_no_people(tmp_path, capsys):
    assert main(["demo", "--database", str(tmp_path / "demo.db"), "--organisations", "400", "--people"]) == 1
    assert "Only a network of up to 60 organisations has people." in capsys.readouterr().err
