"""`stocktake demo`."""

import re

from cli.__main__ import main


def test_the_demo_is_built_where_one_says_and_a_second_build_changes_nothing(tmp_path, capsys):
    words = ["demo", "--database", str(tmp_path / "new" / "demo.db"), "--organisations", "2"]
    assert main(words) == 0
    assert main(words) == 0
    assert re.findall(
        r"^2 made-up organisations are in .*demo\.db \(\d+\.\d s\)\.$", capsys.readouterr().out, re.MULTILINE
    )


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["demo", "--database", str(tmp_path / "file" / "demo.db")]) == 1
    assert capsys.readouterr().err.strip()
