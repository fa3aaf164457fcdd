"""The nightly tidying: the same shut unit as the application's, a command that is there, and a timer that starts it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
UNIT, TIMER = ROOT / "deploy" / "stocktake-tidy@.service", ROOT / "deploy" / "stocktake-tidy@.timer"
SHUTTING = re.compile(
    r"^((?:Protect|Private|Restrict|System|Capability|Ambient|Lock|NoNew|RemoveIPC|UMask|StateDirectory|ReadWrite)\w*)=(.*)$",
    re.MULTILINE,
)


def test_it_is_shut_as_well_as_the_application_itself():
    told = [SHUTTING.findall(path.read_text(encoding="utf-8")) for path in (UNIT, UNIT.with_name("stocktake@.service"))]
    assert sorted(told[0]) == sorted(told[1])
    assert len(told[0]) > 20


def test_it_runs_commands_that_are_there_with_the_settings_of_its_name():
    text = UNIT.read_text(encoding="utf-8")
    commands = re.findall(r"^ExecStart=/opt/stocktake/\.venv/bin/python -m cli (\w+)$", text, re.MULTILINE)
    assert commands == ["tidy", "audit"]
    assert set(commands) <= COMMANDS.keys()
    assert "EnvironmentFile=/etc/stocktake/%i\n" in text


def test_the_timer_comes_every_night_and_makes_up_for_one_it_missed():
    text = TIMER.read_text(encoding="utf-8")
    assert "OnCalendar=*-*-* 03:30\n" in text
    assert "Persistent=true\n" in text


def test_systemd_itself_reads_every_line():
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed here (Debian: systemd); the lines were read by the other tests.")
    read = subprocess.run(["systemd-analyze", "verify", UNIT, TIMER], capture_output=True, text=True, check=False)
    assert [line for line in read.stderr.splitlines() if "is not executable" not in line] == []
