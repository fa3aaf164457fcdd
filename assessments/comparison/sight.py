"""What one reader could see through, knowing some organisations: that is kept back from them, and worked out once."""

from dataclasses import dataclass, replace
from threading import Lock

from assessments.comparison.gathering import year_of
from assessments.comparison.history import ever
from assessments.comparison.values import Looker, Released, Scope
from assessments.comparison.written import is_partly
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from scoring.disclosure import LEAST, readable

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
    past = ever(rows, scope_of(release))
    shown = [replace(group, key=f"{one.row.id}:{group.key}") for one in past for group in one.computed.values()]
    may = readable(shown, who, least=least)
    computed = {row.key: row.computed_in for row in statements.groups(rows, release.id) if row.computed_in is not None}
    hidden = frozenset(key for key, release_id in computed.items() if f"{release_id}:{key}" not in may)
    others = any(row.organisation not in who for one in past for row in one.counted)
    return KeptBack(hidden, partly=others and len(who) > 1)
