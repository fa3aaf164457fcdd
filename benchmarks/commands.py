"""Whole processes as a person starts them: `stocktake check`, the demo, and how soon the app is ready."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.section import Section
from benchmarks.serving import served

ROOT = Path(__file__).resolve().parents[1]
TIMES = 5


def _took(*arguments: str, times: int = TIMES) -> list[float]:
    """Seconds of each run of a `stocktake` command, to the end of the process."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - began)
    return seconds


def _ready() -> float:
    """Seconds from starting the app on an empty folder until it says that it is ready."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with served(Path(folder, "stocktake.db")):
            return time.perf_counter() - began


def _row(name: str, seconds: list[float], aim: str) -> list[str]:
    return [name, f"{statistics.median(seconds):.2f} s", f"{max(seconds):.2f} s", aim]


def run() -> Section:
    """Seconds of each, the median and the worst of some runs."""
    demo = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            demo += _took("demo", "--database", str(Path(folder, "demo.db")), times=1)
    return Section(
        "Commands, as whole processes",
        "python -m benchmarks commands",
        [
            ["command", "median", "worst", "aim"],
            _row("`stocktake check`", _took("check"), "2 s"),
            _row("`stocktake demo`", demo, "20 s"),
            _row("start until ready", [_ready() for _ in range(3)], "5 s"),
        ],
        [f"{TIMES} runs of the first, 2 of the second, 3 of the third; “ready” is the first 200 from /readyz."],
    )
