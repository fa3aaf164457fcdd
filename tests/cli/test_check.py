"""`stocktake check`: a summary when all is well, every fault when not, and duties as a table for a person."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.__main__ import main

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests/frameworks/own"


@pytest.fixture(autouse=True)
def no_own_folder(monkeypatch):
    monkeypatch.delenv("STOCKTAKE_FRAMEWORKS", raising=False)


def test_the_shipped_frameworks_are_counted(capsys):
    assert main(["check"]) == 0
    *_, beside, total = capsys.readouterr().out.splitlines()
    assert beside == "13 regions, 4 flags, 12 targets, size bands for 6 kinds of organisation"
    assert total == (
        "5 frameworks, 114 questions, 32 must-haves, 101 indicators (89 different), "
        "20 references with 225 items, 20 crosswalks: no faults."
    )


def test_the_users_own_folder_is_checked_too(capsys, monkeypatch):
    monkeypatch.setenv("STOCKTAKE_FRAMEWORKS", str(OWN))
    assert main(["check"]) == 0
    assert "small 2026: Small check: 5 questions, 1 must-have, 1 indicator\n" in capsys.readouterr().out


def test_faults_are_printed_with_their_count_and_exit_status_1(capsys, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text((OWN / "definitions/other/2026.yaml").read_text().replace("title: Another", "titel: Another"))
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f'{file}:1: other: needs "title"; add it',
        f'{file}:4: other: unknown key "titel"; did you mean "title"?',
        "2 faults in 1 file.",
    ]


def test_one_file_or_one_folder_can_be_checked(capsys):
    assert main(["check", str(OWN)]) == 0
    assert main(["check", str(OWN / "definitions/small/2027.yaml"), str(OWN / "crosswalks/other--small.yaml")]) == 0
    assert capsys.readouterr().out.count("No faults in ") == 2


def test_a_file_is_found_to_lie_in_its_folder_wherever_one_stands(capsys, monkeypatch):
    monkeypatch.chdir(OWN / "definitions/small")
    assert main(["check", "2026-to-2027.lineage.yaml"]) == 0
    monkeypatch.chdir(OWN)
    assert main(["check", "definitions/small/2026-to-2027.lineage.yaml"]) == 0


def test_a_name_that_is_not_there_is_told(capsys):
    assert main(["check", "nowhere.yaml"]) == 2
    assert capsys.readouterr().out == "There is no nowhere.yaml; check the name.\n"


def test_duties_are_a_table_by_kind_for_a_person_to_check(capsys):
    assert main(["check", "--duties"]) == 0
    lines = capsys.readouterr().out.splitlines()
    [heading] = [line for line in lines if line.startswith("question") and "council" not in line and "college" in line][
        :1
    ]
    assert heading.split() == ["question", "school", "college", "trust", "infrastructure_org", "charity"]
    [roles] = [line for line in lines if line.startswith("esafe.lead.roles ")]
    assert roles.split()[1:6] == ["statutory", "statutory", "expected", "-", "-"]


def test_the_shipped_files_have_no_faults_as_a_process():
    done = subprocess.run(
        [sys.executable, "-m", "cli", "check"], cwd=ROOT, env=os.environ, check=True, capture_output=True
    )
    assert b"no faults" in done.stdout
