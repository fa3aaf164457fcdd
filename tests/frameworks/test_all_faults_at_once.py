"""One reading gives every fault of a file, those of the models and those of the rules, in the order of lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.checking import check_edition
from frameworks.errors import Fault, FaultyFile

SMALL = (Path(__file__).parent / "own/definitions/small/2026.yaml").read_text(encoding="utf-8")


def found_in(text: str) -> tuple[Fault, ...]:
    try:
        check_edition(text.encode(), "file.yaml")
    except FaultyFile as faulty:
        assert faulty.faults  # noqa: PT017 - that it is raised at all is not sure
        return faulty.faults
    return ()


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyFile) as faulty:
        check_edition(text.encode(), "small/2026.yaml")
    return [str(fault).removeprefix("small/2026.yaml:") for fault in faulty.value.faults]


def test_wrong_keys_wrong_values_and_broken_rules_are_told_together():
    text = SMALL.replace("[school, charity]", "[school, charty]").replace("themes: [people]", "thems: [people]")
    text = text.replace("kit.lead, kit.policy]", "kit.lead, kit.polcy]").replace("minimum_level: 2", "minimum_level: 5")
    text = text.replace("kind: text", "kind: text\n            title: &x Twice")
    assert faults(text) == [
        '6: suits: an item of "suits" is "charty"; did you mean "charity"?',
        '26: short_form: no question "kit.polcy"; did you mean "kit.policy"?',
        '49: kit.policy: unknown key "thems"; did you mean "themes"?',
        '52: kit.policy: "minimum_level" is 5; the scale runs from 1 to 3',
        "76: kit.note: an anchor (&x) is not allowed; take it out",
        '76: kit.note: unknown key "title"; take it out, or see the keys in the guide',
    ]


def test_a_question_too_broken_to_be_checked_is_not_called_missing_elsewhere():
    text = SMALL.replace("            text: Is somebody named?\n", "")
    assert faults(text) == ['42: kit.lead: needs "text"; add it']


def test_lines_stay_right_after_a_broken_question():
    text = (
        SMALL.replace("            text: Is somebody named?\n", "")
        .replace("{web, log}", "")
        .replace("weight: 2", "weight: two")
    )
    text = text.replace("{id: log, label: The log,", "{id: web, label: The log,")
    assert faults(text) == [
        '42: kit.lead: needs "text"; add it',
        '63: kit.filter: "weight" is "two", not a number; write it in digits, without quotes',
        '64: kit.filter: the check "web" is there already, on line 63; give each its own',
    ]


def test_a_level_that_is_written_wrong_is_not_also_called_missing():
    assert faults(SMALL.replace("3: All know them.}", "3: [All, know, them]}")) == [
        '53: kit.policy: "levels" 3 is a list, not text; write it as one sentence'
    ]


@pytest.mark.parametrize("text", ["just text", "- a\n- list\n", "{}", "format: 1\n", "1", "true"])
def test_a_file_that_is_no_framework_at_all_is_a_fault(text):
    assert faults(text)


LINES = SMALL.splitlines(keepends=True)


@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(["", "x\n", "  a: 1\n", "[\n", "- 1\n", "id: 1\n"])),
        max_size=4,
    )
)
def test_a_framework_with_any_lines_changed_is_sound_or_has_faults_with_remedies(changes):
    lines = list(LINES)
    for at, line in changes:
        lines[at] = line
    found = found_in("".join(lines))
    assert all("; " in fault.message for fault in found)
    assert all(1 <= fault.line <= len(lines) for fault in found)


WORDS = st.sampled_from(
    ["is", "in", "all", "any", "not", "profile", "question", "score", "kind", "at_least", "every_question", "x"]
)
VALUES = st.recursive(
    st.one_of(WORDS, st.integers(-1, 6).map(str), st.sampled_from(["true", "1.5", "kit.lead"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.lists(st.tuples(WORDS, inner), max_size=3, unique_by=lambda pair: pair[0]).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=6,
)


@given(
    VALUES,
    st.sampled_from(["ask_if: {question: kit.policy, at_least: 2}", "rollup: ladder", "suits: [school, charity]"]),
)
def test_any_value_in_any_place_is_accepted_or_refused(value, place):
    key = place.partition(":")[0]
    found_in(SMALL.replace(place, f"{key}: {value}"))
