"""Tries every long proof and writes docs/proofs.md: `python -m tests.proofs [--small] [name …]`.

A proof is a module beside this one with `CLAIM`, a sentence, and `prove(*, small: bool) -> str`, which says what was
tried and counted, or raises an exception when the claim does not hold. `--small` tries each at the size that
`make check` can afford and writes nothing.
"""

import argparse
import importlib
import pkgutil
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "docs" / "proofs.md"


def proofs() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return sorted(name for name in found if not name.startswith("_"))


def tried(name: str, *, small: bool) -> tuple[bool, str]:
    """The proof's section in words, and whether its claim held."""
    module = importlib.import_module(f"tests.proofs.{name}")
    began = time.monotonic()
    try:
        held, finding = True, module.prove(small=small)
    except Exception:  # noqa: BLE001 - whatever a proof raises is its finding, and the others are still tried
        held, finding = False, f"DOES NOT HOLD\n\n```\n{traceback.format_exc()}```"
    seconds = time.monotonic() - began
    return held, f"## {name.replace('_', ' ').capitalize()}\n\n{module.CLAIM}\n\n{finding}\n\nTook {seconds:.1f} s.\n"


def commit() -> str:
    """The commit these files are, marked when they have been changed since."""
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, check=False)
    return asked.stdout.decode().strip() or "an unpacked copy"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description="Try the long proofs.")
    parser.add_argument("--small", action="store_true", help="a size make check can afford; writes nothing")
    parser.add_argument("names", nargs="*", help="only these (then nothing is written); all when left out")
    options = parser.parse_args(arguments)
    names = options.names or proofs()
    sections = []
    failed = []
    for name in names:
        held, section = tried(name, small=options.small)
        print(section, flush=True)
        sections.append(section)
        if not held:
            failed.append(name)
    if not options.small and not options.names:
        today = datetime.now(UTC)
        head = f"# Proofs\n\nWritten by `make prove` on {today.day} {today:%B %Y} from commit {commit()}.\n"
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text("\n".join([head, *sections]), encoding="utf-8")
    print(
        f"{len(names) - len(failed)} of {len(names)} proofs hold." + (f" Failed: {', '.join(failed)}." * bool(failed))
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
