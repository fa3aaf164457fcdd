"""Whether evidence is current on a day, and what an answer is worth without it."""

from fractions import Fraction

from frameworks.questions import BaseQuestion, EvidenceRule
from scoring.answers import Evidence
from scoring.days import months_after
from scoring.plan import Plan


def is_current(evidence: Evidence, rule: EvidenceRule | None, as_of: str) -> bool:
    """From its date to the same day n months later, inclusive; undated only where it lasts for ever."""
    lasts = None if rule is None else rule.lasts_months
    if evidence.date is None:
        return lasts is None
    return evidence.date <= as_of and (lasts is None or as_of <= months_after(evidence.date, lasts))


def evidenced_share(plan: Plan, question: BaseQuestion, claimed: Fraction | None, *, current: bool) -> Fraction | None:
    """The claimed share, lowered to just below the level that needs evidence where there is none."""
    rule = question.evidence
    if claimed is None or current or rule is None or rule.needed_from is None:
        return claimed
    if claimed < plan.share(rule.needed_from):
        return claimed
    return max(plan.share(rule.needed_from - 1), Fraction(0))
