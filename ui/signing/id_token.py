"""Whether an ID token proves who came: signed by the provider, for us, in answer to this very sign-in."""

from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry
from joserfc.jws import JWSRegistry, extract_compact

from assessments.access.identities import Arrival
from assessments.errors import Refused
from assessments.identity_provider import Provider

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}  # with the kind of key each needs
FOR_ANY_TENANT = "{tenantid}"  # stands in Entra's issuer when it answers for every directory
LEEWAY = 60  # seconds that two clocks may be apart
LONGEST_SUBJECT, LONGEST_NAME = 255, 80
JsonKey = Mapping[str, Any]


class NotProven(Refused):
    """The token proves nothing; `why` is for the log and holds nothing of the token."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"What {name} sent back cannot be trusted, so you are not signed in. Try again; if it happens again, tell "
            "whoever looks after Stocktake."
        )
        self.why = why


class OtherTenant(Refused):
    """The token is in order, and its tenant is none of those that may come."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Your {name} account belongs to an organisation that may not sign in here, so you are not signed in. Use "
            "your work account, or ask whoever looks after Stocktake."
        )


class UnknownKey(NotProven):
    """It is signed with a key that was not there when the provider's keys were read."""


def proven(token: str, keys: list[JsonKey], issuer: str, provider: Provider, nonce: str, now: datetime) -> Arrival:
    """Who came. `issuer` is as the provider publishes it. Raises NotProven, UnknownKey, OtherTenant."""
    try:
        key = _key(token, keys, provider.name)
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        claims = jwt.decode(token, JWKRegistry.import_key(dict(key)), registry=registry).claims
        own = issuer.replace(FOR_ANY_TENANT, _text(claims.get("tid")))
        signer = _text(key.get("issuer", own)).replace(FOR_ANY_TENANT, _text(claims.get("tid")))
        _check(claims, own, provider, nonce, now)
    except NotProven:
        raise
    except JoseError as fault:
        raise NotProven(provider.name, f"{fault.error} {getattr(fault, 'claim', '')}".strip()) from None
    except (ValueError, TypeError, KeyError, OverflowError) as fault:
        raise NotProven(provider.name, type(fault).__name__) from None
    if signer != own:
        raise NotProven(provider.name, "the key is another issuer's")
    tenant = _text(claims.get("tid", claims.get("hd"))).lower()  # Entra's directory, Google's domain
    if provider.tenants and tenant not in provider.tenants:
        raise OtherTenant(provider.name)
    return Arrival(own, claims["sub"], name_in(claims))


def _key(token: str, keys: list[JsonKey], name: str) -> JsonKey:
    """The provider's key that the token says it is signed with, if it is of the kind that its algorithm needs."""
    header = extract_compact(token.encode()).headers()
    kind = ALGORITHMS.get(_text(header.get("alg")))
    if kind is None:
        raise NotProven(name, "the algorithm is not one we take")
    signing = [key for key in keys if key.get("kty") == kind and key.get("use", "sig") == "sig"]
    kid = header.get("kid")
    for key in signing:
        if key.get("kid") == kid or (kid is None and len(signing) == 1):
            return key
    raise UnknownKey(name, "no such key")


def _check(claims: Mapping[str, Any], issuer: str, provider: Provider, nonce: str, now: datetime) -> None:
    """Raises JoseError or NotProven unless the claims are those of a token for us, now, in answer to this nonce."""
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        sub={"essential": True},
        aud={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    registry.validate(dict(claims))
    if claims["aud"] not in (provider.client_id, [provider.client_id]):
        raise NotProven(provider.name, "the token is for somebody else")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise NotProven(provider.name, "the token was asked for by somebody else")
    if not compare_digest(_text(claims.get("nonce")).encode(), nonce.encode()):
        raise NotProven(provider.name, "the nonce is another")
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise NotProven(provider.name, "the subject has no fit length")


def name_in(claims: Mapping[str, Any]) -> str:
    """A name to call somebody by, of what the provider tells; "" when it tells none."""
    given = f"{_text(claims.get('given_name'))} {_text(claims.get('family_name'))}"
    for told in (_text(claims.get("name")), given, _text(claims.get("email")), _text(claims.get("preferred_username"))):
        plain = "".join(letter if letter.isprintable() else " " for letter in told)
        name = " ".join(plain.split())[:LONGEST_NAME].strip()
        if name:
            return name
    return ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
