"""Whoever gives whatever command: it succeeds with its grant alone, and one's hints tell beforehand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.access.any_command import NOT_TRIED, Attempt, attempts
from tests.access.anybody import Seer, principals
from tests.access.world import SHARED
from tests.access.worlds import Worlds, bounded, worlds
from tests.support.city import CITY
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.access.roles import Permission
from xiangmu.api.entities.hints import MUTATIONS
from xiangmu.services.hints import FROM_ABOVE, HINTED
from xiangmu.services.permissions import RULES
from xiangmu.services.problems import Problem

ATTEMPTS_EACH = 6
HINTS = {kind for kinds in HINTED.values() for kind in kinds}
REVOKED = ("token_revoke", "calendar_feed_revoke")
OF_ONESELF = ("account_disable", "account_erase", "grant_give", "grant_end", *REVOKED)
OF_ACCOUNTS = ("account_", "grant_", "token_", "calendar_")


@pytest.fixture(scope="module")
def told(template: Path | URL) -> Iterator[Worlds]:
    """The world."""
    with worlds(template, ()) as opened:
        yield opened


@pytest.fixture(scope="module")
def every(told: Worlds) -> tuple[Attempt, ...]:
    """All commands that are tried."""
    return attempts(told.asked[""].world)


def test_every_kind_of_command_is_tried_and_sound(told: Worlds, every: tuple[Attempt, ...]) -> None:
    assert {attempt.kind for attempt in every} | {*NOT_TRIED} == {*RULES}
    somebody = Principal(id="somebody", kind=SYSTEM.kind)
    for attempt in every:
        problems, recorded = told.give(somebody, attempt.data)
        assert not problems, (attempt, problems)
        assert recorded, attempt


def test_nothing_happens_without_a_grant(
    told: Worlds, every: tuple[Attempt, ...], record_property: Any
) -> None:
    some = st.lists(st.sampled_from(every), min_size=ATTEMPTS_EACH, max_size=ATTEMPTS_EACH)

    @bounded(40)
    @given(who=principals(tuple(told.owners.accounts)), tried=some)
    def every_case(who: Principal, tried: list[Attempt]) -> None:
        for attempt in tried:
            check(told, Seer(who, told.owners), attempt)
            told.cases += 1

    every_case()
    record_property("cases", told.cases)


def check(told: Worlds, seer: Seer, attempt: Attempt) -> None:
    """One command of one principal."""
    problems, recorded = told.give(seer.who, attempt.data)
    tried = (attempt, seer.who, problems)
    if problems:
        assert not recorded, tried
        assert not may(seer, attempt, knowing=True), tried
        assert not [*_names(seer, attempt, problems)], tried
    else:
        assert may(seer, attempt), tried
        [command] = (row for row in recorded if row["table"] == "command")
        assert command["scope"] == attempt.place, tried
        if not _wholly(seer, attempt):
            assert {row["state"] for row in recorded if "state" in row} <= {"CLAIMED"}, tried
    if attempt.naming and seer.nothing(attempt.place) and not seer.project(attempt.place, attempt.unit):
        absent = uuid4()
        unknown, _ = told.give(seer.who, _naming(attempt.data, attempt.naming, absent))
        assert _without(problems, attempt.naming) == _without(unknown, absent), tried
    if attempt.about and attempt.kind in HINTS:
        can = _hints(told, seer.who, attempt.about)
        if can is not None and not _from_above(seer, attempt):
            assert (MUTATIONS[attempt.kind] in can) == (not problems), (tried, can)
        elif can is None:
            assert problems or seer.who.scopes is not None, tried


def may(seer: Seer, attempt: Attempt, *, knowing: bool = False) -> bool:
    """Whether their grants give them that; ``knowing``: and let them see what it is about."""
    rule, kept = RULES[attempt.kind], seer.owners.accounts.get(seer.who.account or UUID(int=0))
    if attempt.kind.startswith(OF_ACCOUNTS):
        # to their own account one does nothing but revoke its tokens and calendars, and issue tokens where one keeps
        # accounts
        if kept == attempt.place and attempt.kind in OF_ONESELF:
            return attempt.kind in REVOKED
        return _wholly(seer, attempt)
    # nobody in this world stands behind a project
    claims = {*rule.claims} - {Permission.INSTRUCT}
    granted = _wholly(seer, attempt)
    if attempt.unit:
        granted = granted or any(seer.unit(attempt.place, attempt.unit, claim) for claim in claims)
    seen = seer.who.scopes is None or {Permission.READ, Permission.SEE_PERSONAL} <= seer.who.scopes
    return granted and (seen or not knowing)


def _wholly(seer: Seer, attempt: Attempt) -> bool:
    by = RULES[attempt.kind].by or Permission.MANAGE_REPORTERS
    whole = seer.whole(attempt.place, by)
    if attempt.kind == "fact_correct":
        whole = whole and seer.whole(attempt.place, Permission.RECORD)
    return whole


def _from_above(seer: Seer, attempt: Attempt) -> bool:
    """They could do such a thing by the policy above, which is not what is tried."""
    shared = (attempt.place, attempt.unit) == SHARED
    by = RULES[attempt.kind].by
    return shared and attempt.kind in FROM_ABOVE and by is not None and seer.whole(CITY, by)


def _names(seer: Seer, attempt: Attempt, problems: tuple[Problem, ...]) -> Iterator[str]:
    """What the refusal tells of others, besides what the command itself names."""
    given = attempt.data.model_dump_json().replace("-", "")
    for found in seer.trespasses(" ".join(problem.message for problem in problems)):
        if found.split(" ")[0] not in given:
            yield found


def _hints(told: Worlds, who: Principal, about: str) -> list[str] | None:
    type_ = told.ids.get(about)
    assert type_, about
    query = f'{{ node(id: "{about}") {{ ... on {type_} {{ viewerCan }} }} }}'
    answer = told.send(who, {"query": query})
    assert "errors" not in answer, answer
    node = answer["data"]["node"]
    return None if node is None else node["viewerCan"]


def _naming(data: Any, known: UUID, other: UUID) -> Any:
    given = {name: other for name in type(data).model_fields if getattr(data, name) == known}
    return data.model_copy(update=given)


def _without(problems: tuple[Problem, ...], identity: UUID) -> list[tuple[Any, ...]]:
    return [(p.path, p.code, p.message.replace(str(identity), "…"), p.severity) for p in problems]
