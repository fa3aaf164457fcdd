"""What the installation is told by STOCKTAKE_ variables: read once at the start, checked, and frozen.

SETTINGS below lists them all, with what each means; deploy/environment.md is the same for whoever hosts.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from assessments.errors import BadConfiguration
from assessments.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    ISSUER,
    NAME,
    SECRET_FILE,
    TENANTS,
    Provider,
    read_provider,
)
from assessments.mail_server import SMTP, MailServer, read_mail_server
from assessments.modes import ADDRESS, MODE, Address, Mode, read_address, read_mode

PREFIX = "STOCKTAKE_"
DATABASE, DEMO, BACKUPS, FRAMEWORKS = (
    f"{PREFIX}{name}" for name in ("DATABASE", "DEMO_DATABASE", "BACKUPS", "FRAMEWORKS")
)
SERVERS = ("postgresql://", "postgres://")
SECRETS = re.compile(r"(?P<before>://[^:@/]*:).*(?=@)|(?P<named>password\s*=\s*)[^&\s]*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: what it means, what holds without it, and a value that could stand there."""

    name: str
    means: str
    otherwise: str
    example: str


SETTINGS = (
    Setting(
        DATABASE,
        "Where everything is kept: the path of a file on a disk of this computer, or the address of a PostgreSQL "
        "database (version 15 or later), which several processes can share",
        "`data/stocktake.db`",
        "postgresql://stocktake:secret@127.0.0.1/stocktake",
    ),
    Setting(
        DEMO,
        "Where the demo network is kept; never the same place as the database",
        "`demo.db` beside the database file, or in `data/`",
        "/var/lib/stocktake/demo.db",
    ),
    Setting(
        BACKUPS,
        "The folder that backups are put into; another disk is a good place",
        "`backups/` beside the database file, or in `data/`",
        "/srv/backups/stocktake",
    ),
    Setting(
        FRAMEWORKS,
        "A folder with frameworks of your own",
        "only the frameworks that come with it",
        "/etc/stocktake/frameworks",
    ),
    Setting(
        MODE,
        "Who may come in: `single` is the one owner of this computer, who never signs in; `local` is people with an "
        "e-mail address and a password here; `oidc` is people who sign in with the provider below",
        "`single`",
        "local",
    ),
    Setting(
        ADDRESS,
        "The address that people open, with nothing after the host. It must begin with https://, except on this very "
        "computer; requests for any other host are refused",
        "needed in `local` and `oidc`",
        "https://stocktake.example.org",
    ),
    Setting(
        ISSUER,
        "With whom people sign in: the address of an OpenID Connect provider, as it names itself. How to register with "
        "one: [sign-in.md](sign-in.md)",
        "nobody signs in with a provider",
        "https://login.microsoftonline.com/0f00aa00-0000-4000-8000-00000000cafe/v2.0",
    ),
    Setting(CLIENT_ID, "The name that the provider gave this installation", "needed with an issuer", "stocktake"),
    Setting(
        CLIENT_SECRET,
        "The secret that the provider gave with that name; it is never printed",
        "read from the file below",
        "paper-boat",
    ),
    Setting(
        SECRET_FILE,
        "A file that holds the secret, in place of the setting above",
        "the setting above is needed with an issuer",
        "/etc/stocktake/oidc-secret",
    ),
    Setting(
        TENANTS,
        "Who of the provider may sign in, with commas between: Entra directory (tenant) ids or Google domains. Needed "
        "when the issuer answers for everybody's directories (`organizations` or `common`)",
        "everybody of the issuer, with an invitation",
        "0f00aa00-0000-4000-8000-00000000cafe,paper-boat.example",
    ),
    Setting(
        NAME,
        'What the button says after "Sign in with"',
        "`Microsoft`, `Google` or `DfE Sign-in` by the issuer, else the issuer's host",
        "Paper Boat Trust",
    ),
    Setting(
        SMTP,
        "A mail server for the weekly digest, which goes only to those who asked for it and holds no results; the "
        "secret is never printed",
        "no mail is ever sent",
        "smtp://stocktake:secret@mail.example.org:587?from=stocktake@example.org",
    ),
)
KNOWN = tuple(setting.name for setting in SETTINGS)
Database = Path | str  # a file, or the address of a server


@dataclass(frozen=True, slots=True)
class Configuration:
    """`database` and `demo_database` may hold a password: say them only as `shown` does."""

    database: Database = field(repr=False)
    demo_database: Database = field(repr=False)
    backups: Path
    frameworks: Path | None
    provider: Provider | None = None
    mode: Mode = "single"
    address: Address | None = None
    mail: MailServer | None = None


def working_folder() -> Path:
    """The folder of this copy of Stocktake; where it is installed as a package, the folder it is started in."""
    copy = Path(__file__).resolve().parents[1]
    return copy if (copy / "pyproject.toml").exists() else Path.cwd()


def read_configuration(environment: Mapping[str, str], folder: Path) -> Configuration:
    """What the variables say; a path that is not whole begins at `folder`. Raises BadConfiguration with the name."""
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in KNOWN:
            raise BadConfiguration(f"{name} is not a setting of Stocktake. It knows {', '.join(KNOWN)}.")
    data = folder / "data"
    database = _database(DATABASE, environment, data / "stocktake.db", folder)
    beside = database.parent if isinstance(database, Path) else data
    demo = _database(DEMO, environment, beside / "demo.db", folder)
    if database == demo:
        raise BadConfiguration(f"{DEMO} is the same place as {DATABASE}. Give the demo network one of its own.")
    backups, frameworks = _backups(environment, beside, folder), _own_frameworks(environment, folder)
    mode, provider = read_mode(environment), read_provider(environment, folder)
    if mode == "oidc" and provider is None:
        raise BadConfiguration(
            f"{MODE} is oidc, which needs {ISSUER}: the address of the provider people sign in with."
        )
    address = read_address(environment, mode)
    mail = read_mail_server(environment)
    provider = provider if mode == "oidc" else None  # looked at all the same, but nobody is sent to it
    return Configuration(database, demo, backups, frameworks, provider, mode, address, mail)


def from_environment() -> Configuration:
    """For the start of a program: a bad setting ends it with one sentence."""
    try:
        return read_configuration(os.environ, working_folder())
    except BadConfiguration as fault:
        sys.exit(fault.sentence)


def shown(database: Database) -> str:
    """A database as it may be printed: a password in an address stands there as "…"."""
    return SECRETS.sub(lambda found: f"{found['before'] or found['named']}…", str(database))


def _database(name: str, environment: Mapping[str, str], otherwise: Path, folder: Path) -> Database:
    if name not in environment:
        return otherwise
    given = environment[name]
    if given.startswith(SERVERS):
        return _address(name, given)
    if ("://" in given and not given.startswith("sqlite:///")) or SECRETS.search(given):
        raise BadConfiguration(
            f"{name} is {shown(given)!r}, which is neither a path nor a PostgreSQL address. "
            "Give one, like data/stocktake.db or postgresql://stocktake@127.0.0.1/stocktake."
        )
    path = folder / _whole(name, given.removeprefix("sqlite:///"))
    if path.is_dir():
        raise BadConfiguration(f"{name} is {given!r}, a folder. Give the path of a file in it.")
    return path


def _address(name: str, given: str) -> str:
    """The address of a PostgreSQL database, as it was given. Raises BadConfiguration without its password."""
    try:
        parts = urlsplit(given)
        _ = parts.port  # is worked out, and refused, only when it is asked for
    except ValueError:
        raise BadConfiguration(
            f"{name}: this PostgreSQL address cannot be read. Write it like "
            "postgresql://stocktake:secret@127.0.0.1:5432/stocktake; in a password, "
            "write : / @ ? # % as %3A %2F %40 %3F %23 %25."
        ) from None
    if not unquote(parts.path).strip("/ "):
        raise BadConfiguration(
            f"{name} is {shown(given)!r}, which names no database. Put its name at the end, like …/stocktake."
        )
    return given


def _backups(environment: Mapping[str, str], beside: Path, folder: Path) -> Path:
    if BACKUPS not in environment:
        return beside / "backups"
    path = folder / _whole(BACKUPS, environment[BACKUPS])
    if path.exists() and not path.is_dir():
        raise BadConfiguration(f"{BACKUPS} is {environment[BACKUPS]!r}, which is a file. Give a folder.")
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
