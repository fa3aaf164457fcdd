"""Organisations within one or two questions of their next award, of those whose results who asks may read by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments import editions
from assessments.access import looks
from assessments.plain import read, sheet_of
from assessments.store import advising as statements
from assessments.store import people
from assessments.store.advising import Paper, Reviewed
from assessments.store.awards import whose_levels
from assessments.store.protocol import Door, Rows
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.awards import awards
from scoring.case import case_of

NEAR, MOST, MOST_KEPT = 2, 200, 4000  # questions to move up; organisations looked at; results remembered
LOOKED = "awards"


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next award in the order of the framework, and how many questions the cheapest way there moves up."""

    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class Near:
    """One organisation, its latest submitted review of the framework, and what is ahead of it."""

    organisation: int
    name: str
    review: int
    period: str
    ahead: Ahead


@dataclass(frozen=True, slots=True)
class WithinReach:
    """`frameworks` are those with a result that may be read, the one with most first; `lines` are the nearest first.

    `looked_at` of `of` organisations were looked at, by name.
    """

    frameworks: tuple[str, ...]
    framework: str | None
    lines: tuple[Near, ...]
    looked_at: int
    of: int


def of(door: Door, reception: Door, catalogue: Catalogue, framework: str | None, *, now: datetime) -> WithinReach:
    """Those that show who asks their levels, in one framework; never one's own organisations.

    Each is told that it was looked at, once a day, also where what is remembered was worked out before.
    """
    found, looked_at = door.read(lambda rows: _found(rows, catalogue, framework))
    looks.write(reception, looked_at, LOOKED, now=now)
    return found


def _found(rows: Rows, catalogue: Catalogue, framework: str | None) -> tuple[WithinReach, frozenset[int]]:
    names = _names(rows)
    some = dict(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))[:MOST])
    latest = {one: _latest(reviews) for one, reviews in statements.reviewed(rows, list(some)).items()}
    many = Counter(each for found in latest.values() for each in found)
    frameworks = tuple(sorted(many, key=lambda each: (-many[each], each)))
    chosen = framework if framework in frameworks else next(iter(frameworks), None)
    wanted = {one: found[chosen] for one, found in latest.items() if chosen is not None and chosen in found}
    ahead = _ahead(rows, catalogue, wanted)
    lines = [
        Near(one, some[one], wanted[one].review, wanted[one].period, found)
        for one, found in ahead.items()
        if found is not None and found.questions <= NEAR
    ]
    in_order = sorted(lines, key=lambda each: (each.ahead.questions, each.name.casefold(), each.organisation))
    return WithinReach(frameworks, chosen, tuple(in_order), len(some), len(names)), frozenset(wanted)


def _names(rows: Rows) -> Mapping[int, str]:
    """The organisations whose results may be read, without those one belongs to."""
    mine = people.roles(rows, rows.person_id)
    return {one: name for one, name in whose_levels(rows).items() if one not in mine}


def _latest(reviews: Iterable[Reviewed]) -> Mapping[str, Reviewed]:
    """The last submitted review of each framework; they stand with the newest period first."""
    found: dict[str, Reviewed] = {}
    for each in reviews:
        if each.submissions:
            found.setdefault(each.framework, each)
    return found


_kept: dict[str, Ahead | None] = {}  # by the hash of the document that who asks was shown


def _ahead(rows: Rows, catalogue: Catalogue, wanted: Mapping[int, Reviewed]) -> Mapping[int, Ahead | None]:
    """What is ahead of each; damaged documents and those not open to who asks are left out."""
    papers = statements.papers(rows, {each.review: (one, each.submissions) for one, each in wanted.items()})
    found = {one: papers[each.review] for one, each in wanted.items() if each.review in papers}
    known_already = dict(_kept)
    missing = [paper for paper in found.values() if paper.sha256 not in known_already]
    contents = statements.contents(rows, missing)
    texts = {each.edition_sha256 for each in wanted.values()}
    known_editions = {sha256: editions.with_content(rows, catalogue, sha256) for sha256 in sorted(texts)}
    for paper in missing:
        if paper.sha256 in contents:
            edition = known_editions[wanted[paper.organisation].edition_sha256]
            known_already[paper.sha256] = _keep(
                paper, next_award(edition, sheet_of(read(contents[paper.sha256])["sheet"]))
            )
    return {one: known_already[paper.sha256] for one, paper in found.items() if paper.sha256 in known_already}


def _keep(paper: Paper, ahead: Ahead | None) -> Ahead | None:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[paper.sha256] = ahead
    return ahead


def next_award(edition: Edition, sheet: AnswerSheet) -> Ahead | None:
    """The first award not met that raising levels reaches; None where there is none."""
    found = (one for one in awards(case_of(edition, sheet)) if one.verdict != "met" and one.path)
    return next((Ahead(one.title, len(one.path or ())) for one in found), None)
