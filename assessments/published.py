"""The frameworks one may work with: the files' own, and what authors published, withdrew, or are trying with some.

What is published is the same for everybody. What is on trial is found by the asker's own door each time; what is kept
between two who ask is editions by their content only.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from threading import Lock

from assessments.store import authoring as statements
from assessments.store.authoring import Mark, Uploaded
from assessments.store.protocol import Door, Rows
from frameworks.catalogue import Catalogue, Key, Published, Text, edition_order
from frameworks.edition import Edition
from frameworks.errors import FaultyFile
from frameworks.loading import parsed

MOST_KEPT = 16
OPEN = {"published", "withdrawn"}  # standings that are for everybody
_kept: dict[tuple[int, frozenset[Mark]], tuple[Catalogue, Catalogue]] = {}
_lock = Lock()


def catalogue(door: Door, files: Catalogue, *, is_author: bool = False) -> Catalogue:
    """What the person of this door may work with. An author may also look at every draft. Raises StoreUnavailable."""
    return door.read(lambda rows: seen(rows, files, is_author=is_author))


def seen(rows: Rows, files: Catalogue, *, is_author: bool = False) -> Catalogue:
    """The same where something is read already."""
    marks = statements.marks(rows)
    if not marks:
        return files
    trials = statements.trials(rows) if any(mark.standing == "trial" for mark in marks) else {}
    found = _with(rows, files, [mark for mark in marks if mark.standing in OPEN or mark.key in trials])
    if is_author:
        found = _with_drafts(rows, found, marks)
    return replace(found, held=_held(found, marks, trials))


def for_all(rows: Rows, files: Catalogue) -> Catalogue:
    """What everybody may work with, drafts and trials apart."""
    marks = statements.marks(rows)
    found = _with(rows, files, [mark for mark in marks if mark.standing in OPEN])
    return replace(found, held=_held(found, marks, {}))


def _with(rows: Rows, files: Catalogue, marks: Collection[Mark]) -> Catalogue:
    """The files and these uploaded editions; worked out once for each choice of texts."""
    wanted = frozenset(mark for mark in marks if mark.sha256 is not None)
    if not wanted:
        return files
    with _lock:
        kept = _kept.get((id(files), wanted))
        if kept is not None:
            return kept[1]
        shelves = {mark.key: "on trial" if mark.standing == "trial" else "uploaded" for mark in wanted}
        texts = [one for one in statements.texts(rows) if (one.framework, one.edition) in shelves]
        made = files.beside([as_text(one, shelves[one.framework, one.edition]) for one in _ordered(texts)])
        if len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[id(files), wanted] = files, made  # the files are kept with it, so that no other gets their id
        return made


def as_text(uploaded: Uploaded, shelf: str = "uploaded") -> Text:
    """An uploaded edition as frameworks read it."""
    lineage = None if uploaded.lineage is None else uploaded.lineage.encode()
    return Text(uploaded.framework, uploaded.edition, uploaded.content.encode(), lineage, shelf)


def _ordered(texts: Collection[Uploaded]) -> list[Uploaded]:
    return sorted(texts, key=lambda one: (one.framework, edition_order(one.edition)))


def _with_drafts(rows: Rows, found: Catalogue, marks: Collection[Mark]) -> Catalogue:
    """Drafts stand beside the others to be read; nothing follows from them."""
    drafts = {mark.key for mark in marks if mark.standing not in OPEN and mark.key not in found.editions}
    if not drafts:
        return found
    more = {**found.editions}
    for one in statements.texts(rows):
        key = one.framework, one.edition
        edition = readable(one) if key in drafts else None
        if edition is not None:
            more[key] = Published(edition, one.sha256, one.content, as_text(one).path)
    return replace(found, editions=more)


def readable(uploaded: Uploaded) -> Edition | None:
    """An uploaded edition by itself; None where what is sound has changed since it was checked."""
    try:
        return parsed(uploaded.content.encode())
    except FaultyFile:
        return None


def _held(
    found: Catalogue, marks: Collection[Mark], trials: Mapping[Key, Collection[int]]
) -> dict[Key, Collection[int]]:
    """What is not offered to everybody: all that is withdrawn, and drafts, unless a folder has that edition by now."""
    there = {key: one.sha256 for key, one in found.editions.items()}
    return {
        mark.key: trials.get(mark.key, ()) if mark.standing == "trial" else ()
        for mark in marks
        if mark.key in there
        and (mark.standing == "withdrawn" or (mark.standing != "published" and mark.sha256 == there[mark.key]))
    }
