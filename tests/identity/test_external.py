"""Tokens of a single sign-on are believed for what holds in all of them, and for nothing else."""

import base64
import hashlib
import hmac
import warnings
from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.identity.issuing import AUDIENCE, ISSUER, NOW, Claims, Key, base64url, encoded, issuer, jwks
from tests.support.city import CITY
from tests.support.office import NOON
from xiangmu.access.principals import Principal, PrincipalKind
from xiangmu.access.roles import Permission, Role
from xiangmu.db.ids import unit_id
from xiangmu.services.identity.external.issuers import Issuer
from xiangmu.services.identity.external.keys import Keys
from xiangmu.services.identity.external.tokens import External

pytestmark = pytest.mark.anyio
KEY = Key("one")
OTHER = Key("other")
SIGNERS = {"ES256": Key("curve", "ES256"), "EdDSA": Key("edwards", "EdDSA"), "PS256": Key("pss", "PS256")}


async def principal(
    token: str, told: Any = None, clock: Any = lambda: NOON, **settings: Any
) -> Principal | None:
    """Who the token is about, for an issuer that shows ``told``."""

    async def fetch(_: Issuer) -> Any:
        return jwks(KEY) if told is None else told

    external = External([issuer("keys.json", **settings)], clock, lambda one: Keys(one, fetch))
    return await external.principal(token)


def by_hand(header: Mapping[str, Any], claims: Claims, secret: bytes | None = None) -> str:
    """A token as no library would make it."""
    signed = f"{encoded(header)}.{encoded(claims)}"
    if secret is None:
        return f"{signed}."
    signature = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64url(signature)}"


async def test_claims_become_grants() -> None:
    found = await principal(KEY.sign(dept="town1"))
    assert found
    assert (found.kind, found.account) == (PrincipalKind.OIDC, None)
    assert [(grant.role, grant.unit) for grant in found.grants] == [
        (Role.OFFICE, None),
        (Role.REPORTER, unit_id(CITY, "town1")),
    ]
    assert found.may(Permission.CONFIRM, CITY)
    assert found.id.startswith("oidc:")
    assert "li" not in found.id


@pytest.mark.parametrize(
    "claims",
    [
        {"realm_access": None},
        {"realm_access": "office"},
        {"realm_access": {"roles": "offices"}},
        {"realm_access": {"roles": {"office": True}}},
        {"realm_access": ["office"]},
        {"realm_access": {"roles": [["office"]]}},
    ],
)
async def test_other_claims_grant_nothing(claims: Claims) -> None:
    found = await principal(KEY.sign(**claims))
    assert found
    assert found.grants == ()


async def test_somebody_is_the_same_in_every_token_of_an_issuer() -> None:
    one, again = await principal(KEY.sign()), await principal(KEY.sign(iat=NOW - 60))
    other = await principal(KEY.sign(sub="wang"))
    assert one and again and other
    assert one.id == again.id != other.id


@pytest.mark.parametrize("algorithm", SIGNERS)
async def test_the_algorithms_of_the_settings_are_believed(algorithm: str) -> None:
    key = SIGNERS[algorithm]
    assert await principal(key.sign(), jwks(key), algorithms=[algorithm])
    assert await principal(key.sign(), jwks(key), algorithms=["RS256"]) is None


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": ISSUER + "/"},
        {"iss": [ISSUER]},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": [AUDIENCE, 7]},
        {"aud": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"exp": None},
        {"iat": None},
        {"exp": NOW - 30},
        {"exp": str(NOW + 300)},
        {"exp": True},
        {"exp": 10**400},
        {"iat": NOW + 31},
        {"nbf": NOW + 31},
        {"nbf": "soon"},
        {"nbf": {}},
    ],
    ids=repr,
)
async def test_a_claim_that_does_not_hold_spoils_the_token(claims: Claims) -> None:
    assert await principal(KEY.sign(**claims)) is None


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["another", AUDIENCE]},
        {"exp": NOW - 29},
        {"iat": NOW + 30},
        {"nbf": NOW + 30},
        {"exp": NOW + 0.5},
        {"sub": "x" * 255},
    ],
    ids=repr,
)
async def test_clocks_may_differ_a_little(claims: Claims) -> None:
    assert await principal(KEY.sign(**claims))


@pytest.mark.parametrize(
    "header",
    [
        {"kid": None},
        {"kid": ""},
        {"kid": "unknown"},
        {"crit": ["b64"], "b64": True},
        {"crit": ["exp"]},
    ],
    ids=repr,
)
async def test_a_header_that_is_not_understood_spoils_the_token(header: Claims) -> None:
    assert await principal(KEY.sign(header)) is None


async def test_a_key_beside_the_token_is_not_believed() -> None:
    for header in ({"jwk": OTHER.jwk}, {"jku": "http://127.0.0.1/jwks"}, {"x5u": "http://127.0.0.1/"}):
        assert await principal(OTHER.sign({"kid": "one", **header})) is None


CLAIMS: Claims = {
    "iss": ISSUER,
    "sub": "li",
    "aud": AUDIENCE,
    "iat": NOW,
    "exp": NOW + 300,
    "realm_access": {"roles": ["office"]},
}


@pytest.mark.parametrize(
    "algorithm", ["none", "None", "NONE", "", "HS256", "RS999", None, 7, ["RS256"]], ids=repr
)
async def test_no_token_chooses_how_it_is_verified(algorithm: Any) -> None:
    header = {"alg": algorithm, "kid": "one", "typ": "JWT"}
    assert await principal(by_hand(header, CLAIMS)) is None
    for secret in (b"", KEY.jwk["n"].encode(), base64.urlsafe_b64decode(KEY.jwk["n"] + "==")):
        assert await principal(by_hand(header, CLAIMS, secret)) is None


async def test_a_public_key_is_no_shared_secret() -> None:
    public = KEY.private.public_key()
    for encoding in (Encoding.PEM, Encoding.DER):
        secret = public.public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
        assert await principal(by_hand({"alg": "HS256", "kid": "one"}, CLAIMS, secret)) is None
    # nor is a secret in the JWKS any key
    shared = {"kty": "oct", "k": encoded("secret"), "kid": "one", "alg": "HS256"}
    assert await principal(jwt.encode(CLAIMS, "s" * 32, "HS256", {"kid": "one"}), {"keys": [shared]}) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"alg": "RS384"},
        {"use": "enc"},
        {"kty": "EC"},
        {"n": "AQAB"},
        {"n": 7},
        {"e": None},
        {"kid": 7},
        {"kid": "two"},
    ],
    ids=repr,
)
async def test_a_key_for_something_else_verifies_nothing(changed: Claims) -> None:
    assert await principal(KEY.sign(), {"keys": [KEY.jwk | changed]}) is None


async def test_a_weak_key_verifies_nothing() -> None:
    weak = Key("one", bits=1024)
    with warnings.catch_warnings():
        # the library warns as well
        warnings.simplefilter("ignore")
        assert await principal(weak.sign(), jwks(weak)) is None


async def test_a_token_of_another_key_or_changed_on_the_way_is_refused() -> None:
    assert await principal(OTHER.sign({"kid": "one"})) is None
    header, claims, signature = KEY.sign().split(".")
    assert await principal(f"{header}.{encoded(CLAIMS | {'sub': 'wang'})}.{signature}") is None
    assert await principal(f"{header}.{claims}.{signature[:-4]}AAAA") is None


@pytest.mark.parametrize(
    "token",
    ["", ".", "..", "a.b.c", "e30.e30.", "e30.W10.AA", "\x00.\x00.\x00", "=.=.=", "x" * 9000 + ".e30.e30"],
    ids=lambda token: ascii(token[:12]),
)
async def test_what_is_no_token_proves_nothing(token: str) -> None:
    assert await principal(token) is None


async def test_deeply_nested_claims_do_no_harm() -> None:
    deep = base64url(b'{"iss":' + b"[" * 3000 + b"]" * 3000 + b"}")
    assert await principal(f"{encoded({'alg': 'RS256', 'kid': 'one'})}.{deep}.AA") is None
