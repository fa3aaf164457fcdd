"""A business case by hand: what is paid and saved each year, when it has paid for itself, and what cannot be taken."""

from decimal import Decimal

import pytest

from assessments.business_case import BadCase, Case, pays, pounds, read

NOTHING = {"years": "3"}


def test_a_purchase_that_saves_more_than_it_costs_each_year_pays_in_the_year_its_balance_turns():
    # Paid 1,000 at first and 200 a year, saved 700 a year: -500, 0, 500, 1,000.
    case = Case(years=4, once=Decimal(1000), yearly=Decimal(200), saving=Decimal(700))
    said = [" ".join(map(str, (one.cost, one.saving, one.balance))) for one in case.by_year()]
    assert said == ["1200 700 -500", "200 700 0", "200 700 500", "200 700 1000"]
    assert pays(case) == "It has paid for itself by the end of year 2, and saves £1,000 over 4 years."


def test_one_that_starts_well_and_ends_badly_never_says_it_has_paid():
    case = Case(years=3, once=Decimal(0), yearly=Decimal("100.50"), saving=Decimal(100))
    assert pays(case) == "It costs £1.50 more than it saves over 3 years."


def test_without_figures_nothing_is_claimed():
    assert pays(read(NOTHING)) == "No cost and no saving has been given yet."


def test_what_was_typed_is_taken_as_people_write_it():
    case = read({"once": " £1,200.50 ", "saving": "400", "years": "5", "benefit": " Safe.\r\nAnd quick. "})
    assert (case.once, case.yearly, case.saving) == (Decimal("1200.50"), Decimal(0), Decimal(400))
    assert case.years == 5
    assert case.reasons["benefit"] == "Safe.\nAnd quick."


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"years": "6"}, "years"),
        ({"years": "two"}, "years"),
        ({"once": "about 100"}, "once"),
        ({"saving": "-5"}, "saving"),
        ({"yearly": "1e99"}, "yearly"),
        ({"equity": "x" * 2001}, "equity"),
        ({"benefit": "\x00"}, "benefit"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(given, at):
    with pytest.raises(BadCase) as fault:
        read(NOTHING | given)
    assert fault.value.at == at


def test_money_owed_has_a_true_minus():
    assert pounds(Decimal(-1200)) == "−£1,200"
