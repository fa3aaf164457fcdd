"""What one reader could see through, knowing some organisations: that is kept back from them, and worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock

from assessments import periods
from assessments.comparison.gathering import year_of
from assessments.comparison.history import LATER, history, pasts, told_later
from assessments.comparison.values import CHANGE, Looker, Released, Scope
from assessments.comparison.written import is_partly
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from scoring.disclosure import LEAST, Group, readable

MOST_KEPT = 256
LARGE = 1_000  # counted: from there on who knows one organisation is shown what anybody who knows one may see


@dataclass(frozen=True, slots=True)
class KeptBack:
    """The groups that a reader may not see, by key; `partly` where figures of only a part of a group are kept too."""

    groups: frozenset[str] = frozenset()
    partly: bool = False

    def keeps(self, text: str) -> bool:
        """Whether a figure of a group that may be seen is kept back all the same."""
        return self.partly and is_partly(text)


NOTHING = KeptBack()
_kept: dict[tuple[object, ...], KeptBack] = {}
_lock = Lock()


def known(rows: Rows) -> frozenset[int]:
    """The organisations whose results somebody may read, their own among them; at their own door."""
    return frozenset(
        row["organisation_id"] for row in rows.rows("SELECT DISTINCT organisation_id FROM score WHERE node = 0")
    )


def scope_of(release: Released) -> Scope:
    return Scope(release.framework, year_of(release.edition.edition), release.period, release.form)


def kept_back(looker: Looker, release: Released) -> KeptBack:
    """What of a release is kept from this reader; worked out once for each release and what they know.

    All that was ever shown is looked at again in the order it was shown, with what they know struck out.
    """
    who = looker.door.read(known)
    counted = looker.counting.read(lambda rows: statements.counted_among(rows, release.id, who)) if who else who
    if not counted:
        return NOTHING
    anyone = len(counted) == 1 and release.counted >= LARGE
    key = release.framework, release.period, release.form, release.id, release.made_at, None if anyone else counted
    with _lock:
        if key in _kept:
            return _kept[key]
    least, struck = (LEAST + 1, frozenset[int]()) if anyone else (LEAST, counted)
    found = looker.counting.read(lambda rows: _kept_back(rows, release, struck, least))
    with _lock:
        if len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = found
    return found


def _kept_back(rows: Rows, release: Released, who: frozenset[int], least: int) -> KeptBack:
    scope = scope_of(release)
    past = [one for one in pasts(rows, scope) if one.row.number <= release.number]
    lines = statements.groups(rows, release.id)
    computed = {row.key: row.computed_in for row in lines if row.computed_in is not None}
    ever = [Group(f"{one.row.id}:{key}", members) for one in past for key, members in one.computed.items()]
    may = readable([*ever, *told_later(rows, scope)], who, least=least)
    hidden = {key for key, release_id in computed.items() if f"{release_id}:{key}" not in may}
    hidden |= _seen_through_before(rows, scope, hidden, computed, who, least)
    others = any(row.organisation not in who for one in past for row in one.counted)
    return KeptBack(frozenset(hidden), partly=others and len(who) > 1)


def _seen_through_before(
    rows: Rows, scope: Scope, hidden: set[str], computed: Mapping[str, int], who: frozenset[int], least: int
) -> set[str]:
    """The changes that the figures of the period before do not allow this reader."""
    changes = {key for key in computed if key.startswith(CHANGE)} - hidden
    if not changes:
        return set()
    earlier = replace(scope, period=periods.before(scope.period))
    then = [*history(pasts(rows, earlier)), *told_later(rows, earlier)]
    may = readable(then, who, least=least)
    return {key for key in changes if LATER + key not in may}
