"""From a signed token to who it is: nothing in it counts before its signature, issuer, audience and times hold."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import jwt
from jwt.exceptions import PyJWTError
from jwt.types import Options

from xiangmu.access.principals import Principal, PrincipalKind
from xiangmu.services.clock import Clock
from xiangmu.services.identity.external.issuers import ClaimGrant, Issuer
from xiangmu.services.identity.external.keys import Keys
from xiangmu.services.identity.secrets import hash_of

LONGEST = 8192
LONGEST_SUBJECT = 255
ID_DIGITS = 32
LATEST = 2**53
"""Seconds; not a number and infinity are not below it either."""
CHECKS: Options = {
    "require": ["iss", "sub", "aud", "exp", "iat"],
    # times are compared with the clock that is handed in
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
}


class External:
    """Believes the tokens of some issuers."""

    def __init__(
        self, issuers: Iterable[Issuer], clock: Clock, keys_of: Callable[[Issuer], Keys] = Keys
    ) -> None:
        self._clock = clock
        self._known = {issuer.issuer: (issuer, keys_of(issuer)) for issuer in issuers}

    async def principal(self, token: str) -> Principal | None:
        """Who the token is about; None when it proves nothing. Raises NoKeysError."""
        if len(token) > LONGEST:
            return None
        try:
            header = jwt.get_unverified_header(token)
            claimed = jwt.decode(token, options={"verify_signature": False}).get("iss")
            known = self._known.get(claimed) if isinstance(claimed, str) else None
            if known is None:
                return None
            issuer, keys = known
            algorithm, kid = header.get("alg"), header.get("kid")
            if algorithm not in issuer.algorithms or not isinstance(kid, str) or "crit" in header:
                return None
            key = await keys.find(kid, algorithm)
            if key is None:
                return None
            claims = jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=issuer.audience,
                issuer=issuer.issuer,
                options=CHECKS,
            )
        except (PyJWTError, ValueError, TypeError, RecursionError):
            return None
        return _principal(issuer, claims) if _in_time(claims, issuer.leeway_seconds, self._clock()) else None


def _in_time(claims: Mapping[str, Any], leeway: int, now: datetime) -> bool:
    at = now.astimezone(UTC).timestamp()
    expires, issued, begins = claims["exp"], claims["iat"], claims.get("nbf", claims["iat"])
    if not all(map(_is_time, (expires, issued, begins))):
        return False
    return bool(max(issued, begins) <= at + leeway and expires > at - leeway)


def _is_time(content: Any) -> bool:
    return isinstance(content, int | float) and not isinstance(content, bool) and abs(content) < LATEST


def _principal(issuer: Issuer, claims: Mapping[str, Any]) -> Principal | None:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 1 <= len(subject) <= LONGEST_SUBJECT:
        return None
    person = hash_of("\n".join((issuer.issuer, subject)))
    return Principal(
        id=f"oidc:{person[:ID_DIGITS]}",
        kind=PrincipalKind.OIDC,
        grants=tuple(given.grant for given in issuer.grant if _has(claims, given)),
    )


def _has(claims: Mapping[str, Any], given: ClaimGrant) -> bool:
    content: Any = claims
    for name in given.claim.split("."):
        content = content.get(name) if isinstance(content, Mapping) else None
    return given.value in content if isinstance(content, list) else content == given.value
