"""Rules for figures: thresholds that rise or fall with the levels, ranges, and the two parts of a ratio."""

from collections.abc import Iterator
from itertools import pairwise

from frameworks.edition import Edition
from frameworks.findings import Findings
from frameworks.questions import Indicator, NumberQuestion, NumberRule, Thresholds
from frameworks.reader import Path


def check_indicator(edition: Edition, found: Findings, path: Path, indicator: Indicator) -> None:
    """Note every fault of an indicator."""
    what = f'the indicator "{indicator.id}"'
    if (indicator.of is None) != (indicator.per is None):
        there, lacking = ("of", "per") if indicator.of else ("per", "of")
        found.at((*path, there), f'{what} has "{there}" without "{lacking}"; give both parts or neither')
    if indicator.date_of and (indicator.of or indicator.per):
        found.at((*path, "date_of"), f'{what} has "date_of" beside "of" and "per"; keep one way to measure')
    if indicator.direction == "neutral" and _sets(indicator):
        found.at((*path, "direction"), f'{what} has thresholds but a neutral direction; write "higher" or "lower"')
    _figures(edition, found, path, indicator, what)


def check_number(edition: Edition, found: Findings, path: Path, question: NumberQuestion) -> None:
    """Note every fault of a number question."""
    number = question.number
    if question.weight > 0 and not _sets(number):
        found.at(path, 'without "thresholds" every figure would be the lowest level; add them, or "weight: 0"')
    if number.ratio:
        facts = [fact.id for fact in edition.profile if fact.type == "number"]
        if number.ratio.per not in facts:
            found.unknown((*path, "ratio", "per"), "profile fact of type number", number.ratio.per, facts)
    _figures(edition, found, path, number, "the number")


def _figures(edition: Edition, found: Findings, path: Path, rule: Indicator | NumberRule, what: str) -> None:
    if rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        found.at((*path, "minimum"), f"{what} has a minimum above its maximum; swap them")
    for keys, thresholds in _sets(rule):
        _thresholds(edition, found, (*path, *keys), rule.direction, thresholds)


def _sets(rule: Indicator | NumberRule) -> list[tuple[Path, Thresholds]]:
    return [(keys, thresholds) for keys, thresholds in _all_sets(rule) if thresholds]


def _all_sets(rule: Indicator | NumberRule) -> Iterator[tuple[Path, Thresholds]]:
    yield ("thresholds",), rule.thresholds
    for phase, thresholds in rule.thresholds_by_phase.items():
        yield ("thresholds_by_phase", phase), thresholds
    for kind, thresholds in rule.thresholds_by_kind.items():
        yield ("thresholds_by_kind", kind), thresholds


def _thresholds(edition: Edition, found: Findings, path: Path, direction: str, thresholds: Thresholds) -> None:
    scale = edition.scale
    for level in thresholds:
        if level not in scale.levels:
            found.at(
                (*path, level),
                f"the threshold for level {level} is outside the scale; use levels up to {scale.highest}",
            )
        elif level == scale.lowest:
            found.at((*path, level), f"level {level} is the lowest and needs no threshold; take it out")
    for (lower, easier), (level, harder) in pairwise(sorted(thresholds.items())):
        if (harder < easier and direction == "higher") or (harder > easier and direction == "lower"):
            way = "rise" if direction == "higher" else "fall"
            found.at(
                (*path, level), f"level {level} asks for less than level {lower}; thresholds must {way} with the levels"
            )
