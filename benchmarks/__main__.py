"""Measures and writes docs/performance.md: `python -m benchmarks [name …]` (with names nothing is written)."""

import argparse
import importlib
import importlib.util
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.section import Section

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "docs" / "performance.md"
BENCHMARKS = (
    "commands",
    "storage",
    "scoring",
    "page",
    "first_load",
)  # modules beside this one, each with `run() -> Section`


def memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.0f} GB of memory"


def machine() -> str:
    """What the figures depend on, without the machine's name."""
    return ", ".join(
        (
            f"{os.cpu_count()} processor cores",
            memory(),
            f"{platform.system()} {platform.machine()}",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
        )
    )


def commit() -> str:
    """The commit these files are, marked when they have been changed since."""
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    return asked.stdout.decode().strip() or "an unpacked copy"


def measured(name: str) -> Section:
    if importlib.util.find_spec(f"benchmarks.{name}") is None:
        return Section(name, f"python -m benchmarks {name}", lines=["Not measured: there is no such benchmark here."])
    section: Section = importlib.import_module(f"benchmarks.{name}").run()
    return section


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and write docs/performance.md.")
    parser.add_argument("names", nargs="*", help="only these; all when left out")
    names = parser.parse_args(arguments).names or BENCHMARKS
    began = datetime.now(UTC)
    sections = []
    for name in names:
        sections.append(measured(name).markdown())
        print(sections[-1], flush=True)
    if names is BENCHMARKS:
        head = f"# Performance\n\nWritten by `make bench` on {began:%-d %B %Y} from commit {commit()}: {machine()}.\n"
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text("\n".join([head, *sections]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
