"""Says in words what a release would show, what it would withhold and why, and what would release it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.comparison.history import Planned
from assessments.comparison.planning import Draft
from assessments.comparison.values import Reason
from assessments.wording import counted

WHY: Mapping[Reason, str] = {
    "few": "too few are counted",
    "subtracted": "it could be worked out from figures that are shown",
    "matched": "the change since the year before is shown, and both would tell of the few that joined or left",
    "waits": "the figures of {when} stay until more has changed",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One group of a draft in words. `about` is how many it would count."""

    title: str
    about: str
    what: str
    needs: str


def summary(draft: Draft) -> str:
    """As in "60 of 66 submitted are counted; 12 groups would be shown and 3 withheld"."""
    groups = list(_groups(draft))
    shown = sum(group.is_shown for group in groups)
    anew = sum(group.anew is not None for group in groups)
    counts = f"{len(draft.gathered.counted)} of {draft.submitted} submitted are counted"
    return f"{counts}; {counted(shown, 'group')} shown ({anew} worked out anew), {len(groups) - shown} withheld"


def shown(draft: Draft) -> tuple[Said, ...]:
    """The groups that would be shown, in the order of the plan."""
    return tuple(_said(group, draft) for group in _groups(draft) if group.is_shown)


def withheld(draft: Draft) -> tuple[Said, ...]:
    """The groups that would not be shown, in the order of the plan."""
    return tuple(_said(group, draft) for group in _groups(draft) if not group.is_shown)


def lines(draft: Draft) -> Iterator[str]:
    """A line for each group."""
    for said in (*shown(draft), *withheld(draft)):
        yield "; ".join(part for part in (f"{said.title}: {said.what}", said.about, said.needs) if part)


def _groups(draft: Draft) -> Iterator[Planned]:
    """Each group once, by its name: charities are the same as a kind and as peers."""
    told = set[str]()
    for group in draft.groups:
        if not group.is_change and group.title not in told:
            told.add(group.title)
            yield group


def _said(group: Planned, draft: Draft) -> Said:
    about = "" if group.about is None else f"about {group.about}"
    return Said(group.title, about, _what(group, draft), _needs(group))


def _what(group: Planned, draft: Draft) -> str:
    if group.anew is not None:
        return "shown, worked out anew"
    if group.computed_in is not None and group.reason is None:
        return "shown, nothing has changed"
    when = next((one.row.made_at for one in draft.past if one.row.id == group.computed_in), None)
    date = "" if when is None else f"{when.day} {when:%B %Y}"
    why = WHY.get(group.reason or "few", "").format(when=date)
    return f"shown; {why}" if group.is_shown else f"withheld; {why}"


def _needs(group: Planned) -> str:
    if group.needs is None:
        return ""
    more = "changed or new" if group.reason == "waits" else "counted"
    return f"at least {group.needs} more {more} would release it"
