"""`stocktake score` and `stocktake change`: results of answers files without a database, and what bad input gets."""

import json

import pytest

from cli.__main__ import main

FRAMEWORK = """
format: 1
id: small
edition: "{edition}"
title: A small framework
summary: For trying things.
suits: [school]
scale:
  levels:
    1: {{name: Not in place, meaning: Nothing yet.}}
    2: {{name: Early steps, meaning: Some.}}
    3: {{name: In place, meaning: Agreed.}}
sections:
  - id: s
    title: The section
    strands:
      - id: t
        title: The strand
        questions:
          - {{id: a, text: "What of a?", weight: 2, levels: {{1: none, 2: some, 3: all}}}}
          - {{id: {other}, text: "What of {other}?", levels: {{1: none, 2: some, 3: all}}}}
"""
ANSWERS = """
framework: small
edition: "{edition}"
as_of: "2026-11-21"
answers:
  a: {{level: {level}}}
  {other}: {{level: 2}}
"""


@pytest.fixture
def files(tmp_path):
    for year, other, level in (("2025", "b", 1), ("2026", "c", 2)):
        (tmp_path / f"{year}.yaml").write_text(FRAMEWORK.format(edition=year, other=other))
        (tmp_path / f"answers-{year}.yaml").write_text(ANSWERS.format(edition=year, other=other, level=level))
    return tmp_path


def printed(capsys):
    return json.loads(capsys.readouterr().out)


def test_score_prints_the_whole_result_as_json(files, capsys):
    assert main(["score", str(files / "2025.yaml"), str(files / "answers-2025.yaml")]) == 0
    result = printed(capsys)
    four_thirds = {"level": "1.3", "exact": "4/3", "share": "0.1667", "share_exact": "1/6"}
    assert result["result"]["official"] == four_thirds
    assert result["result"]["claimed"] == {"so_far": four_thirds, "floor": four_thirds, "ceiling": four_thirds}
    assert result["result"]["band"] == "Not in place"
    assert result["result"]["coverage"] == {"decimal": "1.0000", "exact": "1"}
    leaves = result["result"]["children"][0]["children"][0]["children"]
    assert [(leaf["id"], leaf["state"], leaf["official"]["exact"]) for leaf in leaves] == [
        ("a", "answered", "1"),
        ("b", "answered", "2"),
    ]
    assert [thing["question"] for thing in result["what_next"]] == ["a", "b"]
    assert result["what_next"][0]["gain"] == {"decimal": "0.67", "exact": "2/3"}


def test_answers_may_be_json(files, capsys):
    data = {"framework": "small", "edition": "2025", "as_of": "2026-11-21", "answers": {"a": {"level": 3}}}
    (files / "answers.json").write_text(json.dumps(data))
    assert main(["score", str(files / "2025.yaml"), str(files / "answers.json")]) == 0
    result = printed(capsys)["result"]
    assert (result["official"]["exact"], result["claimed"]["so_far"]["exact"]) == ("7/3", "3")


def test_a_shipped_framework_is_found_by_name(tmp_path, capsys):
    answers = tmp_path / "answers.yaml"
    answers.write_text('framework: esafety\nedition: "2026"\nas_of: "2026-11-21"\nprofile: {kind: school}\n')
    assert main(["score", "esafety/2026", str(answers)]) == 0
    assert printed(capsys)["framework"] == "esafety"


@pytest.mark.parametrize(
    ("edition", "content", "sentence"),
    [
        ("2025.yaml", ANSWERS.format(edition="2025", other="x", level=1), "there is no question “x” in small 2025."),
        ("2025.yaml", ANSWERS.format(edition="2025", other="b", level=4), "answers: a: there is no level “4”"),
        ("2025.yaml", "[1, 2]", "an answers file is a set of keys"),
        ("2025.yaml", "a: [", "answers.yaml:1"),
        ("2027.yaml", "framework: small", "2027.yaml"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_with_status_2(files, capsys, edition, content, sentence):
    (files / "answers.yaml").write_text(content)
    assert main(["score", str(files / edition), str(files / "answers.yaml")]) == 2
    told = capsys.readouterr()
    assert (told.out, sentence in told.err) == ("", True)


def test_a_file_that_is_not_there_is_told(files, capsys):
    assert main(["score", str(files / "2025.yaml"), str(files / "none.yaml")]) == 2
    assert "none.yaml cannot be read: No such file or directory." in capsys.readouterr().err
