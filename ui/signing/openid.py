"""Asks the identity provider: where its pages are, which keys it signs with, and who a code stands for."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from time import monotonic
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuthError
from authlib.oauth2.client import OAuth2Client

from assessments.access.identities import Arrival
from assessments.access.under_way import Back, Begun
from assessments.errors import AssessmentError
from assessments.identity_provider import Provider, safe_address
from ui.signing.id_token import FOR_ANY_TENANT, JsonKey, NotProven, UnknownKey, name_in, proven

CODE_IS_BAD = "invalid_grant"
SCOPE = "openid profile email"
PATIENCE = 8.0  # seconds for one answer, from the first byte asked to the last one read
FRESH = 600.0  # seconds that what a provider says of itself is used again
T = TypeVar("T")


class ProviderAway(AssessmentError):
    """`why` is for the log."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"{name} does not answer as it should just now, so nobody can sign in with it. Nothing is lost: try again "
            "in a few minutes."
        )
        self.why = why


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a provider answers, as it says itself; `basic` is how it wants to be told our secret."""

    issuer: str
    authorize: str
    token: str
    keys: str
    about: str | None
    sign_out: str | None
    basic: bool


class Kept(Generic[T]):
    """Something asked of the provider, kept for some minutes. Two who ask at once both fetch: harmless."""

    def __init__(self, fetch: Callable[[], Awaitable[T]]) -> None:
        self._fetch = fetch
        self._value: T | None = None
        self._until = 0.0

    @property
    def now(self) -> T | None:
        """What is kept, or None when nothing is or it is too old."""
        return self._value if monotonic() < self._until else None

    async def get(self, *, again: bool = False) -> T:
        found = None if again else self.now
        if found is None:
            found = self._value = await self._fetch()
            self._until = monotonic() + FRESH
        return found


class OpenId:
    """One provider, asked over the network. Raises ProviderAway when it is down, slow or answers rubbish."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.pages = Kept(self._pages)
        self.keys = Kept(self._keys)
        self._trust = httpx2.create_ssl_context()  # 20 ms to make, so made once

    async def ask(self, back: str, begun: Begun) -> str:
        """The address of the provider's page where the person signs in."""
        pages = await self.pages.get()
        asks = OAuth2Client(None, self.provider.client_id, scope=SCOPE, redirect_uri=back, code_challenge_method="S256")
        address, _ = asks.create_authorization_url(
            pages.authorize, state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
        )
        return str(address)

    async def arrived(self, code: str, back: str, begun: Back, now: datetime, *, named: bool) -> Arrival:
        """Who came with this code; with a name as far as the provider tells one, when it is to be `named`.

        Raises NotProven and OtherTenant too.
        """
        pages = await self.pages.get()
        token, access = await self._exchange(pages, code, back, begun.verifier)
        try:
            came = proven(token, await self.keys.get(), pages.issuer, self.provider, begun.nonce, now)
        except UnknownKey:  # the provider may have taken a new one since
            came = proven(token, await self.keys.get(again=True), pages.issuer, self.provider, begun.nonce, now)
        if named and not came.name and pages.about:
            return replace(came, name=await self._name(pages.about, access, came.subject))
        return came

    def sign_out(self) -> str | None:
        """Where one signs out of the provider itself, if it says so; None too until it was asked the first time."""
        pages = self.pages.now
        if pages is None or pages.sign_out is None:
            return None
        joint = "&" if "?" in pages.sign_out else "?"
        return f"{pages.sign_out}{joint}{urlencode({'client_id': self.provider.client_id})}"

    async def _exchange(self, pages: Pages, code: str, back: str, verifier: str) -> tuple[str, str]:
        """The ID token for a code, and the token to ask more with."""
        client = AsyncOAuth2Client(
            self.provider.client_id,
            self.provider.client_secret,
            token_endpoint_auth_method="client_secret_basic" if pages.basic else "client_secret_post",
            timeout=PATIENCE,
            verify=self._trust,
        )
        try:
            async with asyncio.timeout(PATIENCE), client:
                answer = await client.fetch_token(
                    pages.token, grant_type="authorization_code", code=code, redirect_uri=back, code_verifier=verifier
                )
        except OAuthError as fault:
            if fault.error != CODE_IS_BAD:  # then it is us whom the provider does not take, whoever comes
                raise ProviderAway(self.provider.name, f"token: {str(fault.error)[:40]!r}") from None
            raise NotProven(self.provider.name, "the code was not taken") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, TypeError, TimeoutError) as fault:
            raise ProviderAway(self.provider.name, f"token: {type(fault).__name__}") from None
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotProven(self.provider.name, "no ID token")
        return token, str(answer.get("access_token", ""))

    async def _name(self, address: str, access: str, subject: str) -> str:
        """The name on the provider's page about somebody (DfE Sign-in tells it nowhere else); "" if there is none."""
        try:
            found = await self._read(address, authorization=f"Bearer {access}")
        except ProviderAway:
            return ""
        return name_in(found) if found.get("sub") == subject else ""

    async def _pages(self) -> Pages:
        found = await self._read(f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        issuer = found.get("issuer")
        if issuer != self.provider.issuer and not (self.provider.any_tenant and FOR_ANY_TENANT in str(issuer)):
            raise ProviderAway(self.provider.name, f"it says that its issuer is {str(issuer)[:200]!r}")
        methods = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return Pages(
            str(issuer),
            self._address(found, "authorization_endpoint"),
            self._address(found, "token_endpoint"),
            self._address(found, "jwks_uri"),
            self._address(found, "userinfo_endpoint") if found.get("userinfo_endpoint") else None,
            self._address(found, "end_session_endpoint") if found.get("end_session_endpoint") else None,
            not isinstance(methods, list) or "client_secret_basic" in methods or "client_secret_post" not in methods,
        )

    async def _keys(self) -> list[JsonKey]:
        keys = (await self._read((await self.pages.get()).keys)).get("keys")
        if not isinstance(keys, list):
            raise ProviderAway(self.provider.name, "it shows no keys")
        return [key for key in keys if isinstance(key, dict)]

    async def _read(self, address: str, **headers: str) -> dict[str, Any]:
        """A JSON object at an address of the provider."""
        try:
            async with asyncio.timeout(PATIENCE), httpx2.AsyncClient(timeout=PATIENCE, verify=self._trust) as client:
                answer = await client.get(address, headers=headers)
            found = answer.raise_for_status().json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, TypeError, TimeoutError) as fault:
            raise ProviderAway(self.provider.name, f"{address}: {type(fault).__name__}") from None
        if not isinstance(found, dict):
            raise ProviderAway(self.provider.name, f"{address}: no JSON object")
        return found

    def _address(self, found: dict[str, Any], name: str) -> str:
        address = found.get(name)
        if not isinstance(address, str) or safe_address(address) is None:
            raise ProviderAway(self.provider.name, f"{name} is no https address")
        return address


@lru_cache(maxsize=4)
def openid(provider: Provider) -> OpenId:
    """The one of this process, which remembers what the provider said of itself."""
    return OpenId(provider)
