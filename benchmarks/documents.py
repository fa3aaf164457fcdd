"""How long the documents of a review take to make: a hundred of each, of the reviews of the demo network."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assessments import actions, comparison, demo, periods, results, reviews
from assessments.results import ResultView
from assessments.store import open_store
from assessments.store.protocol import Door
from benchmarks.section import Section
from frameworks.catalogue import Catalogue
from reports.full_report import Around, report_docx, report_pdf
from reports.one_side import results_docx, results_pdf
from reports.review_sheets import review_xlsx

MANY = 100
KINDS: Mapping[str, tuple[Callable[[ResultView, Around], bytes], str]] = {
    "one side, PDF": (lambda view, around: results_pdf(view, around.actions), "0.2 s"),
    "one side, Word": (lambda view, around: results_docx(view, around.actions), "0.5 s"),
    "full report, PDF": (report_pdf, "1 s"),
    "full report, Word": (report_docx, "1 s"),
    "tables, Excel": (review_xlsx, "0.5 s"),
}


@dataclass(frozen=True, slots=True)
class Looker:
    """Whoever asks for the documents, as the pages have it."""

    door: Door
    counting: Door
    catalogue: Catalogue
    now: datetime


@contextmanager
def network(now: datetime) -> Iterator[Looker]:
    """The demo network with its comparison figures, for as long as it is measured."""
    catalogue = Catalogue.load()
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder, "demo.db"))) as store:
        demo.build(store, catalogue, now=now, plan=demo.Plan())
        demo.release(store.counting(), catalogue, now=now)
        yield Looker(store.for_user(1), store.counting(), catalogue, now)


def told(looker: Looker) -> Iterator[tuple[ResultView, Around]]:
    """So many submitted reviews, each with what its report stands beside; the same ones again where there are fewer."""
    found = [each.review for each in reviews.mine(looker.door, looker.catalogue, now=looker.now) if each.submitted_at]
    for place in range(MANY):
        view = results.of(looker.door, looker.catalogue, found[place % len(found)].id, now=looker.now)
        peers = comparison.peers(looker, view.review.id)
        planned = actions.of(looker.door, view.organisation.id)
        yield view, Around(periods.today(looker.now), peers, "", planned)


def run() -> Section:
    """Seconds of each document, and of reading what goes into it."""
    now = datetime.now(UTC)
    with network(now) as looker:
        began = time.perf_counter()
        every = list(told(looker))
        reading = (time.perf_counter() - began) / MANY
        rows = [_row(name, make, aim, every) for name, (make, aim) in KINDS.items()]
    return Section(
        "Documents",
        "python -m benchmarks documents",
        [["document", f"{MANY} of them", "median", "worst", "largest", "aim for one"], *rows],
        [f"Beside that, reading a result with its comparison and actions took {reading * 1000:.0f} ms each."],
    )


def _row(
    name: str, make: Callable[[ResultView, Around], bytes], aim: str, every: list[tuple[ResultView, Around]]
) -> list[str]:
    seconds, largest = [], 0
    for view, around in every:
        began = time.perf_counter()
        largest = max(largest, len(make(view, around)))
        seconds.append(time.perf_counter() - began)
    middle = statistics.median(seconds)
    times = [f"{sum(seconds):.1f} s", f"{middle * 1000:.0f} ms", f"{max(seconds) * 1000:.0f} ms"]
    return [name, *times, f"{largest / 1000:.0f} kB", aim]
