"""An OpenID Connect provider of our own on this computer, which can be told to misbehave."""

import base64
import hashlib
import hmac
import json
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeyParameters, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "stocktake-here", "only-for-tests"
TENANT, OTHER_TENANT = "0f00aa00-0000-4000-8000-00000000cafe", "0f00aa00-0000-4000-8000-00000000beef"
USERS: dict[str, dict[str, Any]] = {  # shaped as Entra, Google and DfE Sign-in tell them
    "Entra head": {
        "sub": "AAAAPairwise1", "oid": "0f00-1", "tid": TENANT, "ver": "2.0", "name": "Mora Quill",
        "preferred_username": "mora@boat.example",
    },
    "Entra stranger": {
        "sub": "AAAAPairwise1", "oid": "0f00-2", "tid": OTHER_TENANT, "ver": "2.0", "name": "Mora Quill",
        "preferred_username": "mora@boat.example",
    },
    "Google lead": {"sub": "11223344556677889900", "hd": "boat.example", "email": "ivo@boat.example",
                    "email_verified": True, "name": "Ivo Lantern"},
    "Google visitor": {"sub": "99887766554433221100", "email": "ivo@boat.example", "email_verified": True,
                       "name": "Ivo Lantern"},
    "DfE user": {"sub": "3E4F0000-DFE", "email": "una@kite.example", "given_name": "Una", "family_name": "Reed",
                 "organisation": {"id": "23F20E54", "name": "Kite Primary School", "urn": "000001", "uid": None}},
    "Same e-mail": {"sub": "somebody-else", "email": "una@kite.example", "email_verified": False, "name": "Una Reed"},
    "In 250 groups": {"sub": "busy", "email": "busy@kite.example", "name": "Wim Busy",
                      "groups": [f"00000000-0000-4000-8000-{number:012d}" for number in range(250)]},
}  # fmt: skip
Claims = dict[str, Any]


def new_key(kid: str, alg: str = "RS256") -> Key:
    about: KeyParameters = {"kid": kid, "use": "sig", "alg": alg}
    return ECKey.generate_key("P-256", about) if alg == "ES256" else RSAKey.generate_key(2048, about)


def as_json(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def unsigned(claims: Claims) -> str:
    """A token that says that it needs no signature."""
    return f"{as_json({'alg': 'none'})}.{as_json(claims)}."


def signed_with_the_public_key(claims: Claims, key: Key) -> str:
    """A token "signed" with what everybody knows: taken by whoever lets the token choose the algorithm."""
    assert isinstance(key, RSAKey)
    head = f"{as_json({'alg': 'HS256', 'kid': key.kid})}.{as_json(claims)}"
    mac = hmac.digest(key.as_pem(private=False), head.encode(), "sha256")
    return f"{head}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


TAMPERED: dict[str, Callable[[Claims], Claims]] = {
    "for another client": lambda claims: claims | {"aud": "somebody-else"},
    "for two clients": lambda claims: claims | {"aud": [CLIENT, "somebody-else"], "azp": CLIENT},
    "for nobody": lambda claims: {name: value for name, value in claims.items() if name != "aud"},
    "asked for by another client": lambda claims: claims | {"azp": "somebody-else"},
    "another nonce": lambda claims: claims | {"nonce": "another"},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "over": lambda claims: claims | {"iat": claims["iat"] - 3600, "exp": claims["iat"] - 61},
    "without an end": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "from the future": lambda claims: claims | {"iat": claims["iat"] + 3600, "exp": claims["exp"] + 3600},
    "of another issuer": lambda claims: claims | {"iss": "http://127.0.0.1:1"},
    "about nobody": lambda claims: claims | {"sub": ""},
    "about a number": lambda claims: claims | {"sub": 7},
    "about a long id": lambda claims: claims | {"sub": "x" * 256},
}
FORGED: dict[str, Callable[[Claims, Key], str]] = {
    "another signature": lambda claims, key: jwt.encode({"alg": "RS256", "kid": key.kid}, claims, new_key("x")),
    "a key nobody knows": lambda claims, key: jwt.encode({"alg": "RS256", "kid": "x"}, claims, new_key("x")),
    "no signature": lambda claims, key: unsigned(claims),
    "signed with the public key": signed_with_the_public_key,
    "no token at all": lambda claims, key: "not.a.token",
}


@dataclass
class OwnProvider:
    """`tamper` is a key of TAMPERED or FORGED; `trouble` is how it answers: "down", "rubbish", "a list" or "slow".

    A `careless` one neither keeps a code to one use nor looks at its verifier, as a bad provider might. A `quiet` one
    tells names and e-mail addresses only on its page about somebody, as DfE Sign-in does. `says` changes what it
    answers at "keys", "token" or "about". `stuck` is set once it was asked while in trouble.
    """

    base: str
    any_tenant: bool = False
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    alg: str = "RS256"
    tamper: str | None = None
    trouble: str | None = None
    careless: bool = False
    quiet: bool = False
    says: dict[str, Claims] = field(default_factory=dict)
    stuck: threading.Event = field(default_factory=threading.Event)
    signs_out: bool = True
    keys: list[Key] = field(default_factory=lambda: [new_key("first")])
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def become(self, other: "OwnProvider") -> None:
        """As another one is, at the same address."""
        vars(self).update(vars(other))

    @property
    def issuer(self) -> str:
        return f"{self.base}/organizations/v2.0" if self.any_tenant else self.base

    def sign_with(self, key: Key) -> None:
        """From now on with a new key, which is shown beside the others."""
        self.keys = [key, *self.keys]

    def pages(self) -> Claims:
        return {
            "issuer": f"{self.base}/{{tenantid}}/v2.0" if self.any_tenant else self.base,
            "authorization_endpoint": f"{self.base}/authorize",
            "token_endpoint": f"{self.base}/token",
            "jwks_uri": f"{self.base}/keys",
            "userinfo_endpoint": f"{self.base}/about",
            **({"end_session_endpoint": f"{self.base}/sign-out"} if self.signs_out else {}),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        }

    def token(self, asked: dict[str, str]) -> str:
        """The ID token for what was asked at /authorize, tampered with if told so."""
        user, now = dict(USERS[asked["as"]]), int(self.clock().timestamp())
        if self.quiet:
            user = {"sub": user["sub"]}
        issuer = f"{self.base}/{user['tid']}/v2.0" if self.any_tenant else self.base
        claims = {"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **user}
        if self.tamper in FORGED:
            return FORGED[self.tamper](claims, self.keys[0])
        changed = TAMPERED[self.tamper](claims) if self.tamper else claims
        return jwt.encode({"alg": self.alg, "kid": self.keys[0].kid}, changed, self.keys[0], algorithms=[self.alg])

    def exchange(self, form: dict[str, str], authorization: str) -> Response:
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if authorization != f"Basic {expected}":
            return JSONResponse({"error": "invalid_client"}, 401)
        code = form.get("code", "")
        asked = self.codes.get(code) if self.careless else self.codes.pop(code, None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = asked and asked.get("code_challenge") == base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if asked is None or not (proven or self.careless) or form.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant", "error_description": "<b>a word of theirs</b>"}, 400)
        answer = {"access_token": f"about {asked['as']}", "token_type": "Bearer", "expires_in": 300}
        return JSONResponse({**answer, "id_token": self.token(asked), **self.says.get("token", {})})

    def authorize(self, asked: dict[str, str]) -> Response:
        """Signs in whoever is told `as`; else a page to choose from."""
        if asked.get("client_id") != CLIENT or not asked.get("code_challenge") or asked.get("response_type") != "code":
            return PlainTextResponse("bad client", 400)
        if "as" not in asked:
            links = (f'<p><a href="/authorize?{urlencode({**asked, "as": user})}">{user}</a></p>' for user in USERS)
            title = "Paper Boat sign-in"
            page = f'<html lang="en-GB"><title>{title}</title><main><h1>{title}</h1>{"".join(links)}</main></html>'
            return HTMLResponse(page.replace("&", "&amp;"))
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    def somebody(self, authorization: str) -> Response:
        """The page about somebody, for whoever holds their token."""
        user = USERS.get(authorization.removeprefix("Bearer about "))
        return JSONResponse({**user, **self.says.get("about", {})} if user else {"error": "invalid_token"})

    async def answer(self, request: Request) -> Response:
        self.log.append(request.url.path)
        if self.trouble:
            self.stuck.set()
            return await in_trouble(self.trouble, request)
        authorization = request.headers.get("authorization", "")
        form = dict(parse_qsl((await request.body()).decode()))
        keys = self.says.get("keys", {})
        pages: dict[str, Callable[[], Response]] = {
            "openid-configuration": lambda: JSONResponse(self.pages()),
            "keys": lambda: JSONResponse({"keys": [key.as_dict(private=False) for key in self.keys], **keys}),
            "authorize": lambda: self.authorize(dict(request.query_params)),
            "token": lambda: self.exchange(form, authorization),
            "about": lambda: self.somebody(authorization),
            "sign-out": lambda: HTMLResponse("<h1>You are signed out of Paper Boat sign-in</h1>"),
        }
        return pages[request.url.path.rpartition("/")[2]]()


async def in_trouble(trouble: str, request: Request) -> Response:
    match trouble:
        case "down":
            return PlainTextResponse("we are away", 503)
        case "rubbish":
            return HTMLResponse("<h1>Welcome to the hotel's network</h1>")
        case "a list":
            return JSONResponse([])
    while (await request.receive())["type"] != "http.disconnect":  # slow: until whoever asks has had enough
        pass
    return Response()


class Served(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def served(**about: Any):
    """A provider that answers on a port of its own until the end of the block."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        provider = OwnProvider(f"http://127.0.0.1:{taken.getsockname()[1]}", **about)
        app = Starlette(routes=[Route("/{path:path}", provider.answer, methods=["GET", "POST"])])
        config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
        server = Served(config)
        thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
        thread.start()
        assert server.ready.wait(20)
        try:
            yield provider
        finally:
            server.should_exit = True
            thread.join(20)


def signed_in_as(address: str, user: str) -> str:
    """The address that the provider sends `user`'s browser back to, after being asked at `address`."""
    import urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    joint = "&" if urlsplit(address).query else "?"
    try:
        urllib.request.build_opener(Stay).open(f"{address}{joint}{urlencode({'as': user})}", timeout=20)
    except urllib.error.HTTPError as sent:
        with sent:
            return str(sent.headers["location"])
    raise AssertionError("the provider did not send anybody back")
