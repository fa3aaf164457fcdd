"""Measures and records in docs/performance.md: `python -m benchmarks [name …]`.

A benchmark is a module beside this one with `run() -> Section`. Each has a section of its own in the record, with its
day and its commit, replaced when it was measured again.
"""

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

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "docs" / "performance.md"
BENCHMARKS = (
    "commands",
    "storage",
    "scoring",
    "paths",
    "page",
    "load",
    "sizes",
    "first_load",
    "planning",
    "release",
    "dashboards",
    "documents",
)
HEAD = (
    "# Performance\n\nWhat `make bench` measured; each section says when, from which commit and on what machine, and "
    "how to repeat it.\n"
)


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


def said_by_git(*words: str) -> str:
    command = ["git", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout.decode().strip()


def commit_here() -> str:
    """The commit these files are, and whether any but the record has been changed since."""
    named = said_by_git("rev-parse", "--short", "HEAD")
    changed = said_by_git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{RECORD.relative_to(ROOT)}")
    return (named or "none, an unpacked copy") + " with changes" * bool(changed)


def command(name: str) -> str:
    return f"python -m benchmarks {name}"


def measured(name: str, commit: str) -> str:
    """The section of one benchmark, measured now."""
    today = datetime.now(UTC)
    section = importlib.import_module(f"benchmarks.{name}").run()
    where = f"Measured on {today.day} {today:%B %Y} from commit {commit}: {machine()}."
    text: str = section.markdown(where)
    return text


def record(name: str, section: str) -> None:
    """Put a section into the record in place of the one it had; those of benchmarks that are no more fall out."""
    text = RECORD.read_text(encoding="utf-8") if RECORD.exists() else ""
    parts = [f"## {part.strip()}\n" for part in text.split("\n## ")[1:]]
    found = {each: part for part in parts for each in BENCHMARKS if f"`{command(each)}`" in part}
    found[name] = section
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text("\n".join([HEAD, *(found[each] for each in BENCHMARKS if each in found)]), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and write docs/performance.md.")
    there = [name for name in BENCHMARKS if importlib.util.find_spec(f"benchmarks.{name}")]
    parser.add_argument("names", nargs="*", help=f"only these, of {', '.join(there)}; all when left out")
    names = parser.parse_args(arguments).names or there
    if strangers := set(names) - set(there):
        parser.error(f"there is no benchmark named {', '.join(sorted(strangers))}")
    commit = commit_here()
    for name in names:
        section = measured(name, commit)
        print(section, flush=True)
        record(name, section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
