"""Text made safe for the page: people's words come out literally, links are only what they say."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

JOINER = "\u2060"  # invisible; keeps Markdown's own ideas (addresses, emoji, arrows) away from people's text
MEANT = re.compile(r"([\\`*_\[\]<>$~|&])")  # what Markdown takes for a sign anywhere; screen readers hear each escape
AT_START = re.compile(r"^(#{1,6}|[-+]|\d+[.)])(?= |$)")
IDEAS = re.compile(r"(?i)(?<=:)(?=[\w/])|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>~=])(?=[-<>=])")


def html(text: object) -> str:
    """Text for the inside of an HTML element or attribute."""
    return escape(str(text), quote=True)


def plain(text: str) -> str:
    """Text for a widget's label, which Streamlit reads as Markdown: shown literally, on one line."""
    one_line = " ".join(text.split())
    escaped = MEANT.sub(r"\\\1", IDEAS.sub(JOINER, one_line))
    return AT_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", escaped)


def paragraphs(text: str, name: str = "") -> str:
    """Text with its line breaks, as HTML paragraphs."""
    kept = (part.strip() for part in re.split(r"\n\s*\n", text))
    opening = f'<p class="{name}">' if name else "<p>"
    return "".join(f"{opening}{html(part).replace(chr(10), '<br>')}</p>" for part in kept if part)


def bullets(items: Iterable[str]) -> str:
    """A list of texts."""
    return f"<ul>{''.join(f'<li>{html(item)}</li>' for item in items)}</ul>"


def link(address: str, words: str, *, name: str = "", current: bool = False) -> str:
    """A link inside Stocktake; `current` marks the page one is on."""
    extra = (f' class="{name}"' if name else "") + (' aria-current="page"' if current else "")
    return f'<a href="{html(address)}"{extra}>{html(words)}</a>'


def outward(url: str, words: str) -> str:
    """A link that leaves Stocktake, for http and https only; anything else is shown as text."""
    if not is_web_address(url):
        return html(words)
    return f'<a href="{html(url)}" rel="noopener noreferrer">{html(words)}</a>'


def is_web_address(url: str) -> bool:
    """Whether a link that people typed is one we show as a link."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"]", url.strip())
