"""`stocktake schema`: the files editors use are written from the models, and `--check` says when one is old."""

import json
from pathlib import Path

import pytest

from cli import schema
from cli.__main__ import main


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    folder = Path(tmp_path / "frameworks")
    monkeypatch.setattr(schema, "FOLDER", folder)
    return folder / "schema.json"


def test_the_schema_is_written_and_then_current(file, capsys):
    assert main(["schema", "--check"]) == 1
    assert main(["schema"]) == 0
    assert main(["schema", "--check"]) == 0
    sorts = ("regions", "size_bands", "flags", "targets", "figures")
    names = ["frameworks/schema.json", *(f"frameworks/operating/{sort}.schema.json" for sort in sorts)]
    assert capsys.readouterr().out.splitlines() == [
        *(f"{name} is not current; run: stocktake schema" for name in names),
        *(f"{name} is current." for name in names),
        *(f"{name} is current." for name in names),
    ]


def test_checking_writes_nothing(file):
    main(["schema", "--check"])
    assert not file.exists()


def test_the_schema_knows_the_keys_an_author_writes_and_takes_a_decimal_as_a_number(file):
    main(["schema"])
    made = json.loads(file.read_text(encoding="utf-8"))
    assert {"format", "id", "edition", "title", "summary", "suits", "scale", "sections"} == set(made["required"])
    assert set(made["$defs"]["Band"]["properties"]) == {"id", "title", "from"}
    assert made["$defs"]["Band"]["properties"]["from"] == {"anyOf": [{"type": "integer"}, {"type": "number"}]}
    assert not made["$defs"]["Band"]["additionalProperties"]
