"""What the documents promise about time and size is what the program does, and each link in them leads somewhere."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from assessments import evidence_files, file_kinds
from assessments.access import accounts, emergency, invitations, leaving, sessions, tidying

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "SECURITY.md", *sorted((ROOT / "deploy").glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def text(name):
    return " ".join((ROOT / name).read_text(encoding="utf-8").split())


def test_the_times_written_down_are_those_of_the_program():
    assert (timedelta(minutes=45), timedelta(hours=12)) == (sessions.IDLE, sessions.ABSOLUTE)
    assert timedelta(hours=24) == accounts.LINK_LASTS
    assert invitations.LASTS == leaving.STAYS == timedelta(days=30)
    assert timedelta(days=90) == tidying.LABELS_KEPT
    assert timedelta(hours=2) == emergency.LASTS
    kept = text("deploy/retention.md")
    for said in (
        "45 idle minutes or 12 hours", "| 24 hours; the row", "a link works for 30 days", "90 days after it ended",
        "30 days in which it can come back", "ends after two hours",
    ):  # fmt: skip
        assert said in kept, said


def test_the_sizes_written_down_are_those_of_the_program():
    assert (file_kinds.LARGEST, evidence_files.QUOTA) == (10_000_000, 100_000_000)
    assert "10 MB each, 100 MB an organisation" in text("SECURITY.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_of_ours_leads_there(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
