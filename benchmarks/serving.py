"""The real app in a process of its own, on a free port of this computer and with its own database; and what it uses."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
STARTING, STOPPING = 60.0, 10.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running app."""

    address: str
    process_id: int

    def cpu_seconds(self) -> float:
        """Processor time used so far, by the program and by the system for it."""
        after_name = Path(f"/proc/{self.process_id}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(after_name[11]) + int(after_name[12])) / TICKS

    def memory_kb(self) -> int:
        """Memory in use now, in kB."""
        status = Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def served(database: Path | str, folder: Path | None = None) -> Iterator[Served]:
    """Start the app with this database, wait until it can save, and stop it afterwards whatever happens.

    A database on a server needs a `folder` for what else the process keeps.
    """
    port = free_port()
    beside = folder or Path(database).parent
    log = beside / f"app-{port}.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("STOCKTAKE_")}
    settings |= {"STOCKTAKE_DATABASE": str(database), "STOCKTAKE_DEMO_DATABASE": str(beside / "demo.db")}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=out, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(address, process, log)
        yield Served(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTING
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310 - our own http address
                answer.read()
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
