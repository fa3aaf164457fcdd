"""`stocktake release`."""

import re
import shutil

import pytest

from cli.__main__ import main


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demo network's database, without its comparison figures."""
    file = tmp_path_factory.mktemp("release") / "demo.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessments.demo.release", lambda *_, **__: 0)
        assert main(["demo", "--database", str(file), "--organisations", "24", "--periods", "2"]) == 0
    return file


@pytest.fixture
def demo(made, tmp_path):
    """A copy of it, for one test."""
    return shutil.copy(made, tmp_path)


def of_one(demo, *more):
    return ["release", "--database", str(demo), "--framework", "infrastructure", "--period", "2025/26", *more]


def test_a_preview_says_what_would_be_shown_and_withheld_and_why_and_keeps_nothing(demo, capsys):
    for _ in range(2):
        assert main(of_one(demo, "--preview")) == 0
        told = capsys.readouterr().out
        assert re.search(r"submitted are counted; \d+ groups? shown \(\d+ worked out anew\)", told)
        assert "nothing has changed" not in told
        assert re.search(r"withheld; too few are counted; at least \d more counted would release it", told)


def test_figures_are_made_once_and_again_only_when_enough_has_changed(demo, capsys):
    assert main(of_one(demo, "--form", "full")) == 0
    assert "made, number 1." in capsys.readouterr().out
    assert main(of_one(demo, "--form", "full")) == 0
    told = capsys.readouterr().out
    assert "nothing to make" in told
    assert "made, number" not in told


def test_what_nobody_submitted_is_said_in_a_sentence(demo, capsys):
    assert main(["release", "--database", str(demo), "--framework", "nothing"]) == 1
    assert capsys.readouterr().err.startswith("There is no such framework")
