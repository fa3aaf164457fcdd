"""The real server in a process of its own, on one port of this computer: started, killed (-9), started again."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
STARTING, STOPPING = 60.0, 15.0
NOW = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Server:
    """Stocktake on a database of its own, or on that of a PostgreSQL. Its address stays however often it is started.

    `mode` is single, or local for people who sign in at this server's address; `more` are other settings.
    """

    def __init__(
        self,
        folder: Path,
        *,
        postgresql: str | None = None,
        mode: str = "single",
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.database = folder / "stocktake.db"
        self.demo_database = folder / "demo.db"
        self.setting = postgresql or str(self.database)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.more = {"STOCKTAKE_MODE": mode, "STOCKTAKE_ADDRESS": self.url, **(more or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, moment: datetime = NOW, *, until: str = "readyz") -> None:
        """Serve with the clock at `moment`; comes back when it can save (or, `until="healthz"`, when it answers)."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("STOCKTAKE_", "STREAMLIT_"))}
        settings = kept | {
            "STOCKTAKE_DATABASE": self.setting,
            "STOCKTAKE_DEMO_DATABASE": str(self.demo_database),
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.more,
        }
        command = [
            sys.executable,
            "-P",
            str(Path(__file__).with_name("serve_at.py")),
            moment.isoformat(),
            str(self.port),
        ]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=subprocess.STDOUT)
        self._wait(until)

    def _wait(self, until: str) -> None:
        end = time.monotonic() + STARTING
        while self.process and self.process.poll() is None and time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/{until}", timeout=5) as answer:
                    answer.read()
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)  # between two questions, not in place of one
        raise RuntimeError(f"the app did not start:\n{self.log()[-3000:]}")

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def _log(self) -> Path:
        return self.folder / f"server-{self.port}.log"

    def kill(self) -> None:
        """The process is gone at once, as when the power goes (-9)."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Ask it to finish; make it, if it does not."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                self.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
