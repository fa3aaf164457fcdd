"""The figure of an indicator, from what was typed: a value, two parts, a percent, or a date counted to a day."""

from fractions import Fraction

from frameworks.questions import Indicator
from scoring.answers import Measurement
from scoring.days import days_between, months_between


def figure_of(measured: Measurement, indicator: Indicator, as_of: str) -> Fraction | None:
    """The figure in the indicator's unit: percents as 0 to 100, dates as whole days, months or years before `as_of`.

    None when nothing usable is there: no parts, nothing to divide by, or a date still to come.
    """
    if measured.value is not None:
        return Fraction(measured.value)
    if measured.percent is not None:
        return Fraction(measured.percent)
    if measured.of is not None and measured.per:
        ratio = Fraction(measured.of) / Fraction(measured.per)
        return ratio * 100 if indicator.unit.startswith("percent") else ratio
    if measured.date is not None and measured.date <= as_of:
        return Fraction(_time_since(measured.date, indicator.unit, as_of))
    return None


def _time_since(date: str, unit: str, as_of: str) -> int:
    if unit == "years":
        return months_between(date, as_of) // 12
    return months_between(date, as_of) if unit == "months" else days_between(date, as_of)
