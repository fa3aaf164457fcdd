"""Flags that a team of advisers makes on its page: what to be told of, in which framework, and what it says."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

import streamlit as st

from assessments import periods
from assessments.access import flagging
from assessments.access.flagging import Made, Wanted
from assessments.errors import Refused
from assessments.wording import day
from frameworks.edition import Edition
from frameworks.flags import ANY_SECTION, OVERALL
from frameworks.rules.questions import gives_level
from frameworks.written import Plain
from ui import addresses, keys, shell
from ui.composition import Desk
from ui.formatting import link, plain
from ui.tables import Html, bullets, folded, table, tag

When = Callable[[], Mapping[str, Plain]]  # raises Refused
SORTS: Mapping[str, str] = {
    "section": "A section is low",
    "question": "A question is low",
    "down": "The whole or a section is down since the last review",
    "must_have": "A must-have is below its minimum level",
    "lapsed": "Evidence that an answer rests on has run out",
}
ANY = "Any section"
DOWN: Mapping[Decimal, str] = {
    Decimal("-0.5"): "half a level", Decimal(-1): "a whole level", Decimal(-2): "two levels"
}  # fmt: skip
EVERY = "Every framework"


def part(desk: Desk, framework: str) -> None:
    """The flags of one's teams, and the way to make and end one; the framework is the one looked at."""
    teams = {one.id: one.name for one in desk.standing.teams}
    made = {team: flagging.of(desk.reception, team) for team in teams}
    st.html(tag("h2", "What your team is told of"))
    said = [flag.say for flag in desk.catalogue.operating.flags_for(framework)]
    st.html(folded("Everybody's flags", bullets(said)))
    rows = [
        (one.flag.say, _of_what(desk, one), teams[team], _made(one)) for team, every in made.items() for one in every
    ]
    if rows:
        st.html(table("Made here", ("It says", "Of which framework", "Team", "Made"), rows))
        links = [
            link(addresses.download("flags.yaml", team=team), f"{teams[team]} (YAML)") for team in made if made[team]
        ]
        st.html(tag("p", "To keep them with the frameworks, take them as a file:") + bullets(map(Html, links)))
    _making(desk, framework, teams)
    _ending(desk, {one.flag.id: (team, one) for team, every in made.items() for one in every})


def _of_what(desk: Desk, one: Made) -> str:
    return EVERY if one.flag.framework is None else desk.catalogue.name_of(one.flag.framework)


def _made(one: Made) -> str:
    return f"{day(periods.today(one.kept.made_at))}, {one.kept.made_by.name or 'somebody'}"


def _making(desk: Desk, framework: str, teams: Mapping[int, str]) -> None:
    """What to be told of is chosen first, as each has fields of its own."""
    edition, turn = desk.catalogue.latest(framework).edition, st.session_state.get(_key("turn"), 0)
    with st.expander("Make a flag"):
        sort = st.selectbox(
            "What do you want to be told of?", list(SORTS), index=None, placeholder="Choose", width=420,
            format_func=lambda one: SORTS.get(one, ""), key=_key(f"sort:{turn}"),
        )  # fmt: skip
        if sort is None:
            return
        with st.form(_key(f"make:{sort}:{turn}"), border=False):
            when = FIELDS[sort](edition, _key(f"{sort}:{turn}"))
            here = desk.catalogue.name_of(framework)
            where = here
            if sort != "question":
                where = st.radio("Where?", [here, EVERY], format_func=plain, key=_key(f"where:{sort}:{turn}"))
            say = st.text_input(
                "What shall it say?",
                max_chars=flagging.LONGEST,
                placeholder=SORTS[sort],
                key=_key(f"say:{sort}:{turn}"),
            )
            team = st.selectbox(
                "For which team?", list(teams), width=420, key=_key(f"team:{sort}:{turn}"),
                format_func=lambda one: plain(teams.get(one, "")),
            )  # fmt: skip
            if not st.form_submit_button("Make this flag", type="primary"):
                return

    def make() -> None:
        wanted = Wanted(say or "", when(), None if where == EVERY else framework)
        flagging.make(desk.reception, desk.catalogue, team, wanted, now=desk.now)
        st.session_state[_key("turn")] = turn + 1

    shell.done(make, "The flag is made. It stands where it holds from now.")


def _section(edition: Edition, name: str) -> When:
    section = _which_section(edition, name, ANY)
    level = _level(edition, name)
    return lambda: {"score": section, "at_most": level}


def _which_section(edition: Edition, name: str, first: str) -> str:
    titles = {ANY_SECTION: first, **{one.id: one.title for one in edition.sections}}
    return st.selectbox(
        "Which section?",
        list(titles),
        width=420,
        key=f"{name}:section",
        format_func=lambda one: plain(titles.get(one, "")),
    )


def _level(edition: Edition, name: str) -> int:
    levels = [*edition.scale.levels][:-1]
    return st.selectbox(
        "At which level or below?", levels, index=min(1, len(levels) - 1), width=300, key=f"{name}:level",
        format_func=lambda one: f"Level {one}",
    )  # fmt: skip


def _question(edition: Edition, name: str) -> When:
    texts = {one.id: one.text for one in edition.questions.values() if gives_level(one)}
    chosen = st.selectbox(
        "Which question?", list(texts), index=None, placeholder="Choose", key=f"{name}:question",
        format_func=lambda one: plain(texts.get(one, "")),
    )  # fmt: skip
    level = _level(edition, name)

    def when() -> Mapping[str, Plain]:
        if chosen is None:
            raise Refused("Choose the question that it is about.")
        return {"question": chosen, "at_most": level}

    return when


def _down(_: Edition, name: str) -> When:
    by = st.selectbox(
        "By how much or more?", list(DOWN), index=1, width=300, key=f"{name}:by",
        format_func=lambda one: DOWN.get(one, ""),
    )  # fmt: skip
    return lambda: {"any": ({"change": OVERALL, "at_most": by}, {"change": ANY_SECTION, "at_most": by})}


def _must_have(_: Edition, __: str) -> When:
    return lambda: {"not": {"every_question": {"at_least": "minimum", "where": {"must_have": True}}}}


def _lapsed(_: Edition, __: str) -> When:
    return lambda: {"evidence": "lapsed"}


FIELDS: Mapping[str, Callable[[Edition, str], When]] = {
    "section": _section, "question": _question, "down": _down, "must_have": _must_have, "lapsed": _lapsed
}  # fmt: skip


def _ending(desk: Desk, made: Mapping[str, tuple[int, Made]]) -> None:
    if not made:
        return
    chosen = st.selectbox(
        "End a flag", list(made), index=None, placeholder="Choose one", width=420, key=_key("which"),
        format_func=lambda one: plain(made[one][1].flag.say) if one in made else "",
    )  # fmt: skip
    if chosen is not None and chosen in made and st.button("End this flag", key=_key("end")):
        end = partial(flagging.end, desk.reception, made[chosen][0], chosen, now=desk.now)
        shell.done(end, "The flag has ended.")


def _key(name: str) -> str:
    return keys.page("adviser", f"flags:{name}")
