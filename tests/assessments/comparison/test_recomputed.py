"""Every figure of the demo network's releases, worked out again from what is stored by other means."""

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from fractions import Fraction
from functools import partial
from math import floor
from statistics import mean, quantiles
from typing import get_args

import pytest

from assessments import demo
from assessments.comparison import measuring, releasing
from assessments.comparison.written import read
from assessments.periods import before
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from frameworks.values import Phase
from scoring.disclosure import Spread
from tests.assessments.conftest import NOW

COUNT = 60


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """The demo network with its releases, and every list of stored integers that a figure was worked out from."""
    file, catalogue = tmp_path_factory.mktemp("demo") / "demo.db", Catalogue.load()
    used: list[list[int]] = []
    with pytest.MonkeyPatch.context() as patch, closing(open_store(file)) as store:
        demo.build(store, catalogue, now=NOW, plan=demo.Plan(COUNT))
        for name in ("spread", "moved"):
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
        for organisation, *_, content in rows(file, WHO, *asked):
            for question, share in levels_in(json.loads(content)).items():
                self.values[f"q:{question}"][organisation] = share

    def members(self, key):
        return {one for one, what in self.who.items() if any(fits(part, *what) for part in key.split("|"))}

    def of(self, key, measure):
        found = self.values[measure]
        return sorted(found[one] for one in self.members(key) if one in found)


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
    file, drafts, used = network
    known = {tuple(sorted(each)) for each in used}
    changes = [(draft, group) for draft in drafts for group in draft.groups if group.key.startswith("change:")]
    assert changes
    for draft, group in changes:
        scope, period = draft.scope, draft.scope.period
        now = Again(file, scope.framework, period.calendar, period.name, scope.form)
        then = Again(file, scope.framework, period.calendar, before(period).name, scope.form)
        key = group.key.removeprefix("change:")
        both = now.members(key) & then.members(key)
        moved = sorted(now.values["overall"][one] - then.values["overall"][one] for one in both)
        assert tuple(moved) in known
        text = rows(
            file, f"{FIGURES} WHERE r.framework = ? AND r.period = ? AND r.form = ? AND g.key = ? AND f.measure = ?",
            scope.framework, period.name, scope.form, group.key, "change:overall",
        )[0][-1]  # fmt: skip
        change = mean(map(Fraction, moved)) * 4 / 10_000
        size = shown(abs(change))
        figure = read(text)
        assert isinstance(figure, Spread)
        assert figure.mean == (size if change >= 0 else -size)


def test_participation_is_how_many_submitted_and_how_many_of_them_agreed(network):
    file, drafts, _ = network
    for draft in drafts:
        scope = draft.scope
        again = Again(file, scope.framework, scope.period.calendar, scope.period.name, scope.form)
        assert draft.submitted == len(again.who) == len(draft.gathered.counted)


def test_every_phase_is_readable_in_some_published_group(network):
    file, *_ = network
    keys = [
        key for (key,) in rows(file, "SELECT key FROM release_group WHERE status = 'published' AND key LIKE 'phase:%'")
    ]
    assert {part.removeprefix("phase:") for key in keys for part in key.split("|")} == set(get_args(Phase))


def test_the_figures_made_are_whole_releases_one_for_each(network):
    file, drafts, _ = network
    assert rows(file, "SELECT number, count(*) FROM release GROUP BY number") == [(1, len(drafts))]
