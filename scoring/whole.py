"""The score of a sheet: every node's figures in both readings, awards, must-haves, and what to do next."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from frameworks.edition import Edition
from frameworks.values import Level
from scoring.answers import AnswerSheet
from scoring.awards import awards
from scoring.bands import band_of
from scoring.case import Case, case_of
from scoring.conditions import mark_of
from scoring.counts import count
from scoring.next_things import what_next
from scoring.plan import Node
from scoring.results import FIGURES, READINGS, NodeScore, Reading, ReadingName, Score
from scoring.warnings import warnings


def score(edition: Edition, sheet: AnswerSheet) -> Score:
    """The whole result of one organisation's answers to one edition: exact, and the same for ever."""
    return score_of(case_of(edition, sheet))


def score_of(case: Case) -> Score:
    """The whole result of a case, with the questions it raises raised."""
    edition, sheet = case.plan.edition, case.sheet
    judged, given = awards(case), _given(case)
    readings = {reading: [case.figures(reading, figure).shares for figure in FIGURES] for reading in READINGS}
    return Score(
        framework=edition.id,
        edition=edition.edition,
        form=sheet.form,
        as_of=sheet.as_of,
        nodes={name: _node(case, node, readings) for name, node in case.plan.nodes.items()},
        awards=judged,
        below_minimum=below_minimum(case),
        what_next=what_next(case, judged),
        at_target=sum(1 for name in given if _is_at_target(case, name)),
        counted=len(given),
        form_size=form_size(case),
        warnings=warnings(case),
    )


def _node(case: Case, node: Node, readings: Mapping[ReadingName, list[dict[str, Fraction | None]]]) -> NodeScore:
    share = case.official.shares[node.id]
    level = None if share is None else case.plan.level(share)
    counts = count(node.questions or (node.id,), case.states, case.plan.weights)
    return NodeScore(
        node=node.id,
        kind=node.kind,
        title=node.title,
        state=case.states.get(node.id),
        claimed=Reading(*(shares[node.id] for shares in readings["claimed"])),
        evidenced=None
        if case.plan.edition.scoring.evidence == "none"
        else Reading(*(shares[node.id] for shares in readings["evidenced"])),
        official=share,
        level=level,
        band=None if level is None else band_of(case.plan.edition, level, node.kind),
        answered=counts.answered,
        not_applicable=counts.not_applicable,
        in_scope=counts.in_scope,
        coverage=counts.coverage,
        not_applicable_share=counts.not_applicable_share,
        caps=case.held_caps(node.id),
    )


def below_minimum(case: Case) -> tuple[str, ...]:
    """The must-haves not yet in place, in the order of the file."""
    return tuple(name for name in _given(case) if _is_below_minimum(case, name))


def _given(case: Case) -> list[str]:
    """The answered or not known questions that weigh something and have a score."""
    shares = case.official_shares()
    return [name for name in case.plan.weights if shares[name] is not None]


def _reaches(case: Case, name: str, level: Level) -> bool:
    return (case.official_shares()[name] or 0) >= case.plan.share(level)


def _is_below_minimum(case: Case, name: str) -> bool:
    minimum = case.plan.edition.questions[name].minimum_level
    return minimum is not None and not _reaches(case, name, minimum)


def _is_at_target(case: Case, name: str) -> bool:
    return _reaches(case, name, mark_of(case.plan.edition.questions[name], case.target))


def form_size(case: Case) -> tuple[int, int]:
    """How many questions this form asks of this organisation, and how many the full form does."""
    asked = case.counts.in_scope
    if case.sheet.form == "full":
        return asked, asked
    return asked, Case(case.plan, replace(case.sheet, form="full"), case.moves).counts.in_scope
