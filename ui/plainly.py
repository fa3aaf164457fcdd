"""Trouble in plain words: a whole page outside Streamlit, and the sentence for a fault of ours."""

import logging
import secrets

from starlette.responses import HTMLResponse

from assessments.errors import AssessmentError, Damaged, StoreUnavailable
from ui.formatting import html

NOT_NOW = "Nothing can be read or saved just now"
DAMAGED = "This cannot be shown"

log = logging.getLogger("stocktake.pages")


def said(title: str, sentence: str, status: int, *, then: tuple[str, str] = ("Go to Home", "/")) -> HTMLResponse:
    """The page, with its status and the one way on: a link's words and address."""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{html(title)} – Stocktake</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/assets/stocktake.css"></head>'
        f'<body class="said-plainly"><main><h1>{html(title)}</h1><p>{html(sentence)}</p>'
        f'<p><a href="{html(then[1])}">{html(then[0])}</a></p></main></body></html>',
        status,
        headers={"cache-control": "no-store"},
    )


def told(trouble: Exception) -> HTMLResponse:
    """The page for what went wrong while a plain address was answered; whatever is not ours is logged."""
    if isinstance(trouble, StoreUnavailable):
        return said(NOT_NOW, trouble.sentence, 503)
    if isinstance(trouble, Damaged):
        return said(DAMAGED, trouble.sentence, 500)
    if isinstance(trouble, AssessmentError):
        return said("This cannot be done", trouble.sentence, 409)
    return said("Something went wrong", lost(), 500)


def lost() -> str:
    """Log the exception being handled under a reference number, and give the sentence that names it."""
    reference = secrets.token_hex(4).upper()
    log.error("fault", extra={"number": reference}, exc_info=True)  # noqa: LOG014 - called while one is handled
    return (
        "This is a fault in Stocktake. What you saved is safe. Load the page again; if it happens again, tell whoever "
        f"looks after Stocktake the reference number {reference}."
    )
