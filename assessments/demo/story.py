"""What the demo organisations answer: levels that mostly grow over the years, with comments, evidence and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, Indicator, LevelQuestion
from scoring.answers import Answer, Evidence, Fact, Measurement

COMMENTS = (
    "Agreed at the last leadership meeting and minuted.",
    "Works well in most teams; two are still to follow.",
    "Depends on one member of staff at the moment. A deputy is named from next term.",
    "Looked at together with our supplier in the spring.",
    "Better than last year, but nobody has checked it since.",
    "New this year: we followed the next step of our last review.",
    "Slipped when the person who did this left. Back on the plan now.",
    "Staff find this useful. We will ask them again in the summer.",
)
EVIDENCE = (
    "Policy, signed copy", "Minutes of the board", "Yearly check, report", "Training register", "Action plan",
    "Supplier's report", "Survey of staff", "Log of tests",
)  # fmt: skip
GROWTH = 0.28  # levels a year
NOT_APPLICABLE = ("We do not offer this.", "Done for us by our trust.", "We have no premises of our own.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one organisation stands in one framework in one year: its usual level, and what it is better or worse at."""

    usual: float
    leanings: Mapping[str, float]


def facts(editions: Sequence[Edition], known: Mapping[str, Fact], chance: Random) -> dict[str, Fact]:
    """The facts known, with what the frameworks ask for beside them."""
    found = dict(known)
    for fact in (fact for edition in editions for fact in edition.profile):
        by_type: dict[str, Fact] = {
            "number": chance.randint(1, 40),
            "yes_no": chance.random() < 0.5,  # noqa: PLR2004 (as often as not)
            "choice": chance.choice(fact.options or ("",)),
        }
        found.setdefault(fact.id, by_type[fact.type])
    return found


def first_standing(begins_at: float, years: int, edition: Edition, chance: Random) -> Standing:
    """Where an organisation begins in a framework: over more than three years lower, to end much the same."""
    leanings = {name: chance.gauss(0, 0.75) for name in edition.questions}
    return Standing(begins_at - GROWTH * (years - 3) + chance.gauss(0, 0.25), leanings)


def a_year_later(before: Standing, chance: Random) -> Standing:
    """Most improve by a third of a level or so, some slip; single questions move on their own."""
    grown = before.usual + chance.gauss(GROWTH, 0.25)
    return Standing(grown, {name: leaning + chance.gauss(0, 0.22) for name, leaning in before.leanings.items()})


def answer(question: BaseQuestion, edition: Edition, standing: Standing, day: date, chance: Random) -> Answer:
    """One answer on a day."""
    roll = chance.random()
    if roll < 0.02 and question.may_be_not_applicable:  # noqa: PLR2004 (two in a hundred)
        return Answer(not_applicable=chance.choice(NOT_APPLICABLE))
    if roll < 0.04:  # noqa: PLR2004 (two in a hundred)
        return Answer(not_known=True)
    scale = edition.scale
    wanted = standing.usual + standing.leanings[question.id]
    level = min(scale.highest, max(scale.lowest, round(wanted)))
    judged = _judgement(question, edition, level, chance)
    comment = chance.choice(COMMENTS) if chance.random() < 0.22 else ""  # noqa: PLR2004 (about a fifth)
    return replace(judged, comment=comment, evidence=_evidence(question, level, day, chance))


def _judgement(question: BaseQuestion, edition: Edition, level: int, chance: Random) -> Answer:
    if isinstance(question, LevelQuestion):
        return Answer(level=level)
    reached = (level - edition.scale.lowest) / (edition.scale.highest - edition.scale.lowest)
    if isinstance(question, ChoiceQuestion):
        place = min(len(question.options) - 1, int(reached * len(question.options)))
        return Answer(option=question.options[place].id)
    if isinstance(question, ChecklistQuestion):
        return Answer(checked=frozenset(check.id for check in question.checks if chance.random() < reached))
    return Answer(not_known=True)


def _evidence(question: BaseQuestion, level: int, day: date, chance: Random) -> tuple[Evidence, ...]:
    rule = question.evidence
    if rule is None or rule.needed_from is None or level < rule.needed_from or chance.random() > 0.75:  # noqa: PLR2004
        return ()
    titles = rule.examples or EVIDENCE
    age = timedelta(days=chance.randint(5, 420))
    item = Evidence(chance.choice(titles)[:200], (day - age).isoformat())
    number = chance.randint(1000, 9999)
    return (replace(item, url=f"https://example.org/papers/{number}") if chance.random() < 0.5 else item,)  # noqa: PLR2004


def measurement(indicator: Indicator, standing: Standing, day: date, chance: Random) -> Measurement:
    """A plausible number for an organisation at this standing."""
    reached = min(0.99, max(0.02, (standing.usual - 1) / 4 + chance.gauss(0, 0.12)))
    if indicator.direction == "lower":
        reached = 1 - reached
    if indicator.date_of is not None:
        return Measurement(date=(day - timedelta(days=round(20 + 700 * reached))).isoformat())
    if indicator.per is not None:
        whole = chance.randint(20, 240)
        return Measurement(of=Decimal(min(whole, round(whole * reached))), per=Decimal(whole))
    return Measurement(value=_value(indicator, reached))


def _value(indicator: Indicator, reached: float) -> Decimal:
    least = Decimal(indicator.minimum or 0)
    known = [Decimal(number) for number in indicator.thresholds.values()]
    most = max(known, default=least + 12) * Decimal("1.2")
    if indicator.maximum is not None:
        most = min(most, Decimal(indicator.maximum))
    value = (least + (most - least) * Decimal(round(reached, 3))).quantize(Decimal(1))
    return min(max(value, least), Decimal(indicator.maximum) if indicator.maximum is not None else max(value, least))
