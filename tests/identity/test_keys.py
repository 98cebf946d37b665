"""Where an issuer's keys come from, how long they are kept, and what a bad source can do: nothing."""

import asyncio
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.identity.issuing import GRANTS, ISSUER, Key, issuer, jwks, saying, shown
from tests.support import city
from tests.support.office import NOON
from xiangmu.services.identity.external import fetching
from xiangmu.services.identity.external.fetching import LARGEST, FetchError, fetch
from xiangmu.services.identity.external.issuers import Issuer, IssuersError, load_issuers
from xiangmu.services.identity.external.keys import FRESH, MOST_KEYS, SELDOM, STALE, Keys, NoKeysError
from xiangmu.services.identity.external.tokens import External

pytestmark = pytest.mark.anyio
OLD, NEW = Key("old"), Key("new")


class Source:
    """Shows what it is told to, and counts how often it is asked."""

    def __init__(self, *keys: Key) -> None:
        self.told: Any = jwks(*keys)
        self.asked = 0
        self.seconds = 0.0

    async def fetch(self, _: Issuer) -> Any:
        """What it shows now."""
        self.asked += 1
        await asyncio.sleep(0)
        if isinstance(self.told, Exception):
            raise self.told
        return self.told

    def clock(self) -> float:
        """Seconds as the test sets them."""
        return self.seconds

    def keys(self) -> Keys:
        """The keys of an issuer behind it."""
        return Keys(issuer("keys.json"), self.fetch, self.clock)


async def test_keys_are_kept_for_an_hour() -> None:
    source = Source(OLD)
    keys = source.keys()
    for seconds, asked in ((0, 1), (FRESH - 1, 1), (FRESH, 2), (FRESH + 10, 2)):
        source.seconds = seconds
        assert await keys.find("old", "RS256")
        assert source.asked == asked


async def test_a_new_key_is_found_when_it_is_used() -> None:
    source = Source(OLD)
    keys = source.keys()
    assert await keys.find("old", "RS256")
    source.told = jwks(NEW)
    source.seconds = SELDOM
    assert await keys.find("new", "RS256")
    assert await keys.find("old", "RS256") is None


async def test_keys_that_nobody_has_are_looked_for_now_and_then() -> None:
    source = Source(OLD)
    keys = source.keys()
    for second in range(0, 3 * SELDOM, 5):
        source.seconds = second
        assert await keys.find(f"made-up-{second}", "RS256") is None
    assert source.asked == 3


async def test_many_who_need_keys_at_once_ask_once() -> None:
    source = Source(OLD)
    keys = source.keys()
    found = await asyncio.gather(*(keys.find("old", "RS256") for _ in range(20)))
    assert all(found)
    assert source.asked == 1


async def test_a_source_that_dies_is_lived_without_for_a_day() -> None:
    source = Source(OLD)
    keys = source.keys()
    assert await keys.find("old", "RS256")
    source.told = FetchError("连不上")
    source.seconds = STALE - 1
    assert await keys.find("old", "RS256")
    source.seconds = STALE
    with pytest.raises(NoKeysError):
        await keys.find("old", "RS256")
    source.told = jwks(OLD)
    source.seconds = STALE + SELDOM
    assert await keys.find("old", "RS256")


async def test_a_source_that_never_was_is_asked_now_and_then() -> None:
    source = Source()
    source.told = FetchError("连不上")
    keys = source.keys()
    for second in range(0, 2 * SELDOM, 10):
        source.seconds = second
        with pytest.raises(NoKeysError):
            await keys.find("old", "RS256")
    assert source.asked == 2


@pytest.mark.parametrize(
    "told",
    [None, [], "keys", {}, {"keys": {}}, {"keys": [OLD.jwk] * (MOST_KEYS + 1)}],
    ids=lambda one: str(one)[:9],
)
async def test_what_is_no_jwks_replaces_no_keys(told: Any) -> None:
    source = Source(OLD)
    keys = source.keys()
    assert await keys.find("old", "RS256")
    source.told, source.seconds = told, FRESH
    assert await keys.find("old", "RS256")


async def test_what_stands_beside_a_key_does_not_spoil_it() -> None:
    source = Source(OLD)
    source.told["keys"][:0] = [None, 7, {}, {"kty": "RSA"}, {"kty": "oct", "kid": "old", "k": "AA"}]
    assert await source.keys().find("old", "RS256")


async def test_keys_are_fetched_over_http_and_believed() -> None:
    with shown(saying(jwks(OLD))) as address:
        external = External([issuer(address)], lambda: NOON)
        assert await external.principal(OLD.sign())
        assert await external.principal(NEW.sign()) is None


def slowly(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        try:
            request.wfile.write(b" ")
            request.wfile.flush()
        except OSError:
            return
        time.sleep(0.02)


def cut_off(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"keys":')


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (saying(b"<html>"), "不是 JSON"),
        (saying(b"\xff\xfe"), "不是 JSON"),
        (saying(b"[" * 100_000), "不是 JSON"),
        (saying(b" " * (LARGEST + 1)), "字节"),
        (saying(b" " * 50_000_000), "字节"),
        (saying({}, 500), "连不上"),
        (saying({}, 302, Location="http://127.0.0.1:1/"), "连不上"),
        (cut_off, "JSON"),
        (slowly, "没有取"),
    ],
    ids=["html", "bytes", "deep", "long", "huge", "500", "elsewhere", "cut off", "slow"],
)
async def test_a_bad_answer_is_an_answer_that_is_missing(
    answer: Any, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 1)
    with shown(answer) as address, pytest.raises(FetchError, match=said):
        await fetch(issuer(address))


async def test_an_address_where_nobody_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError):
        await fetch(issuer(f"http://127.0.0.1:{port}/jwks"))


async def test_keys_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(orjson.dumps(jwks(OLD)))
    path = settings(tmp_path)
    assert await External(load_issuers(path, city.catalog()), lambda: NOON).principal(OLD.sign())
    (tmp_path / "keys.json").unlink()
    with pytest.raises(NoKeysError):
        await External(load_issuers(path, city.catalog()), lambda: NOON).principal(OLD.sign())


def settings(folder: Path, **changed: Any) -> Path:
    """A file of settings."""
    told = {"issuer": ISSUER, "audience": "xiangmu", "keys": "keys.json", "algorithms": ["RS256"]} | changed
    lines = ["[[issuer]]", *(f"{name} = {orjson.dumps(content).decode()}" for name, content in told.items())]
    path = folder / "issuers.toml"
    path.write_text("\n".join([*lines, *granted()]), encoding="utf-8")
    return path


def granted() -> Iterator[str]:
    for grant in GRANTS:
        yield "[[issuer.grant]]"
        yield from (f'{name} = "{content}"' for name, content in grant.items())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"algorithms": ["none"]}, "须为"),
        ({"algorithms": ["HS256"]}, "须为"),
        ({"algorithms": []}, "至少 1 项"),
        ({"keys": "http://sso.example/jwks"}, "https"),
        ({"leeway_seconds": 3600}, "不得大于 120"),
        ({"audience": ""}, "至少 1 个字"),
        ({"colour": "red"}, "没有这一项"),
    ],
)
def test_settings_that_would_be_unsafe_are_refused(tmp_path: Path, changed: Any, said: str) -> None:
    with pytest.raises(IssuersError, match=said):
        load_issuers(settings(tmp_path, **changed), city.catalog())


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ('role = "OFFICE"', 'role = "KING"', "须为"),
        ('role = "OFFICE"', 'role = "PLATFORM_ADMIN"', "范围不合"),
        ('unit = "town1"', "", "范围不合"),
        ('unit = "town1"', 'unit = "nowhere"', "没有单位 nowhere"),
        ('jurisdiction = "testville"', 'jurisdiction = "nowhere"', "没有插件声明辖区 nowhere"),
        ("[[issuer]]", "[[issuer]", "TOML"),
    ],
)
def test_grants_that_make_no_sense_are_refused(tmp_path: Path, replaced: str, by: str, said: str) -> None:
    path = settings(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(replaced, by, 1), encoding="utf-8")
    with pytest.raises(IssuersError, match=said):
        load_issuers(path, city.catalog())


def test_an_issuer_is_listed_once_and_the_file_is_there(tmp_path: Path) -> None:
    path = settings(tmp_path)
    twice = path.read_text(encoding="utf-8") + "\n"
    path.write_text(twice + twice, encoding="utf-8")
    with pytest.raises(IssuersError, match="两次"):
        load_issuers(path, city.catalog())
    with pytest.raises(IssuersError, match="打不开"):
        load_issuers(tmp_path / "nowhere.toml", city.catalog())
