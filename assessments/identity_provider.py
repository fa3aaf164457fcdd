"""The OpenID Connect provider that people sign in with, as the STOCKTAKE_OIDC_ settings name it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from assessments.errors import BadConfiguration

ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET_FILE, TENANTS, NAME = (
    f"STOCKTAKE_OIDC_{name}"
    for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "TENANTS", "NAME")
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANY_TENANT = ("/organizations/v2.0", "/common/v2.0")  # Entra's issuers for everybody's directories
BY_HOST = {
    "login.microsoftonline.com": "Microsoft",
    "accounts.google.com": "Google",
    "oidc.signin.education.gov.uk": "DfE Sign-in",
}


@dataclass(frozen=True, slots=True)
class Provider:
    """`tenants` are Entra directories or Google domains in small letters; empty means that all of the issuer may."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    tenants: frozenset[str]
    name: str

    @property
    def any_tenant(self) -> bool:
        """Whether it answers for every Entra directory, so that each token names an issuer of its own."""
        return self.issuer.endswith(ANY_TENANT)


def read_provider(environment: Mapping[str, str], folder: Path) -> Provider | None:
    """The provider, or None when no setting of it is there. Raises BadConfiguration, never with the secret."""
    if not any(name in environment for name in (ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET_FILE, TENANTS, NAME)):
        return None
    issuer, host = _issuer(_there(ISSUER, environment))
    named = environment.get(TENANTS, "").split(",")
    tenants = frozenset(tenant.strip().lower() for tenant in named if tenant.strip())
    if issuer.endswith(ANY_TENANT) and not tenants:
        raise BadConfiguration(
            f"{TENANTS} is missing. This issuer answers for everybody's directories: name those that may sign in."
        )
    name = " ".join(environment.get(NAME, "").split()) or BY_HOST.get(host, host)
    return Provider(issuer, _there(CLIENT_ID, environment), _secret(environment, folder), tenants, name)


def safe_address(address: str) -> SplitResult | None:
    """The parts of an https address (or http on this computer itself); None when it is anything else."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return parts if safe and parts.hostname and parts.username is None else None


def _issuer(given: str) -> tuple[str, str]:
    """The issuer and its host."""
    parts = safe_address(given)
    if parts is None or parts.hostname is None or parts.query or parts.fragment:
        raise BadConfiguration(
            f"{ISSUER} is not an https address. Give the provider's own, like https://accounts.google.com."
        )
    return given, parts.hostname


def _there(name: str, environment: Mapping[str, str]) -> str:
    found = environment.get(name, "").strip()
    if not found:
        raise BadConfiguration(
            f"{name} is missing. To sign in with a provider, {ISSUER}, {CLIENT_ID} and a secret are needed."
        )
    return found


def _secret(environment: Mapping[str, str], folder: Path) -> str:
    if SECRET_FILE not in environment:
        return _there(CLIENT_SECRET, environment)
    if CLIENT_SECRET in environment:
        raise BadConfiguration(f"{CLIENT_SECRET} and {SECRET_FILE} are both there. Keep one of them.")
    path = folder / Path(_there(SECRET_FILE, environment)).expanduser()
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        secret = ""
    if not secret:
        raise BadConfiguration(f"{SECRET_FILE} names a file that cannot be read or is empty. Put the secret into it.")
    return secret
