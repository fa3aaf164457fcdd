"""Rules that look safe and are not, in the place of the plan: with them the attack must find somebody."""

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pytest

from assessments.comparison import releasing, sight
from scoring import disclosure
from scoring.disclosure import LEAST, Breakdown, Group, Plan
from tests.attack.solving import told


def five(breakdowns: Sequence[Breakdown], released: Sequence[Group], **more: object) -> Plan:
    """Whatever counts five organisations is shown, as it stands today."""
    every = (group for breakdown in breakdowns for group in breakdown.groups)
    return Plan(tuple(group for group in every if len(group.members) >= LEAST), ())


def organisations_alone(breakdowns: Sequence[Breakdown], released: Sequence[Group], **more: object) -> Plan:
    """The enumerating prototype's rule: no total of fewer than five follows. It looks at who is in a group, and not at
    what they had submitted, so that a group of the same organisations may always be worked out again.
    """
    shown = [who(group) for group in released]
    found = []
    for group in five(breakdowns, released, **more).published:
        mine = who(group)
        if mine in shown or told([dict.fromkeys(one, 1) for one in (*shown, mine)]) is None:
            shown.append(mine)
            found.append(group)
    return Plan(tuple(found), ())


def who(group: Group) -> frozenset[tuple[int]]:
    return frozenset((one,) for one, _ in group.members)


def whatever_is_planned(groups: Sequence[Group], known: Collection[int], **more: object) -> frozenset[str]:
    """All that is safe for somebody who knows nothing is read by everybody."""
    return frozenset(group.key for group in groups)


@contextmanager
def rules(plan=None, readable=None) -> Iterator[None]:
    """The product with another rule for what may be planned, or for what may be read of it."""
    package = releasing.__name__.rpartition(".")[0]
    modules = [module for name, module in sys.modules.items() if name.startswith(f"{package}.")]
    planning = [module for module in modules if getattr(module, "plan", None) is disclosure.plan]
    assert planning, "nothing plans"
    with pytest.MonkeyPatch.context() as patch:
        for module in planning if plan is not None else ():
            patch.setattr(module, "plan", plan)
        if readable is not None:
            patch.setattr(sight, "readable", readable)
        yield


rules_of_five = partial(rules, five, whatever_is_planned)
rules_without_submissions = partial(rules, organisations_alone, whatever_is_planned)
rules_without_reading = partial(rules, None, whatever_is_planned)
