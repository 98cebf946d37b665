"""Accounts, grants and tokens, kept through the API."""

from uuid import UUID

from tests.api.mutations.desk import Desk
from tests.support.city import CITY
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db.ids import unit_id

PASSWORD = "正确的-horse-battery"  # noqa: S105  # of nobody


async def accounts(desk: Desk) -> None:
    """Open an account, let it in, and close it again."""
    opened = await desk.give(
        "accountOpen",
        "secret account { id login name disabled jurisdiction { key } }",
        jurisdiction=CITY,
        login="Li",
        name="某人",
    )
    account = opened["account"]["id"]
    told = {"login": "li", "name": "某人", "disabled": False, "jurisdiction": {"key": CITY}}
    assert opened["account"] == {"id": account, **told}
    await session(desk, opened["secret"])
    await grants(desk, account)
    await tokens(desk, account)
    await calendars(desk, account)
    reset = await desk.give("accountReset", "secret", account=account)
    assert reset["secret"].startswith("xo_")
    for mutation, disabled in (("accountDisable", True), ("accountEnable", False)):
        payload = await desk.give(mutation, "account { disabled }", account=account)
        assert payload["account"] == {"disabled": disabled}
    payload = await desk.give(
        "accountErase", "account { login name disabled grants(first: 5) { id } }", account=account
    )
    assert payload["account"] == {"login": None, "name": None, "disabled": True, "grants": []}


async def grants(desk: Desk, account: str) -> None:
    """Give a grant and end it."""
    payload = await desk.give(
        "grantGive",
        "grant { id role jurisdiction { key } unit { key } since until account { grants(first: 5) { role } } }",
        account=account,
        role="REPORTER",
        jurisdiction=CITY,
        unit="第1镇",
        until="2023-12-31",
    )
    grant = payload["grant"]["id"]
    assert payload["grant"] == {
        "id": grant,
        "role": "REPORTER",
        "jurisdiction": {"key": CITY},
        "unit": {"key": "town1"},
        "since": "2023-07-01",
        "until": "2023-12-31",
        "account": {"grants": [{"role": "REPORTER"}]},
    }
    assert (await desk.give("grantEnd", "id", grant=grant))["id"] == grant


async def tokens(desk: Desk, account: str) -> None:
    """Issue a token and revoke it."""
    payload = await desk.give(
        "tokenIssue",
        "secret token { id title scopes expiresOn lastUsedAt }",
        account=account,
        title="大屏",
        scopes=["READ", "RECORD", "READ"],
        expiresOn="2023-12-31",
    )
    assert payload["secret"].startswith("xm_")
    token = payload["token"]["id"]
    shown = {"title": "大屏", "scopes": ["READ", "RECORD"], "expiresOn": "2023-12-31", "lastUsedAt": None}
    assert payload["token"] == {"id": token, **shown}
    listed = await desk.ask("{ accounts(first: 5) { nodes { tokens(first: 5) { title } } totalCount } }")
    assert listed["accounts"] == {"nodes": [{"tokens": [{"title": "大屏"}]}], "totalCount": 1}
    assert (await desk.give("tokenRevoke", "id", token=token))["id"] == token


async def calendars(desk: Desk, account: str) -> None:
    """Open a calendar for the account's own unit, and revoke it."""
    own = UUID(account.removeprefix("acc_"))
    grant = Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, "town1"))
    asks, desk.principal = desk.principal, Principal(id=f"account:{own}", account=own, grants=(grant,))
    query = "address feed { id jurisdiction { key } unit { key } account { id } lastUsedAt }"
    payload = await desk.payload("calendarFeedOpen", {"jurisdiction": CITY, "unit": "第1镇"}, query)
    desk.principal = asks
    assert payload["errors"] == []
    assert payload["address"].startswith("/calendar/xc_")
    feed = payload["feed"]["id"]
    told = {"jurisdiction": {"key": CITY}, "unit": {"key": "town1"}, "account": {"id": account}}
    assert payload["feed"] == {"id": feed, "lastUsedAt": None, **told}
    assert (await desk.give("calendarFeedRevoke", "id", feed=feed))["id"] == feed


async def session(desk: Desk, secret: str) -> None:
    """Set a password, sign in, renew, and be told that there is no session here to end."""
    errors = "errors { field message code }"
    for mutation, given, show in (
        ("passwordRedeem", {"secret": secret, "newPassword": PASSWORD}, ""),
        ("signIn", {"login": "LI", "password": PASSWORD}, "mustChangePassword session { refreshToken }"),
    ):
        payload = await desk.session(mutation, given, f"{errors} {show}")
        assert payload["errors"] == []
    refresh = payload["session"]["refreshToken"]
    given = {"requestId": "00000000-0000-4000-8000-000000000001", "refreshToken": refresh}
    renewed = await desk.session("sessionRefresh", given, f"{errors} session {{ accessToken refreshToken }}")
    assert renewed["session"]["refreshToken"] != refresh
    # whoever works at the desk has no session of an account
    for mutation, given in (
        ("signOut", {}),
        ("passwordChange", {"oldPassword": PASSWORD, "newPassword": PASSWORD}),
    ):
        [error] = (await desk.session(mutation, given, errors))["errors"]
        assert (error["field"], error["code"]) == ([], "NOT_ALLOWED")
