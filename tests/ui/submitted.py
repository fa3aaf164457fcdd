"""Reviews for the tests of the result pages: every question answered in a few lines, and submitted."""

import shutil
from datetime import UTC, datetime

from assessments import answering, reviews, submitting
from frameworks.catalogue import Catalogue, shipped_folder
from scoring.answers import Answer

FIRST_YEAR, SECOND_YEAR = datetime(2025, 11, 14, 10, tzinfo=UTC), datetime(2026, 11, 14, 10, tzinfo=UTC)


def retold(folder, framework, old, new):
    """The shipped frameworks, the newest version of one changed in place under its old name."""
    shutil.copytree(shipped_folder() / "definitions", folder / "definitions")
    shutil.copytree(shipped_folder() / "references", folder / "references")
    file = max((folder / "definitions" / framework).glob("????.yaml"))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return Catalogue.load(folder)


def answered(door, catalogue, organisation, framework, at, *, form="full", level=3, other=None):
    """A draft with every question at one level, but for what `other` says by question id (None: left open)."""
    review = reviews.start(door, catalogue, organisation.id, framework, form=form, now=at)
    opened = reviews.open(door, catalogue, review.id, now=at)
    for name, state in opened.states.items():
        answer = (other or {}).get(name, Answer(level=level))
        if state != "outside" and answer is not None:
            answering.give(door, catalogue, review.id, name, answer, seen=0, now=at)
    return review


def submitted(door, catalogue, organisation, framework, at, **more):
    """The same, submitted."""
    review = answered(door, catalogue, organisation, framework, at, **more)
    submitting.submit(door, catalogue, review.id, now=at)
    return review
