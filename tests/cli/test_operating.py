"""The operator's page promises only commands, options and sentences that there are."""

import argparse
import importlib
import re
from pathlib import Path

import pytest

from cli.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
SAID = sorted({row.strip(" …") for row in re.findall(r"^\| (?!it says|-)([^|]+) \|", PAGE, re.MULTILINE)})
SOURCES = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "assessments").rglob("*.py")))


OPERATORS = {
    "backup",
    "restore",
    "doctor",
    "drill",
    "account",
    "audit",
    "tidy",
    "digest",
    "release",
    "import-organisations",
}


def options(parser):
    """Those of a command and of the commands below it."""
    found = {option for action in parser._actions for option in action.option_strings}
    below = [action.choices.values() for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return found.union(*(options(each) for group in below for each in group))


def test_every_command_on_the_page_is_there():
    named = set(re.findall(r"(?:bin/|\$ |`)stocktake ([a-z-]+)", PAGE))
    assert named == OPERATORS
    assert named <= COMMANDS.keys()


def test_every_option_on_the_page_is_taken_by_one_of_them():
    known = set()
    for name in OPERATORS & COMMANDS.keys():
        parser = argparse.ArgumentParser()
        importlib.import_module(f"cli.{name.replace('-', '_')}").arguments(parser)
        known |= options(parser)
    assert set(re.findall(r"`(--[a-z]+)", PAGE)) <= known


@pytest.mark.parametrize("said", SAID)
def test_every_message_on_the_page_can_be_said(said):
    joined = re.sub(r'"\s*f?"', "", SOURCES)  # a sentence may be written over two lines
    parts = said.replace("stocktake.db is not", "… is not").split("…")  # what stands in between is put in
    assert all(part.strip() in joined for part in parts)


def test_there_are_messages_to_look_for():
    assert len(SAID) > 10
