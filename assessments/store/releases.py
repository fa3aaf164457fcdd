"""Statements about releases of comparison figures: everybody reads them, counting's door alone writes them."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit

TOGETHER = 200  # rows a unit


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A whole release, as everybody may know of it."""

    id: int
    number: int
    framework: str
    edition: str
    sha256: str
    calendar: str
    period: str
    form: str
    made_at: datetime
    counted: int
    waiting: int

    @property
    def year(self) -> int:
        """The year its period begins in."""
        return int(self.period[:4])


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a release. `computed_in` is the release whose figures stand for it, made at `computed_at`."""

    grp: int
    key: str
    title: str
    status: str
    reason: str | None
    needs: int | None
    about: int | None
    computed_in: int | None
    computed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CountedRow:
    """Which submission of an organisation a release was computed with, in which of its groups, of how many each.

    `before` is the submission of the period before, on which changes and targets of two years rest too; `without` are
    the measures the submission has nothing for.
    """

    organisation: int
    number: int
    groups: tuple[int, ...]
    before: int | None
    without: tuple[str, ...]
    of: tuple[int, ...] = ()


WHOLE = (
    "SELECT r.release_id, r.number, r.framework, e.edition, e.sha256, r.calendar, r.period, r.form, r.made_at,"
    " r.counted, r.waiting FROM release r JOIN edition e ON e.edition_id = r.edition_id WHERE r.number IS NOT NULL"
)


def every(rows: Rows, framework: str | None = None) -> tuple[ReleaseRow, ...]:
    """Every whole release, of one framework or of all, the latest period and then the newest first."""
    which = "" if framework is None else " AND r.framework = :framework"
    values = {} if framework is None else {"framework": framework}
    order = " ORDER BY r.framework, r.period DESC, r.calendar, r.form, r.number DESC"
    return tuple(map(_release, rows.rows(f"{WHOLE}{which}{order}", **values)))


def last(rows: Rows, framework: str, calendar: str, period: str, form: str) -> ReleaseRow | None:
    """The newest whole release of a framework, period and form."""
    found = rows.rows(
        f"{WHOLE} AND r.framework = :framework AND r.calendar = :calendar AND r.period = :period AND r.form = :form"
        " ORDER BY r.number DESC LIMIT 1",
        framework=framework,
        calendar=calendar,
        period=period,
        form=form,
    )
    return _release(found[0]) if found else None


@from_row()
def _release(row: Row) -> ReleaseRow:
    return ReleaseRow(
        row["release_id"],
        row["number"],
        row["framework"],
        row["edition"],
        row["sha256"],
        row["calendar"],
        row["period"],
        row["form"],
        moment(row["made_at"]),
        row["counted"],
        row["waiting"],
    )


def groups(rows: Rows, release_id: int) -> tuple[GroupRow, ...]:
    """The groups of a release in the order of its plan."""
    found = rows.rows(
        "SELECT g.grp, g.key, g.title, g.status, g.reason, g.needs, g.about, g.computed_in, c.made_at"
        " FROM release_group g LEFT JOIN release c ON c.release_id = g.computed_in"
        " WHERE g.release_id = :release ORDER BY g.grp",
        release=release_id,
    )
    return tuple(map(_group, found))


@from_row()
def _group(row: Row) -> GroupRow:
    return GroupRow(
        row["grp"],
        row["key"],
        row["title"],
        row["status"],
        row["reason"],
        row["needs"],
        row["about"],
        row["computed_in"],
        None if row["made_at"] is None else moment(row["made_at"]),
    )


def computed_in(rows: Rows, release_id: int, keys: tuple[str, str]) -> Mapping[str, int]:
    """The releases whose figures stand for two groups of one, by their keys; a release has thousands of groups."""
    found = rows.rows(
        "SELECT key, computed_in FROM release_group WHERE release_id = :release AND key IN (:one, :other)"
        " AND computed_in IS NOT NULL",
        release=release_id,
        one=keys[0],
        other=keys[1],
    )
    return {row["key"]: row["computed_in"] for row in found}


def figures(rows: Rows, computed_in: int, key: str) -> Mapping[str, str]:
    """What is shown of a group, by measure, in the release it was computed in."""
    found = rows.rows(
        "SELECT f.measure, f.shown FROM release_group g JOIN figure f ON f.release_id = g.release_id AND f.grp = g.grp"
        " WHERE g.release_id = :release AND g.key = :key ORDER BY f.measure",
        release=computed_in,
        key=key,
    )
    return {row["measure"]: row["shown"] for row in found}


def measure(rows: Rows, release_id: int, name: str) -> Mapping[str, str]:
    """What is shown of one measure in a release, by the keys of the groups, wherever they were computed."""
    found = rows.rows(
        "SELECT g.key, f.shown FROM release_group g JOIN release_group c ON c.release_id = g.computed_in"
        " AND c.key = g.key JOIN figure f ON f.release_id = c.release_id AND f.grp = c.grp AND f.measure = :measure"
        " WHERE g.release_id = :release AND g.status = 'published' ORDER BY g.grp",
        release=release_id,
        measure=name,
    )
    return {row["key"]: row["shown"] for row in found}


def shown(rows: Rows, release_id: int) -> list[tuple[str, str, str]]:
    """Every figure computed in a release: the key of its group, its measure, and what is shown."""
    found = rows.rows(
        "SELECT g.key, f.measure, f.shown FROM figure f JOIN release_group g ON g.release_id = f.release_id"
        " AND g.grp = f.grp WHERE f.release_id = :release",
        release=release_id,
    )
    return [(row["key"], row["measure"], row["shown"]) for row in found]


def leads_a_tree(rows: Rows, person_id: int) -> bool:
    """Whether somebody leads a network with none above it; at reception."""
    found = rows.rows(
        "SELECT n.network_id FROM _network_lead l JOIN network n ON n.network_id = l.network_id"
        " WHERE l.person_id = :person AND l.ended_at IS NULL AND n.parent IS NULL",
        person=person_id,
    )
    return bool(found)


def begin(unit: Unit, values: Row) -> int:
    """A release that is not whole yet; gives its id."""
    found = unit.run(
        "INSERT INTO {release} (framework, edition_id, calendar, period, form, number, made_at, made_by, counted,"
        " waiting)"
        " VALUES (:framework, :edition, :calendar, :period, :form, NULL, :made_at, :made_by, :counted, :waiting)"
        " RETURNING release_id",
        **values,
    )
    release_id: int = found[0]["release_id"]
    return release_id


def add_groups(unit: Unit, release_id: int, some: Iterable[GroupRow]) -> None:
    unit.run_many(
        "INSERT INTO {release_group} (release_id, grp, key, title, status, reason, needs, about, computed_in)"
        " VALUES (:release, :grp, :key, :title, :status, :reason, :needs, :about, :computed_in)",
        (
            {
                "release": release_id,
                "grp": group.grp,
                "key": group.key,
                "title": group.title,
                "status": group.status,
                "reason": group.reason,
                "needs": group.needs,
                "about": group.about,
                "computed_in": group.computed_in,
            }
            for group in some
        ),
    )


def add_figures(unit: Unit, release_id: int, some: Iterable[tuple[int, str, str]]) -> None:
    """Figures of a release: group, measure and what is shown."""
    unit.run_many(
        "INSERT INTO {figure} (release_id, grp, measure, shown) VALUES (:release, :grp, :measure, :shown)",
        ({"release": release_id, "grp": grp, "measure": name, "shown": shown} for grp, name, shown in some),
    )


def add_counted(unit: Unit, release_id: int, some: Iterable[CountedRow]) -> None:
    unit.run_many(
        "INSERT INTO {_counted} (organisation_id, release_id, number, groups)"
        " VALUES (:organisation, :release, :number, :groups)",
        (
            {"organisation": row.organisation, "release": release_id, "number": row.number, "groups": _kept(row)}
            for row in some
        ),
    )


def _kept(row: CountedRow) -> str:
    kept: dict[str, object] = {"in": row.groups, "of": row.of}
    kept |= {"before": row.before} if row.before is not None else {}
    kept |= {"without": row.without} if row.without else {}
    return json.dumps(kept, separators=(",", ":"))


def whole(unit: Unit, framework: str) -> frozenset[int]:
    """The whole releases of a framework; until this unit ends nobody else makes one whole, where there is one."""
    unit.run(
        "UPDATE {release} SET number = number WHERE release_id ="
        " (SELECT min(release_id) FROM release WHERE framework = :framework AND number IS NOT NULL)",
        framework=framework,
    )
    found = unit.rows("SELECT release_id FROM release WHERE framework = :framework AND number IS NOT NULL",
                      framework=framework)  # fmt: skip
    return frozenset(row["release_id"] for row in found)


def finish(unit: Unit, release_id: int, number: int) -> None:
    """Make a release whole, and so readable. Raises Conflict where another one has that number by now."""
    unit.run("UPDATE {release} SET number = :number WHERE release_id = :release", number=number, release=release_id)


def unfinished(rows: Rows, before: datetime) -> tuple[int, ...]:
    """Releases begun before a moment that never became whole."""
    found = rows.rows(
        "SELECT release_id FROM release WHERE number IS NULL AND made_at < :before ORDER BY release_id",
        before=stamp(before),
    )
    return tuple(row["release_id"] for row in found)


def groups_written(rows: Rows, release_id: int) -> Sequence[int]:
    found = rows.rows("SELECT grp FROM release_group WHERE release_id = :release", release=release_id)
    return [row["grp"] for row in found]


def clear_group(unit: Unit, release_id: int, grp: int) -> None:
    """Take one group of an unfinished release away, with its figures."""
    unit.run("DELETE FROM {figure} WHERE release_id = :release AND grp = :grp", release=release_id, grp=grp)
    unit.run("DELETE FROM {release_group} WHERE release_id = :release AND grp = :grp", release=release_id, grp=grp)


def clear_counted(unit: Unit, release_id: int) -> int:
    """Take some of an unfinished release's counted rows away; gives how many."""
    return len(
        unit.run(
            "DELETE FROM {_counted} WHERE release_id = :release AND organisation_id IN (SELECT organisation_id"
            f" FROM _counted WHERE release_id = :release ORDER BY organisation_id LIMIT {TOGETHER})"
            " RETURNING organisation_id",
            release=release_id,
        )
    )


def clear(unit: Unit, release_id: int) -> None:
    unit.run("DELETE FROM {release} WHERE release_id = :release AND number IS NULL", release=release_id)


def counted(rows: Rows, release_id: int) -> tuple[CountedRow, ...]:
    """Which submissions a release was computed with, at counting's door."""
    found = rows.rows(
        "SELECT organisation_id, number, groups FROM _counted WHERE release_id = :release ORDER BY organisation_id",
        release=release_id,
    )
    return tuple(map(_counted, found))


def counted_among(rows: Rows, release_id: int, organisations: Collection[int]) -> frozenset[int]:
    """Which of some organisations are counted in any release of a release's framework."""
    found: set[int] = set()
    ordered = sorted(organisations)
    for first in range(0, len(ordered), TOGETHER):
        some = {f"o{place}": one for place, one in enumerate(ordered[first : first + TOGETHER])}
        found |= {
            row["organisation_id"]
            for row in rows.rows(
                "SELECT DISTINCT c.organisation_id FROM _counted c JOIN release r ON r.release_id = c.release_id"
                " JOIN release w ON w.release_id = :release AND w.framework = r.framework"
                f" WHERE c.organisation_id IN ({', '.join(f':{name}' for name in some)})",
                release=release_id,
                **some,
            )
        }
    return frozenset(found)


@from_row()
def _counted(row: Row) -> CountedRow:
    kept = json.loads(row["groups"])
    return CountedRow(
        row["organisation_id"],
        row["number"],
        tuple(kept["in"]),
        kept.get("before"),
        tuple(kept.get("without", ())),
        tuple(kept.get("of", ())),
    )
