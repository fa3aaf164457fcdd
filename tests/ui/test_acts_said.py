"""Every act that the code can record can be told to the people it concerns."""

import string
from datetime import UTC, datetime

import pytest

from assessments.access.history import Line
from assessments.values import Person
from tests.project.acts import code, names
from ui import acts_said

NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


def line(act, *, by=None, has_left=False, names=None, **about):
    return Line(1, NOW, by, has_left, act, about, names or {})


def test_every_name_that_the_code_can_record_has_its_sentence():
    found = names(code())
    assert len(found) > 40, "the names are found"
    assert {"review submitted", "invitation made", "emergency access began", "administrator removed"} <= set(found)
    assert {name: where for name, where in found.items() if name not in acts_said.SAID} == {}


def test_no_sentence_is_left_over():
    assert set(acts_said.SAID) - set(names(code())) == set()


@pytest.mark.parametrize("act", sorted(acts_said.SAID))
def test_each_sentence_is_whole_also_when_nothing_more_is_known(act):
    said = acts_said.sentence(line(act))
    assert said.endswith(".")
    assert "{" not in said
    assert not set(said) - set(string.ascii_letters + " .,:;'-")


def test_what_is_known_is_said():
    review = line("review submitted", review=7, number=1)
    assert acts_said.sentence(review, {7: "Online safety, 2026/27"}) == "submitted Online safety, 2026/27."
    assert acts_said.sentence(review) == "submitted a review."
    erased = line("person erased", person=4, names={"person": ""})
    assert acts_said.sentence(erased) == "had somebody erased: the name is gone, what was done stays."
    network = line("network added", network=3, names={"network": "Tin {Kettle}"})
    assert acts_said.sentence(network) == "added the network Tin {Kettle}."


def test_who_did_it_is_named_while_that_is_known():
    assert acts_said.by(line("review started", by=Person(4, "Cedar"))) == "Cedar"
    assert acts_said.by(line("review started", by=Person(4, "Cedar"), has_left=True)) == "Cedar, who has left,"
    assert acts_said.by(line("review started", by=Person(4, ""), has_left=True)) == "Somebody"
    assert acts_said.by(line("organisation erased")) == "The operator's command"
