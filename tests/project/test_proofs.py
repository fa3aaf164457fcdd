"""Sees that the proof runner tells a claim that holds from one that does not, and writes what it saw."""

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
    return proofs.RECORD


def test_a_claim_that_does_not_hold_ends_in_failure_after_the_others_were_tried(two_proofs, capsys):
    assert proofs.main([]) == 1
    said = capsys.readouterr().out
    assert "1 of 2 proofs hold. Failed: breaks." in said
    assert "300 of 1,000 were lost" in two_proofs.read_text()
    assert "The claim of holds.\n\nTried 1000.\n" in two_proofs.read_text()


def test_a_small_trial_writes_nothing(two_proofs, capsys):
    assert proofs.main(["--small", "holds"]) == 0
    assert "Tried 10." in capsys.readouterr().out
    assert proofs.main(["--small"]) == 1
    assert not two_proofs.exists()


def test_trying_some_of_the_proofs_does_not_write_over_the_record_of_all(two_proofs):
    assert proofs.main(["holds"]) == 0
    assert not two_proofs.exists()
