"""Every page with something on it: the demo network behind a server, and the address of each page worth looking at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessments import demo, organisations, reviews, showing
from assessments.store import open_store
from assessments.values import Organisation, ReviewLine
from frameworks.catalogue import Catalogue
from tests.browser.serving import NOW, Server
from ui import addresses

OWNER = 1
FRAMEWORK = "esafety"
NAMES = (
    "Home, many organisations", "Home of one", "Start, new organisation", "Start, known organisation", "Review",
    "Review, submitted", "Check and submit", "Reopen", "Results", "Results of a quick form", "Results of a draft",
    "Results, choose", "Compare, choose", "Compare", "Years, choose", "Years", "Frameworks", "Framework",
    "Framework as a form", "Settings", "Not there", "Other standards", "One standard",
    "Actions", "An action",
)  # fmt: skip


@contextmanager
def demo_served(folder: Path, *, count: int = 24) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server that shows a demo network of so many organisations, and its places by name."""
    with Server(folder) as server:
        found = demo_places(server, count)
        server.start()
        yield server, found


def demo_places(server: Server, count: int) -> dict[str, str]:
    """Build the demo network where the server will look for it, switch to it, and find what to look at."""
    catalogue = Catalogue.load()
    own = open_store(server.database, clock=lambda: NOW)
    showing.show(own.for_user(OWNER), "demo")
    own.close()
    store = open_store(server.demo_database, clock=lambda: NOW)
    demo.build(store, catalogue, now=NOW, plan=demo.Plan(organisations=count))
    door = store.for_user(OWNER)
    mine = organisations.mine(door)
    lines = {each.id: reviews.mine(door, catalogue, organisation_id=each.id, now=NOW) for each in mine}
    store.close()
    return places(mine, lines)


def places(mine: tuple[Organisation, ...], lines: dict[int, tuple[ReviewLine, ...]]) -> dict[str, str]:
    """The addresses, by what is to be seen there."""
    drafts = [line for each in lines.values() for line in each if line.review.status == "draft"]
    draft = max(
        drafts, key=lambda line: (line.review.framework == FRAMEWORK, line.progress.answered if line.progress else 0)
    )
    old = next(each for each in mine if len(years(lines[each.id])) > 2)
    lately = years(lines[old.id])
    others = [years(lines[each.id])[:1] for each in mine if each != old]
    beside = [lately[0], *(line for found in others for line in found if line.review.period == lately[0].review.period)]
    chosen = [line.review.id for line in beside[:4]]
    short = next(line for each in lines.values() for line in each if line.review.form == "short" and line.level)
    framework = lately[0].review.framework
    found = (
        addresses.home(),
        addresses.home(draft.review.organisation),
        addresses.start(),
        addresses.start(old.id),
        addresses.review(draft.review.id),
        addresses.review(lately[0].review.id),
        addresses.submit(draft.review.id),
        addresses.submit(lately[0].review.id),
        addresses.results(lately[0].review.id),
        addresses.results(short.review.id),
        addresses.results(draft.review.id),
        addresses.address("results"),
        addresses.compare(),
        addresses.compare(chosen),
        addresses.address("years"),
        addresses.years(old.id, framework),
        addresses.frameworks(),
        addresses.frameworks(framework, lately[0].review.edition),
        f"{addresses.frameworks(framework, lately[0].review.edition)}&preview=1",
        addresses.settings(old.id),
        addresses.review(1),
        addresses.standards(lately[0].review.id),
        addresses.standards(lately[0].review.id, "kcsie"),
        addresses.actions(old.id),
        addresses.actions(old.id, action=1),
    )
    return dict(zip(NAMES, found, strict=True))


def years(lines: tuple[ReviewLine, ...]) -> list[ReviewLine]:
    """The submitted reviews of the framework we look at, the newest first."""
    done = [line for line in lines if line.review.framework == FRAMEWORK and line.review.status == "submitted"]
    return sorted(done, key=lambda line: line.review.period.start, reverse=True)
