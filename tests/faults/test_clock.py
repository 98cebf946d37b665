"""The clock is set back: the ledger's time stands still, people get in, and what is over stays over."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.faults.desks import intact
from tests.identity.household import ADDRESS, Household
from tests.support.office import NOON, Office
from xiangmu.access.roles import Role
from xiangmu.db import tables as t

pytestmark = pytest.mark.anyio
BACK = timedelta(hours=30)


@pytest.fixture
async def house(office: Office) -> Household:
    """The office's accounts."""
    return Household(office)


async def test_the_time_of_the_ledger_stands_still_until_the_clock_has_caught_up(office: Office) -> None:
    await office.project("甲")
    office.now = NOON - BACK
    await office.project("乙")
    office.now = NOON + timedelta(minutes=1)
    await office.project("丙")
    async with office.database.reading() as connection:
        recorded = select(t.command.c.recorded_at).order_by(t.command.c.no.desc()).limit(3)
        last = list(await connection.scalars(recorded))
    assert last == [NOON + timedelta(minutes=1), NOON, NOON]
    await intact(office.database)


async def test_nobody_is_locked_out_for_longer_than_without_the_change(house: Household) -> None:
    await house.employ("li", Role.OFFICE)
    for guess in range(6):
        await house.refusal("li", f"guess {guess}")
    assert (await house.refusal("li", "guess"))[0] == "TOO_MANY_ATTEMPTS"
    house.office.now = NOON - BACK
    # one attempt is looked at, and counts: then there is to be waited again, as long as is usual
    assert (await house.refusal("li", "guess"))[0] == "WRONG_CREDENTIALS"
    assert await house.refusal("li", "guess") == ("TOO_MANY_ATTEMPTS", "尝试次数过多, 请 60 秒后再试")
    house.office.pass_time(seconds=60)
    assert await house.sign_in("li")


async def test_sessions_go_on_and_what_was_ended_stays_ended(house: Household) -> None:
    account = await house.employ("li", Role.OFFICE)
    kept, ended = [(await house.sign_in("li")).tokens.access for _ in range(2)]
    session = (await house.caller(ended)).session
    assert session
    await house.sign_ins.sign_out(account, session, everywhere=False)
    house.office.now = NOON - BACK
    assert (await house.caller(kept)).principal.account == account
    assert await house.resolver.of_session(ended) is None
    assert (await house.sign_ins.sign_in("li", "正确的-horse-battery", ADDRESS)).tokens
