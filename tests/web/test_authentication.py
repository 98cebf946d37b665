"""Who a request is from, over HTTP: every kind of credential, and what is told when one is worth nothing."""

import logging
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from tests.identity.household import PASSWORD, QUICK, Household
from tests.identity.issuing import ISSUER, Key, jwks
from tests.identity.test_keys import settings as issuers_file
from tests.support import city
from tests.support.office import Office
from xiangmu.access.roles import Permission, Role
from xiangmu.db.engine import Database
from xiangmu.services.identity.accounts import AccountReset
from xiangmu.services.identity.passwords import Passwords
from xiangmu.services.identity.tokens import TokenIssue
from xiangmu.settings import IdentitySettings, Settings
from xiangmu.web.app import create_app
from xiangmu.web.logs import QUIETER

pytestmark = pytest.mark.anyio
Http = httpx.AsyncClient
KEY = Key("one")
WHO = "{ accounts(first: 5) { nodes { login } } }"
SIGN_IN = (
    "mutation($i: SignInInput!) { signIn(input: $i) { session { accessToken } errors { code message } } }"
)
PAGE = {"X-Xiangmu-Page": "1", "Origin": "http://localhost"}
UNPROVEN = {
    "message": "身份凭证无效或已过期, 请重新登录",
    "extensions": {"code": "UNAUTHENTICATED"},
}


@pytest.fixture
async def house(database: Database) -> Household:
    """The invented city, with an office and a town's reporter."""
    office = Office(database, city.catalog())
    await office.open()
    house = Household(office)
    await house.employ("office", Role.OFFICE)
    await house.employ("reporter", Role.REPORTER, unit="town1")
    return house


@pytest.fixture
def reached(house: Household, tmp_path: Path) -> Callable[[str], Http]:
    """Clients of the application at the address given."""
    (tmp_path / "keys.json").write_bytes(orjson.dumps(jwks(KEY)))
    chosen = Settings(identity=IdentitySettings(issuers=str(issuers_file(tmp_path))))
    catalog, database, clock = house.office.catalog, house.database, house.office.clock
    app = create_app(catalog, database, clock, settings=chosen, passwords=Passwords(QUICK))
    return lambda address: httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=address)


@pytest.fixture
async def http(reached: Callable[[str], Http]) -> AsyncIterator[Http]:
    """A client on the machine itself."""
    async with reached("http://localhost") as client:
        yield client


async def ask(http: Http, query: str = WHO, headers: Any = None, **given: Any) -> httpx.Response:
    body: dict[str, Any] = {"query": query}
    if given:
        body["variables"] = {"i": given}
    return await http.post("/graphql", json=body, headers=headers)


async def logins(http: Http, credential: str) -> list[str]:
    """The accounts that somebody with the credential is shown."""
    response = await ask(http, headers={"Authorization": f"Bearer {credential}"})
    assert response.status_code == 200, response.text
    return sorted(one["login"] for one in response.json()["data"]["accounts"]["nodes"])


async def signed_in(http: Http, login: str) -> str:
    answer = (await ask(http, SIGN_IN, login=login, password=PASSWORD)).json()
    access: str = answer["data"]["signIn"]["session"]["accessToken"]
    return access


async def issued(house: Household, login: str) -> str:
    account = (await house.principal(login)).account
    assert account
    data = TokenIssue(account=account, title="x", scopes=tuple(Permission), expires_on=date(2023, 12, 31))
    await house.office.do(data)
    return data.secret


def refused(response: httpx.Response) -> Any:
    """The error of a request that was turned down for its credentials."""
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="xiangmu", error="invalid_token"'
    body = response.json()
    assert "data" not in body
    [error] = body["errors"]
    return error


async def test_without_credentials_somebody_is_nobody(http: Http) -> None:
    response = await ask(http)
    assert (response.status_code, response.json()["data"]) == (200, {"accounts": {"nodes": []}})


async def test_a_session_a_token_and_a_jwt_say_who_somebody_is(house: Household, http: Http) -> None:
    assert await logins(http, await signed_in(http, "office")) == ["office", "reporter"]
    assert await logins(http, await signed_in(http, "reporter")) == ["reporter"]
    assert await logins(http, await issued(house, "office")) == ["office", "reporter"]
    assert await logins(http, KEY.sign()) == ["office", "reporter"]
    assert await logins(http, KEY.sign(realm_access=None)) == []


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer xs_",
        "Bearer xs_unknown",
        "Bearer xm_unknown",
        "Bearer xr_unknown",
        "Bearer a.b.c",
        "Bearer two words",
        "Basic b2ZmaWNlOnB3",
        "bearer\txs_x",
        "Bearer " + "x" * 9000,
        "Bearer é",
    ],
)
async def test_a_credential_worth_nothing_is_no_way_in(http: Http, authorization: str) -> None:
    headers = [("Authorization", authorization.encode("latin-1"))]
    response = await http.post("/graphql", json={"query": "{ __typename }"}, headers=headers)  # type: ignore[arg-type]  # bytes, as they come
    assert refused(response) == UNPROVEN


async def test_two_credentials_are_one_too_many(house: Household, http: Http) -> None:
    token = await issued(house, "office")
    headers = [("Authorization", f"Bearer {token}"), ("Authorization", f"Bearer {token}")]
    assert refused(await http.post("/graphql", json={"query": WHO}, headers=headers)) == UNPROVEN


async def test_what_has_expired_is_told_like_what_never_was(house: Household, http: Http) -> None:
    access, token, jwt = await signed_in(http, "office"), await issued(house, "office"), KEY.sign()
    house.office.pass_time(days=200)
    for credential in (access, token, jwt):
        response = await ask(http, headers={"Authorization": f"Bearer {credential}"})
        assert refused(response) == UNPROVEN


async def test_clients_that_ask_for_it_get_the_media_type_of_graphql(http: Http) -> None:
    media_type = "application/graphql-response+json"
    response = await ask(http, headers={"Authorization": "Bearer x", "Accept": media_type})
    assert refused(response) == UNPROVEN
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"


async def test_when_no_keys_are_to_be_had_the_client_is_told_to_wait(http: Http, tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    response = await ask(http, headers={"Authorization": f"Bearer {KEY.sign()}"})
    assert (response.status_code, response.headers["retry-after"]) == (503, "60")
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_a_page_keeps_its_session_in_a_cookie_that_scripts_do_not_see(http: Http) -> None:
    response = await ask(http, SIGN_IN, PAGE, login="office", password=PASSWORD, page=True)
    assert response.json()["data"]["signIn"] == {"session": None, "errors": []}
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("xiangmu=xs_")
    for part in ("HttpOnly", "Path=/", "SameSite=strict", "Max-Age=43200"):
        assert part in cookie
    assert "Secure" not in cookie
    seen = await ask(http, headers=PAGE)
    assert {one["login"] for one in seen.json()["data"]["accounts"]["nodes"]} == {"office", "reporter"}
    left = await ask(http, "mutation { signOut(input: {}) { errors { code } } }", PAGE)
    assert left.json()["data"] == {"signOut": {"errors": []}}
    assert 'xiangmu=""' in left.headers["set-cookie"]
    assert not http.cookies


@pytest.mark.parametrize("address", ["https://xm.example", "http://xm.example", "https://localhost"])
async def test_over_a_network_the_cookie_goes_through_tls_alone(
    reached: Callable[[str], Http], address: str
) -> None:
    async with reached(address) as http:
        page = PAGE | {"Origin": address}
        response = await ask(http, SIGN_IN, page, login="office", password=PASSWORD, page=True)
        cookie = response.headers["set-cookie"]
        assert cookie.startswith("__Host-xiangmu=xs_")
        assert "Secure" in cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"X-Xiangmu-Page": "1", "Origin": "http://evil.example"},
        {"X-Xiangmu-Page": "1", "Origin": "https://localhost"},
        {"X-Xiangmu-Page": "1", "Origin": "http://localhost:81"},
        {"X-Xiangmu-Page": "1", "Origin": "null"},
    ],
    ids=str,
)
async def test_another_site_cannot_use_the_cookie(http: Http, headers: dict[str, str]) -> None:
    await ask(http, SIGN_IN, PAGE, login="office", password=PASSWORD, page=True)
    response = await ask(http, headers=headers)
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    http.cookies.clear()
    given = await ask(http, SIGN_IN, headers, login="office", password=PASSWORD, page=True)
    assert "set-cookie" not in given.headers
    if given.status_code == 200:
        assert given.json()["data"]["signIn"]["errors"][0]["code"] == "NOT_ALLOWED"


async def test_a_bearer_needs_no_header_of_a_page_and_goes_before_a_cookie(http: Http) -> None:
    access = await signed_in(http, "reporter")
    await ask(http, SIGN_IN, PAGE, login="office", password=PASSWORD, page=True)
    assert await logins(http, access) == ["reporter"]


async def test_a_cookie_that_has_expired_is_taken_back(house: Household, http: Http) -> None:
    await ask(http, SIGN_IN, PAGE, login="office", password=PASSWORD, page=True)
    cookie = dict(http.cookies)
    house.office.pass_time(hours=12)
    response = await http.post(
        "/graphql", json={"query": WHO}, headers=PAGE | {"Cookie": f"xiangmu={cookie['xiangmu']}"}
    )
    assert refused(response) == UNPROVEN
    assert 'xiangmu=""' in response.headers["set-cookie"]


async def test_who_must_change_their_password_may_do_nothing_else(house: Household, http: Http) -> None:
    account = (await house.principal("reporter")).account
    assert account
    reset = AccountReset(account=account)
    await house.office.do(reset)
    await house.sign_ins.redeem(reset.secret, PASSWORD, must_change=True)
    access = await signed_in(http, "reporter")
    assert not (await house.caller(access)).principal.grants
    change = "mutation($i: PasswordChangeInput!) { passwordChange(input: $i) { errors { code } } }"
    bearer = {"Authorization": f"Bearer {access}"}
    given = {"oldPassword": PASSWORD, "newPassword": "另一个-staple-口令"}
    answer = await ask(http, change, bearer, **given)
    assert answer.json()["data"] == {"passwordChange": {"errors": []}}
    assert (await house.caller(access)).principal.grants


async def test_nothing_secret_is_logged_or_told(http: Http, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIETER:
        caplog.set_level(logging.WARNING, library)
    secrets = ["hunter2-is-my-login", "hunter2-is-my-password"]
    given = {"login": secrets[0], "password": secrets[1]}
    told = [await ask(http, SIGN_IN, **given)]
    for wrong in ({"page": "yes"}, {"nothing": 1}, {"password": [secrets[1]]}):
        told.append(await ask(http, SIGN_IN, **(given | wrong)))
    secret = "xo_hunter2-is-my-secret"  # noqa: S105  # of nobody
    redeem = "mutation($i: PasswordRedeemInput!) { passwordRedeem(input: $i) { errors { code } } }"
    told.append(await ask(http, redeem, secret=secret, newPassword=7))
    told.append(await ask(http, headers={"Authorization": f"Bearer {secret}"}))
    told.append(await ask(http, headers={"Cookie": f"xiangmu={secret}"} | PAGE))
    told.append(await ask(http, headers={"Authorization": f"Bearer {KEY.sign(sub='hunter2')[:-3]}AAA"}))
    assert "hunter2" not in "".join(response.text for response in told)
    assert "hunter2" not in caplog.text
    assert ISSUER not in caplog.text
