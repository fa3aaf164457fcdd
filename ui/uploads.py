"""Files on their way in: Streamlit holds them in memory until a page takes them, so how much that may be is bounded."""

from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.limits import UPLOADS, refuse

OF_A_WINDOW, OF_ALL = 40_000_000, 400_000_000  # bytes; a process may take 2 GB altogether
TOO_MANY = ("Too many files at once", "Files that were chosen before are still waiting. Load the page again, then try.")
BUSY = ("Too many files at once", "Many people are adding files just now. Wait a minute, then try again.")


def waiting() -> Mapping[str, int]:
    """How many bytes each window's files take that no page has let go of."""
    if not Runtime.exists():
        return {}
    held: Any = Runtime.instance().uploaded_file_mgr
    return {
        window: sum(len(file.data) for file in list(files.values()))
        for window, files in list(held.file_storage.items())
    }


class Uploads:
    """Refuses one more file where too many are waiting."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(UPLOADS):
            held, window = waiting(), scope["path"].removeprefix(UPLOADS).partition("/")[0]
            if held.get(window, 0) >= OF_A_WINDOW:
                await refuse(scope, receive, send, TOO_MANY, 413)
                return
            if sum(held.values()) >= OF_ALL:
                await refuse(scope, receive, send, BUSY, 503)
                return
        await self.app(scope, receive, send)


def let_go(file: object) -> None:
    """A page has taken this file and will not ask for it again."""
    context, name = get_script_run_ctx(), getattr(file, "file_id", None)
    if context is not None and name is not None:
        held: Any = context.uploaded_file_mgr
        held.remove_file(context.session_id, name)
