"""The public keys of an issuer, kept for a while and fetched anew within bounds."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from xiangmu.plugin.value import value
from xiangmu.services.identity.external.fetching import FetchError, fetch
from xiangmu.services.identity.external.issuers import Issuer

LOG = logging.getLogger("xiangmu.identity")
FRESH = 60 * 60
"""Seconds after which keys are looked at anew."""
STALE = 24 * 60 * 60
"""Seconds for which keys are believed that could not be looked at anew."""
SELDOM = 60
"""Seconds between two attempts, whatever keys are asked for."""
MOST_KEYS = 100
SHORTEST_RSA = 2048
FAMILIES = {
    "RS": ("RSA", None),
    "PS": ("RSA", None),
    "ES256": ("EC", "P-256"),
    "ES384": ("EC", "P-384"),
    "ES512": ("EC", "P-521"),
    "EdDSA": ("OKP", "Ed25519"),
}
"""Which kind of key, on which curve, an algorithm takes."""
Fetch = Callable[[Issuer], Awaitable[Any]]


class NoKeysError(Exception):
    """There are no keys to verify anything with, for no fault of the token."""


@value
class PublicKey:
    """One key of a JWKS, as it stands there."""

    kid: str
    jwk: dict[str, Any]

    def fitting(self, algorithm: str) -> PyJWK | None:
        """The key for that algorithm; None when it is made for another."""
        kind, curve = FAMILIES.get(algorithm) or FAMILIES[algorithm[:2]]
        jwk = self.jwk
        if (
            jwk["kty"] != kind
            or jwk.get("alg", algorithm) != algorithm
            or curve not in (None, jwk.get("crv"))
        ):
            return None
        try:
            key = PyJWK(jwk, algorithm=algorithm)
        except (PyJWTError, ValueError, TypeError):
            return None
        return None if kind == "RSA" and key.key.key_size < SHORTEST_RSA else key


class Keys:
    """The keys of one issuer. ``clock`` counts seconds and never steps back."""

    def __init__(
        self, issuer: Issuer, fetch: Fetch = fetch, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._clock = clock
        self._keys: dict[str, PublicKey] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self._turn = asyncio.Lock()

    async def find(self, kid: str, algorithm: str) -> PyJWK | None:
        """The key that the issuer calls ``kid``, for that algorithm. Raises NoKeysError."""
        if kid not in self._keys or not self._is(FRESH):
            async with self._turn:
                if self._tried is None or self._clock() - self._tried >= SELDOM:
                    await self._refresh()
        if not self._is(STALE):
            raise NoKeysError
        found = self._keys.get(kid)
        return found.fitting(algorithm) if found else None

    def _is(self, age: float) -> bool:
        return self._fetched is not None and self._clock() - self._fetched < age

    async def _refresh(self) -> None:
        self._tried = self._clock()
        try:
            keys = {key.kid: key for key in _read(await self._fetch(self._issuer))}
        except FetchError as error:
            LOG.warning("取不到统一身份认证的公钥: %s", error)
            return
        self._keys, self._fetched = keys, self._clock()


def _read(content: Any) -> Iterator[PublicKey]:
    """The public keys for signatures in a JWKS; what else stands there is passed over. Raises FetchError."""
    listed = content.get("keys") if isinstance(content, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise FetchError(f"不是 JWKS, 或多于 {MOST_KEYS} 把公钥")
    kinds = {kind for kind, _ in FAMILIES.values()}
    for jwk in listed:
        if not isinstance(jwk, dict) or jwk.get("kty") not in kinds or jwk.get("use", "sig") != "sig":
            continue
        if isinstance(kid := jwk.get("kid"), str) and kid:
            yield PublicKey(kid=kid, jwk=jwk)
