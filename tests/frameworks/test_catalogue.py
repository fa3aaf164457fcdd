"""The catalogue: folders in order, one faulty file never stops another, and what was read once is not read again."""

import hashlib
import shutil
from pathlib import Path

import pytest

from frameworks import checking, loading
from frameworks.catalogue import Catalogue, edition_order, shipped_folder
from frameworks.errors import FaultyFile, UnknownEdition

OWN = Path(__file__).parent / "own"


@pytest.fixture
def own(tmp_path) -> Path:
    return Path(shutil.copytree(OWN, tmp_path / "own"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_users_own_folder_is_searched_after_the_shipped_one(own):
    both = Catalogue.load(shipped_folder(), own)
    assert both.faults == ()
    assert set(both.frameworks()) == {*Catalogue.load().frameworks(), "small", "other"}
    assert "list" in both.references


def test_an_edition_comes_with_its_very_text_and_hash(own):
    published = Catalogue.load(own).get("small", "2026")
    data = (own / "definitions/small/2026.yaml").read_bytes()
    assert published.text.encode() == data
    assert published.sha256 == hashlib.sha256(data).hexdigest()
    assert Catalogue.load(own).by_sha256(published.sha256).edition.title == "Small check"


def test_what_is_not_there_is_said_to_be_unknown(own):
    catalogue = Catalogue.load(own)
    for ask in (
        lambda: catalogue.latest("nothing"),
        lambda: catalogue.get("small", "1999"),
        lambda: catalogue.by_sha256("0" * 64),
    ):
        with pytest.raises(UnknownEdition):
            ask()


def test_a_faulty_file_is_left_out_and_the_others_still_work(own):
    change(own / "definitions/other/2026.yaml", "title: Another check", "tilte: Another check")
    catalogue = Catalogue.load(own)
    assert [(fault.line, fault.message) for fault in catalogue.faults] == [
        (1, 'needs "title"; add it'),
        (4, 'unknown key "tilte"; did you mean "title"?'),
    ]
    assert set(catalogue.editions) == {("other", "2028"), ("small", "2026"), ("small", "2027")}


def test_a_faulty_reference_is_told_once_and_not_again_for_each_question_that_names_it(own):
    change(own / "references/list.yaml", "title:", "titel:")
    catalogue = Catalogue.load(own)
    assert {Path(fault.path).name for fault in catalogue.faults} == {"list.yaml"}
    assert "small" in catalogue.frameworks()


def test_the_same_framework_and_edition_twice_is_a_fault_and_the_first_stays(own, tmp_path):
    second = Path(shutil.copytree(own / "definitions", tmp_path / "second/definitions")).parent
    shutil.copytree(own / "references", second / "references")
    catalogue = Catalogue.load(own, second)
    assert [Path(fault.path).relative_to(second).as_posix() for fault in catalogue.faults] == [
        "definitions/other/2026.yaml",
        "definitions/other/2028.yaml",
        "definitions/small/2026-to-2027.lineage.yaml",
        "definitions/small/2026.yaml",
        "definitions/small/2027.yaml",
        "references/list.yaml",
    ]
    assert catalogue.get("small", "2026").path.is_relative_to(own)
    assert "Small check, edition 2026, is there already in" in str(catalogue.faults[3])


def test_folder_and_file_name_match_id_and_edition(own):
    (own / "definitions/small").rename(own / "definitions/smal")
    messages = [fault.message for fault in Catalogue.load(own).faults]
    assert '"id" says small but the file or folder is called smal; make them the same' in messages


def test_an_indicator_means_the_same_in_every_framework_and_the_earlier_folder_wins(tmp_path):
    mine = tmp_path / "mine/definitions/aaa/2026.yaml"
    mine.parent.mkdir(parents=True)
    text = (shipped_folder() / "definitions/governance/2026.yaml").read_text(encoding="utf-8")
    unit = next(i.unit for q in checking.check_edition(text.encode(), "x").questions.values() for i in q.indicators)
    mine.write_text(
        text.replace("id: governance", "id: aaa").replace(f"unit: {unit}", "unit: wishes"), encoding="utf-8"
    )
    catalogue = Catalogue.load(shipped_folder(), tmp_path / "mine")
    assert {fault.path for fault in catalogue.faults} == {str(mine)}
    assert "aaa" not in catalogue.frameworks()
    assert "governance" in catalogue.frameworks()


def test_an_edition_is_checked_once_for_each_content(own, monkeypatch):
    text = Catalogue.load(own).get("small", "2026").text
    read = []
    monkeypatch.setattr(loading, "check_edition", lambda *given: read.append(given))
    catalogue = Catalogue.load(own / "references")
    assert catalogue.parse(text).id == "small"
    assert read == []


def test_an_edition_whose_file_is_gone_is_read_from_its_text_and_then_kept():
    text = (OWN / "definitions/other/2026.yaml").read_text(encoding="utf-8").replace("Another check", "A check of old")
    catalogue = Catalogue.load()
    assert catalogue.parse(text) is catalogue.parse(text)
    assert catalogue.parse(text).title == "A check of old"


def test_a_kept_text_with_faults_is_refused():
    with pytest.raises(FaultyFile):
        Catalogue.load().parse("format: 1\n")


def test_the_number_of_editions_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(loading, "_MOST_KEPT", 2)
    monkeypatch.setattr(loading, "_kept", {})
    text = (OWN / "definitions/other/2026.yaml").read_text(encoding="utf-8")
    for year in range(2000, 2010):
        loading.parsed(text.replace('"2026"', f'"{year}"').encode())
    assert [edition.edition for edition in loading._kept.values()] == ["2008", "2009"]


def test_the_newest_edition_is_found_by_number_not_by_letters():
    names = ["2026.10", "2027", "2026", "2026.2", "2025"]
    assert sorted(names, key=edition_order) == ["2025", "2026", "2026.2", "2026.10", "2027"]


def test_a_folder_that_is_not_there_or_holds_nothing_is_told(tmp_path):
    [fault] = Catalogue.load(tmp_path / "nowhere").faults
    assert fault.message == "there is no such folder; make it, or correct the setting"
    [fault] = Catalogue.load(tmp_path).faults
    assert fault.message == "the folder holds none of definitions, references, crosswalks, operating; make one of them"


def test_a_file_named_yml_is_told_not_passed_over(own):
    (own / "definitions/other/2026.yaml").rename(own / "definitions/other/2026.yml")
    messages = [fault.message for fault in Catalogue.load(own).faults]
    assert "the file is not read; end its name in .yaml" in messages


def test_a_file_that_cannot_be_read_is_a_fault(own):
    (own / "definitions/other/2027.yaml").mkdir()
    [fault] = Catalogue.load(own).faults
    assert fault.message.startswith("the file cannot be read (")


def test_a_crosswalk_is_found_by_the_framework_it_leads_to(own):
    catalogue = Catalogue.load(own)
    assert [crosswalk.from_.framework for crosswalk in catalogue.crosswalks_to("small")] == ["other"]
    assert catalogue.crosswalks_to("other") == ()


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        (
            "definitions/other/2026.yaml",
            "definitions/other/2025.yaml",
            '"edition" says 2026 but the file or folder is called 2025',
        ),
        (
            "definitions/small/2026-to-2027.lineage.yaml",
            "definitions/small/2025-to-2027.lineage.yaml",
            '"from" says 2026-to-2027 but the file or folder is called 2025-to-2027',
        ),
        (
            "crosswalks/other--small.yaml",
            "crosswalks/other.yaml",
            '"from" says other--small but the file or folder is called other',
        ),
    ],
)
def test_a_file_is_named_after_what_it_holds(own, name, wrong, said):
    (own / name).rename(own / wrong)
    messages = {Path(fault.path): fault.message for fault in Catalogue.load(own).faults}
    assert messages[own / wrong] == f"{said}; make them the same"


def test_an_indicator_in_two_questions_of_one_framework_is_measured_alike(own):
    change(
        own / "definitions/small/2026.yaml",
        "            next_steps: {1: Write",
        "            indicators: [{id: old, label: Old, unit: items, direction: lower, basis: judgement}]\n"
        "            next_steps: {1: Write",
    )
    [first, *_] = Catalogue.load(own).faults
    assert (first.line, first.message) == (
        73,
        'the indicator "old" is measured in "items" in kit.policy; make both alike or rename one',
    )
