"""Settings: the organisation's profile, its reviews and files, the demo network, and where everything is kept."""

from decimal import Decimal
from pathlib import Path

import streamlit as st

from assessments import configuration, leading, organisations, periods, reviews, signing, wording
from assessments.errors import AssessmentError, NotYours, Refused
from assessments.values import Organisation, ReviewLine
from assessments.version import VERSION
from frameworks.edition import ProfileFact
from frameworks.values import Phase
from scoring.answers import Fact
from ui import addresses, composition, importing, keys, shell
from ui.composition import Desk
from ui.facts import YES_NO, whole
from ui.formatting import html, link, plain
from ui.judgement import figure_of
from ui.navigation import go
from ui.tables import Html, facts, folded, tag
from ui.words import KINDS, PHASES, size_fact

MANY, MEGABYTE = 8, 1_000_000
FILES = (("review.json", "Everything (JSON)"), ("review.csv", "Table (CSV)"), ("results.pdf", "Results (PDF)"))
SIZES = {"pupils": "Number of pupils or students", "staff": "Number of staff, not counting volunteers"}


def page() -> None:
    """The settings of one organisation and of this installation."""
    desk = composition.desk()
    mine = organisations.mine(desk.door)
    wanted = shell.asked_number("organisation")
    here = next((one for one in mine if wanted in (None, one.id)), None)
    if here is None and wanted is not None:
        raise NotYours
    shell.begin("Settings", desk=desk, at="settings", organisation=here, organisations=mine)
    alone = composition.mode() == "single"
    answers = here is None or not leading.is_reader(desk.door, here.id)
    if here is not None:
        why_not = leading.why_not(desk.door, here.id, "change what is said of the organisation")
        if why_not is None:
            _profile(desk, here)
        else:
            st.html(tag("h2", here.name) + tag("p", why_not))
        _reviews(desk, here)
    _organisations(mine, here, add=answers)
    if alone:
        _who_sees()
    elif here is not None:
        _who_sees_here(here)
    if here is not None:
        st.html(_more(desk, here, alone=alone))
    if answers:
        _import(desk)
    if alone:
        _demo(desk)
    if alone or desk.standing.is_administrator:
        _about(desk)


def _more(desk: Desk, here: Organisation, *, alone: bool) -> str:
    """The pages beside this one: what comes due, what was done, and the way out."""
    leads = leading.why_not(desk.door, here.id, "leave") is None
    ways = [link(addresses.reminders(here.id), "Reminders: a calendar file, and what is open this week")]
    ways += [link(addresses.history(here.id), "History: who did what and when")] if leads else []
    out = link(addresses.leaving(here.id), "Take everything along, or leave Stocktake")
    ways += [out] if leads and not alone else []
    return tag("h2", "More about this organisation") + f"<ul>{''.join(f'<li>{way}</li>' for way in ways)}</ul>"


def _profile(desk: Desk, here: Organisation) -> None:
    st.html(
        tag("h2", here.name)
        + tag(
            "p",
            "These facts decide which questions are asked. Reviews that have been started keep the facts they have.",
            "quiet",
        )
    )
    with st.form(_key(here, "profile"), border=False):
        name = st.text_input("Name", here.name, max_chars=200, key=_key(here, "name"))
        kinds = list(KINDS)
        kind = st.selectbox(
            "Kind of organisation",
            kinds,
            index=kinds.index(here.kind),
            format_func=lambda one: KINDS.get(one, str(one)),
            key=_key(here, "kind"),
        )
        phases = list(PHASES)
        phase = st.selectbox(
            "Phase (schools only)",
            phases,
            index=phases.index(here.phase) if here.phase else None,
            format_func=lambda one: PHASES.get(one, str(one)),
            placeholder="Choose one",
            key=_key(here, "phase"),
        )
        region = st.text_input(
            "Region (you can leave this empty)", here.region or "", max_chars=80, key=_key(here, "region")
        )
        typed = {fact.id: (fact, _field(here, fact)) for fact in _facts(desk, here)}
        if not st.form_submit_button("Save", type="primary"):
            return
    try:
        given = {name: _read(fact, value) for name, (fact, value) in typed.items()}
        kept = {name: value for name, value in (dict(here.facts) | given).items() if value is not None}
        school: Phase | None = phase if kind == "school" else None
        place = desk.catalogue.operating.called(region)
        organisations.change(
            desk.door, here.id, name=name, kind=kind, phase=school, region=place, facts=kept, now=desk.now
        )
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    shell.tell_next("Saved.")
    st.rerun()


def _facts(desk: Desk, here: Organisation) -> list[ProfileFact]:
    """The size of the organisation, and whatever the frameworks made for its kind ask about it."""
    size = size_fact(here.kind)[0]
    found = {size: ProfileFact(id=size, label=SIZES[size], type="number")}
    for framework in desk.catalogue.frameworks():
        edition = desk.catalogue.latest(framework).edition
        if here.kind in edition.suits:
            found = {fact.id: fact for fact in edition.profile} | found
    return list(found.values())


def _field(here: Organisation, fact: ProfileFact) -> object:
    now, key, label = here.facts.get(fact.id), _key(here, f"fact:{fact.id}"), plain(fact.label)
    if fact.type == "yes_no":
        answers = list(YES_NO)
        index = answers.index(now) if isinstance(now, bool) else None
        return st.radio(
            label, answers, index=index, format_func=lambda yes: YES_NO.get(yes, ""), horizontal=True, key=key
        )
    if fact.type == "choice":
        index = fact.options.index(now) if isinstance(now, str) and now in fact.options else None
        words = {option: option.replace("_", " ") for option in fact.options}
        return st.selectbox(label, fact.options, index=index, format_func=lambda one: words.get(one, ""), key=key)
    shown = wording.number(now).replace(",", "") if isinstance(now, int | Decimal) and not isinstance(now, bool) else ""
    return st.text_input(label, shown, key=key, width=200)


def _read(fact: ProfileFact, value: object) -> Fact | None:
    """What was typed; nothing where the field is empty. Raises BadAnswer where it is no figure."""
    if fact.type != "number":
        return value if isinstance(value, bool | str) else None
    found = figure_of(str(value or ""))
    return None if found is None else whole(found)


def _reviews(desk: Desk, here: Organisation) -> None:
    lines = reviews.mine(desk.door, desk.catalogue, organisation_id=here.id, now=desk.now)
    st.html(tag("h2", "Reviews and files"))
    if not lines:
        start = "" if leading.is_reader(desk.door, here.id) else f" {link(addresses.start(here.id), 'Start one')}."
        st.html(f"<p>There is no review yet.{start}</p>")
        return
    st.html(f'<ul class="rows">{"".join(_line(line) for line in lines)}</ul>')
    empty = [line for line in lines if line.review.submissions == 0 and line.progress and line.progress.answered == 0]
    for line in empty if leading.why_not(desk.door, here.id, "delete a review") is None else ():
        words = f"Delete the empty draft of {plain(line.title)}, {line.review.period.name}"
        if st.button(words, key=_key(here, f"delete:{line.review.id}")):
            _delete(desk, line)


def _line(line: ReviewLine) -> str:
    review = line.review.id
    files = " · ".join(link(addresses.download(name, review=review), words) for name, words in FILES)
    where = addresses.results(review) if line.submitted_at else addresses.review(review)
    state = f"submitted {wording.day(periods.today(line.submitted_at))}" if line.submitted_at else "not submitted"
    title = link(where, f"{line.title}, {line.review.period.name}")
    return f'<li><span>{title} <span class="quiet">{html(state)}</span></span><span class="small">{files}</span></li>'


def _delete(desk: Desk, line: ReviewLine) -> None:
    try:
        reviews.delete_empty(desk.door, line.review.id, now=desk.now)
    except Refused as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    shell.tell_next("The empty draft was deleted.")
    st.rerun()


def _organisations(mine: tuple[Organisation, ...], here: Organisation | None, *, add: bool) -> None:
    others = "".join(
        f'<li>{link(addresses.settings(one.id), one.name)}<span class="quiet">{html(KINDS[one.kind])}</span></li>'
        for one in mine
        if one != here
    )
    listed = Html(f'<ul class="rows">{others}</ul>') if others else Html("")
    if len(mine) > MANY:
        listed = folded(f"Other organisations ({len(mine) - 1})", listed)
    way = f'<p class="links">{link(addresses.start(), "Add an organisation", name="button second")}</p>' if add else ""
    if listed or way:
        st.html(f"{tag('h2', 'Organisations')}{listed}{way}")


def _who_sees() -> None:
    said = (
        "Only people who can use this computer see what you enter: nothing is sent to anybody. "
        "A paper or file that you download goes where you take it, and whoever has it can read it. "
        "Working notes stay here: they are in no paper and no file."
    )
    st.html(tag("h2", "Who can see this") + tag("p", said))


def _who_sees_here(here: Organisation) -> None:
    said = (
        "The people of your organisation see what is entered: those who only read see it once it is submitted. Whoever "
        "looks after this installation does not, unless in an emergency, which is written down for you. A paper or "
        "file that you download goes where you take it. Working notes are in none but the file of everything that "
        "a leaving organisation takes along."
    )
    way = link(addresses.sharing(here.id), "What others see of us, and who looked")
    st.html(tag("h2", "Who can see this") + tag("p", said) + f"<p>{way}</p>")


def _import(desk: Desk) -> None:
    key = signing.own_key(desk.reception)
    st.html(
        tag("h2", "Add a review from a file")
        + tag(
            "p",
            "A review saved as “Everything (JSON)” can be added here, with its organisation, answers and framework.",
            "quiet",
        )
        + (
            tag("p", f"Files saved here bear the fingerprint {key.fingerprint}. Read it to whoever asks.")
            if key
            else ""
        )
    )
    added = importing.from_file(desk, "settings")
    if added is not None:
        st.query_params["organisation"] = str(added.organisation)
        st.rerun()


def _demo(desk: Desk) -> None:
    st.html(
        tag("h2", "Demo network")
        + tag(
            "p",
            "About 60 made-up organisations over three years, to look around in. It is kept apart from what is yours.",
            "quiet",
        )
    )
    if desk.demo:
        if st.button("Leave the demo", key=keys.page("settings", "leave")):
            composition.leave_demo()
            go()
    elif st.button("Look around the demo network", key=keys.page("settings", "demo")):
        with st.spinner("Building the demo network. The first time this takes about 20 seconds."):
            composition.show_demo()
        go()


def _about(desk: Desk) -> None:
    where = composition.settings()
    place = where.demo_database if desk.demo else where.database
    own = str(where.frameworks) if where.frameworks else "none (set STOCKTAKE_FRAMEWORKS to a folder)"
    faults = wording.counted(len(desk.catalogue.faults), "fault")
    read = link(addresses.frameworks(), f"{wording.counted(len(desk.catalogue.frameworks()), 'framework')}, {faults}")
    pairs: list[tuple[str, str | Html]] = [
        ("Version", VERSION),
        ("Database", configuration.shown(place)),
        *_room(place),
        ("Frameworks", Html(read)),
        ("Folder of your own frameworks", own),
    ]
    st.html(tag("h2", "This installation") + facts(pairs))


def _room(place: configuration.Database) -> list[tuple[str, str | Html]]:
    """How large the file is; a server keeps that to itself."""
    if not isinstance(place, Path):
        return []
    return [("Size", _size(place.stat().st_size) if place.exists() else "not made yet")]


def _size(size: int) -> str:
    """Bytes as people say it."""
    if size < MEGABYTE:
        return f"{wording.number(round(size / 1000))} kB"
    return f"{wording.number(round(Decimal(size) / MEGABYTE, 1))} MB"


def _key(here: Organisation, name: str) -> str:
    return keys.page("settings", f"{here.id}:{name}")
