"""Administration: the frameworks, and the backups with one to be made now."""

from pathlib import Path

import streamlit as st

from assessments import configuration
from assessments.access import administration
from assessments.errors import AssessmentError
from assessments.store import backups
from assessments.version import VERSION
from ui import addresses, composition, shell
from ui.administering import around
from ui.composition import Desk
from ui.formatting import link
from ui.tables import facts, tag

MEGABYTE = 1_000_000


def part(desk: Desk) -> None:
    """Where everything is, which frameworks there are, and when it was last put by."""
    told = composition.settings()
    authors = link(addresses.author(), "The authors' page") if desk.standing.is_author else ""
    read = link(addresses.frameworks(), "Read the frameworks")
    st.html(
        tag("h2", "Frameworks")
        + f"<p>{len(desk.catalogue.frameworks())} frameworks are loaded. {read} {authors}</p>"
        + tag("h2", "This installation")
        + facts([("Version", VERSION), ("Database", configuration.shown(told.database))])
    )
    _backups(told.database, told.backups)


def _backups(database: configuration.Database, folder: Path) -> None:
    made = backups.all_of(folder, database)
    last = f"{backups.when(made[0])}: {backups.holds(made[0])}" if made else "none yet"
    st.html(
        tag("h2", "Backups")
        + facts([("Folder", str(folder)), ("Last backup", last)])
        + "<p>A backup every night is set up once, outside of Stocktake; docs/operating.md says how. "
        "Copy backups to another computer as well.</p>"
    )
    if not st.button("Make a backup now", key=around.key("backup")):
        return
    try:
        administration.people(composition.desk().reception)  # still an administrator, before work that takes long
        with st.spinner("Putting everything by. With a large database this takes a few minutes."):
            done = backups.make(database, folder)
        desk = composition.desk()
        administration.backup_made(desk.reception, megabytes=done.manifest.file.bytes // MEGABYTE, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    around.again(f"A backup was made in {done.folder}. It was read again and is whole.")
