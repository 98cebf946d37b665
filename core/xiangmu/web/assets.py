"""Pages for people, with the scripts and styles they load: all from this server, nothing from elsewhere.

They are built from ``frontend/`` into ``assets/``. Where that was not done, ``plain/`` stands in: a page for
queries that needs no building.
"""

import gzip
import re
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

HERE = Path(__file__).parent
BUILT, PLAIN = HERE / "assets", HERE / "plain"
STAMP = "stamp"
"""Written last, so a folder with it is whole."""
STATIC = "static"
NAMED_BY_CONTENT = re.compile(r"-[\w-]{8}\.\w+$")
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}
"""Not those of the machine, which differ."""
LOCAL = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
)
"""A page loads from this server and asks this server, nobody else."""
STYLED = LOCAL.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "font-src 'self'", "font-src 'self' data:"
)
"""The same for an editor that writes styles into its page and has fonts in its own."""


class Asset:
    """One file, read when it is first asked for and kept."""

    def __init__(self, path: Path, policy: str) -> None:
        self._path = path
        self._policy = policy

    @cached_property
    def _content(self) -> bytes:
        return self._path.read_bytes()

    @cached_property
    def _packed(self) -> bytes:
        return gzip.compress(self._content, mtime=0)

    @cached_property
    def _headers(self) -> Mapping[str, str]:
        lasting = NAMED_BY_CONTENT.search(self._path.name)
        return {
            "Content-Type": KINDS.get(self._path.suffix, "application/octet-stream"),
            "Content-Security-Policy": self._policy,
            "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
            "ETag": f'"{sha256(self._content).hexdigest()[:32]}"',
            "Vary": "Accept-Encoding",
        }

    def show(self, request: Request) -> Response:
        """The file, packed for those who take it so; that it is the same still, for those who have it."""
        headers = dict(self._headers)
        if _has(request.headers, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self._packed, headers=headers | {"Content-Encoding": "gzip"})
        return Response(self._content, headers=headers)


class Assets:
    """The pages and files of a folder; ``built``: whether it is the one made from ``frontend/``."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or (BUILT if (BUILT / STAMP).is_file() else PLAIN)
        self.built = (self._folder / STAMP).is_file()
        # what is not listed here is not found, whatever an address says
        self._static = {
            path.name: Asset(path, LOCAL) for path in (self._folder / STATIC).iterdir() if path.is_file()
        }

    def page(self, address: str, name: str, policy: str = LOCAL) -> BaseRoute:
        """The route to a page."""
        return Route(address, Asset(self._folder / name, policy).show, methods=["GET"])

    def files(self) -> BaseRoute:
        """The route to what pages load."""
        return Route(f"/{STATIC}/{{name}}", self._show, methods=["GET"])

    def _show(self, request: Request) -> Response:
        asset = self._static.get(request.path_params["name"])
        return asset.show(request) if asset else Response("没有这个地址\n", 404, media_type="text/plain")


def _has(headers: Headers, tag: str) -> bool:
    kept = {one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")}
    return tag in kept or "*" in kept
