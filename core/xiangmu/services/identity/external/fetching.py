"""Getting a JWKS: a small JSON file, soon or not at all."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

import orjson

from xiangmu.services.identity.external.issuers import Issuer

SECONDS = 5
"""For the whole of it."""
LARGEST = 256 * 1024
PIECE = 16 * 1024
THREADS = ThreadPoolExecutor(2, "keys")
"""Of its own: what answers slowly keeps nobody else waiting."""


class FetchError(Exception):
    """There is no JWKS to be had; the message says in Chinese why."""


class _NoRedirects(HTTPRedirectHandler):
    """Keys come from the address in the settings and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Never."""
        return


async def fetch(issuer: Issuer) -> Any:
    """The JSON at the issuer's address. Raises FetchError."""
    read = _download if issuer.is_remote else _read
    try:
        async with asyncio.timeout(SECONDS):
            content = await asyncio.get_running_loop().run_in_executor(THREADS, read, issuer.keys)
        return orjson.loads(content)
    except TimeoutError as error:
        raise FetchError(f"等了 {SECONDS} 秒没有取到") from error
    except (OSError, HTTPException) as error:
        raise FetchError("连不上, 或打不开") from error
    except orjson.JSONDecodeError as error:
        raise FetchError("不是 JSON") from error


def _read(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return _small(file.read(LARGEST + 1))


def _download(url: str) -> bytes:
    deadline = time.monotonic() + SECONDS
    content = b""
    # no proxy: the single sign-on is on the same network as the service
    opener: OpenerDirector = build_opener(ProxyHandler({}), _NoRedirects())
    request = Request(url, headers={"Accept": "application/json"})  # noqa: S310  # the settings allow http(s) only
    with opener.open(request, timeout=SECONDS) as answer:
        while piece := answer.read1(PIECE):
            content = _small(content + piece)
            if time.monotonic() > deadline:
                raise FetchError(f"等了 {SECONDS} 秒没有取完")
    return content


def _small(content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise FetchError(f"超过 {LARGEST} 字节")
    return content
