"""`stocktake new-edition`: a copy with its remarks, and a lineage that accounts for every question, sound at once."""

import shutil
from pathlib import Path

import pytest

from cli.__main__ import main
from frameworks.catalogue import Catalogue

OWN = Path(__file__).parents[1] / "frameworks/own"


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    folder = Path(shutil.copytree(OWN, tmp_path / "own"))
    file = folder / "definitions/small/2027.yaml"
    text = file.read_text(encoding="utf-8").replace('edition: "2027"', 'edition: "2027"  # the second')
    file.write_text(f"# A remark.\n{text}", encoding="utf-8")
    monkeypatch.setenv("STOCKTAKE_FRAMEWORKS", str(folder))
    return folder


def test_the_newest_edition_is_copied_with_its_remarks_under_the_new_name(own):
    assert main(["new-edition", "small", "2028"]) == 0
    before = (own / "definitions/small/2027.yaml").read_text(encoding="utf-8")
    after = (own / "definitions/small/2028.yaml").read_text(encoding="utf-8")
    assert after == before.replace('edition: "2027"', 'edition: "2028"')


def test_the_new_edition_and_its_lineage_are_sound_as_they_stand(own):
    assert main(["new-edition", "small"]) == 0
    catalogue = Catalogue.load(own)
    assert catalogue.faults == ()
    assert catalogue.latest("small").edition.edition == "2028"
    lineage = catalogue.lineage("small", "2027", "2028")
    assert lineage is not None
    assert {name: (origin.from_, origin.change) for name, origin in lineage.questions.items()} == {
        name: ((name,), "same") for name in catalogue.latest("small").edition.questions
    }


def test_the_lineage_lists_every_question_of_the_old_edition(own):
    main(["new-edition", "small", "2028"])
    text = (own / "definitions/small/2027-to-2028.lineage.yaml").read_text(encoding="utf-8")
    for name in Catalogue.load(own).get("small", "2027").edition.questions:
        assert f"  {name}: {{from: [{name}], change: same}}\n" in text


def test_a_correction_keeps_the_year_and_is_refused_when_it_changes_a_judgement(own, capsys):
    assert main(["new-edition", "small", "--correction"]) == 0
    file = own / "definitions/small/2027.1.yaml"
    assert Catalogue.load(own).faults == ()
    file.write_text(file.read_text(encoding="utf-8").replace("Anything else?", "Anything more?"), encoding="utf-8")
    assert Catalogue.load(own).faults == ()
    file.write_text(file.read_text(encoding="utf-8").replace("minimum_level: 2", "minimum_level: 3"), encoding="utf-8")
    assert main(["check"]) == 1
    assert (
        'a correction of 2027 cannot change "minimum_level"; put it back, or make a new edition'
        in capsys.readouterr().out
    )


def test_a_shipped_framework_is_continued_in_the_users_own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("STOCKTAKE_FRAMEWORKS", raising=False)
    assert main(["new-edition", "esafety", "2099", "--into", str(tmp_path / "mine")]) == 0
    assert (tmp_path / "mine/definitions/esafety/2099.yaml").exists()
    assert main(["check", str(tmp_path / "mine")]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing", "2030"], 'There is no framework "nothing".'),
        (["small", "2027"], "Edition 2027 does not come after 2027, the newest; choose a later one."),
        (["small", "2020"], "Edition 2020 does not come after 2027, the newest; choose a later one."),
        (["small", "next"], '"next" is no name for an edition; write a year such as 2028.'),
        (["small", "2028.1"], '"2028.1" is the name of a correction; add --correction, or write a year.'),
        (["small", "2028.1", "--correction"], "A correction of 2027 keeps its year; leave the name out to get 2027.1."),
    ],
)
def test_a_name_that_cannot_follow_is_refused(own, capsys, words, said):
    assert main(["new-edition", *words]) == 2
    assert capsys.readouterr().out == f"{said}\n"


def test_a_file_that_is_there_is_never_overwritten(own, capsys):
    file = own / "definitions/small/2028.yaml"
    file.write_text("mine", encoding="utf-8")
    assert main(["new-edition", "small", "2028"]) == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert not (own / "definitions/small/2027-to-2028.lineage.yaml").exists()
