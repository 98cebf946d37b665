"""Who sent a request: by a bearer token, or by the cookie of the built-in pages; nobody without either."""

import re

from starlette.requests import Request

from xiangmu.access.principals import ANONYMOUS, Principal
from xiangmu.api.errors import Code
from xiangmu.services.identity.external.keys import NoKeysError
from xiangmu.services.identity.external.tokens import External
from xiangmu.services.identity.resolution import Caller, Resolver
from xiangmu.services.identity.secrets import ACCESS, API
from xiangmu.web.cookies import cookie_of, is_own_page
from xiangmu.web.reading import Refused

BEARER = re.compile(r"bearer +([\w.~+/-]{1,8192}=*)", re.IGNORECASE | re.ASCII)
JWT_PARTS = 2
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="xiangmu", error="invalid_token"'}
WAIT = {"Retry-After": "60"}
UNPROVEN = "身份凭证无效或已过期, 请重新登录"
"""The same whatever of it is wrong."""


class Authentication:
    """Finds out who sent a request, and notes through which session."""

    def __init__(self, resolver: Resolver, external: External) -> None:
        self._resolver = resolver
        self._external = external

    async def __call__(self, request: Request) -> Principal:
        """Who sent the request. Raises Refused for credentials that are worth nothing."""
        authorizations = request.headers.getlist("authorization")
        if authorizations:
            caller = await self._of_bearer(authorizations)
        elif (secret := cookie_of(request)) is not None:
            caller = await self._of_cookie(request, secret)
        else:
            return ANONYMOUS
        request.state.session = caller.session
        return caller.principal

    async def _of_bearer(self, authorizations: list[str]) -> Caller:
        found = BEARER.fullmatch(authorizations[0].strip())
        caller = await self._of_token(found[1]) if found and len(authorizations) == 1 else None
        if caller is None:
            raise Refused(401, UNPROVEN, CHALLENGE, Code.UNAUTHENTICATED)
        return caller

    async def _of_token(self, token: str) -> Caller | None:
        if token.startswith(API):
            return await self._resolver.of_token(token)
        if token.startswith(ACCESS):
            return await self._resolver.of_session(token)
        if token.count(".") != JWT_PARTS:
            return None
        try:
            principal = await self._external.principal(token)
        except NoKeysError as error:
            message = "暂时无法核对统一身份认证的凭证, 请稍后再试"
            raise Refused(503, message, WAIT, Code.UNAVAILABLE) from error
        return Caller(principal=principal) if principal else None

    async def _of_cookie(self, request: Request, secret: str) -> Caller:
        if request.method not in SAFE and not is_own_page(request):
            raise Refused(
                403, "须由内置网页发起: 来源不对, 或缺少 X-Xiangmu-Page 请求头", code=Code.FORBIDDEN
            )
        caller = await self._resolver.of_session(secret)
        if caller is None:
            raise Refused(401, UNPROVEN, CHALLENGE, Code.UNAUTHENTICATED, forget=True)
        return caller
