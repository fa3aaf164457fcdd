"""My organisations: where those who said yes to one's teams stand, who needs one most, cases, and asking others."""

from collections.abc import Sequence

import streamlit as st

from assessments import organisations
from assessments.access import advising, deciding, portfolio
from assessments.access.advising import Client
from assessments.access.portfolio import Choice, Line
from assessments.errors import NotYours
from assessments.store.cases import Case
from assessments.wording import counted
from ui import addresses, composition, keys, shell
from ui.advising import across, asking, cases, flags, table, visits
from ui.advising.ordering import NEED, Asked
from ui.composition import Desk
from ui.formatting import link, plain
from ui.listing import searched


def page() -> None:
    """Everything an adviser has before them."""
    desk = composition.desk()
    if not desk.standing.teams:
        raise NotYours
    team = next((one.id for one in desk.standing.teams if one.id == shell.asked_number("team")), None)
    every = advising.clients(desk.door, desk.reception, now=desk.now)
    clients = portfolio.one_each(every, team)
    shell.begin(
        "My organisations", desk=desk, at="adviser", organisations=organisations.mine(desk.door),
        lead=said_of(len(clients)) if clients else None,
    )  # fmt: skip
    waiting = counted(len(deciding.waiting(desk.reception, now=desk.now)), "award")
    st.html(f"<p>{link(addresses.awards(), f'{waiting} to decide, and who is near the next')}</p>")
    choices = portfolio.choices(clients)
    noted = cases.of(desk, clients)
    chosen = chosen_of(desk, choices) if choices else None
    lines, shown = standings(desk, clients, chosen, team, noted) if chosen else ((), [])
    if clients:
        cases.part(desk, clients, lines, noted)
    visits.part(desk, desk.standing.teams)
    across.side_by_side(shown)
    across.strengths_and_gaps(lines)
    if chosen and chosen.framework in desk.catalogue.frameworks():
        flags.part(desk, chosen.framework)
    asking.how_far(desk, clients)
    asking.asking(desk)


def said_of(many: int) -> str:
    """As in "12 organisations show something to your team."."""
    return f"{counted(many, 'organisation')} {'shows' if many == 1 else 'show'} something to your team."


def standings(
    desk: Desk, clients: tuple[Client, ...], chosen: Choice, team: int | None, noted: Sequence[Case]
) -> tuple[tuple[Line, ...], list[Line]]:
    """The table of one framework and period; gives everybody's lines, and those of the table in its order."""
    lines = portfolio.lines(desk.door, desk.reception, desk.catalogue, clients, chosen, now=desk.now)
    typed, at = searched("adviser")
    asked = Asked(
        team=team, framework=chosen.framework, period=chosen.period, sort=str(st.query_params.get("sort", ""))[:20],
        only_need=st.query_params.get("show") == NEED, find=typed,
    )  # fmt: skip
    table.whom(lines, asked)
    has_case = frozenset(case.organisation for case in noted if case.closed_at is None)
    return lines, table.listing(title(desk, chosen), lines, asked, at, has_case)


def title(desk: Desk, one: Choice) -> str:
    """As in "Online safety, 2026/27"."""
    return f"{desk.catalogue.name_of(one.framework)}, {one.period}"


def chosen_of(desk: Desk, choices: tuple[Choice, ...]) -> Choice:
    """The framework and period that the address names, and that can be changed here; the newest by itself."""
    named = {f"{one.framework} {one.period}": one for one in choices}
    before = f"{st.query_params.get('framework', '')} {st.query_params.get('period', '')}"
    chosen = st.selectbox(
        "Framework and year", list(named), index=list(named).index(before) if before in named else 0, width=420,
        format_func=lambda name: plain(title(desk, named[name])) if name in named else "",
        key=keys.page("adviser", "choice"),
    )  # fmt: skip
    found = named.get(chosen, choices[0])
    if f"{found.framework} {found.period}" != before and (before.strip() or found != choices[0]):
        st.query_params.update({"framework": found.framework, "period": found.period})
    return found
