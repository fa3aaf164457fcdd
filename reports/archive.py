"""Everything an organisation has here, as one zip file: for the day it leaves, or to keep."""

import csv
import io
import re
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from assessments import archiving, exchange, results, reviews
from assessments.actions import archived
from assessments.archiving import Table
from assessments.signing import Key
from assessments.store.protocol import Door
from assessments.values import Organisation, ReviewLine
from frameworks.catalogue import Catalogue
from reports.one_side import results_pdf

PACKED = {"pdf", "png", "jpg", "docx", "xlsx"}  # pressing them again gains nothing


def write(
    into: IO[bytes], door: Door, catalogue: Catalogue, organisation_id: int, *, key: Key, now: datetime
) -> Organisation:
    """Write the zip file; gives whose it is. For those who lead it. Raises NotYours, Damaged."""
    organisation = archiving.only_leads(door, organisation_id)
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        archive.writestr("READ-ME.txt", archiving.about(organisation, now))
        for line in reviews.mine(door, catalogue, organisation_id=organisation_id, now=now):
            _review(archive, door, catalogue, line, key, now)
        for file in archiving.files(door, organisation_id):
            kind = ZIP_STORED if file.type in PACKED else ZIP_DEFLATED
            name = f"evidence/{file.sha256[:12]}-{_name(file.name.rpartition('.')[0])}.{file.type}"
            archive.writestr(name, archiving.content(door, organisation_id, file), kind)
        planned, changes = archived.tables(door, organisation_id)
        archive.writestr("actions.csv", _csv(planned))
        archive.writestr("actions-history.csv", _csv(changes))
        archive.writestr("acts.csv", _csv(archiving.acts_table(door, organisation_id)))
        archive.writestr("people.csv", _csv(archiving.people_table(door, organisation_id)))
        archive.writestr("yes.csv", _csv(archiving.yes_table(door, organisation_id)))
        archive.writestr("cases.csv", _csv(archiving.cases_table(door, organisation_id)))
        archive.writestr("figures.csv", _csv(archiving.figures_table(door, organisation_id)))
        archive.writestr("awards.csv", _csv(archiving.awards_table(door, organisation_id)))
        archive.writestr("visits.csv", _csv(archiving.visits_table(door, organisation_id)))
        archive.writestr("findings.csv", _csv(archiving.findings_table(door, organisation_id)))
        archive.writestr("signed.csv", _csv(archiving.signatures_table(door, organisation_id)))
    return organisation


def _review(archive: ZipFile, door: Door, catalogue: Catalogue, line: ReviewLine, key: Key, now: datetime) -> None:
    review = line.review
    folder = f"reviews/{_name(review.period.name)}-{_name(review.framework)}-{review.id}"
    archive.writestr(f"{folder}/review.json", exchange.export_review(door, catalogue, review.id, key=key, now=now))
    archive.writestr(f"{folder}/review.csv", _csv(exchange.rows(door, catalogue, review.id, now=now)))
    notes = archiving.notes_table(door, review)
    if len(notes) > 1:
        archive.writestr(f"{folder}/working-notes.csv", _csv(notes))
    if review.submissions:
        archive.writestr(f"{folder}/results.pdf", results_pdf(results.of(door, catalogue, review.id, now=now)))


def _csv(table: Table) -> bytes:
    """With the mark that spreadsheets know as UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(archiving.safe(table))
    return text.getvalue().encode("utf-8-sig")


def _name(words: str) -> str:
    """A part of a file's name that any computer takes."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60] or "file"
