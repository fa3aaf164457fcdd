"""A piece of evidence in results: its title with its link, and its file where it can be opened."""

from collections.abc import Iterable, Mapping

from assessments import evidence_files
from assessments.store.protocol import Door
from scoring.answers import AnswerSheet, Evidence
from ui import addresses, formatting
from ui.tables import Html, link, markup

Files = Mapping[str, str]  # addresses, by hash


def files_of(door: Door, review: int, sheet: AnswerSheet) -> Files:
    """The files a sheet names that this person can open; nothing is asked where it names none."""
    named = {file.sha256 for file in evidence_files.named(sheet)}
    there: Iterable[str] = evidence_files.here(door, review) if named else ()
    return {sha256: addresses.download("evidence", review=review, file=sha256) for sha256 in named & {*there}}


def piece(item: Evidence, files: Files) -> Html:
    """The title links to the address it has; the file's name behind it, to the file."""
    if item.file is None:
        return link(item.title, item.url)
    name, address = item.file.name, files.get(item.file.sha256)
    file = markup(f"{name}, not kept here") if address is None else Html(formatting.link(address, name))
    return Html(f"{link(item.title, item.url)} ({file})")
