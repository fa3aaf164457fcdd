"""Schools that submit the small framework by ordinary use, and the figures made of them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessments import organisations, periods, reviews, submitting
from assessments.access import sharing
from assessments.access.sharing_words import LATEST
from assessments.comparison import Scope, releasing
from assessments.store.protocol import Door, Store
from assessments.store.sharing import Wanted
from frameworks.catalogue import Catalogue
from scoring.answers import Answer
from tests.assessments.conftest import NOW, WHOLE, Desk

COUNTED = Wanted("counted", None, None, 0, None)
SCOPE = Scope("small", "2026", periods.starting(2026, "academic"))


@dataclass
class Schools:
    """A store of schools, all led by person 1, which look at it from there."""

    store: Store
    catalogue: Catalogue
    now: datetime = NOW

    @property
    def door(self):
        return self.store.for_user(1)

    @property
    def counting(self):
        return self.store.counting()

    def school(self, level, *, phase="primary", region="Eastmere", pupils=240, counted=True, who=1):
        """A school that submits with its policy at a level (None: not applicable); gives its review's desk."""
        door = self.store.for_user(who)
        made = organisations.add(
            door, name=f"School {level} {phase} {region}", kind="school", phase=phase, region=region,
            facts={"pupils": pupils, "boarding": False}, now=NOW,
        )  # fmt: skip
        if counted:
            sharing.give(door, made.id, COUNTED, version=LATEST["counted"], now=NOW)
        review = reviews.start(door, self.catalogue, made.id, "small", now=self.now)
        desk = Desk(door, self.catalogue, review.id, self.now)
        desk.give_all({**WHOLE, "policy": Answer(level=level) if level else Answer(not_applicable="None here.")})
        desk.submit()
        return desk

    def again(self, desk, level):
        """Submit again with another level."""
        desk = desk.later(hours=1)
        submitting.reopen(desk.door, desk.review, "Looked at again", now=desk.now)
        desk.give("policy", Answer(level=level))
        desk.submit()

    def make(self, scope=SCOPE, **later):
        now = self.now + timedelta(**(later or {"days": 1}))
        return releasing.make(self.counting, self.catalogue, scope, by=None, now=now)

    def seen_by(self, person=2):
        """Somebody who knows nobody's results, looking at figures."""
        return replace_person(self, person)


@dataclass
class Looking:
    door: Door
    counting: Door
    catalogue: Catalogue
    now: datetime


def replace_person(schools, person):
    return Looking(schools.store.for_user(person), schools.counting, schools.catalogue, schools.now)


def counts_of(draft):
    """By key, how many are worked out anew, or why not."""
    return {
        group.key: len(group.anew.members) if group.anew is not None else group.reason or "stands"
        for group in draft.groups
    }


__all__ = ["SCOPE", "Schools", "counts_of", "replace"]
