"""Each invalid file has one fault, and its first line says the message an author should read."""

from pathlib import Path

import pytest

from frameworks.trying import faults_of

HERE = Path(__file__).parent
FILES = sorted((HERE / "invalid").rglob("*.yaml"))


def test_there_are_some_invalid_files():
    assert len(FILES) >= 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_invalid_file_gives_exactly_the_message_it_says(file: Path):
    expected = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    assert [str(fault) for fault in faults_of(file, HERE / "own")] == [f"{file}:{expected}"]
