"""What an operator may write beside the frameworks: later folders add, write anew or leave out."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from frameworks import brought, flags, regions, size_bands, targets
from frameworks.brought import latest
from frameworks.catalogue import Catalogue, shipped_folder
from frameworks.errors import FaultyFile
from frameworks.operating_files import FILES
from frameworks.trying import check_operating, faults_of
from frameworks.values import Model

OWN = Path(__file__).parent / "own"
GUIDE = (Path(__file__).parents[2] / "docs/operators-files.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", GUIDE, flags=re.DOTALL))


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
def own(tmp_path) -> Path:
    return Path(tmp_path / "own")


def write(folder: Path, name: str, text: str) -> None:
    (folder / "operating").mkdir(parents=True, exist_ok=True)
    (folder / f"operating/{name}.yaml").write_text(f"format: 1\n{text}", encoding="utf-8")


def test_the_nations_and_the_nine_regions_of_england_stand_on_twelve_tiles(shipped):
    found = shipped.operating.regions
    assert len(found) == 13
    tiles = [region.tile for region in found.values() if region.tile]
    assert len(tiles) == len(set(tiles)) == 12
    assert [region.id for region in found.values() if not region.tile] == ["england"]


def test_a_region_is_found_by_its_id_or_title_in_small_letters_or_capitals(shipped):
    operating = shipped.operating
    for name in ("yorkshire-and-the-humber", "Yorkshire and The  Humber", " YORKSHIRE AND THE HUMBER"):
        assert operating.region(name) is operating.regions["yorkshire-and-the-humber"]
        assert operating.called(name) == "Yorkshire and the Humber"
    assert (operating.called("Northmarch"), operating.called("")) == ("Northmarch", None)
    assert operating.region("Northmarch") is operating.region(None) is operating.region("") is None


def test_the_shipped_targets_are_those_of_a_county_s_plan(shipped):
    found = shipped.operating.targets.values()
    assert [(one.metric, str(one.value)) for one in found] == [
        ("reviewed", "90"), ("reviewed", "100"), ("award", "10"), ("award", "20"), ("award", "25"), ("question", "100"),
        ("question", "100"), ("question", "100"), ("question", "100"), ("improved_and_evidenced", "100"),
        ("brought", "50"), ("brought", "100"),
    ]  # fmt: skip
    assert all(date(2026, 11, 22) < date.fromisoformat(one.by) for one in found)
    assert [one.id for one in shipped.operating.targets_for("governance")] == ["resilience-plan"]


def test_the_shipped_flags_look_at_every_framework(shipped):
    expected = ["must-have-below-minimum", "low-section", "down-a-level", "evidence-lapsed"]
    for framework in shipped.frameworks():
        assert [flag.id for flag in shipped.operating.flags_for(framework)] == expected


def test_ones_own_files_add_to_what_is_there_and_write_the_same_id_anew(own, shipped):
    write(own, "regions", "regions: [{id: wales, title: Cymru, tile: [0, 3]}, {id: man, title: Isle of Man}]")
    write(own, "size_bands", "size_bands: [{kinds: [school], fact: pupils, from: [0, 200]}]")
    found = Catalogue.load(shipped_folder(), own)
    assert found.faults == ()
    assert [*found.operating.regions] == [*shipped.operating.regions, "man"]
    assert found.operating.regions["wales"].title == "Cymru"
    assert found.operating.sizes.band("school", {"pupils": 600}) == 1
    assert found.operating.sizes.band("trust", {"staff": 600}) == 4
    assert found.operating.targets == shipped.operating.targets


def test_what_is_not_wanted_is_left_out_by_name_or_all_at_once(own, shipped):
    write(own, "flags", "leave_out: [low-section]")
    write(own, "targets", "leave_out: all")
    write(own, "regions", "leave_out: all\nregions: [{id: town, title: Town, tile: [0, 1]}]")
    found = Catalogue.load(shipped_folder(), own)
    assert found.faults == ()
    assert [*found.operating.flags] == [name for name in shipped.operating.flags if name != "low-section"]
    assert (found.operating.targets, [*found.operating.regions]) == ({}, ["town"])


def test_a_faulty_file_is_left_out_whole_and_the_others_still_work(own):
    write(own, "flags", "leave_out: all\nflags: [{id: odd, when: {evidence: gone}, say: Look.}]")
    write(own, "regions", "regions: [{id: town, title: Town}]")
    found = Catalogue.load(shipped_folder(), own)
    assert [str(fault) for fault in found.faults] == [
        f'{own}/operating/flags.yaml:3: odd: "evidence" is "gone"; it must be lapsed'
    ]
    assert len(found.operating.flags) == 4
    assert "town" in found.operating.regions


def test_the_frameworks_of_a_faulty_edition_are_not_called_missing(own):
    shutil.copytree(OWN, own)
    edition = own / "definitions/small/2027.yaml"
    edition.write_text(edition.read_text(encoding="utf-8").replace("title: Small", "titel: Small", 1))
    edition.with_name("2026.yaml").unlink()
    edition.with_name("2026-to-2027.lineage.yaml").unlink()
    shutil.rmtree(own / "crosswalks")
    assert {Path(fault.path).name for fault in Catalogue.load(own).faults} == {"2027.yaml"}


def test_several_faults_of_one_file_are_told_together(own):
    write(own, "regions", "regions:\n  - {id: a, title: A, tile: [1]}\n  - {id: a, titel: A}")
    assert [fault.line for fault in Catalogue.load(own).faults] == [3, 4, 4]


def test_a_file_of_another_name_is_told_not_passed_over(own):
    write(own, "sizes", "size_bands: []")
    [fault] = Catalogue.load(own).faults
    assert fault.message == 'an operator has no file of this name; did you mean "size_bands"?'


def test_where_a_folder_says_nothing_of_sizes_the_shipped_bands_hold():
    found = Catalogue({}, {}, (), {}, ()).operating
    assert found.sizes == Catalogue.load().operating.sizes
    assert found.targets == {}


def test_a_catalogue_takes_an_operator_s_files_afterwards(own, shipped):
    write(own, "regions", "leave_out: all\nregions: [{id: town, title: Town}]")
    found = shipped.with_operating(own)
    assert [*found.operating.regions] == ["town"]
    assert (found.editions, found.operating.flags) == (shipped.editions, shipped.operating.flags)
    assert len(shipped.operating.regions) == 13, "the first catalogue stays as it was"
    assert found.beside([]).operating == found.operating


def test_one_file_is_checked_where_it_lies_and_elsewhere(own, tmp_path):
    write(own, "regions", "regions: [{id: a, title: A, tile: [1, 0]}]")
    said = '"scotland" stands at column 1, row 0 too; give each its own tile'
    assert [fault.message for fault in faults_of(own / "operating/regions.yaml", shipped_folder())] == [said]
    loose = shutil.copy(own / "operating/regions.yaml", tmp_path / "regions.yaml")
    assert [fault.message for fault in faults_of(Path(loose), shipped_folder())] == [said]
    assert faults_of(shipped_folder() / "operating/targets.yaml", shipped_folder()) == ()


def test_the_examples_of_the_guide_are_sound(own):
    assert set(EXAMPLES) == {f"operating/{name}.yaml" for name in FILES}
    for name, text in EXAMPLES.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    assert [str(fault) for fault in Catalogue.load(shipped_folder(), own).faults] == []


@pytest.mark.parametrize("module", [regions, size_bands, flags, targets, brought], ids=lambda module: module.__name__)
def test_the_guide_names_every_key_and_every_metric(module):
    known = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", GUIDE)) + " ".join(EXAMPLES.values())))
    models = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Model)]
    models = [model for model in models if model.__module__ == module.__name__]
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert keys - known == set()
    assert set(get_args(targets.Metric)) - known == set()


def test_a_file_can_be_tried_without_being_kept(shipped):
    text = b"format: 1\nleave_out: all\ntargets: []\n"
    assert check_operating("targets", text, "pasted", shipped).targets == {}
    assert len(shipped.operating.targets) == 12
    with pytest.raises(FaultyFile, match=r'^pasted:2: leave_out: no target "x";'):
        check_operating("targets", b"format: 1\nleave_out: [x]\n", "pasted", shipped)


FIGURES = [("2027-03-31", 38), ("2026-03-31", 30)]


def test_figures_brought_from_elsewhere_are_kept_by_day_and_the_last_until_a_day_counts(own, shipped):
    of = "of: broadband-upgraded"
    entries = [f'{{{of}, on: "{day}", value: {value}, source: A}}' for day, value in FIGURES]
    write(own, "figures", f"figures: [{', '.join(entries)}]")
    write(own / "later", "figures", f'figures: [{{{of}, on: "2027-03-31", value: 39.5, source: Corrected}}]')
    found = Catalogue.load(shipped_folder(), own).with_operating(own / "later")
    assert found.faults == ()
    series = found.operating.figures["broadband-upgraded"]
    assert [(one.on, str(one.value)) for one in series] == [("2026-03-31", "30"), ("2027-03-31", "39.5")]
    on = {day: one and one.on for day in ("2026-03-30", "2026-03-31", "2027-03-30", "2030-01-01")
          for one in [latest(series, day)]}  # fmt: skip
    assert on == {
        "2026-03-30": None,
        "2026-03-31": "2026-03-31",
        "2027-03-30": "2026-03-31",
        "2030-01-01": "2027-03-31",
    }
