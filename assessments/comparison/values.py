"""What a release is, as plain frozen values: what is counted, which groups are shown or withheld, and their figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from assessments.store.protocol import Door
from assessments.values import Period
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import Form
from scoring.disclosure import Contribution, Quantity, Spread

Reason = Literal["few", "subtracted", "matched", "waits", "known"]
Figure = Spread | Quantity
ALL = "all"
YEARS_APART = 100_000  # more than anybody submits in a year


class Looker(Protocol):
    """Whoever looks at figures: a desk has all of this."""

    @property
    def door(self) -> Door: ...
    @property
    def counting(self) -> Door: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def now(self) -> datetime: ...


def contribution(organisation: int, year: int, number: int) -> Contribution:
    """A submission of an organisation, told apart from those of other years."""
    return organisation, year * YEARS_APART + number


@dataclass(frozen=True, slots=True)
class Scope:
    """What one release is of: a framework, the year of its comparison edition ("2026", corrections with it), a period
    and a form.
    """

    framework: str
    edition: str
    period: Period
    form: Form = "full"


@dataclass(frozen=True, slots=True)
class Counted:
    """One organisation with its submission of a period and what it was then: kind, phase, region, size band.

    `review` and `edition` (its number in the store) say where the submission is. `networks` are those it belonged to on
    the period's last day, and all above them. The period begins in `year`.
    """

    organisation: int
    number: int
    review: int
    edition: int
    kind: str
    phase: str | None
    region: str | None
    size_band: int | None
    networks: frozenset[int] = frozenset()
    year: int = 0

    @property
    def contribution(self) -> Contribution:
        return contribution(self.organisation, self.year, self.number)


@dataclass(frozen=True, slots=True)
class Line:
    """One group of a release. `standing` is whether its figures are shown.

    `reason` is why they are withheld (from this reader alone: "known"), or where they are shown, that an earlier
    release's stand ("waits") or that the change alone is shown ("matched"); `needs` how many more organisations would
    release them. `about` is the count as shown. `figures_of` is the day the figures were worked out, `computed_in` in
    which release.
    """

    key: str
    title: str
    standing: Literal["published", "withheld"]
    reason: Reason | None = None
    needs: int | None = None
    about: int | None = None
    computed_in: int | None = None
    figures_of: date | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """A whole release: `id`, and the `number` it has among those of its framework, period and form.

    `counted` is how many organisations were counted when it was made, `waiting` how many of them are in no figure over
    all yet.
    """

    id: int
    number: int
    framework: str
    edition: Edition
    period: Period
    form: Form
    made_at: datetime
    counted: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Peers:
    """Figures of organisations like one's own: the group in words, about how many, and the day they were worked out.

    `steps` are the closer groups that were tried first, in words. `waiting` is a sentence where newer answers wait.
    `period` is that of the figures: before a period's first release it is an earlier one. `is_named` says that they
    are not of a release but of the organisations the reader may see anyway. `measures` has a Spread for the whole
    (`overall`), every section, strand and question (`q:…`); `numbers` a Quantity for each indicator (`n:…`).
    """

    key: str
    title: str
    about: int
    figures_of: date
    waiting: str | None
    steps: tuple[str, ...]
    measures: Mapping[str, Spread]
    numbers: Mapping[str, Quantity] = field(default_factory=dict)
    period: str = ""
    is_named: bool = False
