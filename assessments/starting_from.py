"""What a review about to start would take over from others: counts, every suggestion with its source, and conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import scoring
from assessments import drafts, organisations, periods, reviews, suggesting
from assessments.store.protocol import Door
from assessments.suggesting import Offered
from assessments.values import Source, Suggestion
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition


@dataclass(frozen=True, slots=True)
class StartingFrom:
    """What is suggested for a whole review, in the order of the file; `left` counts what nothing is known of.

    Nothing of it is an answer until a person confirms it, and hints are only shown.
    """

    edition: Edition
    offered: tuple[Offered, ...]
    left: int

    @property
    def suggested(self) -> tuple[Suggestion, ...]:
        """What can be confirmed."""
        return tuple(each.chosen for each in self.offered if not each.chosen.is_hint)

    @property
    def hinted(self) -> tuple[Suggestion, ...]:
        """What is only shown."""
        return tuple(each.chosen for each in self.offered if each.chosen.is_hint)

    @property
    def conflicts(self) -> tuple[Offered, ...]:
        """Questions for which two reviews do not say the same."""
        return tuple(each for each in self.offered if each.disagreeing)

    @property
    def sources(self) -> Mapping[Source, tuple[int, int]]:
        """The reviews it comes from, each with how many answers it suggests and how many it hints at."""
        found: dict[Source, tuple[int, int]] = {}
        for each in self.offered:
            sure, hints = found.get(each.chosen.source, (0, 0))
            is_hint = each.chosen.is_hint
            found[each.chosen.source] = (sure + (not is_hint), hints + is_hint)
        return found


def of(door: Door, catalogue: Catalogue, organisation_id: int, framework: str, *, now: datetime) -> StartingFrom:
    """What starting a review of this framework today would suggest. Raises NotYours, UnknownEdition."""
    organisation = organisations.get(door, organisation_id)
    published = catalogue.latest(framework, organisation_id)
    review, edition = reviews.new(organisation, published, "full", None, now, 0), published.edition
    states = scoring.in_scope(edition, drafts.sheet_of(review, edition, {}, (), periods.today(now)))
    asked = sum(state != "outside" for state in states.values())
    offered = door.read(lambda rows: suggesting.every_offer(rows, catalogue, review, edition, now))
    return StartingFrom(edition, offered, asked - len(offered))
