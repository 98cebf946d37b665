"""Whatever a client writes, right or wrong: it is carried out whole, or refused in Chinese without a trace."""

import asyncio
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.api.mutations.desk import CATALOG, ENGLISH, Desk, Given, graphql_schema
from tests.support import databases
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.services import maintenance

KNOWN = ("$project", "$other", "$stage", "$enrolment", "$survey", "$assignment")
"""Stand for ids that are there once the desk is."""
WORDS = (
    "",
    "town1",
    "1镇",
    "九镇",
    CITY,
    POLICY,
    "towns",
    "services",
    "2023Q2",
    "2023-05",
    "effort",
    "investment",
    "growth",
    "town",
    "12.5",
    "90000",
    "leader",
    "甲\x00",
)
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, 0, 2**40, 1.5, True, "", "x", [], [[]], {}, {"a": 1}, "长" * 2001]
)
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "String": st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    "ID": st.sampled_from(KNOWN) | st.sampled_from([f"prj_{'0' * 32}", f"hrm_{'1' * 32}", "x", 7]),
    "Int": st.integers(-1, 4) | st.integers(-(2**31), 2**31 - 1),
    "Boolean": st.booleans(),
    "UUID": st.uuids().map(str),
    "Date": st.dates().map(str) | st.sampled_from(["2023-01-15", "2023-05-01", "2023-06-01", "2023-07-02"]),
    "DateTime": st.datetimes(timezones=st.just(SHANGHAI)).map(datetime.isoformat),
    "Wan": st.decimals(-1, 30000, places=4, allow_nan=False).map(str),
    "Mu": st.decimals(-1, 30000, places=2, allow_nan=False).map(str),
    "Points": st.decimals(-1, 40, places=2, allow_nan=False).map(str),
}


def values(type_: GraphQLInputType) -> st.SearchStrategy[Any]:
    """Values of a type, with something else now and then."""
    return st.integers(0, 29).flatmap(lambda n: JUNK if n == 0 else fitting(type_))


def fitting(type_: GraphQLInputType) -> st.SearchStrategy[Any]:
    """Values of a type."""
    match type_:
        case GraphQLNonNull():
            return values(type_.of_type)
        case GraphQLList():
            return st.lists(values(type_.of_type), max_size=3)
        case GraphQLEnumType():
            return st.sampled_from(sorted(type_.values))
        case GraphQLInputObjectType(fields=fields) if type_.is_one_of:
            return st.sampled_from(sorted(fields)).flatmap(
                lambda name: st.fixed_dictionaries({name: values(fields[name].type)})
            )
        case GraphQLInputObjectType(fields=fields):
            required = {name: f.type for name, f in fields.items() if isinstance(f.type, GraphQLNonNull)}
            return st.fixed_dictionaries(
                {name: values(kind) for name, kind in required.items()},
                optional={name: values(f.type) for name, f in fields.items() if name not in required},
            )
        case _:
            return SCALARS[type_.name]


def calls() -> st.SearchStrategy[tuple[str, Any]]:
    """A mutation and an input."""
    mutations = graphql_schema().mutation_type
    assert mutations
    fields = mutations.fields
    return st.sampled_from(sorted(fields)).flatmap(
        lambda name: st.tuples(st.just(name), values(fields[name].args["input"].type))
    )


def with_ids(content: Any, ids: Given) -> Any:
    """``content`` with ids in place of what stands for them."""
    if isinstance(content, dict):
        return {name: with_ids(part, ids) for name, part in content.items()}
    if isinstance(content, list):
        return [with_ids(part, ids) for part in content]
    return ids.get(content, content) if isinstance(content, str) else content


async def prepared(desk: Desk) -> Given:
    """Something of each kind."""
    project = await desk.enrolled_project()
    stage = await desk.give(
        "stageRecord", "stageEvent { id }", project=project, stage="SIGNED", on="2023-04-01"
    )
    survey = await desk.give(
        "surveyOpen",
        "survey { id }",
        policy=POLICY,
        group="services",
        period="2023Q2",
        frame=["甲"],
        seed="1",
        secret=str(uuid4()),
    )
    other = await desk.project("另一厂")
    enrolment = await desk.give(
        "enrolmentSet", "enrolment { id }", project=other, policy=POLICY, unit="2镇", since="2023-05-01"
    )
    duty = {"duty": "COUNTY_LEADER", "post": "副市长", "since": "2023-05-01"}
    assigned = await desk.give("dutyAssign", "assignment { id }", jurisdiction=CITY, project=project, **duty)
    shown = (
        stage["stageEvent"],
        enrolment["enrolment"],
        survey["survey"],
        assigned["assignment"],
    )
    return dict(zip(KNOWN, (project, other, *(one["id"] for one in shown)), strict=True))


async def give(desk: Desk, mutation: str, content: Any) -> None:
    """Give one command, and see that it was carried out or refused properly."""
    before = await desk.ledger()
    field = graphql_schema().mutation_type.fields[mutation]  # type: ignore[union-attr]  # there is one
    named = get_named_type(field.args["input"].type)
    query = f"mutation($input: {named.name}!) {{ {mutation}(input: $input) {{ errors {{ field message code }} }} }}"
    answer = await desk.send(query, input=content)
    refusals = answer.get("errors") or answer["data"][mutation]["errors"]
    for refusal in refusals:
        assert not ENGLISH.search(refusal["message"]), refusal
    after = await desk.ledger()
    assert after[: len(before)] == before
    assert not refusals or after == before


async def give_all(template: Path | URL, given_: list[tuple[str, Any]]) -> None:
    """On a fresh database."""
    with TemporaryDirectory() as folder:
        async with databases.copied(template, Path(folder) / "ledger.db") as database:
            office = Office(database, CATALOG)
            await office.open()
            desk = Desk(office)
            ids = await prepared(desk)
            for mutation, content in given_:
                await give(desk, mutation, with_ids(content, ids))
            await desk.http.aclose()
            assert await maintenance.verify(database) == ()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_=st.lists(calls(), min_size=10, max_size=40))
def test_any_input(template: Path | URL, given_: list[tuple[str, Any]]) -> None:
    asyncio.run(give_all(template, given_))
