"""Lineages: every old question is accounted for, chains compose, and the weakest change of a chain wins."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from frameworks.catalogue import Catalogue
from frameworks.companions import Lineage, Origin
from frameworks.lineages import joined

OWN = Path(__file__).parent / "own"


def lineage(start: str, end: str, **questions: dict[str, Any]) -> Lineage:
    origins = {
        name: Origin(from_=tuple(said["of"].split()), change=said["is_"], levels=said.get("levels", {}))
        for name, said in questions.items()
    }
    return Lineage(from_=start, to=end, questions=origins)


def lineage_of(catalogue: Catalogue, old: str, new: str) -> Lineage:
    found = catalogue.lineage("small", old, new)
    assert found is not None
    return found


def through(first: dict[str, Any], second: dict[str, Any]) -> Origin:
    later = lineage("2026", "2027", c=second | {"of": second.get("of", "b")})
    return joined(lineage("2025", "2026", b=first, d={"of": "e", "is_": "same"}), later).questions["c"]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("same", "same", "same"),
        ("same", "reworded", "reworded"),
        ("reworded", "same", "reworded"),
        ("reworded", "replaced", "replaced"),
        ("replaced", "same", "replaced"),
        ("split", "reworded", "split"),
        ("merged", "split", "merged"),
    ],
)
def test_the_weakest_change_of_a_chain_wins(first, second, together):
    assert through({"of": "a", "is_": first}, {"is_": second}) == Origin(from_=("a",), change=together)


def test_the_level_maps_of_a_chain_are_followed_and_a_level_that_leads_nowhere_drops_out():
    first = {"of": "a", "is_": "rescaled", "levels": {1: 1, 2: 3, 3: 5}}
    second = {"is_": "rescaled", "levels": {1: 2, 3: 4}}
    assert through(first, second).levels == {1: 2, 2: 4}
    assert through(first, {"is_": "reworded"}).levels == {1: 1, 2: 3, 3: 5}
    assert through({"of": "a", "is_": "same"}, second).levels == {1: 2, 3: 4}


def test_a_rescaled_question_that_was_merged_later_keeps_no_level_map():
    first = {"of": "a", "is_": "rescaled", "levels": {1: 1}}
    assert through(first, {"of": "b d", "is_": "merged"}) == Origin(from_=("a", "e"), change="merged")


def test_a_question_that_the_middle_edition_added_comes_from_nowhere():
    later = lineage("2026", "2027", c={"of": "new", "is_": "same"})
    assert joined(lineage("2025", "2026", b={"of": "a", "is_": "same"}), later).questions == {}
    assert joined(lineage("2025", "2026", b={"of": "a", "is_": "same"}), later).retired == ("a",)


def test_an_id_in_both_editions_with_the_same_revision_is_the_same_question_unless_listed():
    found = lineage_of(Catalogue.load(OWN), "2026", "2027")
    assert {name: origin.change for name, origin in found.questions.items()} == {
        "kit.lead": "same", "kit.filter": "same", "kit.devices": "same",
        "kit.policy": "rescaled", "kit.remark": "reworded",
    }  # fmt: skip


def test_a_question_that_went_to_another_scale_without_a_word_is_replaced():
    found = Catalogue.load(OWN).lineage("other", "2026", "2028")
    assert found is not None
    assert found.questions["rules"] == Origin(from_=("rules",), change="replaced")


def test_an_edition_is_the_same_as_itself():
    found = lineage_of(Catalogue.load(OWN), "2026", "2026")
    assert {origin.change for origin in found.questions.values()} == {"same"}


def test_there_is_no_lineage_backwards_or_to_what_is_not_there():
    catalogue = Catalogue.load(OWN)
    assert catalogue.lineage("small", "2027", "2026") is None
    assert catalogue.lineage("small", "2026", "2030") is None
    assert catalogue.lineage("nothing", "2026", "2027") is None


@pytest.fixture
def own(tmp_path) -> Path:
    return Path(shutil.copytree(OWN, tmp_path / "own"))


def follow(own: Path, year: str, *changed: tuple[str, str]) -> Path:
    text = (own / "definitions/small/2027.yaml").read_text(encoding="utf-8").replace('"2027"', f'"{year}"')
    for old, new in changed:
        text = text.replace(old, new)
    file = own / f"definitions/small/{year}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_chain_goes_through_an_edition_that_needs_no_lineage_file(own):
    follow(own, "2028")
    catalogue = Catalogue.load(own)
    assert catalogue.faults == ()
    found = lineage_of(catalogue, "2026", "2028")
    assert (found.from_, found.to) == ("2026", "2028")
    assert found.questions["kit.policy"] == Origin(from_=("kit.policy",), change="rescaled", levels={1: 1, 2: 2, 3: 2})
    assert found.questions["kit.remark"] == Origin(from_=("kit.note",), change="reworded")


def test_an_edition_that_drops_a_question_without_saying_so_is_refused(own):
    file = follow(own, "2028", ("remark", "postscript"))
    catalogue = Catalogue.load(own)
    assert [str(fault) for fault in catalogue.faults] == [
        f'{file}:3: small: it does not say what became of "kit.remark" of 2027; write 2027-to-2028.lineage.yaml'
    ]
    assert catalogue.latest("small").edition.edition == "2027"


def test_a_correction_of_wording_stands_beside_its_edition_and_is_the_newest(own):
    follow(own, "2027.1", ("Anything else?", "Anything more?"))
    catalogue = Catalogue.load(own)
    assert [str(fault) for fault in catalogue.faults] == []
    assert catalogue.latest("small").edition.edition == "2027.1"


def test_a_correction_made_later_is_followed_by_the_lineage_of_its_edition(own):
    text = (own / "definitions/small/2026.yaml").read_text(encoding="utf-8").replace('"2026"', '"2026.1"')
    (own / "definitions/small/2026.1.yaml").write_text(text, encoding="utf-8")
    catalogue = Catalogue.load(own)
    assert catalogue.faults == ()
    found = lineage_of(catalogue, "2026.1", "2027")
    assert found.questions["kit.remark"] == Origin(from_=("kit.note",), change="reworded")
    assert lineage_of(catalogue, "2026", "2027").questions == found.questions


def test_a_second_lineage_between_the_same_editions_is_refused(own, tmp_path):
    second = tmp_path / "second/definitions/small"
    second.mkdir(parents=True)
    shutil.copy(own / "definitions/small/2026-to-2027.lineage.yaml", second)
    [fault] = Catalogue.load(own, tmp_path / "second").faults
    assert fault.message == "this lineage is there already in another folder; take one of the two out"
