#!/usr/bin/env python3
"""Set up, run and check Stocktake from a fresh copy, with nothing but Python 3.11 or later.

python3 dev.py run      set up if needed, then start the app on 127.0.0.1:8501
python3 dev.py test     set up if needed, then run every test
python3 dev.py check    everything CI runs: lint, types, import contracts, content, short proofs, tests
python3 dev.py cover    every test again, measuring how much of the code they run; takes twice as long
python3 dev.py prove    the long proofs, written to docs/proofs.md
python3 dev.py bench    the measurements, written to docs/performance.md
python3 dev.py pictures the pictures of README, taken from the demo network
python3 dev.py lock     write the lock files again from pyproject.toml
python3 dev.py setup    only set up, with what developers need
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
WORKERS = "4"  # for two cores
APP, DEV = "requirements.lock", "requirements-dev.lock"
LOCK_OPTIONS = "-q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"
LAUNCHER = """\
#!/bin/sh
# Starts the command line of the copy this environment belongs to, from any folder. Written by dev.py.
here=$(dirname "$(readlink -f "$0")")
PYTHONPATH=$(dirname "$(dirname "$here")") exec "$here/python" -P -m cli "$@"
"""
WINDOWS_LAUNCHER = '@set "PYTHONPATH=%~dp0..\\.."\n@"%~dp0python.exe" -P -m cli %*\n'


def run(*command: object, env: dict[str, str] | None = None) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode


def must(*command: object, env: dict[str, str] | None = None) -> None:
    if code := run(*command, env=env):
        sys.exit(code)


def begun(*command: object) -> subprocess.Popen[str]:
    """A command that runs beside us; what it says is read when it is waited for."""
    words = [str(part) for part in command]
    return subprocess.Popen(words, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def uv_environment() -> dict[str, str]:
    """Hand uv, which does not read the settings of pip, the index this machine's pip uses."""
    asked = subprocess.run([PYTHON, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, check=False)
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.decode().strip()
    found = {"UV_DEFAULT_INDEX": index} if index else {}
    return {"UV_SYSTEM_CERTS": "1", **found, **os.environ}


def install(lock: str) -> None:
    """Use uv where the machine has it (about ten times faster), else pip; both check every hash."""
    if uv := shutil.which("uv"):
        options = ["pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", lock]
        if run(uv, *options, env=uv_environment()) == 0:
            return
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    if run(*pip):
        sys.exit(
            "The packages could not be installed, as said above. Check the connection, then run the command again."
        )


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes() + LAUNCHER.encode()).hexdigest()


def stamp(lock: str) -> Path:
    return VENV / f"{lock}.sha256"


def make_environment() -> None:
    """A folder without any stamp was left half made: begin again."""
    if PYTHON.exists() and any(stamp(lock).exists() for lock in (APP, DEV)):
        return
    print("Setting up; this is done once and takes about a minute.", flush=True)
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=not WINDOWS).create(VENV)
    except subprocess.CalledProcessError:
        sys.exit("Python cannot make a virtual environment here: install its venv module (Debian: python3-venv).")


def setup(lock: str) -> None:
    """Make .venv hold what the lock says. A stamp with the lock's digest makes a repeat cost nothing."""
    if PYTHON.exists() and stamp(lock).exists() and stamp(lock).read_text() == digest(lock):
        return
    make_environment()
    install(lock)
    if WINDOWS:
        (BIN / "stocktake.cmd").write_text(WINDOWS_LAUNCHER)
    else:
        (BIN / "stocktake").write_text(LAUNCHER)
        (BIN / "stocktake").chmod(0o755)
    for done in (APP, DEV) if lock == DEV else (APP,):  # the developers' lock holds everything in the app's
        stamp(done).write_text(digest(done))


def missing_system_packages() -> list[str]:
    found = {
        "chromium-headless-shell": os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell"),
        "fonts-liberation": any(Path("/usr/share/fonts/truetype").glob("liberation*")),
        "libatomic1": any(Path("/usr").glob("lib*/**/libatomic.so.1")),  # for the Node inside Playwright
        "nginx-light": shutil.which("nginx") or Path("/usr/sbin/nginx").exists(),
        "poppler-utils": shutil.which("pdftoppm"),
        "postgresql": any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        "strace": shutil.which("strace"),
    }
    return [package for package, there in found.items() if not there]


def system_packages() -> None:
    missing = missing_system_packages()
    if not missing:
        return
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        sys.exit(f"The tests need more than Python: install {' '.join(missing)} (as root: apt-get install …).")
    print(f"Installing {' '.join(missing)} for the tests.", flush=True)
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    for command in ([*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *missing]):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            sys.exit(f"{done.stdout.decode(errors='replace')}\n{' '.join(command)} failed, as said above.")


def tests(*options: str) -> int:
    """Whole files at a time, so that the browser tests of a worker share one server; half their time is waiting."""
    side_by_side = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")
    return run(PYTHON, "-m", "pytest", "-q", *side_by_side, *options)


def check() -> None:
    """Run every step even when one fails, the short ones side by side; the tests last, so that they end the output."""
    steps = {
        "lint": ("ruff", "check", "."),
        "format": ("ruff", "format", "--check", "."),
        "types": ("mypy",),
        "import contracts": ("lint-imports",),
        "frameworks": ("stocktake", "check"),
        "proofs, small": ("python", "-m", "tests.proofs", "--small"),
    }
    began, failed = time.monotonic(), []
    running = {name: begun(BIN / program, *options) for name, (program, *options) in steps.items()}
    for name, step in running.items():
        said = step.communicate()[0]
        print(f"\n== {name} ({time.monotonic() - began:.0f} s)\n{said}", flush=True)
        if step.returncode:
            failed.append(name)
    print(f"\n== tests ({time.monotonic() - began:.0f} s)", flush=True)
    if tests():
        failed.append("tests")
    if failed:
        sys.exit(f"Not right yet: {', '.join(failed)}.")


def serve(*options: str) -> None:
    """Become the server where that is possible, so that whoever stops this process stops the server, gently."""
    command = [str(PYTHON), "-m", "streamlit", "run", "app.py", *options]
    if WINDOWS:
        must(*command)
    os.chdir(ROOT)
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell


def lock(*options: str) -> None:
    """Write both locks again, and install what they now say; --upgrade takes the newest versions."""
    for name, group in ((APP, []), (DEV, ["--group", "dev"])):
        command = [BIN / "uv", "pip", "compile", *LOCK_OPTIONS.split(), "pyproject.toml", "-o", name, *group]
        must(*command, *options, env=uv_environment())
    setup(DEV)


COMMANDS: dict[str, Callable[..., object]] = {
    "run": serve,
    "test": lambda *options: sys.exit(tests(*options)),
    "check": check,
    "cover": lambda: sys.exit(tests("--cov")),
    "prove": lambda *options: must(PYTHON, "-m", "tests.proofs", *options),
    "bench": lambda *options: must(PYTHON, "-m", "benchmarks", *options),
    "pictures": lambda *options: must(PYTHON, "-m", "docs.pictures", *options),
    "lock": lock,
    "setup": lambda: None,
}


def main(command: str = "help", *options: str) -> None:
    if command not in COMMANDS:
        sys.exit(__doc__)
    if command not in {"run", "lock", "setup"}:
        system_packages()
    setup(APP if command == "run" else DEV)
    COMMANDS[command](*options)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        sys.exit("Stocktake needs Python 3.11 or later.")
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
