"""`stocktake change`: the same questions both years, from two answers files."""

from cli.__main__ import main
from tests.cli.test_score import ANSWERS, FRAMEWORK, files, printed

__all__ = ["files"]


def change(files, *more):
    names = [str(files / f"answers-{year}.yaml") for year in ("2025", "2026")]
    given = [word for year in ("2025", "2026") for word in ("--framework", str(files / f"{year}.yaml"))]
    return main(["change", *names, *given, *more])


def test_two_years_of_a_framework_are_compared(files, capsys):
    assert change(files) == 0
    result = printed(capsys)
    assert result["like_for_like"] == {"decimal": "1.00", "exact": "1"}
    assert result["headline"] == {"decimal": "0.67", "exact": "2/3"}
    assert result["composition"] == {"decimal": "-0.33", "exact": "-1/3"}
    assert result["overlap"] == {"decimal": "0.6667", "exact": "2/3"}
    assert (result["comparable"], result["improved"]) == (True, True)
    assert [(line["question"], line["status"]) for line in result["questions"]] == [
        ("a", "improved"),
        ("c", "new"),
        ("b", "retired"),
    ]


def test_a_lineage_says_what_became_of_each_question(files, capsys):
    lineage = files / "2025-to-2026.lineage.yaml"
    lineage.write_text('from: "2025"\nto: "2026"\nquestions: {c: {from: [b], change: reworded}}\n')
    assert change(files, "--lineage", str(lineage)) == 0
    assert printed(capsys)["overlap"]["exact"] == "1"


def test_a_faulty_lineage_is_told_with_status_2(files, capsys):
    lineage = files / "2025-to-2026.lineage.yaml"
    lineage.write_text('from: "2025"\nto: "2026"\nquestions: {c: {from: [nothing], change: reworded}}\n')
    assert change(files, "--lineage", str(lineage)) == 2
    assert "nothing" in capsys.readouterr().err


def test_two_frameworks_cannot_be_compared(files, capsys):
    (files / "other.yaml").write_text(FRAMEWORK.format(edition="2026", other="c").replace("id: small", "id: other"))
    (files / "answers-2026.yaml").write_text(
        ANSWERS.format(edition="2026", other="c", level=2).replace("framework: small", "framework: other")
    )
    assert change(files, "--framework", str(files / "other.yaml")) == 2
    assert "“other” and “small” are different frameworks." in capsys.readouterr().err


def test_a_framework_nobody_knows_is_told(files, capsys):
    names = [str(files / f"answers-{year}.yaml") for year in ("2025", "2026")]
    assert main(["change", *names]) == 2
    assert 'There is no edition "2025" of the framework "small".' in capsys.readouterr().err
