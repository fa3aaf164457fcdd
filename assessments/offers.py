"""Which answers a draft is offered to confirm: those carried over from before, and those a trust proposes."""

from collections.abc import Mapping
from dataclasses import replace

from assessments import answer_rules
from assessments.errors import BadAnswer
from assessments.store import answers as statements
from assessments.store import proposals as proposal_statements
from assessments.store.proposals import Proposal
from assessments.store.protocol import Rows
from assessments.values import Review, Source, Suggestion
from frameworks.catalogue import edition_order
from frameworks.edition import Edition


def of(rows: Rows, edition: Edition, review: Review) -> Mapping[str, Suggestion]:
    """By question. What a trust proposes comes before what was carried over, unless both say the same."""
    offered = dict(statements.suggestions(rows, review))
    for proposal in proposal_statements.to(rows, review.organisation, review.framework):
        own = offered.get(proposal.question)
        if _fits(edition, proposal) and (own is None or own.is_hint or _judged(own) != proposal.answer):
            offered[proposal.question] = _suggestion(edition, proposal)
    return offered


def _fits(edition: Edition, proposal: Proposal) -> bool:
    """It was meant for this version, or a correction of it, and the question takes such an answer."""
    if edition_order(proposal.edition)[0] != edition_order(edition.edition)[0]:
        return False
    try:
        answer_rules.checked(edition, proposal.question, proposal.answer)
    except BadAnswer:
        return False
    return True


def _judged(suggestion: Suggestion) -> object:
    return replace(suggestion.answer, comment="", evidence=())


def _suggestion(edition: Edition, proposal: Proposal) -> Suggestion:
    source = Source(proposal.framework, proposal.edition, edition.name, "", proposal.made_at)
    return Suggestion(
        proposal.question, proposal.answer, source, is_hint=False, note=proposal.note, proposed_by=proposal.by
    )
