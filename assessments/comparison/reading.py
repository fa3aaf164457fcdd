"""Reads what was released, as one reader may see it: without groups that what they know would let them see through."""

from collections.abc import Mapping
from dataclasses import replace
from threading import Lock

from assessments import editions, periods
from assessments.comparison import named
from assessments.comparison.gathering import year_of
from assessments.comparison.history import LATER, history, pasts, told_later
from assessments.comparison.values import CHANGE, Figure, Line, Looker, Released, Scope
from assessments.comparison.written import read
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from assessments.store.releases import GroupRow, ReleaseRow
from frameworks.catalogue import Catalogue
from frameworks.edition import Calendar
from scoring.answers import Form
from scoring.disclosure import Group, readable

MOST_KEPT = 256
_kept: dict[tuple[object, ...], frozenset[str]] = {}
_lock = Lock()


def every(looker: Looker, framework: str | None = None) -> tuple[Released, ...]:
    """The newest release of every framework, period and form, the latest period first."""

    def work(rows: Rows) -> tuple[Released, ...]:
        newest: dict[tuple[str, str, str, str], ReleaseRow] = {}
        for row in statements.every(rows, framework):
            newest.setdefault((row.framework, row.calendar, row.period, row.form), row)
        return tuple(_released(rows, looker.catalogue, row) for row in newest.values())

    return looker.door.read(work)


def released(
    looker: Looker, framework: str, *, calendar: Calendar, period: str | None = None, form: Form = "full"
) -> Released | None:
    """The newest release of a framework and period; of the latest period where none is named."""
    found = [
        one
        for one in every(looker, framework)
        if (one.period.calendar, one.form) == (calendar, form) and period in {None, one.period.name}
    ]
    return found[0] if found else None


def _released(rows: Rows, catalogue: Catalogue, row: ReleaseRow) -> Released:
    calendar: Calendar = "financial" if row.calendar == "financial" else "academic"
    return Released(
        id=row.id,
        number=row.number,
        framework=row.framework,
        edition=editions.with_content(rows, catalogue, row.sha256),
        period=periods.named(row.period, calendar),
        form="short" if row.form == "short" else "full",
        made_at=row.made_at,
        counted=row.counted,
        waiting=row.waiting,
    )


def groups(looker: Looker, release: Released) -> Mapping[str, Line]:
    """The groups of a release by key, in the order of its plan; those kept from this reader (`known`) are replaced.

    They are then over the organisations that the reader may read anyway, exactly, and say so in their title.
    """
    found = looker.door.read(lambda rows: statements.groups(rows, release.id))
    hidden = kept_back(looker, release)
    lines = {row.key: _line(row) for row in found if not row.key.startswith(CHANGE)}
    if hidden:
        read_anyway = looker.door.read(lambda rows: named.known(rows, scope_of(release), looker.now))
        lines |= {key: _instead(lines[key], len(read_anyway.members(key))) for key in lines if key in hidden}
    return lines


def _line(row: GroupRow) -> Line:
    return Line(
        key=row.key,
        title=row.title,
        standing="published" if row.status == "published" else "withheld",
        reason=row.reason,  # type: ignore[arg-type]
        needs=row.needs,
        about=row.about,
        computed_in=row.computed_in,
        figures_of=None if row.computed_at is None else periods.today(row.computed_at),
    )


def _instead(line: Line, many: int) -> Line:
    """A group kept from a reader: over those they may read anyway, and said so; withheld where that is one or none."""
    if many < named.ENOUGH:
        return replace(line, standing="withheld", reason="known", needs=None, about=None, computed_in=None)
    title = f"{line.title}: the {many} you may see"
    return replace(line, title=title, reason="known", needs=None, about=many, computed_in=None)


def scope_of(release: Released) -> Scope:
    return Scope(release.framework, year_of(release.edition.edition), release.period, release.form)


def figures(looker: Looker, release: Released, key: str) -> Mapping[str, Figure]:
    """What is shown of one group, by measure: `change:` measures are about the same organisations in both periods."""
    hidden = kept_back(looker, release)
    if key in hidden:
        return dict(_read_anyway(looker, release, key))

    def work(rows: Rows) -> dict[str, str]:
        computed = {row.key: row.computed_in for row in statements.groups(rows, release.id)}
        found: dict[str, str] = {}
        for one in (key, CHANGE + key):
            computed_in = computed.get(one)
            if computed_in is not None and one not in hidden:
                found |= statements.figures(rows, computed_in, one)
        return found

    return {name: read(text) for name, text in looker.door.read(work).items()}


def measure(looker: Looker, release: Released, name: str) -> Mapping[str, Figure]:
    """One measure of every group that shows it, by key: what a heat map or a map of regions is drawn from."""
    hidden = kept_back(looker, release)
    found = looker.door.read(lambda rows: statements.measure(rows, release.id, name))
    shown = {key.removeprefix(CHANGE): read(text) for key, text in found.items() if key not in hidden}
    if hidden:
        read_anyway = looker.door.read(lambda rows: named.known(rows, scope_of(release), looker.now))
        for key in hidden:
            figures_of = read_anyway.figures(read_anyway.members(key), release.edition)
            shown |= {key: figures_of[name]} if name in figures_of else {}
    return shown


def _read_anyway(looker: Looker, release: Released, key: str) -> Mapping[str, Figure]:
    found = looker.door.read(lambda rows: named.known(rows, scope_of(release), looker.now))
    return found.figures(found.members(key), release.edition)


def known(rows: Rows) -> frozenset[int]:
    """The organisations whose results somebody may read, their own among them; at their own door."""
    return frozenset(row["organisation_id"] for row in rows.rows("SELECT DISTINCT organisation_id FROM score"))


def kept_back(looker: Looker, release: Released) -> frozenset[str]:
    """The groups of a release that this reader could see through; worked out once for each release and what they know.

    All that was ever shown is looked at again in the order it was shown, with what they know struck out.
    """
    who = looker.door.read(known)
    counted = looker.counting.read(lambda rows: statements.counted_among(rows, release.id, who)) if who else who
    if not counted:
        return frozenset()
    key = release.framework, release.period, release.form, release.id, release.made_at, counted
    with _lock:
        if key in _kept:
            return _kept[key]
    found = looker.counting.read(lambda rows: _kept_back(rows, release, counted))
    with _lock:
        if len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = found
    return found


def _kept_back(rows: Rows, release: Released, who: frozenset[int]) -> frozenset[str]:
    scope = scope_of(release)
    past = [one for one in pasts(rows, scope) if one.row.number <= release.number]
    lines = statements.groups(rows, release.id)
    computed = {row.key: row.computed_in for row in lines if row.computed_in is not None}
    ever = [Group(f"{one.row.id}:{key}", members) for one in past for key, members in one.computed.items()]
    may = readable([*ever, *told_later(rows, scope)], who)
    hidden = {key for key, release_id in computed.items() if f"{release_id}:{key}" not in may}
    return frozenset(hidden | _seen_through_before(rows, scope, hidden, computed, who))


def _seen_through_before(
    rows: Rows, scope: Scope, hidden: set[str], computed: Mapping[str, int], who: frozenset[int]
) -> set[str]:
    """The changes that the figures of the period before do not allow this reader."""
    changes = {key for key in computed if key.startswith(CHANGE)} - hidden
    if not changes:
        return set()
    earlier = replace(scope, period=periods.before(scope.period))
    then = [*history(pasts(rows, earlier)), *told_later(rows, earlier)]
    may = readable(then, who)
    return {key for key in changes if LATER + key not in may}
