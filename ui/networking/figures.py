"""What every part of a network's figures needs: whose, of which framework, and the way between the parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from assessments import participation
from assessments.access import networks
from assessments.errors import NotYours
from assessments.store.networks import Branch
from frameworks.edition import Edition
from reports.sheets import Table
from ui import addresses
from ui.composition import Desk
from ui.formatting import link

PARTS: Mapping[str, str] = {"": "Who took part", "standing": "How they stand", "targets": "Targets"}
REPORTS: Mapping[str, str] = {
    "network-page.pdf": "One side of A4 (PDF)",
    "network-page.docx": "One side of A4 (Word)",
    "network-report.pdf": "A paper for the board (PDF)",
    "network-report.docx": "A paper for the board (Word)",
    "network-tables.xlsx": "Every table, with the names of organisations (Excel)",
}
NAMES = ("framework", "period", "group", "by")  # what an address may say, beside the network and the part


@dataclass(frozen=True, slots=True)
class Asked:
    """One network that who asks leads, and the framework looked at; no edition before anybody began a review.

    Of comparison figures, which ones: those of a period, of a group, and side by side by what.
    """

    desk: Desk
    branch: Branch
    frameworks: tuple[str, ...]
    edition: Edition | None
    period: str = ""
    group: str = ""
    by: str = ""

    @property
    def address(self) -> dict[str, str | int | None]:
        """The parts of the address that say what is looked at."""
        return {
            "network": self.branch.id,
            "framework": None if self.edition is None else self.edition.id,
            "period": self.period,
            "group": self.group,
            "by": self.by,
        }


def asked(desk: Desk, network_id: int, framework: str = "", *more: str) -> Asked:
    """What an address asks for: a framework, then period, group and by. Raises NotYours.

    Also to an administrator who does not lead the network.
    """
    used = participation.frameworks(desk.reception, desk.door, network_id)
    branch = networks.get(desk.reception, network_id)
    known = tuple(each for each in used if each in desk.catalogue.frameworks())
    if framework and framework not in known:
        raise NotYours
    chosen = framework or next(iter(known), "")
    edition = desk.catalogue.latest(chosen).edition if chosen else None
    return Asked(desk, branch, known, edition, *more)


def ways(here: Asked, part: str) -> str:
    """The way between the parts, and between the frameworks where there are several."""
    parts = "".join(
        f"<li>{link(addresses.address('figures', **here.address | {'part': one}), words, current=one == part)}</li>"
        for one, words in PARTS.items()
    )
    ways = f'<nav class="parts" aria-label="Figures"><ul>{parts}</ul></nav>' if len(PARTS) > 1 else ""
    if len(here.frameworks) < 2:  # noqa: PLR2004 - one is no choice
        return ways
    chosen = None if here.edition is None else here.edition.id
    items = "".join(
        f"<li>{link(_of(here, one, part), here.desk.catalogue.name_of(one), current=one == chosen)}</li>"
        for one in here.frameworks
    )
    return f'{ways}<nav class="parts" aria-label="Framework"><ul>{items}</ul></nav>'


def _of(here: Asked, framework: str, part: str) -> str:
    return addresses.figures(here.branch.id, framework=framework, part=part)


def taking(here: Asked, part: str, tables: Iterable[Table]) -> None:
    """The part's tables to take away: each as CSV, all of them as a workbook."""
    files = [
        link(addresses.download(f"{part}.csv", **here.address | {"table": place}), f"{table.title} (CSV)")
        for place, table in enumerate(tables)
    ]
    files.append(link(addresses.download(f"{part}.xlsx", **here.address), "All of it (Excel)"))
    st.html(f"<h2>Take these figures</h2><ul>{''.join(f'<li>{one}</li>' for one in files)}</ul>")
    papers = "".join(f"<li>{link(addresses.download(n, **here.address), words)}</li>" for n, words in REPORTS.items())
    st.html(f"<h2>Take all parts as a report</h2><ul>{papers}</ul>")
