"""Authors bring in frameworks: upload, try with some, publish, withdraw from new reviews, and take that back.

An edition is a draft ("checked") until it is published; a draft may be replaced, a published one never: a correction is
an edition of its own. Reviews that were begun keep the text they were begun with, whatever happens here.
Each function takes `files`, the frameworks as the folders hold them. Each raises NotYours for who is no author.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from assessments import published
from assessments.access import system_acts
from assessments.errors import BadFramework, NotYours, Refused
from assessments.plain import sha256
from assessments.store import acts
from assessments.store import authoring as statements
from assessments.store.authoring import Arrival, Mark, Named, Standing, Uploaded
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy_line
from frameworks.catalogue import Catalogue, Key, Text, edition_order
from frameworks.checking import check_edition
from frameworks.edition import Edition
from frameworks.errors import FaultyFile

T = TypeVar("T")
LONGEST_NAME = 100
CHANGED = "Another author changed something meanwhile. Load the page again and look at what is there now."


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was given: what it is called, and what it holds."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One edition in the authors' list. `arrival` is None for one that came as a file of the installation.

    `edition` is None where its text could not be read any more, after a change of the program.
    """

    key: Key
    edition: Edition | None
    standing: Standing
    changed_at: datetime | None
    arrival: Arrival | None
    tried_by: tuple[Named, ...]


def every(reception: Door, files: Catalogue) -> tuple[Line, ...]:
    """Every edition there is and how it stands, by framework, the newest first."""

    def work(rows: Rows) -> tuple[Line, ...]:
        standings = _standings(rows)
        editions = {(one.framework, one.edition): published.readable(one) for one in statements.texts(rows)}
        editions |= {key: one.edition for key, one in files.editions.items()}
        came, changed, trying = statements.arrivals(rows), statements.changes(rows), statements.trying(rows)
        ordered = sorted(editions, key=lambda key: edition_order(key[1]), reverse=True)
        return tuple(
            Line(
                key, editions[key], standings.get(key, "published"), changed.get(key),
                None if key in files.editions else came[key], trying.get(key, ()),
            )
            for key in sorted(ordered, key=lambda key: key[0])
        )  # fmt: skip

    return reception.read(work)


def upload(reception: Door, files: Catalogue, file: File, lineage: File | None = None, *, now: datetime) -> Key:
    """Keep a framework's file as a draft, checked as `stocktake check` does; in place of an earlier draft.

    `lineage` says what became of the questions of the edition before. Raises BadFramework with every fault, Refused.
    """
    reception.read(_marks)
    edition = _whole(file)
    text = Text(edition.id, edition.edition, file.content, lineage.content if lineage else None)
    key = edition.id, edition.edition
    _free(reception.read(_standings), files, key)
    _refuse_unfit(reception.read(lambda rows: published.for_all(rows, files)), text, file, lineage)
    given = file.content.decode()
    kept = Uploaded(
        edition.id, edition.edition, sha256(given), _short(file.name), given,
        lineage.content.decode() if lineage else None,
    )  # fmt: skip

    def work(unit: Unit) -> None:
        _free(_standings(unit), files, key)
        statements.keep(unit, kept, now)
        statements.stand(unit, key, "checked", now)
        _record(unit, "edition uploaded", key, now, sha256=kept.sha256)

    reception.write(work)
    return key


def try_with(reception: Door, files: Catalogue, key: Key, typed: str, *, now: datetime) -> Named:
    """Offer a draft to one organisation, by its exact name or its number. Raises Refused, BadFramework."""

    def work(unit: Unit) -> Named:
        _is(unit, key, "checked", "trial")
        found = _organisation(unit, typed)
        if found in statements.trying(unit).get(key, ()):
            raise Refused(f"{found.name} tries this edition already.")
        statements.begin_trial(unit, key, found.id, now)
        statements.stand(unit, key, "trial", now)
        _record(unit, "trial begun", key, now, organisation=found.id)
        about = {"framework": key[0], "edition": key[1]}
        acts.record(unit, found.id, unit.person_id, "framework offered on trial", now, **about)
        return found

    return _checked_again(reception, files, key, work)


def end_trial(reception: Door, key: Key, organisation_id: int, *, now: datetime) -> None:
    """An organisation is offered it no more; a review it began goes on. Raises Refused."""

    def work(unit: Unit) -> None:
        _is(unit, key, "trial")
        if not statements.end_trial(unit, key, organisation_id):
            raise Refused("This organisation does not try it any more. Load the page again.")
        statements.stand(unit, key, "trial" if statements.trying(unit).get(key) else "checked", now)
        _record(unit, "trial ended", key, now, organisation=organisation_id)

    reception.write(work)


def publish(reception: Door, files: Catalogue, key: Key, *, now: datetime) -> None:
    """Offer an edition to everybody for new reviews. Raises Refused, BadFramework when it fits the others no more."""

    def work(unit: Unit) -> None:
        _is(unit, key, "checked", "trial")
        for each in statements.trying(unit).get(key, ()):
            statements.end_trial(unit, key, each.id)
        statements.stand(unit, key, "published", now)
        _record(unit, "edition published", key, now)

    _checked_again(reception, files, key, work)


def withdraw(reception: Door, files: Catalogue, key: Key, *, now: datetime) -> None:
    """Offer a published edition to no new review; reviews begun with it go on. Raises Refused."""

    def work(unit: Unit) -> None:
        standing = _standings(unit).get(key, "published" if key in files.editions else None)
        if standing != "published":
            raise Refused("Only a published edition can be withdrawn. Load the page again.")
        statements.stand(unit, key, "withdrawn", now)
        _record(unit, "edition withdrawn", key, now)

    reception.write(work)


def take_back(reception: Door, key: Key, *, now: datetime) -> None:
    """Offer a withdrawn edition again. Raises Refused."""

    def work(unit: Unit) -> None:
        _is(unit, key, "withdrawn")
        statements.stand(unit, key, "published", now)
        _record(unit, "edition offered again", key, now)

    reception.write(work)


def remove(reception: Door, key: Key, *, now: datetime) -> None:
    """Forget a draft that nobody tries. Raises Refused."""

    def work(unit: Unit) -> None:
        _is(unit, key, "checked")
        statements.remove(unit, key)
        _record(unit, "draft removed", key, now)

    reception.write(work)


def _marks(rows: Rows) -> tuple[Mark, ...]:
    """How editions stand, for authors only: every act and list begins here."""
    if not statements.is_author(rows):
        raise NotYours
    return statements.marks(rows)


def _standings(rows: Rows) -> Mapping[Key, Standing]:
    """How editions stand; one whose last organisation was erased is on trial no more."""
    marks, trying = _marks(rows), statements.trying(rows)
    return {
        mark.key: "checked" if mark.standing == "trial" and mark.key not in trying else mark.standing for mark in marks
    }


def _is(rows: Rows, key: Key, *standings: Standing) -> None:
    standing = _standings(rows).get(key)
    if standing is None:
        raise NotYours
    if standing not in standings:
        raise Refused(CHANGED)


def _free(standings: Mapping[Key, Standing], files: Catalogue, key: Key) -> None:
    """Whether this edition is a new one, or a draft that may be replaced."""
    standing = "published" if key in files.editions else standings.get(key, "checked")
    if standing == "trial":
        raise Refused(f"Organisations are trying edition {key[1]} of {key[0]} now. End the trial first.")
    if standing != "checked":
        year, correction = edition_order(key[1])
        raise Refused(
            f"Edition {key[1]} of {key[0]} was published and stays as it is. Give your file an edition of its own: "
            f'"{year}.{correction + 1}" for a correction of the wording, "{year + 1}" for other questions.'
        )


def _whole(file: File) -> Edition:
    """The edition by itself, to know which one it is. What it names outside itself is looked at later."""
    try:
        return check_edition(file.content, _short(file.name))
    except FaultyFile as faulty:
        raise BadFramework(faulty.faults) from faulty


def _refuse_unfit(base: Catalogue, text: Text, file: File, lineage: File | None) -> None:
    """Raises BadFramework where a text does not fit all that is published, each fault by the name of the author's file.

    It is read after all others, so that what disagrees is told of it; then in its place, for what it does to others.
    """
    for shelf in ("new", text.shelf):
        placed = replace(text, shelf=shelf)
        names = {str(placed.path): _short(file.name)}
        if lineage is not None:
            names[str(placed.lineage_path)] = _short(lineage.name)
        faults = [fault for fault in base.beside([placed]).faults if fault not in base.faults]
        if faults:
            raise BadFramework(sorted(replace(fault, path=names.get(fault.path, fault.path)) for fault in faults))


def _short(name: str) -> str:
    """A file's name as it is kept and shown."""
    shown = "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME].strip()
    return shown or "the file"


def _checked_again(reception: Door, files: Catalogue, key: Key, work: Callable[[Unit], T]) -> T:
    """Do this with a draft that still fits all that is published by now."""

    def looked(rows: Rows) -> tuple[tuple[Mark, ...], Uploaded, Catalogue]:
        marks = _marks(rows)
        one = next((each for each in statements.texts(rows) if (each.framework, each.edition) == key), None)
        if one is None:
            raise NotYours
        return marks, one, published.for_all(rows, files)

    marks, uploaded, base = reception.read(looked)
    if key not in base.editions:
        text = published.as_text(uploaded)
        given = File(uploaded.file_name, text.content)
        _refuse_unfit(base, text, given, File("its lineage", text.lineage) if text.lineage else None)

    def unchanged(unit: Unit) -> T:
        if _marks(unit) != marks:
            raise Refused(CHANGED)
        return work(unit)

    return reception.write(unchanged)


def _organisation(rows: Rows, typed: str) -> Named:
    found = statements.organisations(rows, tidy_line(typed, "The name or number"))
    if not found:
        raise Refused("No organisation has exactly this name or number. Ask its lead how it is written in Stocktake.")
    if len(found) > 1:
        raise Refused("Several organisations have this name. Give the organisation's number instead.")
    return found[0]


def _record(unit: Unit, act: str, key: Key, now: datetime, **about: str | int) -> None:
    system_acts.record(unit, act, now, framework=key[0], edition=key[1], **about)
