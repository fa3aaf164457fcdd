"""Tries the long proofs and records them in docs/proofs.md: `python -m tests.proofs [--small] [name …]`.

A proof is a module beside this one with `CLAIM`, a sentence, and `prove(*, small: bool) -> str`, which says what was
tried and counted, or raises an exception when the claim does not hold. Each has a section of its own in the record,
replaced when it was tried again. `--small` tries each at the size that `make check` can afford and records nothing.
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
HEAD = (
    "# Proofs\n\nWhat `make prove` tried at length; each section says when, from which commit, and how to repeat it.\n"
)


def proofs() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return sorted(name for name in found if not name.startswith("_"))


def heading(name: str) -> str:
    return f"## {name.replace('_', ' ').capitalize()}"


def tried(name: str, *, small: bool, commit: str) -> tuple[bool, str]:
    """The proof's section in words, and whether its claim held."""
    module = importlib.import_module(f"tests.proofs.{name}")
    today, began = datetime.now(UTC), time.monotonic()
    try:
        held, finding = True, module.prove(small=small)
    except Exception:  # noqa: BLE001 - whatever a proof raises is its finding, and the others are still tried
        told = traceback.format_exc().replace(f"{ROOT}/", "")  # a record says nothing of the machine it was made on
        held, finding = False, f"DOES NOT HOLD\n\n```\n{told}```"
    seconds = time.monotonic() - began
    where = f"Tried on {today.day} {today:%B %Y} from commit {commit}, in {seconds:.1f} s."
    again = f"Again: `python -m tests.proofs {'--small ' * small}{name}`."
    return held, f"{heading(name)}\n\n{module.CLAIM}\n\n{finding}\n\n{where} {again}\n"


def commit_here() -> str:
    """The commit these files are, and whether any but the record has been changed since."""
    named = said_by_git("rev-parse", "--short", "HEAD")
    changed = said_by_git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{RECORD.relative_to(ROOT)}")
    return (named or "none, an unpacked copy") + " with changes" * bool(changed)


def said_by_git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False).stdout.decode().strip()


def record(name: str, section: str) -> None:
    """Put a section into the record in place of the one it had; those of proofs that are no more fall out."""
    text = RECORD.read_text(encoding="utf-8") if RECORD.exists() else ""
    parts = [f"## {part.strip()}\n" for part in text.split("\n## ")[1:]]
    found = {part.split("\n", 1)[0]: part for part in parts} | {heading(name): section}
    RECORD.parent.mkdir(exist_ok=True)
    kept = [found[heading(one)] for one in proofs() if heading(one) in found]
    RECORD.write_text("\n".join([HEAD, *kept]), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description="Try the long proofs.")
    parser.add_argument("--small", action="store_true", help="a size make check can afford; records nothing")
    parser.add_argument("names", nargs="*", help="only these; all when left out")
    options = parser.parse_args(arguments)
    names = options.names or proofs()
    commit = commit_here()
    failed = []
    for name in names:
        held, section = tried(name, small=options.small, commit=commit)
        print(section, flush=True)
        if not held:
            failed.append(name)
        if not options.small:
            record(name, section)
    print(
        f"{len(names) - len(failed)} of {len(names)} proofs hold." + (f" Failed: {', '.join(failed)}." * bool(failed))
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
