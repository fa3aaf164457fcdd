"""Editions that lie in no folder are read just as those that do."""

from pathlib import Path

from frameworks.catalogue import Catalogue, Text

TESTS = Path(__file__).parents[1] / "assessments"
FIRST, NEXT = TESTS / "content", TESTS / "next_year" / "definitions" / "small"
EDITION = (NEXT / "2027.yaml").read_bytes()
LINEAGE = (NEXT / "2026-to-2027.lineage.yaml").read_bytes()


def test_beside_the_folders_an_edition_with_its_lineage_is_as_in_one():
    read, given = Catalogue.load(FIRST, TESTS / "next_year"), Catalogue.load(FIRST).beside([
        Text("small", "2027", EDITION, LINEAGE)
    ])  # fmt: skip
    assert given.faults == read.faults == ()
    assert {key: one.sha256 for key, one in given.editions.items()} == {
        key: one.sha256 for key, one in read.editions.items()
    }
    assert given.lineages == read.lineages
    assert given.lineage("small", "2026", "2027") == read.lineage("small", "2026", "2027")
    assert given.crosswalks == read.crosswalks


def test_what_stands_beside_changes_nothing_for_those_who_hold_the_catalogue():
    before = Catalogue.load(FIRST)
    again = Catalogue.load(FIRST)
    before.beside([Text("small", "2027", EDITION, LINEAGE)])
    assert before == again
    assert before.beside([]) == again
    without = before.beside([Text("small", "2027", EDITION)])
    assert "2026-to-2027.lineage.yaml" in without.faults[0].message, "nothing is left of the lineage given before"


def test_of_two_that_disagree_the_one_on_the_later_shelf_is_left_out():
    words = (FIRST / "definitions" / "small" / "2026.yaml").read_text(encoding="utf-8")
    words = words.replace("id: small", "id: aaa", 1).replace("days_since_check", "days_since_then")
    other = words.replace("id: aaa", "id: zzz", 1).replace("date_of: Date of the last check, ", "")
    texts = [Text("zzz", "2026", other.encode()), Text("aaa", "2026", words.encode(), shelf="on trial")]
    found = Catalogue.load(FIRST).beside(texts)
    assert set(found.frameworks()) == {"small", "wide", "zzz"}
    assert {fault.path for fault in found.faults} == {"on trial/aaa/2026.yaml"}


def test_a_held_edition_is_read_and_not_offered_but_where_it_is_tried():
    found = Catalogue.load(FIRST)
    held = Catalogue(found.editions, found.references, found.crosswalks, found.lineages, (), {("small", "2026"): {7}})
    assert held.frameworks() == ("wide",)
    assert held.frameworks(7) == ("small", "wide")
    assert held.frameworks(8) == ("wide",)
    assert held.get("small", "2026").edition.name == held.name_of("small")
    assert held.by_sha256(found.get("small", "2026").sha256).edition.id == "small"
    assert held.name_of("nowhere") == "nowhere"
