"""Every way out of the program, found in its own lists: pages, routes and downloads, each with addresses worth asking.

A new page or route without a line here fails the test that reads these.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pypdf import PdfReader
from starlette.routing import Route

from tests import pages
from tests.canary.filling import OURS, SIGHTS, WITHDRAWN, World

LEVELS_SIGHT = 2
OPENED = ("worked",)
ADMINISTERED = ("leads", "installation", "emergency", "acts")
Parts = dict[str, str]


@dataclass(frozen=True)
class Tried:
    """What somebody tries: all that is theirs to see, and two organisations more; their reviews, files and networks."""

    organisations: tuple[int, ...]
    reviews: tuple[int, ...]
    drafts: tuple[int, ...]
    shown: tuple[int, ...]  # the reviews whose results they may see
    files: tuple[tuple[int, str], ...]
    networks: tuple[int, ...]
    teams: tuple[int, ...]


def tried(world: World, person: int | None) -> Tried:
    theirs = SIGHTS[person]
    near = tuple(sorted({*theirs, OURS, WITHDRAWN}))
    here = [organisation - 1 for organisation in near]
    return Tried(
        near,
        tuple(world.reviews[at] for at in here),
        tuple(world.drafts[at] for at in here),
        tuple(world.reviews[organisation - 1] for organisation, sight in theirs.items() if sight >= LEVELS_SIGHT),
        tuple(world.files[at] for at in here),
        world.networks,
        world.teams,
    )


def alone(_what: Tried) -> Iterator[Parts]:
    yield {}


def organisations(what: Tried) -> Iterator[Parts]:
    yield {}
    for organisation in what.organisations:
        yield {"organisation": str(organisation)}


def visits(what: Tried) -> Iterator[Parts]:
    for organisation in what.organisations:
        for team in what.teams:
            yield {"organisation": str(organisation), "team": str(team)}


def reviews(what: Tried) -> Iterator[Parts]:
    for review in (*what.reviews, *what.drafts):
        yield {"review": str(review)}


def reviews_or_none(what: Tried) -> Iterator[Parts]:
    yield {}
    yield from reviews(what)


def awards(what: Tried) -> Iterator[Parts]:
    for parts in reviews(what):
        for award in ("started", "secure"):
            yield {**parts, "award": award}


def results(what: Tried) -> Iterator[Parts]:
    yield {}
    yield from reviews(what)
    for review in what.drafts:
        yield {"review": str(review), "draft": "1"}
    for review in what.shown:
        for part in OPENED:
            yield {"review": str(review), "open": part}


def compare(what: Tried) -> Iterator[Parts]:
    yield {}
    for at in range(0, len(what.reviews), 4):
        yield {"reviews": ",".join(map(str, what.reviews[at : at + 4]))}


def years(what: Tried) -> Iterator[Parts]:
    yield {}
    for organisation in what.organisations:
        yield {"organisation": str(organisation), "framework": "small"}


def frameworks(_what: Tried) -> Iterator[Parts]:
    yield {}
    yield {"framework": "small", "edition": "2026"}
    yield {"framework": "small", "edition": "2026", "preview": "1"}


def networks(what: Tried) -> Iterator[Parts]:
    yield {}
    for network in what.networks:
        yield {"network": str(network)}


def figures(what: Tried) -> Iterator[Parts]:
    yield {}
    for network in what.networks:
        for part in ("", "standing", "targets"):
            yield {"network": str(network), "part": part}


def charts(what: Tried) -> Iterator[Parts]:
    for network in what.networks:
        yield {"network": str(network), "chart": "participation-academic", "table": "1"}


def teams(what: Tried) -> Iterator[Parts]:
    yield {}
    for team in what.teams:
        yield {"team": str(team)}
    for framework in ("small", "wide"):
        yield {"framework": framework, "period": "2026/27", "sort": "-score"}
        yield {"framework": framework, "period": "2026/27", "show": "need"}


def parts_of_administration(_what: Tried) -> Iterator[Parts]:
    yield {}
    for part in ADMINISTERED:
        yield {"part": part}


PAGES: Mapping[str, Callable[[Tried], Iterator[Parts]]] = {
    "": organisations,
    "start": organisations,
    "review": reviews,
    "submit": reviews,
    "results": results,
    "compare": compare,
    "years": years,
    "frameworks": frameworks,
    "settings": organisations,
    "people": organisations,
    "sharing": organisations,
    "history": organisations,
    "leaving": organisations,
    "reminders": organisations,
    "network": networks,
    "adviser": teams,
    "administration": parts_of_administration,
    "author": alone,
    "figures": figures,
    "standards": reviews,
    "awards": reviews_or_none,
    "actions": organisations,
    "plan": networks,
}


def files(what: Tried) -> Iterator[Parts]:
    for review, digest in what.files:
        yield {"review": str(review), "file": digest}
    yield {"review": str(what.reviews[0]), "file": what.files[-1][1]}  # another's file by one's own review


def papers(what: Tried) -> Iterator[Parts]:
    yield from reviews(what)
    for review in what.drafts:
        yield {"review": str(review), "draft": "1"}


ROUTES: Mapping[str, Callable[[Tried], Iterator[Parts]]] = {
    "/download/results.pdf": papers,
    "/download/results.docx": papers,
    "/download/report.pdf": papers,
    "/download/report.docx": papers,
    "/download/review.xlsx": papers,
    "/download/form.pdf": reviews,
    "/download/review.json": reviews,
    "/download/review.csv": reviews,
    "/download/evidence": files,
    "/download/standards.csv": reviews,
    "/download/certificate.pdf": awards,
    "/download/archive.zip": organisations,
    "/download/visit.pdf": visits,
    "/download/case": organisations,
    "/download/actions.csv": organisations,
    "/download/plan.csv": networks,
    "/download/plan.xlsx": networks,
    "/download/actions.xlsx": organisations,
    "/download/calendar.ics": organisations,
    "/download/digest.csv": networks,
    "/download/digest.txt": organisations,
    "/download/invitations.csv": networks,
    "/download/figure.svg": charts,
    "/download/participation.csv": charts,
    "/download/participation.xlsx": charts,
    "/download/standing.csv": charts,
    "/download/targets.csv": charts,
    "/download/targets.yaml": networks,
    "/download/flags.yaml": teams,
    "/download/targets.xlsx": charts,
    "/download/standing.xlsx": charts,
    "/download/network-page.pdf": charts,
    "/download/network-page.docx": charts,
    "/download/network-report.pdf": charts,
    "/download/network-report.docx": charts,
    "/download/network-tables.xlsx": charts,
    "/account": alone,
    "/account/erase": alone,
    "/sign-in": alone,
    "/healthz": alone,
    "/readyz": alone,
}
# They hold no row of anybody, whoever asks: files of ours, and the way in with a key nobody has.
EMPTY = {"/assets/{name}", "/reset/{token}", "/join/{token}", "/sign-in/provider", "/sign-in/back"}


def gets(routes: list[Route], pages: tuple[str, ...]) -> set[str]:
    """The addresses that answer a GET and are no page's shell."""
    shells = {f"/{name}" for name in pages}
    return {route.path for route in routes if "GET" in (route.methods or ())} - shells


def drawn(name: str, parts: Parts) -> str:
    """Everything a page sends to the browser: texts, labels, options, values, and the JSON of its charts."""
    app = pages.drawn(name, parts)
    return "\n".join(str(node.proto) for node in app._tree if getattr(node, "proto", None) is not None)


def address(path: str, parts: Parts) -> str:
    return f"{path}?{urlencode(parts)}" if parts else path


def read(content: bytes, kind: str) -> str:
    """Whatever can be read in a file that was sent: the text of a PDF, what is packed in a zip, or itself."""
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\n", "")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(f"{name}\n{unpacked(packed, name)}" for name in packed.namelist())
    text = content.decode("utf-8", "replace")
    return text.replace("\r\n ", "") + (json.dumps(json.loads(text)) if kind.startswith("application/json") else "")


def unpacked(packed: zipfile.ZipFile, name: str) -> str:
    kind = "application/pdf" if name.endswith(".pdf") else ""
    return read(packed.read(name), kind)
