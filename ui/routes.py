"""The plain addresses beside the pages: the shell each page is loaded in, our own files, and health."""

import gc
import gzip
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assessments.errors import AssessmentError
from ui import composition, daily, documents
from ui.acting import case, regional_files
from ui.acting import files as acting_files
from ui.addresses import PAGES
from ui.advising import flag_file
from ui.awarding import files as awarding_files
from ui.downloads import DOWNLOADS
from ui.networking import figures_files, report_files
from ui.networking.table import TABLE
from ui.plainly import said
from ui.signing import account, erasing, joining, local, provider
from ui.standards import files as standards_files

STATIC = Path(__file__).parent / "static"
SHELL = Path(st.__file__).parent / "static" / "index.html"
FILES = {
    "stocktake.css": "text/css",
    "tables.css": "text/css",
    "signing.css": "text/css",
    "stocktake.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
NO_SCRIPT = (
    "<noscript><p>Stocktake needs JavaScript. Turn it on in your browser and load this page again.</p></noscript>"
)
NEVER = {"cache-control": "no-store"}


@lru_cache(maxsize=8)
def file(name: str) -> tuple[bytes, str]:
    """One of our own files, compressed, with a tag that changes when it does."""
    content = (STATIC / name).read_bytes()
    return gzip.compress(content, mtime=0), sha256(content).hexdigest()[:16]


@lru_cache(maxsize=1)
def shell() -> bytes:
    """Streamlit's page with our language, name, style and script, and without its inline script; compressed."""
    text = SHELL.read_text(encoding="utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"<noscript>.*?</noscript>", NO_SCRIPT, text, flags=re.DOTALL)
    text = re.sub(r'<link rel="(service-desc|shortcut icon)"[^>]*>', "", text)
    text = text.replace('<html lang="en">', '<html lang="en-GB">').replace(
        "<title>Streamlit</title>", "<title>Stocktake</title>"
    )
    ours = (
        '<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">'
        f'<link rel="stylesheet" href="/assets/stocktake.css?{file("stocktake.css")[1]}">'
        f'<link rel="stylesheet" href="/assets/tables.css?{file("tables.css")[1]}">'
        f'<script type="module" src="/assets/stocktake.js?{file("stocktake.js")[1]}"></script>'
    )
    return gzip.compress(text.replace("</head>", f"{ours}</head>").encode(), mtime=0)


def sent(content: bytes, media_type: str, request: Request, headers: dict[str, str]) -> Response:
    """Compressed content as it is, or unpacked for the rare browser that cannot."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            content, media_type=media_type, headers={**headers, "content-encoding": "gzip", "vary": "accept-encoding"}
        )
    return Response(gzip.decompress(content), media_type=media_type, headers={**headers, "vary": "accept-encoding"})


async def page(request: Request) -> Response:
    return sent(shell(), "text/html", request, {"cache-control": "no-cache"})


async def asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return said("Page not found", "There is no such file.", 404)
    content, tag = file(name)
    kept = "public, max-age=31536000, immutable" if request.url.query == tag else "no-cache"
    return sent(content, FILES[name], request, {"cache-control": kept})


async def alive(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"}, headers=NEVER)


def ready(_request: Request) -> Response:
    """The database can be read and the frameworks are loaded; else 503 and what is wrong, in a sentence."""
    wrong = composition.what_is_wrong()
    found = {"status": "ok"} if wrong is None else {"status": "not ready", "because": wrong}
    return JSONResponse(found, 200 if wrong is None else 503, headers=NEVER)


@asynccontextmanager
async def warm(_app: object) -> AsyncIterator[None]:
    """Load what every page needs before the first visit, and keep it out of every later collection."""
    shell()
    with suppress(AssessmentError):  # /readyz and every page say what is wrong, and try again
        composition.rooms()
    gc.collect()
    gc.freeze()
    try:
        async with daily.tidied():
            yield
    finally:
        composition.close()


ROUTES = [
    *(Route(f"/{name}", page) for name in PAGES),
    Route("/assets/{name}", asset),
    *DOWNLOADS,
    *TABLE,
    *figures_files.FILES,
    *documents.FILES,
    *flag_file.FILES,
    *report_files.FILES,
    *acting_files.FILES,
    *regional_files.FILES,
    *case.FILES,
    *standards_files.FILES,
    *awarding_files.FILES,
    *local.ROUTES,
    *account.ROUTES,
    *erasing.ROUTES,
    *joining.ROUTES,
    *provider.ROUTES,
    Route("/healthz", alive),
    Route("/readyz", ready),
]
