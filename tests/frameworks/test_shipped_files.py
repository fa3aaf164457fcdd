"""Every shipped file is a test case: it is read without a fault, and nothing of the content went missing on the way."""

from pathlib import Path

import pytest

from frameworks.catalogue import Catalogue, shipped_folder
from frameworks.schema import FOLDER, schemas

FILES = sorted(
    path
    for part in ("definitions", "references", "crosswalks", "operating")
    for path in (shipped_folder() / part).rglob("*.yaml")
)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return Catalogue.load()


def test_there_are_five_frameworks_twenty_references_and_crosswalks_between_all_pairs(shipped):
    assert shipped.frameworks() == ("cpd", "esafety", "governance", "infrastructure", "io_health_check")
    assert (len(shipped.references), len(shipped.crosswalks)) == (20, 20)
    assert sum(len(reference.items) for reference in shipped.references.values()) == 225


def test_the_frameworks_hold_every_question_and_must_have_of_the_content(shipped):
    first = {name: shipped.of(name)[0].edition.questions for name in shipped.frameworks()}
    assert {name: len(questions) for name, questions in first.items()} == {
        "governance": 21, "esafety": 22, "cpd": 21, "infrastructure": 24, "io_health_check": 26,
    }  # fmt: skip
    every = [question for questions in first.values() for question in questions.values()]
    assert sum(question.minimum_level is not None for question in every) == 32
    assert sum(len(question.indicators) for question in every) == 101
    assert len({indicator.id for question in every for indicator in question.indicators}) == 89


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_shipped_file_has_no_fault(file: Path, shipped):
    name = file.relative_to(shipped_folder()).as_posix().removeprefix("definitions/")
    assert [str(fault) for fault in shipped.faults if fault.path == name] == []


def test_nothing_shipped_has_a_fault_of_any_other_name(shipped):
    assert shipped.faults == ()


def test_a_short_form_holds_every_must_have_and_at_least_eight_questions_for_each_kind(shipped):
    for published in shipped.editions.values():
        edition = published.edition
        for kind in edition.suits:
            asked = {
                name for name, question in edition.questions.items()
                if not question.applies_to or not question.applies_to.kinds or kind in question.applies_to.kinds
            }  # fmt: skip
            must_haves = {name for name in asked if edition.questions[name].minimum_level is not None}
            assert must_haves <= set(edition.short_form), (edition.id, kind)
            assert len(asked & set(edition.short_form)) >= 8, (edition.id, kind)


def test_the_schemas_that_editors_use_are_current():
    written = {name: (FOLDER / name).read_text(encoding="utf-8") for name in schemas()}
    assert written == schemas(), "run: stocktake schema"


def test_every_shipped_edition_names_the_schema_on_its_first_line():
    for file in shipped_folder().glob("definitions/*/*.yaml"):
        if not file.name.endswith(".lineage.yaml"):
            first = file.read_text(encoding="utf-8").splitlines()[0]
            assert first == "# yaml-language-server: $schema=../../schema.json", file
