"""The session cookie of the built-in pages, and how requests of those pages are told from other sites'."""

from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import Response

from xiangmu.api.visit import PageSession, Visit

PAGE_HEADER = "X-Xiangmu-Page"
"""Only a page of the same origin can send it without being allowed to."""
PLAIN, GUARDED = "xiangmu", "__Host-xiangmu"


def visit_of(request: Request) -> Visit:
    """How the request came in."""
    return Visit(
        address=request.client.host if request.client else "",
        session=getattr(request.state, "session", None),
        own_page=is_own_page(request),
    )


def cookie_of(request: Request) -> str | None:
    """The session's secret, as the browser sent it."""
    return request.cookies.get(_name(request))


def leave(response: Response, request: Request, kept: PageSession) -> None:
    """Have the browser keep the session, or forget it."""
    name, secure = _name(request), _is_guarded(request)
    if kept.secret:
        response.set_cookie(
            name, kept.secret, max_age=kept.seconds, secure=secure, httponly=True, samesite="strict"
        )
    else:
        response.delete_cookie(name, secure=secure, httponly=True, samesite="strict")


def is_own_page(request: Request) -> bool:
    """Whether a page of this origin sent the request: its header is there, and no other site's name."""
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}".lower()
    return PAGE_HEADER in request.headers and origin in (None, own)


def _name(request: Request) -> str:
    return GUARDED if _is_guarded(request) else PLAIN


def _is_guarded(request: Request) -> bool:
    """Whether the cookie goes over TLS only: always, but for a browser on the machine itself."""
    return request.url.scheme == "https" or not _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
