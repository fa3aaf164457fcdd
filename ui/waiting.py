"""What waits for people: questions left for somebody, who usually knows the open ones, and numbers to fill."""

from collections.abc import Mapping, Sequence

from assessments import asking, numbers
from assessments.access import moderating, signing_off
from assessments.values import OpenQuestion, Organisation, ToFill
from assessments.wording import counted
from ui import addresses, composition
from ui.composition import Desk
from ui.formatting import html, link

MOST, MINE = 10, 50
ByPerson = Mapping[str, Sequence[OpenQuestion]]


def lists(desk: Desk, here: Organisation) -> str:
    """Short lists across an organisation's open reviews; nothing where nothing waits."""
    every = asking.mine(desk.door, desk.catalogue, organisation_id=here.id, now=desk.now)
    left = {who: [one for one in lines if one.asked] for who, lines in every.items()}
    usual = {who: [one for one in lines if not one.asked] for who, lines in every.items()}
    fill = numbers.to_fill(desk.door, desk.catalogue, organisation_id=here.id, now=desk.now)
    parts = [
        "".join(f"<h3>{html(who)}</h3>{questions(lines)}" for who, lines in left.items() if lines),
        closed("Open questions, by who usually knows", people(usual)),
        closed(f"Numbers to fill ({len(fill)})", shortened([number(one) for one in fill])),
    ]
    heading = "Questions asked of people" if parts[0] else "Who and what can help"
    return f'<section class="waiting"><h2>{heading}</h2>{"".join(parts)}</section>' if any(parts) else ""


def mine(desk: Desk) -> str:
    """What is one's own to answer, across organisations and frameworks; nothing where nobody signs in."""
    if composition.mode() == "single":
        return ""
    found = asking.my_questions(desk.door, desk.catalogue, now=desk.now)
    several = len({one.organisation for one in found}) > 1
    items = [question(one, with_organisation=several) for one in found]
    asked = [*_to_sign(desk), *_to_answer(desk)]
    parts = (
        f"<h2>{title}</h2>{shortened(each, MINE)}"
        for title, each in (("Asked of me", asked), ("My questions", items))
        if each
    )
    inside = "".join(parts)
    return f'<section class="waiting">{inside}</section>' if inside else ""


def _to_sign(desk: Desk) -> list[str]:
    """What waits for one's own name."""
    return [
        f"<li>{link(addresses.results(one.review.id), f'Sign off {one.organisation}, {one.review.period.name}')}</li>"
        for one in signing_off.asked_of_me(desk.door, desk.reception)
    ]


def _to_answer(desk: Desk) -> list[str]:
    """Where an adviser waits for a word."""
    return [
        f"<li>{link(addresses.results(str(one.review.id)), f'Read what an adviser found in {one.review.period.name}')} "
        f'<span class="quiet small">{counted(one.findings, "answer")}</span></li>'
        for one in moderating.waiting(desk.door, desk.reception)
    ]


def closed(title: str, inside: str) -> str:
    return f"<details><summary>{html(title)}</summary>{inside}</details>" if inside else ""


def people(found: ByPerson) -> str:
    return "".join(
        f"<h3>{html(who)}: {counted(len(lines), 'question')}</h3>{questions(lines)}"
        for who, lines in found.items()
        if lines
    )


def questions(lines: Sequence[OpenQuestion]) -> str:
    return shortened([question(one) for one in lines])


def question(one: OpenQuestion, *, with_organisation: bool = False) -> str:
    where = addresses.address("review", review=one.review, section=one.section, question=one.question)
    notes = dict.fromkeys(each.note for each in (one.assigned, one.asked) if each and each.note)
    note = "".join(f"<br>{html(words)}" for words in notes)
    of = f"{one.framework}, {one.organisation}" if with_organisation else one.framework
    return f'<li>{link(where, one.text)} <span class="quiet small">{html(of)}</span>{note}</li>'


def number(one: ToFill) -> str:
    review, section, asked = one.places[0]
    where = addresses.address("review", review=review, section=section, question=asked)
    known = f' <span class="quiet small">{html(", ".join(one.who))}</span>' if one.who else ""
    return f"<li>{link(where, one.indicator.label)}{known}</li>"


def shortened(items: Sequence[str], most: int = MOST) -> str:
    """A list of at most ten, or so many; the rest is only counted."""
    more = f'<li class="quiet">and {len(items) - most} more</li>' if len(items) > most else ""
    return f"<ul>{''.join(items[:most])}{more}</ul>" if items else ""
