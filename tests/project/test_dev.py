"""Tries what a stranger meets first: the one script that sets up, runs and checks everything."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parents[2]


def test_make_and_dev_py_know_the_same_commands():
    (rule,) = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if line.startswith("run ")]
    told = [line.split()[2] for line in (dev.__doc__ or "").splitlines() if line.startswith("python3 dev.py")]
    assert sorted(rule.rstrip(":").split()) == sorted(told)


@pytest.mark.parametrize("command", [[], ["walk"]])
def test_an_unknown_command_is_answered_with_the_list(command):
    asked = subprocess.run([sys.executable, "dev.py", *command], cwd=ROOT, capture_output=True, check=False)
    assert asked.returncode == 1
    assert b"python3 dev.py run" in asked.stderr


@pytest.fixture
def finished_copy(tmp_path, monkeypatch):
    """A copy whose environment is up to date, and in which any command that is run is noted instead."""
    for name in (dev.APP, dev.DEV):
        (tmp_path / name).write_text(f"the {name}")
    ran: list[str] = []
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "BIN", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(dev, "install", ran.append)
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.stamp(dev.APP).write_text("old")
    dev.setup(dev.DEV)
    assert ran == [dev.DEV]
    ran.clear()
    return ran


def test_a_second_start_installs_nothing(finished_copy):
    dev.setup(dev.APP)
    dev.setup(dev.DEV)
    assert finished_copy == []


def test_a_changed_lock_is_installed_once(finished_copy):
    (dev.ROOT / dev.APP).write_text("something newer")
    dev.setup(dev.APP)
    dev.setup(dev.APP)
    assert finished_copy == [dev.APP]


def test_a_stopped_install_is_not_taken_for_a_finished_one(finished_copy, monkeypatch):
    (dev.ROOT / dev.APP).write_text("something newer")

    def stopped(_lock):
        raise KeyboardInterrupt

    with monkeypatch.context() as network_lost:
        network_lost.setattr(dev, "install", stopped)
        with pytest.raises(KeyboardInterrupt):
            dev.setup(dev.APP)
    dev.setup(dev.APP)
    assert finished_copy == [dev.APP]


def test_without_the_right_to_install_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(dev, "missing_system_packages", lambda: ["chromium", "poppler-utils"])
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stop:
        dev.system_packages()
    assert "install chromium poppler-utils" in str(stop.value)
    assert "\n" not in str(stop.value)


def test_the_command_line_starts_from_any_folder(tmp_path):
    copy = tmp_path / "a copy"
    binaries = copy / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    (binaries / "stocktake").write_text(dev.LAUNCHER)
    (copy / "cli").mkdir()
    (copy / "cli" / "__main__.py").write_text("import sys\nprint('heard', sys.argv[1:])\n")
    said = subprocess.run(
        ["sh", binaries / "stocktake", "check", "two words"], cwd="/", capture_output=True, check=True
    )
    assert said.stdout.decode() == "heard ['check', 'two words']\n"
