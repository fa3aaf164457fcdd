"""The author's guide is true: its examples are sound files, it needs twelve keys, and it names every key there is."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from frameworks import companions, conditions, edition, questions
from frameworks.catalogue import Catalogue
from frameworks.reader import Plain, read
from frameworks.values import Model

GUIDE = (Path(__file__).parents[2] / "docs/framework-guide.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", GUIDE, flags=re.DOTALL))
MODELS = [
    model
    for module in (edition, questions, conditions, companions)
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, Model) and model is not Model
]


def keys(data: Plain) -> set[str]:
    if isinstance(data, dict):
        return {key for key in data if isinstance(key, str)}.union(*map(keys, data.values()))
    return set().union(*map(keys, data)) if isinstance(data, tuple) else set()


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in EXAMPLES.items():
        file = Path(tmp_path / name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    old = EXAMPLES["definitions/clubs/2026.yaml"]
    new = old.replace('"2026"', '"2027"').replace("id: safety.lead", "id: safety.named")
    (tmp_path / "definitions/clubs/2027.yaml").write_text(new, encoding="utf-8")
    return Path(tmp_path)


def test_the_examples_of_the_guide_are_sound(folder):
    assert len(EXAMPLES) == 5
    catalogue = Catalogue.load(folder)
    assert [str(fault) for fault in catalogue.faults] == []
    assert catalogue.frameworks() == ("club_kit", "clubs")
    lineage = catalogue.lineage("clubs", "2026", "2027")
    assert lineage is not None
    assert lineage.questions["safety.named"].change == "reworded"


def test_a_framework_needs_twelve_keys_and_two_words_for_each_level():
    used = keys(read(EXAMPLES["definitions/clubs/2026.yaml"].encode(), "2026.yaml").data) - {"name", "meaning"}
    assert len(used) == 12
    named = re.search(r"The twelve are (.*?)\.", GUIDE, flags=re.DOTALL)
    assert named is not None
    assert set(re.findall(r"`(\w+)`", named[1])) == used


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_guide_names_every_key(model: type[BaseModel]):
    known = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", GUIDE)) + " ".join(EXAMPLES.values())))
    assert {field.alias or name for name, field in model.model_fields.items()} - known == set()
