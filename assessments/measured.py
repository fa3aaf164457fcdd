"""A number in words as it was measured: the figure in its unit, what it was worked out from, what it rests on."""

from fractions import Fraction

from assessments import wording
from assessments.values import RecordedNumber
from frameworks.questions import Indicator
from scoring.measurements import figure_of
from scoring.printing import percent_text

BASES = {
    "standard": "Its levels come from a published standard",
    "judgement": "Its levels are our judgement",
    "comparison_only": "It has no levels of its own and is only there to compare",
}


def in_words(number: RecordedNumber, indicator: Indicator) -> str:
    """As in "87.5% (210 of 240)", "41 days (since 12 October 2026)", "5"."""
    measured = number.measurement
    figure = figure_of(measured, indicator, number.measured_on.isoformat())
    said = "not worked out" if figure is None else figure_words(figure, indicator)
    if measured.date is not None:
        return f"{said} {indicator.unit} (since {wording.day(measured.date)})"
    if measured.of is not None and measured.per is not None:
        return f"{said} ({wording.number(measured.of)} of {wording.number(measured.per)})"
    return said


def figure_words(figure: Fraction, indicator: Indicator) -> str:
    """A figure of an indicator as in "87.5%" or "5"."""
    return percent_text(figure / 100) if indicator.unit.startswith("percent") else wording.number(figure)


def rests_on(indicator: Indicator) -> str:
    """What the levels of a number rest on, with the framework's note: so that nobody takes a judgement for a standard.

    As in "Its levels come from a published standard: 14 days is the limit".
    """
    return BASES[indicator.basis] + (f": {indicator.basis_note}" if indicator.basis_note else "")
