"""A number on the page as it was measured: the figure in its unit, what it was worked out from, and the day."""

from assessments import wording
from assessments.measured import in_words
from assessments.values import RecordedNumber
from frameworks.questions import Indicator
from ui.tables import Html, markup, tag


def shown(number: RecordedNumber, indicator: Indicator) -> Html:
    """The figure, and under it the day it was measured."""
    return Html(
        f"{markup(in_words(number, indicator))}<br>{tag('span', wording.day(number.measured_on), 'quiet small')}"
    )
