"""Targets that a network's leads make on the page: whom they may be about, the fields, and what became of each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache, partial

import streamlit as st

from assessments import aimed_at_answers, comparison, periods
from assessments.access import aiming
from assessments.access.aiming import Made, Wanted
from assessments.aimed_at_answers import Year
from assessments.aimed_for import OF_TAKING_PART
from assessments.comparison.grouping import KIND_WORDS, PHASE_WORDS
from assessments.store.targets import Kept
from assessments.wording import day
from frameworks.operating_files import Operating
from frameworks.targets import Group, Metric
from ui import addresses, shell
from ui.formatting import link, plain
from ui.networking import figures_aimed_fields, figures_compared, figures_participation
from ui.networking.around import key
from ui.networking.figures import Asked
from ui.tables import folded, table, tag

METRICS: Mapping[Metric, str] = {
    "reviewed": "Has reviewed at all",
    "submitted": "Has submitted in the year of the day",
    "question": "Is at a level in one or more questions",
    "at_target": "Is at a level over all, or in sections",
    "award": "Holds an award",
    "number": "Has a number that is high or low enough",
    "improved_and_evidenced": "Does better than last year, with evidence",
    "brought": "A figure from elsewhere, which we bring",
}
SHARE = "How many of them, in percent"
HOW_MUCH: Mapping[Metric, str] = {"brought": f"{SHARE}; of one figure for all, how much"}
A_YEAR = timedelta(days=365)
ENDED_AT_ONCE = 10


def years(here: Asked) -> Sequence[tuple[Year, Year | None]]:
    """The newest comparison figures of each kind of year, each with those of the year before."""
    full = [one for one in figures_compared.releases(here) if one.form == "full"]
    found: list[tuple[Year, Year | None]] = []
    for calendar in dict.fromkeys(one.period.calendar for one in full):
        now, *others = (one for one in full if one.period.calendar == calendar)
        before = next((one for one in others if one.period == periods.before(now.period)), None)
        found.append((_year(here, now), None if before is None else _year(here, before)))
    return found


def _year(here: Asked, released: comparison.Released) -> Year:
    groups = comparison.groups(here.desk, released)
    return Year(released, groups, cache(partial(comparison.figures, here.desk, released)))


def group_words(group: Group, operating: Operating) -> str:
    """Whom a target is about, within the network: "Primary and secondary schools in London"."""
    kinds = [KIND_WORDS[one] for one in group.kinds if not group.phases]
    phases = [PHASE_WORDS[one] for one in group.phases]
    whom = f"{_and(phases)} schools" if phases else _and(kinds) or ("all" if group.regions else "everybody it is for")
    regions = [operating.called(one) or one for one in group.regions]
    words = f"{whom} in {_and(regions)}" if regions else whom
    return words[:1].upper() + words[1:]


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def groups(here: Asked, metric: Metric) -> tuple[Group, ...]:
    """Whom a target may be about: for what tells nothing of answers all that belong here, else what figures show."""
    operating = here.desk.catalogue.operating
    if metric not in (*OF_TAKING_PART, "brought"):
        every = [aimed_at_answers.choices(here.branch.id, operating, now.groups.values()) for now, _ in years(here)]
        return tuple(dict.fromkeys(one for each in every or [(Group(),)] for one in each))
    members = [line.member for told in figures_participation.of(here) for line in told.years[0].lines]
    regions = dict.fromkeys(one.id for each in members if (one := operating.region(each.region)) is not None)
    found = [
        Group(),
        *(Group.model_validate({"kinds": (one,)}) for one in dict.fromkeys(each.kind for each in members)),
        *(
            Group.model_validate({"phases": (one,)})
            for one in dict.fromkeys(each.phase for each in members if each.phase)
        ),
        *(Group(regions=(one,)) for one in regions),
    ]
    return tuple(dict.fromkeys(found))


def made(here: Asked) -> None:
    """Those that were made here, the way to make another, and to change or end one."""
    every = aiming.of(here.desk.reception, here.desk.catalogue, here.branch.id)
    ours = [one for one in every if here.edition is not None and one.target.framework == here.edition.id]
    st.html(tag("h2", "Targets of this network"))
    now, ended = [one for one in ours if not one.ended], [one for one in ours if one.ended]
    if now:
        st.html(table("Made here", ("Target", "Made", "Changed"), map(_line, now)))
        where = addresses.download("targets.yaml", network=here.branch.id)
        st.html(tag("p", "To keep them with the frameworks, take them as a file: ") + link(where, "Targets (YAML)"))
    if ended:
        rows = [(one.target.title, _who(one.kept, "made"), _who(one.kept, "ended")) for one in ended[-ENDED_AT_ONCE:]]
        st.html(folded("Targets that ended", table("Ended", ("Target", "Made", "Ended"), rows)))
    _making(here)
    _changing(here, now)


def _line(one: Made) -> tuple[str, str, str]:
    title = one.target.title if one.fits else f"{one.target.title} (what it asks is there no more: end it)"
    return title, _who(one.kept, "made"), _who(one.kept, "changed")


def _who(kept: Kept, what: str) -> str:
    """Who did that and when; nothing where nobody did."""
    when, who = {
        "made": (kept.made_at, kept.made_by),
        "changed": (kept.changed_at, kept.changed_by),
        "ended": (kept.ended_at, kept.ended_by),
    }[what]
    return "" if when is None or who is None else f"{day(periods.today(when))}, {who.name or 'somebody'}"


def _making(here: Asked) -> None:
    """What is measured is chosen first, since each measure has fields of its own; then the rest, in one form."""
    edition = here.edition
    if edition is None:
        return
    turn = st.session_state.get(key(here.branch, "made"), 0)
    able = [one for one in METRICS if one != "award" or edition.awards]
    with st.expander("Make a target"):
        metric = st.selectbox(
            "What does an organisation do that meets it?", able, index=None, placeholder="Choose", width=420,
            format_func=lambda one: METRICS.get(one, ""), key=key(here.branch, f"metric:{turn}"),
        )  # fmt: skip
        if metric is None:
            return
        with st.form(key(here.branch, f"make:{metric}:{turn}"), border=False):
            measured = figures_aimed_fields.fields(edition, metric, key(here.branch, f"{metric}:{turn}"))
            wanted = _wanted(here, groups(here, metric), None, f"new:{metric}:{turn}", HOW_MUCH.get(metric, SHARE))
            if not st.form_submit_button("Make this target", type="primary"):
                return

    def make() -> None:
        desk, said = here.desk, {"framework": edition.id, "metric": metric, **measured()}
        aiming.make(desk.reception, desk.catalogue, here.branch.id, wanted, said, now=desk.now)
        st.session_state[key(here.branch, "made")] = turn + 1

    shell.done(make, "The target is made. What depends on answers is counted when comparison figures are made next.")


def _wanted(here: Asked, able: Iterable[Group], one: Made | None, name: str, how_much: str) -> Wanted:
    """Fields for what it is called, whom it is about, how much and by when."""
    target, choices = None if one is None else one.target, tuple(able)
    words = partial(group_words, operating=here.desk.catalogue.operating)
    if target is not None and target.group not in choices:
        choices = (target.group, *choices)
    at = partial(key, here.branch)
    title = st.text_input(
        "What is wanted, in a few words", "" if target is None else target.title, max_chars=aiming.LONGEST_TITLE,
        key=at(f"title:{name}"),
    )  # fmt: skip
    index = 0 if target is None else choices.index(target.group)
    places = range(len(choices))
    place = st.selectbox(
        "Of whom?", places, index=index, width=420, key=at(f"whom:{name}"),
        format_func=lambda which: plain(words(choices[which])) if which in places else "",
    )  # fmt: skip
    value = st.text_input(
        how_much,
        "" if target is None else f"{target.value}", max_chars=20, width=420, key=at(f"value:{name}"),
    )  # fmt: skip
    today = periods.today(here.desk.now)
    by = st.date_input(
        "By which day?", today + A_YEAR if target is None else target.by, format="DD/MM/YYYY", width=300,
        key=at(f"by:{name}"),
    )  # fmt: skip
    chosen = choices[place] if place in places else Group()
    return Wanted(title or "", chosen, value or "", by)


def _changing(here: Asked, now: Sequence[Made]) -> None:
    """Change or end one of those in force; what it measures stays, as its figures stand under its name."""
    if not now:
        return
    by_id = {one.target.id: one for one in now}
    chosen = st.selectbox(
        "Change or end a target", list(by_id), index=None, placeholder="Choose one", width=420,
        key=key(here.branch, "which target"),
        format_func=lambda one: plain(by_id[one].target.title) if one in by_id else "",
    )  # fmt: skip
    one = by_id.get(chosen) if chosen is not None else None
    if one is None:
        return
    desk, network, name = here.desk, here.branch.id, one.target.id
    with st.form(key(here.branch, f"change:{name}"), border=False):
        st.html("<p>To measure something else, end this target and make another.</p>")
        how_much = SHARE if one.target.is_of_organisations else "How much"
        wanted = _wanted(here, groups(here, one.target.metric), one, name, how_much)
        keep = st.form_submit_button("Keep the change", type="primary")
        end = st.form_submit_button("End this target")
    if keep:
        shell.done(
            lambda: aiming.change(desk.reception, desk.catalogue, network, name, wanted, now=desk.now),
            "The target is changed.",
        )
    if end:
        shell.done(lambda: aiming.end(desk.reception, network, name, now=desk.now), "The target has ended.")
