"""A portfolio: what documents of many reviews come to, each worked out once.

What is worked out depends on documents, the day and the operator's rules alone, so it is kept by the documents' hashes;
whoever asks was shown these hashes by their own door.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessments import editions, results
from assessments.plain import read, sheet_of
from assessments.store import advising as statements
from assessments.store.advising import Paper, Reviewed
from assessments.store.protocol import Rows
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.flags import EvidenceTest, Flag, every_test
from scoring import flags as flagging
from scoring.answers import AnswerSheet, Form
from scoring.glance import glance

MOST_KEPT = 4000
WHOLE = 4  # who may not see evidence is not told what became of it


@dataclass(frozen=True, slots=True)
class Figures:
    """What a submitted review comes to. Levels are exact, by section and by answered question that counts.

    `answered` of `asked` includes what does not apply. `must_haves` are the questions not yet in place; `overall` is
    the official level.
    """

    edition: Edition
    form: Form
    overall: Fraction | None
    band: str | None
    answered: int
    asked: int
    must_haves: tuple[str, ...]
    sections: Mapping[str, Fraction]
    questions: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Moved:
    """The change on the same questions since the submission before, in levels; None with `why_not` in words."""

    by: Fraction | None
    why_not: str | None
    period: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where one organisation stands. `moved` is None where there is no earlier submission one may see.

    `flags` are the operator's rules that hold, in their order.
    """

    figures: Figures
    moved: Moved | None
    flags: tuple["Flagged", ...]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag that is raised, in words, with the titles of the sections and the number of questions it rests on."""

    flag: str
    say: str
    sections: tuple[str, ...]
    questions: int


Key = tuple[str, str, str, tuple[Flag, ...]]
_kept: dict[Key, Where] = {}


def standings(
    rows: Rows,
    catalogue: Catalogue,
    wanted: Mapping[int, tuple[Reviewed, Reviewed | None]],
    today: date,
    flags: Mapping[int, tuple[Flag, ...]] | None = None,
) -> Mapping[int, Where]:
    """Where organisations stand: by organisation, for a review each with the one of the period before (or None).

    `flags` are those that the team which looks at an organisation has beside the operator's.
    Those whose documents are damaged, or not open to who asks, are left out. What was worked out before is not opened
    again, and all that is opened is read together.
    """
    papers = _papers(rows, wanted)
    pairs = {
        organisation: (papers[now.review], None if then is None else papers.get(then.review))
        for organisation, (now, then) in wanted.items()
        if now.review in papers
    }
    keys = {
        organisation: _key(
            catalogue, wanted[organisation][0].framework, pair, today, (flags or {}).get(organisation, ())
        )
        for organisation, pair in pairs.items()
    }
    found = {organisation: kept for organisation, key in keys.items() if (kept := _kept.get(key)) is not None}
    missing = [organisation for organisation in pairs if organisation not in found]
    contents = statements.contents(rows, [each for one in missing for each in pairs[one] if each is not None])
    texts = {each.edition_sha256 for one in missing for each in wanted[one] if each is not None}
    known = {sha256: editions.with_content(rows, catalogue, sha256) for sha256 in sorted(texts)}
    for organisation in missing:
        both = zip(wanted[organisation], pairs[organisation], strict=True)
        now, then = (_submitted(known, contents, *each) for each in both)
        if now is not None:
            found[organisation] = _keep(keys[organisation], _where(catalogue, now, then, keys[organisation], today))
    return found


@dataclass(frozen=True, slots=True)
class _Submitted:
    """A document as figures are worked out of it."""

    edition: Edition
    sheet: AnswerSheet
    period: str


def _papers(rows: Rows, wanted: Mapping[int, tuple[Reviewed, Reviewed | None]]) -> Mapping[int, Paper]:
    every = {
        each.review: (organisation, each.submissions)
        for organisation, both in wanted.items()
        for each in both
        if each is not None
    }
    return statements.papers(rows, every)


def _key(
    catalogue: Catalogue, framework: str, pair: tuple[Paper, Paper | None], today: date, own: tuple[Flag, ...]
) -> Key:
    """What a standing depends on: the documents, the rules, and where evidence may be told of, the day too."""
    now, then = pair
    flags, day = (*catalogue.operating.flags_for(framework), *own), today.isoformat()
    if now.share < WHOLE:
        flags, day = tuple(flag for flag in flags if not _is_about_evidence(flag)), ""
    return now.sha256, "" if then is None else then.sha256, day, flags


def _is_about_evidence(flag: Flag) -> bool:
    return any(isinstance(test, EvidenceTest) for _, test in every_test(flag.when, ()))


def _keep(key: Key, where: Where) -> Where:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = where
    return where


def _submitted(
    known: Mapping[str, Edition], contents: Mapping[str, str], review: Reviewed | None, paper: Paper | None
) -> _Submitted | None:
    if review is None or paper is None or paper.sha256 not in contents:
        return None
    document = read(contents[paper.sha256])
    if document["edition_sha256"] != review.edition_sha256:
        return None
    return _Submitted(known[review.edition_sha256], sheet_of(document["sheet"]), review.period)


def _where(catalogue: Catalogue, now: _Submitted, then: _Submitted | None, key: Key, today: date) -> Where:
    figures, moved, before, lineage, change = _worked_out(now.edition, now.sheet), None, None, None, None
    if then is not None:
        change = results.change_between(catalogue, now.edition, now.sheet, then.edition, then.sheet)
        moved = Moved(change.like_for_like if change.comparable else None, change.why_not, then.period)
        if now.sheet.form == then.sheet.form:
            before = flagging.Reviewed(then.edition, then.sheet)
        if now.edition.edition != then.edition.edition:
            lineage = catalogue.lineage(now.edition.id, then.edition.edition, now.edition.edition)
    reviewed = flagging.Reviewed(now.edition, now.sheet, lineage)
    raised = flagging.raised(key[-1], reviewed, before, today=today.isoformat(), change=change)
    return Where(figures, moved, tuple(_flagged(now.edition, one) for one in raised))


def _flagged(edition: Edition, raised: flagging.Raised) -> Flagged:
    sections = tuple(section.title for section in edition.sections if section.id in raised.because)
    return Flagged(raised.flag, raised.say, sections, sum(code in edition.questions for code in raised.because))


def _worked_out(edition: Edition, sheet: AnswerSheet) -> Figures:
    found = glance(edition, sheet)
    answered = {name for name, state in found.states.items() if state in ("answered", "not_known")}
    return Figures(
        edition=edition,
        form=sheet.form,
        overall=found.overall,
        band=found.band,
        answered=found.counts.answered + found.counts.not_applicable,
        asked=found.counts.in_scope,
        must_haves=found.below_minimum,
        sections={section.id: found.levels[section.id] for section in edition.sections if section.id in found.levels},
        questions={name: found.levels[name] for name in edition.questions if name in found.levels and name in answered},
    )
