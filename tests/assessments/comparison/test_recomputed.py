"""Every figure of the demo network's releases, worked out again from what is stored by other means."""

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import partial
from math import floor
from statistics import mean, median, quantiles
from typing import Any, get_args

import pytest

from assessments import demo
from assessments.comparison import measuring, releasing
from assessments.comparison.written import read
from assessments.periods import before, named
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from frameworks.values import Phase
from scoring.disclosure import Quantity, Spread
from tests.assessments.conftest import NOW

COUNT = 60


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """The demo network with its releases, and every list of stored integers that a figure was worked out from."""
    file, catalogue = tmp_path_factory.mktemp("demo") / "demo.db", Catalogue.load()
    used: list[list[int]] = []
    with pytest.MonkeyPatch.context() as patch, closing(open_store(file)) as store:
        demo.build(store, catalogue, now=NOW, plan=demo.Plan(COUNT))
        for name in ("spread", "moved", "quantity", "ratio"):
            patch.setattr(measuring, name, partial(noting, used, getattr(measuring, name)))
        releasing_now = releasing.make

        drafts = []
        patch.setattr(releasing, "make", lambda *a, **k: drafts.append(releasing_now(*a, **k)))
        assert demo.release(store.counting(), catalogue, now=NOW) == len(drafts) > 5
    return file, drafts, used


def noting(used, real, shares, **more):
    used.append(list(shares))
    return real(shares, **more)


def rows(file, sql, *values):
    with closing(sqlite3.connect(file)) as looked_at:
        return looked_at.execute(sql, values).fetchall()


SCORES = """SELECT s.organisation_id, n.code, s.official FROM score s JOIN node n USING (edition_id, node)
JOIN edition e USING (edition_id) WHERE e.framework = ? AND s.calendar = ? AND s.period = ? AND s.form = ?"""
WHO = """SELECT s.organisation_id, s.kind, s.phase, s.region, s.size_band, u.content FROM score s
JOIN submission u USING (organisation_id, review_id, number) JOIN edition e USING (edition_id)
WHERE s.node = 0 AND e.framework = ? AND s.calendar = ? AND s.period = ? AND s.form = ?"""


class Again:
    """One period of a framework, read from its tables by plain SQL."""

    def __init__(self, file, framework, calendar, period, form):
        asked = (framework, calendar, period, form)
        self.who = {row[0]: row[1:5] for row in rows(file, WHO, *asked)}
        self.values: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for organisation, code, official in rows(file, SCORES, *asked):
            self.values[code][organisation] = official
        self.given: dict[int, dict[str, tuple[Any, ...]]] = {}
        for organisation, *_, content in rows(file, WHO, *asked):
            document = json.loads(content, parse_float=Fraction)
            self.given[organisation] = dict(parts_in(document["sheet"]))
            for question, share in levels_in(document).items():
                self.values[f"q:{question}"][organisation] = share

    def members(self, key):
        return {one for one, what in self.who.items() if any(fits(part, *what) for part in key.split("|"))}

    def of(self, key, measure):
        found = self.values[measure]
        return sorted(found[one] for one in self.members(key) if one in found)

    def amounts(self, key, indicator):
        """What each of a group gave for an indicator, in its parts."""
        given = (self.given[one].get(indicator) for one in sorted(self.members(key)))
        return [parts for parts in given if parts is not None]


def parts_in(sheet):
    """Of each indicator the amount, both parts of it, or the day it tells of, with that of the submission."""
    for name, given in sheet["indicators"].items():
        if "of" in given and given["per"]:
            yield name, (Fraction(given["of"]), Fraction(given["per"]))
        elif "value" in given or "percent" in given:
            yield name, (Fraction(given.get("value", given.get("percent"))),)
        elif "date" in given and given["date"] <= sheet["as_of"]:
            yield name, (given["date"], "until", sheet["as_of"])


def levels_in(document):
    """The stored share of each question of the shipped frameworks, all answered by a level from 1 to 5."""
    for state in document["scope"].values():
        assert state in {"answered", "not_known", "not_applicable", "outside"}
    answers = document["sheet"]["answers"]
    return {
        question: 0 if state == "not_known" else (answers[question]["level"] - 1) * 2500
        for question, state in document["scope"].items()
        if state in {"answered", "not_known"}
    }


def fits(key, kind, phase, region, band):
    name, _, rest = key.partition(":")
    return {
        "all": lambda: True,
        "region": lambda: rest in {region, f"{region}+phase:{phase}"},
        "kind": lambda: rest == kind,
        "phase": lambda: rest == phase,
        "size": lambda: rest == f"{kind}:{band}",
        "peers": lambda: rest in {kind, f"{kind}:{phase}", f"{kind}:{phase or '-'}:{band}"},
    }[name]()


def shown(level):
    """A level to the nearest fifth, half up."""
    return Fraction(floor(level * 5 + Fraction(1, 2)), 5)


def of_scores(values):
    return shown(1 + Fraction(mean(map(Fraction, values))) * 4 / 10_000)


FIGURES = """SELECT r.framework, r.calendar, r.period, r.form, g.key, f.measure, f.shown FROM figure f
JOIN release_group g USING (release_id, grp) JOIN release r ON r.release_id = f.release_id"""


def test_every_mean_and_quartile_is_that_of_the_stored_integers(network):
    file, _, used = network
    known = {tuple(sorted(each)) for each in used}
    again: dict[tuple[str, ...], Again] = {}
    looked_at, quartiles = 0, 0
    for *of, key, measure, text in rows(file, FIGURES):
        if measure.startswith(("n:", "change:", "t:")):
            continue
        scope = tuple(of)
        again[scope] = again.get(scope) or Again(file, *scope)
        values, figure = again[scope].of(key, measure), read(text)
        assert tuple(values) in known, (scope, key, measure)  # before rounding
        looked_at += 1
        assert isinstance(figure, Spread)
        assert figure.about == floor(Fraction(len(values), 5) + Fraction(1, 2)) * 5
        if figure.mean is not None:
            assert figure.mean == of_scores(values)
        if figure.middle is not None:
            quartiles += 1
            parts = quantiles(map(Fraction, values), n=4, method="inclusive")
            assert [figure.lower, figure.middle, figure.upper] == [shown(1 + part * 4 / 10_000) for part in parts]
    assert looked_at > 500
    assert quartiles > 200


def test_every_matched_change_is_that_of_the_same_organisations_in_both_periods(network):
    file, _, used = network
    known = {tuple(sorted(each)) for each in used}
    again: dict[tuple[str, ...], Again] = {}
    groups, quartiles = set(), 0
    for framework, calendar, period, form, key, measure, text in rows(file, FIGURES):
        if not measure.startswith("change:"):
            continue
        years = [(framework, calendar, one, form) for one in (period, before(named(period, calendar)).name)]
        now, then = (again.setdefault(one, again.get(one) or Again(file, *one)) for one in years)
        of, code = key.removeprefix("change:"), measure.removeprefix("change:")
        both = now.members(of) & then.members(of)
        moved = sorted(now.values[code][one] - then.values[code][one] for one in both)
        assert tuple(moved) in known, (years, key, measure)  # before rounding
        figure = read(text)
        assert isinstance(figure, Spread)
        groups.add(of)
        assert figure.about == floor(Fraction(len(moved), 5) + Fraction(1, 2)) * 5
        if figure.mean is not None:
            assert figure.mean == levels_moved(mean(map(Fraction, moved)))
        if figure.middle is not None:
            quartiles += 1
            parts = quantiles(map(Fraction, moved), n=4, method="inclusive")
            assert [figure.lower, figure.middle, figure.upper] == [levels_moved(part) for part in parts]
    assert {key.partition(":")[0] for key in groups} >= {"all", "region", "kind", "phase"}
    assert quartiles > 20


def levels_moved(share):
    """A change in levels to the nearest fifth, half away from nought."""
    size = shown(abs(share) * 4 / 10_000)
    return size if share >= 0 else -size


def test_every_number_is_that_of_the_amounts_given(network):
    """The mean of amounts, the sum over the sum of those with both parts, and the middle and quarters of each one's."""
    file, _, used = network
    known = {tuple(sorted(map(rounded, each))) for each in used}
    units = {one.id: one.unit for each in Catalogue.load().editions.values() for question in
             each.edition.questions.values() for one in question.indicators}  # fmt: skip
    again: dict[tuple[str, ...], Again] = {}
    overall, ratios, quartiles = 0, 0, 0
    for *of, key, measure, text in rows(file, FIGURES):
        if not measure.startswith("n:"):
            continue
        scope = tuple(of)
        again[scope] = again.get(scope) or Again(file, *scope)
        unit, given = units[measure[2:]], again[scope].amounts(key, measure[2:])
        times = 100 if unit.startswith("percent") else 1
        both = [(times * parts[0], parts[1]) for parts in given if len(parts) == 2]
        each = [amount(parts, unit) for parts in given]
        are_ratios = len(both) == len(given)
        assert tuple(sorted(map(rounded, both if are_ratios else each))) in known, (scope, key, measure)
        figure = read(text)
        assert isinstance(figure, Quantity)
        assert figure.about == floor(Fraction(len(given), 5) + Fraction(1, 2)) * 5
        if figure.overall is None:
            assert min(each) == max(each) or any(map(dominated, zip(*both, strict=True) if are_ratios else [each]))
            continue
        overall += 1
        ratios += are_ratios
        whole = Fraction(sum(one for one, _ in both), sum(other for _, other in both)) if are_ratios else mean(each)
        assert figure.overall == two_digits(whole), (scope, key, measure)
        if figure.middle is not None:
            quartiles += 1
            lower, _, upper = quantiles(each, n=4, method="inclusive")
            assert [figure.lower, figure.middle, figure.upper] == list(map(two_digits, (lower, median(each), upper)))
    assert overall > 100
    assert 20 < ratios < overall
    assert quartiles > 50


def amount(parts, unit):
    """What an organisation gave, in the unit: an amount, one part of another, or whole days or months since a day."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return Fraction(100 * parts[0], parts[1]) if unit.startswith("percent") else Fraction(parts[0], parts[1])
    then, now = date.fromisoformat(parts[0]), date.fromisoformat(parts[2])
    months = 12 * (now.year - then.year) + now.month - then.month - (now.day < then.day)
    return Fraction({"days": (now - then).days, "months": months, "years": months // 12}[unit])


def dominated(amounts):
    """All but the two largest are less than a tenth of the largest."""
    *rest, _, largest = sorted(map(abs, amounts))
    return 10 * sum(rest) < largest


def rounded(one):
    """For looking up, of an amount or of both parts of one."""
    return tuple(map(rounded, one)) if isinstance(one, tuple) else round(Fraction(one), 12)


def two_digits(value):
    """Half up to two digits that count."""
    exact = Context(prec=60).divide(value.numerator, value.denominator)
    last = Decimal(1).scaleb(exact.adjusted() - 1)
    return Fraction(exact.quantize(last, ROUND_HALF_UP)) if value else Fraction(0)


def test_participation_is_how_many_submitted_and_how_many_of_them_agreed(network):
    file, drafts, _ = network
    for draft in drafts:
        scope = draft.scope
        again = Again(file, scope.framework, scope.period.calendar, scope.period.name, scope.form)
        assert draft.submitted == len(again.who) == len(draft.gathered.counted)


def test_every_phase_is_readable_in_some_published_group(network):
    """There is an overall level to read, of the phase alone or of a few together."""
    file, *_ = network
    overall = f"{FIGURES} WHERE g.key LIKE 'phase:%' AND g.status = 'published' AND f.measure = 'overall'"
    keys = {row[4] for row in rows(file, overall) if getattr(read(row[-1]), "mean", None) is not None}
    assert {part.removeprefix("phase:") for key in keys for part in key.split("|")} == set(get_args(Phase))
    assert all(key.count("|") < len(get_args(Phase)) - 1 for key in keys)  # never all of them as one


def test_the_figures_made_are_whole_releases_one_for_each(network):
    file, drafts, _ = network
    assert rows(file, "SELECT number, count(*) FROM release GROUP BY number") == [(1, len(drafts))]
