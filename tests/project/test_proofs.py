"""Sees that the proof runner tells a claim that holds from one that does not, and records what it saw."""

import re
import sys
import types

import pytest

from tests.proofs import __main__ as proofs


@pytest.fixture
def two_proofs(tmp_path, monkeypatch):
    """A proof that holds and one that does not, and a record of their own."""

    def refuted(*, small: bool) -> str:
        raise AssertionError("3 of 10 were lost" if small else "300 of 1,000 were lost")

    for name, prove in {"holds": lambda *, small: f"Tried {10 if small else 1000}.", "breaks": refuted}.items():
        module = types.ModuleType(name)
        module.__dict__.update(CLAIM=f"The claim of {name}.", prove=prove)
        monkeypatch.setitem(sys.modules, f"tests.proofs.{name}", module)
    monkeypatch.setattr(proofs, "proofs", lambda: ["breaks", "holds"])
    monkeypatch.setattr(proofs, "RECORD", tmp_path / "docs" / "proofs.md")
    monkeypatch.setattr(proofs, "commit_here", lambda: "c0ffee")
    return proofs.RECORD


def test_a_claim_that_does_not_hold_ends_in_failure_after_the_others_were_tried(two_proofs, capsys):
    assert proofs.main([]) == 1
    said = capsys.readouterr().out
    assert "1 of 2 proofs hold. Failed: breaks." in said
    assert "300 of 1,000 were lost" in two_proofs.read_text()
    assert str(proofs.ROOT) not in two_proofs.read_text()
    assert "The claim of holds.\n\nTried 1000.\n" in two_proofs.read_text()


def test_a_small_trial_writes_nothing(two_proofs, capsys):
    assert proofs.main(["--small", "holds"]) == 0
    assert "Tried 10." in capsys.readouterr().out
    assert proofs.main(["--small"]) == 1
    assert not two_proofs.exists()


def test_a_section_says_when_it_was_tried_from_which_commit_and_how_to_repeat_it(two_proofs):
    proofs.main(["holds"])
    last = two_proofs.read_text().strip().rsplit("\n", 1)[1]
    assert re.fullmatch(
        r"Tried on \d{1,2} [A-Z][a-z]+ 20\d\d from commit c0ffee, in \d+\.\d s\."
        r" Again: `python -m tests\.proofs holds`\.",
        last,
    )


def test_trying_one_proof_again_replaces_its_section_alone(two_proofs, monkeypatch):
    proofs.main([])
    before = two_proofs.read_text()
    monkeypatch.setattr(proofs, "commit_here", lambda: "decade")
    monkeypatch.setattr(sys.modules["tests.proofs.holds"], "prove", lambda *, small: "Tried 2000.", raising=True)
    proofs.main(["holds"])
    after = two_proofs.read_text()
    assert after.split("## Holds")[0] == before.split("## Holds")[0]
    assert "commit c0ffee" in after.split("## Holds")[0]
    assert "Tried 2000." in after
    assert "Tried 1000." not in after
    assert "commit decade" in after.split("## Holds")[1]


def test_the_section_of_a_proof_that_is_no_more_leaves_the_record(two_proofs, monkeypatch):
    proofs.main([])
    monkeypatch.setattr(proofs, "proofs", lambda: ["holds"])
    proofs.main(["holds"])
    assert "Breaks" not in two_proofs.read_text()


def test_the_record_itself_is_no_change_since_the_commit(monkeypatch):
    changed = " M docs/proofs.md"
    monkeypatch.setattr(
        proofs,
        "said_by_git",
        lambda asked, *rest: "c0ffee" if asked == "rev-parse" else changed * (":!docs/proofs.md" not in rest),
    )
    assert proofs.commit_here() == "c0ffee"
