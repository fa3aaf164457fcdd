"""The demo network as a county behind a server, with its three people signed in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assessments import demo, reviews
from assessments.access import sessions
from assessments.demo.county import County
from assessments.store import open_store
from assessments.store.protocol import Store
from frameworks.catalogue import Catalogue
from tests.browser.serving import NOW, Server
from ui import addresses
from ui.advising.ordering import NEED

BY_REGION = {"part": "standing", "framework": "esafety", "period": "2025/26 academic full", "by": "region"}


@contextmanager
def county_served(folder: Path) -> Iterator[tuple[Server, Mapping[str, tuple[str, str]]]]:
    """A server with the county and its comparison figures; for each person a session's token and what to look at."""
    made_up_regions = {"STOCKTAKE_FRAMEWORKS": str(Path(demo.__file__).parent)}
    with Server(folder, mode="local", more=made_up_regions) as server:
        store, catalogue = open_store(server.database, clock=lambda: NOW), Catalogue.load()
        demo.build(store, catalogue, now=NOW)
        county = demo.populate(store, store.reception, now=NOW)
        demo.release(store.counting(), catalogue, now=NOW)
        found = {
            "head": f"{addresses.results(_newest(store, catalogue, county))}&open=compared",
            "adviser": addresses.adviser(show=NEED),
            "lead": addresses.figures(county.network, **BY_REGION),
        }
        signed_in = {what: (_token(store, county.people[what]), address) for what, address in found.items()}
        store.close()
        server.start()
        yield server, signed_in


def _newest(store: Store, catalogue: Catalogue, county: County) -> int:
    """The newest full review that the head's school submitted."""
    lines = reviews.mine(store.for_user(county.people["head"]), catalogue, now=NOW)
    submitted = [line.review for line in lines if line.submitted_at is not None and line.review.form == "full"]
    return max(submitted, key=lambda review: review.period.start).id


def _token(store: Store, person: int) -> str:
    return store.reception(None).write(lambda unit: sessions.begin(unit, person, NOW))
