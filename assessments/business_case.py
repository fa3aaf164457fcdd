"""A business case for an action: what it is for, what it costs and saves over three to five years, when it pays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.actions.table import cost_of
from assessments.errors import Refused
from assessments.typed import tidy
from assessments.wording import counted

FEWEST, MOST = 3, 5
LONGEST = 2000
REASONS: Mapping[str, tuple[str, str]] = {
    "benefit": ("Strategic benefit", "Which aim of the organisation it serves, and what will be better."),
    "efficiency": ("Efficiency", "What takes less time or money afterwards, and for whom."),
    "equity": ("Equity of service", "Who is served better or reached at last, and who might lose by it."),
    "continuity": ("Continuity", "What goes on if something fails, and what happens if nothing is done."),
}
MONEY: Mapping[str, tuple[str, str]] = {
    "once": ("Cost to begin with, in pounds", "Paid once, in the first year."),
    "yearly": ("Cost of each year, in pounds", "Licences, support, people’s time."),
    "saving": ("Saving of each year, in pounds", "What is no longer paid."),
}


class BadCase(Refused):
    """What was typed cannot be taken; `at` names the field."""

    def __init__(self, sentence: str, at: str) -> None:
        super().__init__(sentence)
        self.at = at


@dataclass(frozen=True, slots=True)
class Year:
    """One year: what is paid and saved in it, and what has been saved less paid until its end."""

    number: int
    cost: Decimal
    saving: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """What was typed. Money in pounds, exact; `reasons` by the names of REASONS, '' where nothing was typed."""

    years: int = FEWEST
    once: Decimal = Decimal(0)
    yearly: Decimal = Decimal(0)
    saving: Decimal = Decimal(0)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def by_year(self) -> Iterator[Year]:
        """Every year in its order."""
        balance = Decimal(0)
        for at in range(1, self.years + 1):
            cost = self.yearly + (self.once if at == 1 else 0)
            balance += self.saving - cost
            yield Year(at, cost, self.saving, balance)


def read(given: Mapping[str, str]) -> Case:
    """What somebody typed, by field. Raises BadCase with what to mend."""
    years = given.get("years", "").strip() or str(FEWEST)
    if years not in {str(each) for each in range(FEWEST, MOST + 1)}:
        raise BadCase(f"Give a number of years from {FEWEST} to {MOST}.", "years")
    reasons = {name: _reason(name, given.get(name, "")) for name in REASONS}
    return Case(int(years), **{name: _money(name, given.get(name, "")) for name in MONEY}, reasons=reasons)


def _reason(name: str, text: str) -> str:
    try:
        return tidy(text, REASONS[name][0], longest=LONGEST)
    except Refused as fault:
        raise BadCase(fault.sentence, name) from fault


def _money(name: str, text: str) -> Decimal:
    try:
        return cost_of(text) or Decimal(0)
    except Refused as fault:
        raise BadCase("Give an amount in pounds and pence, such as 1200 or 1200.50.", name) from fault


def pounds(value: Decimal) -> str:
    """As in "£1,200", "£1,200.50", "−£300"."""
    whole = value == value.to_integral_value()
    return f"{'−' if value < 0 else ''}£{abs(value):{',.0f' if whole else ',.2f'}}"


def pays(case: Case) -> str:
    """In which year it has paid for itself, or how much it costs in all, in a sentence."""
    years = list(case.by_year())
    over = f"over {counted(case.years, 'year')}"
    last = years[-1].balance
    if not any((case.once, case.yearly, case.saving)):
        return "No cost and no saving has been given yet."
    if last < 0:
        return f"It costs {pounds(-last)} more than it saves {over}."
    since = next(year.number for year in years if all(later.balance >= 0 for later in years[year.number - 1 :]))
    return f"It has paid for itself by the end of year {since}, and saves {pounds(last)} {over}."
