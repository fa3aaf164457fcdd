"""What the installation is told by STOCKTAKE_ variables: read once at the start, checked, and frozen.

STOCKTAKE_DATABASE       the database file; by default data/stocktake.db
STOCKTAKE_DEMO_DATABASE  the demo network's own file; by default demo.db beside the database
STOCKTAKE_FRAMEWORKS     a folder of one's own frameworks; by default none
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessments.errors import BadConfiguration

PREFIX = "STOCKTAKE_"
DATABASE, DEMO, FRAMEWORKS = "STOCKTAKE_DATABASE", "STOCKTAKE_DEMO_DATABASE", "STOCKTAKE_FRAMEWORKS"
KNOWN = (DATABASE, DEMO, FRAMEWORKS)


@dataclass(frozen=True, slots=True)
class Configuration:
    database: Path
    demo_database: Path
    frameworks: Path | None


def working_folder() -> Path:
    """The folder of this copy of Stocktake; where it is installed as a package, the folder it is started in."""
    copy = Path(__file__).resolve().parents[1]
    return copy if (copy / "pyproject.toml").exists() else Path.cwd()


def read_configuration(environment: Mapping[str, str], folder: Path) -> Configuration:
    """What the variables say; a path that is not whole begins at `folder`. Raises BadConfiguration with the name."""
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in KNOWN:
            raise BadConfiguration(f"{name} is not a setting of Stocktake. It knows {', '.join(KNOWN)}.")
    database = _file(DATABASE, environment, folder / "data" / "stocktake.db", folder)
    demo = _file(DEMO, environment, database.parent / "demo.db", folder)
    if database == demo:
        raise BadConfiguration(f"{DEMO} is the same file as {DATABASE}. Give the demo network a file of its own.")
    return Configuration(database, demo, _own_frameworks(environment, folder))


def from_environment() -> Configuration:
    """For the start of a program: a bad setting ends it with one sentence."""
    try:
        return read_configuration(os.environ, working_folder())
    except BadConfiguration as fault:
        sys.exit(fault.sentence)


def _file(name: str, environment: Mapping[str, str], otherwise: Path, folder: Path) -> Path:
    if name not in environment:
        return otherwise
    given = environment[name]
    if given.startswith(("postgresql:", "postgres:")):
        raise BadConfiguration(f"{name}: PostgreSQL comes in a later version. Give the path of a file instead.")
    if "://" in given and not given.startswith("sqlite:///"):
        raise BadConfiguration(f"{name} is {given!r}, which is no path. Give one, like data/stocktake.db.")
    path = folder / _whole(name, given.removeprefix("sqlite:///"))
    if path.is_dir():
        raise BadConfiguration(f"{name} is {given!r}, a folder. Give the path of a file in it.")
    return path


def _own_frameworks(environment: Mapping[str, str], folder: Path) -> Path | None:
    if FRAMEWORKS not in environment:
        return None
    given = environment[FRAMEWORKS]
    path = folder / _whole(FRAMEWORKS, given)
    if not path.is_dir():
        raise BadConfiguration(f"{FRAMEWORKS} is {given!r}, which is no folder. Make it, or take the setting away.")
    return path


def _whole(name: str, given: str) -> Path:
    if not given.strip() or "\0" in given:
        raise BadConfiguration(f"{name} is empty. Give a path, or take the setting away.")
    return Path(given).expanduser()
