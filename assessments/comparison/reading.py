"""Reads what was released, as one reader may see it: without groups that what they know would let them see through."""

from collections.abc import Mapping
from dataclasses import replace

from assessments import editions, periods
from assessments.comparison import named, sight
from assessments.comparison.values import Figure, Line, Looker, Released
from assessments.comparison.written import read
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from assessments.store.releases import GroupRow, ReleaseRow
from frameworks.catalogue import Catalogue
from frameworks.edition import Calendar
from scoring.answers import Form
from scoring.disclosure import CHANGE


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
    hidden = sight.kept_back(looker, release).groups
    changed = {row.key.removeprefix(CHANGE): row for row in found if row.key.startswith(CHANGE)}
    lines = {row.key: _line(row) for row in found if not row.key.startswith(CHANGE)}
    matched = (key for key, line in lines.items() if line.reason == "matched" and CHANGE + key not in hidden)
    lines |= {key: _by_its_change(lines[key], changed[key]) for key in matched if key in changed}
    if hidden:
        read_anyway = looker.door.read(lambda rows: named.known(rows, sight.scope_of(release), looker.now))
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


def _by_its_change(line: Line, change: GroupRow) -> Line:
    """A group that shows its change, while its own figures wait."""
    day = _line(change).figures_of
    return replace(line, standing="published", about=change.about, figures_of=day)


def _instead(line: Line, many: int) -> Line:
    """A group kept from a reader: over those they may read anyway, and said so; withheld where that is one or none."""
    if many < named.ENOUGH:
        return replace(line, standing="withheld", reason="known", needs=None, about=None, computed_in=None)
    title = f"{line.title}: the {many} you may see"
    return replace(line, title=title, reason="known", needs=None, about=many, computed_in=None)


def figures(looker: Looker, release: Released, key: str) -> Mapping[str, Figure]:
    """What is shown of one group, by measure: `change:` measures are about the same organisations in both periods."""
    kept = sight.kept_back(looker, release)
    if key in kept.groups:
        return dict(_read_anyway(looker, release, key))

    def work(rows: Rows) -> dict[str, str]:
        found: dict[str, str] = {}
        for one, computed_in in statements.computed_in(rows, release.id, (key, CHANGE + key)).items():
            if one not in kept.groups:
                found |= statements.figures(rows, computed_in, one)
        return found

    return {name: read(text) for name, text in looker.door.read(work).items() if not kept.keeps(text)}


def measure(looker: Looker, release: Released, name: str) -> Mapping[str, Figure]:
    """One measure of every group that shows it, by key: what a heat map or a map of regions is drawn from."""
    kept = sight.kept_back(looker, release)
    found = looker.door.read(lambda rows: statements.measure(rows, release.id, name))
    shown = {
        key.removeprefix(CHANGE): read(text)
        for key, text in found.items()
        if key not in kept.groups and not kept.keeps(text)
    }
    if kept.groups:
        read_anyway = looker.door.read(lambda rows: named.known(rows, sight.scope_of(release), looker.now))
        for key in kept.groups:
            figures_of = read_anyway.figures(read_anyway.members(key), release.edition)
            shown |= {key: figures_of[name]} if name in figures_of else {}
    return shown


def _read_anyway(looker: Looker, release: Released, key: str) -> Mapping[str, Figure]:
    found = looker.door.read(lambda rows: named.known(rows, sight.scope_of(release), looker.now))
    return found.figures(found.members(key), release.edition)
