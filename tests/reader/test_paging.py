"""Pages: nothing twice, nothing left out, in every order, and counts and sums over all of them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.projects import ProjectRegister

pytestmark = pytest.mark.anyio

NAMES = ["丙", "甲", "乙", "B", "a", "Ａ", "甲", "乙二", "é", "z"]
STAGES = [Stage.BUILDING, Stage.RESERVED, Stage.TERMINATED, Stage.STARTED]
PAGE = """query($first: Int!, $after: String, $order: [ProjectOrder!]) {
    projects(first: $first, after: $after, order: $order) {
        totalCount sums { total } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { name total stage registered { no } } } } }"""
ORDERS: list[list[dict[str, str]]] = [
    [],
    [{"by": "NAME"}],
    [{"by": "TOTAL", "direction": "DESC"}],
    [{"by": "STAGE", "direction": "DESC"}, {"by": "TOTAL"}],
    [{"by": "TOTAL"}, {"by": "NAME", "direction": "DESC"}, {"by": "RECORDED"}],
]


async def register(office: Office) -> None:
    registered = await office.run_all(
        *(
            ProjectRegister(
                jurisdiction=CITY,
                name=name,
                total_yuan=yi(number % 3),
                kind=ProjectKind.OTHER,
                effective=date(2023, 1, 15),
                unit=f"town{number % 2 + 1}",
            )
            for number, name in enumerate(NAMES)
        )
    )
    await office.run_all(
        *(
            StageRecord(project=UUID(receipt.subject), stage=stage, on=date(2023, 3, 1))
            for receipt, stage in zip(registered, STAGES * 2, strict=False)
        )
    )


async def walk(asking: Asking, first: int, order: list[dict[str, str]]) -> list[dict[str, Any]]:
    """All pages, one after the other."""
    nodes: list[dict[str, Any]] = []
    after = None
    while True:
        page = (await asking.ask(PAGE, first=first, after=after, order=order))["projects"]
        assert page["totalCount"] == len(NAMES)
        assert page["sums"] == {"total": "90000.0000"}
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
        assert len(page["edges"]) <= first
        nodes += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return nodes


@pytest.mark.parametrize("first", [1, 3, 5, 10])
async def test_pages_in_any_order_are_the_whole_list_cut(office: Office, asking: Asking, first: int) -> None:
    await register(office)
    for order in ORDERS:
        whole = await walk(asking, 100, order)
        assert sorted(node["name"] for node in whole) == sorted(NAMES)
        assert await walk(asking, first, order) == whole


async def test_orders_mean_the_same_on_every_database(office: Office, asking: Asking) -> None:
    await register(office)
    by_name = await walk(asking, 100, [{"by": "NAME"}])
    assert [node["name"] for node in by_name] == sorted(NAMES)
    by_stage = await walk(asking, 100, [{"by": "STAGE", "direction": "DESC"}, {"by": "TOTAL"}])
    assert [(node["stage"], node["total"]) for node in by_stage][:3] == [
        ("TERMINATED", "0.0000"),
        ("TERMINATED", "20000.0000"),
        ("BUILDING", "0.0000"),
    ]
    newest = await walk(asking, 100, [])
    recorded = [node["registered"]["no"] for node in newest]
    assert recorded == sorted(recorded, reverse=True)


async def test_a_page_goes_on_where_it_ended_though_rows_came_in_between(
    office: Office, asking: Asking
) -> None:
    await register(office)
    order = [{"by": "NAME"}]
    page = (await asking.ask(PAGE, first=4, order=order))["projects"]
    await office.project("0")
    rest = (await asking.ask(PAGE, first=100, order=order, after=page["pageInfo"]["endCursor"]))["projects"]
    names = [edge["node"]["name"] for edge in page["edges"] + rest["edges"]]
    assert names == sorted(NAMES)


async def test_pages_within_each_parent_have_their_own_ends(office: Office, asking: Asking) -> None:
    await register(office)
    units = """{ units(filter: {kind: [TOWNSHIP]}) { nodes { key projects(first: 2, order: [{by: NAME}]) {
        totalCount sums { total } pageInfo { hasNextPage endCursor } nodes { name } } } } }"""
    first, second, third = (await asking.ask(units))["units"]["nodes"]
    assert [page["projects"]["totalCount"] for page in (first, second, third)] == [5, 5, 0]
    assert [page["projects"]["pageInfo"]["hasNextPage"] for page in (first, second, third)] == [
        True,
        True,
        False,
    ]
    assert [node["name"] for node in second["projects"]["nodes"]] == ["B", "z"]
    assert third["projects"] == {
        "totalCount": 0,
        "sums": {"total": "0.0000"},
        "pageInfo": {"hasNextPage": False, "endCursor": None},
        "nodes": [],
    }
    rest = (
        await asking.ask(
            """query($after: String) { units(filter: {key: ["town2"]}) { nodes {
            projects(first: 9, order: [{by: NAME}], after: $after) { nodes { name } } } } }""",
            after=second["projects"]["pageInfo"]["endCursor"],
        )
    )["units"]["nodes"]
    assert [node["name"] for node in rest[0]["projects"]["nodes"]] == ["乙二", "甲", "Ａ"]


async def test_a_cursor_of_another_order_or_list_is_refused(office: Office, asking: Asking) -> None:
    await register(office)
    page = (await asking.ask(PAGE, first=1, order=[{"by": "NAME"}]))["projects"]
    cursor = page["pageInfo"]["endCursor"]
    told = ("BAD_USER_INPUT", "after", "游标属于另一种排序或另一个列表, 请从第一页重新开始")
    assert await asking.refusals(PAGE, first=1, after=cursor, order=[{"by": "TOTAL"}]) == [told]
    other = "query($after: String) { units(after: $after) { totalCount } }"
    assert await asking.refusals(other, after=cursor) == [told]


async def test_the_longest_names_are_paged_through(office: Office, asking: Asking) -> None:
    for last in "甲乙丙":
        await office.project("𠮷" * 1999 + last)
    page = "{ projects(first: 1, order: [{by: NAME}], after: %s) { nodes { name } pageInfo { endCursor } } }"
    after, seen = "null", ""
    for _ in range(3):
        found = (await asking.ask(page % after))["projects"]
        after = f'"{found["pageInfo"]["endCursor"]}"'
        seen += found["nodes"][0]["name"][-1]
    assert seen == "丙乙甲"
