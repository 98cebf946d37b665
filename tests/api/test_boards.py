"""Boards: printed, derived and of the year; double claims and accountability lists."""

from datetime import date
from uuid import UUID

import pytest

from tests.api.asking import Answer, Client
from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio

BOARDS = """
query Boards($period: String!, $group: String, $asOf: Date) {
  boards(policy: "testville-2023", period: $period, group: $group, asOf: $asOf) {
    key title basis reading group { key } clause { id }
    places {
      unit { key } position tied total standing because previousPosition change
      evidence { project { name } }
      award { title amount clause { id } }
    }
    publication { number cards { unit { key } total lines { because evidence { project { name } } } } }
    computation { asOf provisional period { text } }
  }
}
"""


async def start(office: Office, name: str, unit: str, on: date) -> UUID:
    project = await office.enrolled_project(name, unit)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=on))
    return project


async def board(client: Client, period: str) -> Answer:
    [found] = (await client.ask(BOARDS, period=period))["boards"]
    return dict(found)


def order(found: Answer) -> list[tuple[str, int | None, bool]]:
    return [(place["unit"]["key"], place["position"], place["tied"]) for place in found["places"]]


async def test_the_printed_board_ranks_by_total_and_ties_share_a_place(
    office: Office, client: Client
) -> None:
    await start(office, "甲厂", "town2", date(2023, 5, 8))
    found = await board(client, "2023Q2")
    assert (found["key"], found["basis"], found["clause"]) == ("quarter", "PRINTED", {"id": "T-1"})
    assert order(found) == [("town2", 1, False), ("town1", 2, True), ("town3", 2, True)]
    assert [place["total"] for place in found["places"]] == ["1", "0", "0"]
    assert (found["publication"], found["reading"]) == (None, None)


async def test_a_derived_board_ranks_by_its_own_measure_with_reason_and_evidence(
    office: Office, client: Client
) -> None:
    await start(office, "甲厂", "town3", date(2023, 5, 8))
    found = await board(client, "2023-05")
    assert (found["key"], found["basis"], found["reading"]) == ("month", "DERIVED", "T1")
    first = found["places"][0]
    assert (first["unit"]["key"], first["because"], first["standing"]) == ("town3", "开工1个", ["1"])
    # in April nobody had started anything: all shared the first place
    assert (first["total"], first["previousPosition"], first["change"]) == (None, 1, 0)
    assert [place["change"] for place in found["places"][1:]] == [-1, -1]
    assert first["evidence"] == [{"project": {"name": "甲厂"}}]


async def test_the_board_before_is_read_from_its_latest_publication(office: Office, client: Client) -> None:
    await start(office, "甲厂", "town1", date(2023, 2, 8))
    await office.publish("2023Q1")
    await start(office, "乙厂", "town3", date(2023, 5, 8))
    before = {
        place["unit"]["key"]: place["previousPosition"] for place in (await board(client, "2023Q2"))["places"]
    }
    assert before == {"town1": 1, "town2": 2, "town3": 2}


async def test_a_board_carries_its_latest_publication_with_the_cards_as_printed(
    office: Office, client: Client
) -> None:
    await start(office, "甲厂", "town1", date(2023, 5, 8))
    await office.publish()
    publication = (await board(client, "2023Q2"))["publication"]
    assert publication["number"] == 1
    card = publication["cards"][0]
    assert (card["unit"]["key"], card["total"]) == ("town1", "1")
    assert card["lines"][0]["evidence"] == [{"project": {"name": "甲厂"}}]


async def test_the_year_adds_up_publications_and_has_awards_once_it_is_approved(
    office: Office, client: Client
) -> None:
    await start(office, "甲厂", "town2", date(2023, 2, 8))
    await office.publish("2023Q1")
    found = await board(client, "2023")
    assert found["computation"]["provisional"] is True
    first, second, _ = found["places"]
    assert (first["unit"]["key"], first["total"]) == ("town2", "1")
    assert first["award"] is None

    await office.publish("2023")
    first, second, _ = (await board(client, "2023"))["places"]
    assert first["award"] == {"title": "先进", "amount": "30.0000", "clause": {"id": "T-1"}}
    assert second["award"] is None
    office.pass_time(days=300)
    for quarter in ("2023Q2", "2023Q3", "2023Q4"):
        await office.publish(quarter)
    assert (await board(client, "2023"))["computation"]["provisional"] is False
    query = """{ scorecards(policy: "testville-2023", period: "2023", unit: "2镇") {
      status total publication { number } lines { title because evidence { kind id } } } }"""
    [card] = (await client.ask(query))["scorecards"]
    assert (card["status"], card["total"], card["publication"]) == ("PUBLISHED", "1", {"number": 1})
    assert [line["title"] for line in card["lines"]] == [f"2023年第{n}季度" for n in (1, 2, 3, 4)]
    assert {line["evidence"][0]["kind"] for line in card["lines"]} == {"PUBLICATION"}


async def test_a_kind_of_period_without_boards_has_none_and_an_unknown_group_is_refused(
    client: Client,
) -> None:
    assert (await client.ask(BOARDS, period="2023-05-H1"))["boards"] == []
    assert (await client.ask(BOARDS, period="2023Q2", group="services"))["boards"] == []
    assert (await client.refused(BOARDS, period="2023Q2", group="x"))[:2] == ("NOT_FOUND", "group")


async def test_double_claims_are_listed_with_every_claimant(office: Office, client: Client) -> None:
    project = await office.enrolled_project("甲厂", "town1")
    march, june = date(2023, 3, 1), date(2023, 6, 30)
    await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town2", since=march, until=june))
    query = """query ($asOf: Date) { doubleClaims(policy: "testville-2023", period: "2023Q1", asOf: $asOf) {
      project { name } claims { unit { key } since until state } } }"""
    assert (await client.ask(query))["doubleClaims"] == [
        {
            "project": {"name": "甲厂"},
            "claims": [
                {"unit": {"key": "town1"}, "since": "2023-01-15", "until": None, "state": "COUNTED"},
                {"unit": {"key": "town2"}, "since": "2023-03-01", "until": None, "state": "COUNTED"},
            ],
        }
    ]
    assert (await client.ask(query, asOf="2023-02-28"))["doubleClaims"] == []


async def test_the_accountability_list_names_units_and_shortfalls(office: Office, client: Client) -> None:
    await start(office, "甲厂", "town2", date(2023, 5, 8))
    query = """{ accountability(policy: "testville-2023", period: "2023Q2") {
      key title group { key } clause { id } computation { asOf }
      units { unit { key } shortfalls { because clause { id } evidence { id } } } } }"""
    [found] = (await client.ask(query))["accountability"]
    assert (found["title"], found["clause"]) == ("未开工名单", {"id": "T-2"})
    shortfall = {"because": "应开工1个，实际0个", "clause": {"id": "T-2"}, "evidence": []}
    assert found["units"] == [
        {"unit": {"key": unit}, "shortfalls": [shortfall]} for unit in ("town1", "town3")
    ]
