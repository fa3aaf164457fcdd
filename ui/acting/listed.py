"""The list of actions: the next ones due first, those that are late said in words, and one status at a time."""

from collections.abc import Mapping, Sequence
from datetime import date

from assessments import periods
from assessments.planned import STATUSES, Action, Revision
from assessments.wording import counted, day, pounds
from ui import addresses
from ui.formatting import html, link
from ui.tables import Content, Html, markup, table, tag

OPEN, LATE, ALL = "open", "late", "all"
NOBODY = "Nobody yet"
SIZE = 50
WORDS: Mapping[str, str] = {OPEN: "Still to do", LATE: "Late", **dict(STATUSES.items()), ALL: "All"}


def chosen(found: Sequence[Action], show: str, today: date) -> tuple[Action, ...]:
    """The actions of one kind: still to do, late, of a status, or all."""
    if show == ALL:
        return tuple(found)
    if show == LATE:
        return tuple(one for one in found if one.is_late(today))
    if show in STATUSES:
        return tuple(one for one in found if one.status == show)
    return tuple(one for one in found if one.is_open)


def ways(organisation: int, found: Sequence[Action], show: str, today: date) -> str:
    """Which actions to look at, each with how many there are; those of which there are none are left out."""
    items = []
    for name, words in WORDS.items():
        many = len(chosen(found, name, today))
        if many or name in {OPEN, ALL}:
            where = addresses.actions(organisation, show=None if name == OPEN else name)
            items.append(f"<li>{link(where, f'{words[:1].upper()}{words[1:]} ({many})', current=name == show)}</li>")
    return f'<nav class="parts" aria-label="Which actions"><ul>{"".join(items)}</ul></nav>'


def standing(found: Sequence[Action], today: date) -> str:
    """How far it all is, in one sentence."""
    still, late = len(chosen(found, OPEN, today)), len(chosen(found, LATE, today))
    parts = [f"{counted(still, 'action')} still to do"]
    parts += ["and it is late" if still == 1 else f"{late} of them late"] if late else []
    sentence = ", ".join(parts)
    done = len(chosen(found, "complete", today))
    return f"{sentence}; {done} complete." if done else f"{sentence}."


def listing(found: Sequence[Action], today: date, notes: Mapping[int, Sequence[Revision]], *, linked: bool) -> Html:
    """The table; each action leads to where it is changed, for those who may."""
    head = ("What will be done", "Owner", "Due", "Status", "Effort and cost")
    rows = [
        (
            _what(one, notes.get(one.id, ()), linked=linked),
            one.owner or NOBODY,
            due(one, today),
            *_how_far(one),
        )
        for one in found
    ]
    return table("Actions, the next ones due first", head, rows, titled=False, stacks=head)


def due(one: Action, today: date) -> Content:
    """When it is due, and in words that it is late."""
    if one.due is None:
        return "No day yet"
    return tag("strong", f"Late: {day(one.due)}") if one.is_late(today) else day(one.due)


def _what(one: Action, lines: Sequence[Revision], *, linked: bool) -> Html:
    where = addresses.actions(one.organisation, action=one.id)
    title = Html(link(where, one.what)) if linked else markup(one.what)
    aim = f"to reach level {one.aim}" if one.aim is not None else ""
    about = [words for words in (one.theme, f"part of {one.plan}" if one.plan else "", aim) if words]
    small = [tag("span", " · ".join(about), "quiet small")] if about else []
    noted = next((line for line in reversed(lines) if line.note), None)
    if noted is not None:
        small.append(tag("span", f"{day(periods.today(noted.at))}: {noted.note}", "small"))
    return Html.join([title, *small], "<br>")


def _how_far(one: Action) -> tuple[str, str]:
    """Its status, and what it takes."""
    words = STATUSES[one.status]
    return words[:1].upper() + words[1:], _takes(one)


def _takes(one: Action) -> str:
    parts = [f"{one.effort.capitalize()} effort"] if one.effort else []
    parts += [pounds(one.cost)] if one.cost is not None else []
    parts += [f"from {one.funding}"] if one.funding else []
    return ", ".join(parts)


def due_lines(found: Sequence[Action], today: date, most: int) -> str:
    """The next actions due as a short list, for Home."""
    items = [
        f"<li>{link(addresses.actions(one.organisation, action=one.id), one.what)} "
        f'<span class="quiet small">{html(_in_short(one, today))}</span></li>'
        for one in found[:most]
    ]
    more = f'<li class="quiet">and {len(found) - most} more</li>' if len(found) > most else ""
    return f"<ul>{''.join(items)}{more}</ul>" if items else ""


def _in_short(one: Action, today: date) -> str:
    when = f"late, due {day(one.due)}" if one.is_late(today) and one.due else f"due {day(one.due)}" if one.due else ""
    return " · ".join(words for words in (when, one.owner) if words) or "no day and no owner yet"
