"""Pages for people come from this server alone, in the built form or the plain one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from tests.web.conftest import Clients
from xiangmu.settings import Settings, WebSettings
from xiangmu.web.assets import LOCAL, PLAIN, STYLED, Assets

pytestmark = pytest.mark.anyio
SCRIPT = "a" * 2000
SVG = 'xmlns="http://www.w3.org/2000/svg"'
HASHED = "/static/page-DdSXg6QK.js"


@contextmanager
def client(assets: Assets) -> Iterator[httpx.AsyncClient]:
    pages = [assets.page("/page", "graphiql.html", STYLED), assets.page("/dashboard", "dashboard.html")]
    app = Starlette(routes=[assets.files(), *pages])
    yield httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu")


@pytest.fixture
def built(tmp_path: Path) -> Assets:
    """Pages as they are built."""
    (tmp_path / "static").mkdir()
    (tmp_path / "graphiql.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / HASHED[1:]).write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "stamp").write_text("0" * 64, encoding="utf-8")
    return Assets(tmp_path)


async def test_what_is_named_by_its_content_is_kept_for_good(built: Assets) -> None:
    with client(built) as http:
        script, page = await http.get(HASHED), await http.get("/page")
    assert built.built
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"


async def test_who_has_it_is_told_that_it_is_the_same(built: Assets) -> None:
    with client(built) as http:
        first = await http.get("/page")
        again = await http.get("/page", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
        other = await http.get("/page", headers={"if-none-match": '"other"'})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


async def test_it_is_packed_for_those_who_take_it_so(built: Assets) -> None:
    with client(built) as http:
        packed = await http.get(HASHED, headers={"accept-encoding": "br, gzip"})
        plain = await http.get(HASHED, headers={"accept-encoding": "identity"})
        head = await http.head(HASHED, headers={"accept-encoding": "identity"})
    assert packed.text == plain.text == SCRIPT
    assert int(packed.headers["content-length"]) < len(SCRIPT) / 2
    assert {one.headers["vary"] for one in (packed, plain)} == {"Accept-Encoding"}
    assert head.headers["content-length"] == str(len(SCRIPT))


@pytest.mark.parametrize(
    "address", ["/static/stamp", "/static/../stamp", "/static/%2e%2e%2fstamp", "/static/", "/stamp"]
)
async def test_nothing_but_the_listed_files_is_found(built: Assets, address: str) -> None:
    with client(built) as http:
        assert (await http.get(address)).status_code == 404


async def test_a_page_may_load_from_this_server_only(built: Assets) -> None:
    with client(built) as http:
        policies = [
            (await http.get(address)).headers["content-security-policy"] for address in ("/page", HASHED)
        ]
    assert policies == [STYLED, LOCAL]
    for policy in policies:
        allowed = {word for part in policy.split(";") for word in part.split()[1:]}
        assert allowed <= {"'none'", "'self'", "'unsafe-inline'", "data:"}
        assert "script-src 'self';" in policy


async def test_without_the_built_pages_there_is_a_plain_one() -> None:
    plain = Assets(PLAIN)
    with client(plain) as http:
        page = (await http.get("/page")).text
        loaded = re.findall(r'(?:src|href)="\./([^"]+)"', page)
        assert {(await http.get(name)).status_code for name in loaded} == {200}
    assert not plain.built
    assert {Path(name).suffix for name in loaded} == {".css", ".js", ".svg"}
    for path in PLAIN.rglob("*.*"):
        assert "//" not in path.read_text(encoding="utf-8").replace(SVG, "")


@pytest.mark.parametrize(("address", "setting"), [("/graphiql", "graphiql"), ("/", "dashboard")])
async def test_a_page_can_be_turned_off(clients: Clients, address: str, setting: str) -> None:
    off = clients(Settings(web=WebSettings.model_validate({setting: False})))
    assert (await clients().get(address)).status_code == 200
    assert (await off.get(address)).status_code == 404


async def test_without_pages_nothing_is_there_to_load(clients: Clients) -> None:
    off = clients(Settings(web=WebSettings(graphiql=False, dashboard=False)))
    assert (await off.get("/static/icon.svg")).status_code == 404


async def test_an_unbuilt_dashboard_says_how_to_build_it() -> None:
    with client(Assets(PLAIN)) as http:
        page = await http.get("/dashboard")
    assert page.status_code == 200
    assert "<code>make web</code>" in page.text
