"""The cases worked by hand in cases/*.yaml: an adviser can add one. See cases/README.md for what a case may say."""

from fractions import Fraction
from pathlib import Path

import pytest

from frameworks.reader import read
from scoring import change, contradictions, score, shown
from scoring.printing import decimal, limits_of, stored
from tests.scoring.building import edition, sheet

FOLDER = Path(__file__).parent / "cases"
SHEET = ("answers", "form", "profile", "as_of", "aims", "aims_for", "indicators")
FIGURES = ("so_far", "floor", "ceiling")


def listed(path):
    return read(path.read_bytes(), path.name).data


def cases():
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(listed(path), start=1):
            yield pytest.param(case, id=f"{path.stem}-{number}: {case['case']}")


CASES = list(cases())


def exact(value):
    return None if value is None or value == "none" else Fraction(str(value))


def sheet_of(spec):
    more = {key: spec[key] for key in SHEET if key in spec and key != "answers"}
    return sheet(spec.get("answers", {}), **more)


def seen(built, node, expected):
    """What a node really gives, under the keys a case asks for."""
    found = {}
    for key in expected:
        if key in FIGURES:
            share = getattr(node.claimed, key)
        elif key.removeprefix("evidenced_") in FIGURES:
            share = getattr(node.evidenced, key.removeprefix("evidenced_"))
        else:
            found[key] = other(built, node, key)
            continue
        found[key] = None if share is None else built.scale.lowest + share * (built.scale.highest - built.scale.lowest)
    return found


def other(built, node, key):
    match key:
        case "shown":
            return decimal(node.level, limits=limits_of(built))
        case "share":
            return node.official
        case "stored":
            return Fraction(stored(node.official))
        case "held_at":
            return [cap.maximum_level for cap in node.caps]
        case _:
            return getattr(node, key)


def wanted(expected):
    as_written = ("band", "state", "shown")
    return {
        key: value if key in as_written else list(value) if key == "held_at" else exact(value)
        for key, value in expected.items()
    }


def test_there_are_cases():
    assert len(CASES) > 60


@pytest.mark.parametrize("case", CASES)
def test_a_case_worked_by_hand(case):
    built = edition(case["framework"])
    given = sheet_of(case)
    result = score(built, given)
    for name, expected in case.get("expect", {}).items():
        assert seen(built, result.nodes[name], expected) == wanted(expected), name
    whole(case, built, given, result)
    if "earlier" in case:
        compared(case, built, given)


def whole(case, built, given, result):
    found = {
        "awards": lambda: {award.award: award.verdict for award in result.awards},
        "paths": lambda: {a.award: None if a.path is None else dict(a.path) for a in result.awards},
        "path_costs": lambda: {award.award: award.path_cost for award in result.awards},
        "what_next": lambda: tuple(thing.question for thing in result.what_next),
        "why_first": lambda: tuple(thing.why_first for thing in result.what_next),
        "gains": lambda: {thing.question: str(thing.gain) for thing in result.what_next},
        "reasons": lambda: {thing.question: thing.reason for thing in result.what_next},
        "below_minimum": lambda: result.below_minimum,
        "at_target": lambda: (result.at_target, result.counted),
        "form_size": lambda: result.form_size,
        "shown": lambda: tuple(name for name in built.questions if name in shown(built, given)),
        "suggested_levels": lambda: {one.question: one.suggests for one in contradictions(built, given)},
    }
    for key, look in found.items():
        if key in case:
            expected = case[key]
            plain = {name: str(value) for name, value in expected.items()} if key == "gains" else expected
            if key == "paths":
                plain = {name: None if path == "none" else path for name, path in expected.items()}
            if key == "path_costs":
                plain = {name: None if cost == "none" else cost for name, cost in expected.items()}
            assert look() == plain, key


def compared(case, built, given):
    earlier = case["earlier"]
    older = edition({**earlier.get("framework", case["framework"]), "edition": "2025"})
    lineage = None
    if "lineage" in case:
        from frameworks.companions import Lineage  # only some cases need one

        lineage = Lineage.model_validate({"from": "2025", "to": "2026", **case["lineage"]})
    result = change(built, given, older, sheet_of(earlier), lineage)
    for key, expected in case["change"].items():
        if key == "questions":
            assert {line.question: line.status or "none" for line in result.questions} == expected
        elif key == "core":
            assert result.core == tuple(expected)
        elif isinstance(expected, bool):
            assert getattr(result, key) is expected, key
        else:
            assert getattr(result, key) == exact(expected), key
