"""A page outside Streamlit with forms on it: how it is drawn, how what was typed is read, and who works it out.

Every such page says its fault at the field, at its head and in its title, and keeps what was typed, but no password.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assessments.errors import StoreUnavailable
from ui.formatting import html, link

P = ParamSpec("P")
T = TypeVar("T")
LONGEST = 16_000  # bytes of a form; ui/limits.py refuses more
NEVER = {"cache-control": "no-store"}
# Of their own, so that a crowd that signs in takes no thread from those who are at work.
_workers = ThreadPoolExecutor(4, thread_name_prefix="signing")
_waiting, MOST_WAITING = 0, 100
CROWD = "Very many people are signing in just now. Wait a minute, then try again."


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `kind` is of HTML's input, `autocomplete` tells a browser or password manager what belongs there.

    `lines` gives room for several; `needed` says that it may not be left empty.
    """

    name: str
    label: str
    kind: str = "text"
    autocomplete: str = "off"
    value: str = ""
    hint: str = ""
    fault: str = ""
    longest: int = 1024
    lines: bool = False
    needed: bool = True


async def typed(request: Request) -> Mapping[str, str]:
    """What was typed into a form; a file in place of a text counts as nothing."""
    form = await request.form(max_files=0, max_fields=20, max_part_size=LONGEST)
    return {name: "" if isinstance(value, UploadFile) else value for name, value in form.items()}


async def worked_out(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Run what hashes or waits for the database, off the event loop. Raises StoreUnavailable when too many wait."""
    global _waiting  # noqa: PLW0603 - counted on the event loop only
    if _waiting >= MOST_WAITING:
        raise StoreUnavailable(CROWD)
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_workers, lambda: work(*given, **named))
    finally:
        _waiting -= 1


def field(one: Field) -> str:
    """A field with its label, a hint, and its fault in words."""
    told = [(f"{one.name}-hint", "hint", one.hint), (f"{one.name}-fault", "fault", one.fault)]
    said = "".join(f'<p id="{where}" class="{name}">{html(words)}</p>' for where, name, words in told if words)
    by = " ".join(where for where, _, words in told if words)
    extra = (f' aria-describedby="{by}"' if by else "") + (' aria-invalid="true" autofocus' if one.fault else "")
    extra += " required" if one.needed else ""
    if one.lines:
        return (
            f'<div class="field"><label for="{one.name}">{html(one.label)}</label>{said}'
            f'<textarea id="{one.name}" name="{one.name}" rows="4" maxlength="{one.longest}"{extra}>'
            f"\n{html(one.value)}</textarea></div>"
        )
    value = f' value="{html(one.value)}"' if one.value and one.kind != "password" else ""
    plain = ' autocapitalize="none" spellcheck="false"' if one.kind in {"email", "password"} else ""
    return (
        f'<div class="field"><label for="{one.name}">{html(one.label)}</label>{said}'
        f'<input id="{one.name}" name="{one.name}" type="{one.kind}" autocomplete="{one.autocomplete}"'
        f' maxlength="{one.longest}"{value}{plain}{extra}></div>'
    )


def form(
    action: str,
    fields: Sequence[Field],
    button: str,
    *,
    hidden: Mapping[str, str] | None = None,
    second: bool = False,
    before: str = "",
) -> str:
    """A form that is posted; `before` is HTML above its fields."""
    kept = "".join(f'<input type="hidden" name="{html(k)}" value="{html(v)}">' for k, v in (hidden or {}).items())
    kind = ' class="second"' if second else ""
    return (
        f'<form method="post" action="{html(action)}" novalidate>{kept}{before}{"".join(map(field, fields))}'
        f"<button{kind}>{html(button)}</button></form>"
    )


def whose(email: str | None) -> str:
    """For password managers: the account a new password is for."""
    return f'<input type="email" name="email" value="{html(email or "")}" autocomplete="username" readonly hidden>'


def note(sentence: str, *, kind: str = "note") -> str:
    """A sentence in a box, said at once; kind is note or wrong."""
    word = '<strong class="word">There is a problem.</strong> ' if kind == "wrong" else ""
    role = "alert" if kind == "wrong" else "status"
    return f'<div class="box {kind}" role="{role}"><p>{word}{html(sentence)}</p></div>' if sentence else ""


def page(
    title: str, body: str, *, fault: str = "", told: str = "", home: bool = False, status: int = 200
) -> HTMLResponse:
    """The page. `fault` is what went wrong, `told` what came of a form; `home` says there is a way back.

    A fault that stands at its field already is only named in the title, where it is heard first.
    """
    brand = link("/", "Stocktake", name="brand") if home else '<span class="brand">Stocktake</span>'
    at_field = 'class="fault"' in body
    said = note(fault, kind="wrong") if fault and not at_field else note(told)
    return HTMLResponse(
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{'Problem: ' if fault else ''}{html(title)} – Stocktake</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="same-origin">'
        '<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">'
        '<link rel="stylesheet" href="/assets/stocktake.css"><link rel="stylesheet" href="/assets/signing.css"></head>'
        f'<body class="signing"><header>{brand}</header><main><h1>{html(title)}</h1>{said}{body}</main></body></html>',
        status,
        headers=NEVER,
    )
