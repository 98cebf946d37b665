"""Milestones, shortfalls, forecasts, revised goals and readings, as a client sees them."""

from datetime import date
from typing import Any

import pytest

from tests.api.asking import Answer, Client
from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead

pytestmark = pytest.mark.anyio

ATTAINMENT = """
query Attainment($period: String! = "2023", $asOf: Date, $asKnownAt: KnownAt) {
  attainment(policy: "testville-2023", period: $period, asOf: $asOf, asKnownAt: $asKnownAt) {
    attainments {
      target {
        key every basis milestones { due percent clause { id } }
        lead { key } responsible { key } unit { key }
      }
      goal { text } revision { id effective approvedOn approver reason }
      value { text } outcome due shortfall { text } because verdict
      forecast { value { text } met because }
      milestones { milestone { due } wanted { text } value { text } outcome shortfall { text } because }
      period { text }
    }
  }
}
"""
INDICATORS = """
query Indicators($period: String!, $key: String, $unit: String, $asOf: Date) {
  indicators(policy: "testville-2023", period: $period, key: $key, unit: $unit, asOf: $asOf) {
    indicators {
      indicator { key counts periodKind group { key } clause { id } }
      readings {
        id unit { key } period { text } value { text exact } source
        yearBefore { text } increase { text } growth
      }
      targets { target { key } value { text } met }
    }
  }
}
"""


async def start(office: Office, name: str, on: date) -> None:
    project = await office.enrolled_project(name)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=on))


async def found(client: Client, key: str, **asked: Any) -> Answer:
    report = (await client.ask(ATTAINMENT, **asked))["attainment"]["attainments"]
    return next(one for one in report if one["target"]["key"] == key)


def revise(goal: str, **given: Any) -> GoalRevise:
    return GoalRevise.model_validate(
        {
            "policy": POLICY,
            "target": "city",
            "goal": goal,
            "effective": date(2023, 6, 1),
            "approved_on": date(2023, 5, 20),
            "approver": "市长",
            "revision_reason": "上级加码",
        }
        | given
    )


async def test_milestones_are_met_missed_or_not_yet_due(office: Office, client: Client) -> None:
    await start(office, "甲厂", date(2023, 3, 8))
    early = await found(client, "city", asOf="2023-05-30")
    [milestone] = early["milestones"]
    assert early["target"]["milestones"] == [{"due": "2023-05-31", "percent": "50", "clause": {"id": "T-2"}}]
    assert (milestone["outcome"], milestone["wanted"], milestone["value"], milestone["shortfall"]) == (
        "NOT_YET_DUE",
        {"text": "1.5个"},
        {"text": "1个"},
        {"text": "0.5个"},
    )
    [milestone] = (await found(client, "city", asOf="2023-06-01"))["milestones"]
    assert (milestone["outcome"], milestone["shortfall"]) == ("MISSED", {"text": "0.5个"})
    await start(office, "乙厂", date(2023, 5, 31))
    [milestone] = (await found(client, "city"))["milestones"]
    assert (milestone["outcome"], milestone["value"]) == ("MET", {"text": "2个"})


async def test_what_is_short_and_where_the_pace_leads(office: Office, client: Client) -> None:
    await start(office, "甲厂", date(2023, 3, 8))
    city = await found(client, "city")
    assert (city["outcome"], city["shortfall"], city["due"]) == ("NOT_YET_DUE", {"text": "2个"}, "2023-12-31")
    assert (city["forecast"]["value"], city["forecast"]["met"]) == ({"text": "2.01个"}, False)
    assert "系统按进度推算, 不是承诺" in city["forecast"]["because"]
    assert "应不少于3个, 目前1个, 相差2个" in city["verdict"]


async def test_a_revised_goal_leaves_earlier_days_and_earlier_knowledge_as_they_were(
    office: Office, client: Client
) -> None:
    before = (
        await office.do(StageRecord(project=await office.project(), stage=Stage.SIGNED, on=date(2023, 3, 1)))
    ).no
    await office.do(revise("4"))
    city = await found(client, "city")
    assert city["goal"] == {"text": "4个"}
    revision = city["revision"]
    assert (revision["effective"], revision["approvedOn"], revision["approver"], revision["reason"]) == (
        "2023-06-01",
        "2023-05-20",
        "市长",
        "上级加码",
    )
    node = await client.ask(
        "query($id: ID!) { node(id: $id) { ... on GoalRevision { text } } }", id=revision["id"]
    )
    assert node == {"node": {"text": "4个"}}
    for asked in ({"asOf": "2023-05-31"}, {"asKnownAt": {"no": before}}):
        earlier = await found(client, "city", **asked)
        assert (earlier["goal"], earlier["revision"]) == ({"text": "3个"}, None)


async def test_a_goal_that_nobody_printed_is_set_by_a_revision(office: Office, client: Client) -> None:
    growth = await found(client, "growth")
    assert (growth["goal"], growth["outcome"]) == (None, "UNKNOWN")
    await office.do(revise("7.5", target="growth"))
    await office.do(
        IndicatorRead(policy=POLICY, indicator="growth", period="2023Q1", value="8", source="统计局")
    )
    growth = await found(client, "growth")
    assert (growth["goal"], growth["value"]) == ({"text": "7.5%"}, {"text": "8%"})


async def test_a_goal_of_every_month_is_shown_for_months(office: Office, client: Client) -> None:
    reading = {"policy": POLICY, "indicator": "investment", "unit": "town1", "source": "统计月报"}
    await office.do(IndicatorRead.model_validate(reading | {"period": "2023-05", "value": "12"}))
    monthly = await found(client, "monthly", period="2023-05")
    assert (monthly["target"]["every"], monthly["due"], monthly["outcome"]) == ("MONTH", "2023-05-31", "MET")
    assert monthly["target"]["lead"] == {"key": "bureau"}
    assert monthly["period"] == {"text": "2023-05"}
    year = (await client.ask(ATTAINMENT, period="2023"))["attainment"]["attainments"]
    assert "monthly" not in {one["target"]["key"] for one in year}


async def test_indicators_stand_beside_the_year_before_and_their_targets(
    office: Office, client: Client
) -> None:
    reading = {"policy": POLICY, "indicator": "investment", "unit": "town1", "source": "统计月报"}
    for period, value in (("2022-05", "8"), ("2023-05", "12"), ("2023-04", "9")):
        await office.do(IndicatorRead.model_validate(reading | {"period": period, "value": value}))
    whole = {"unit": "", "value": "100", "period": "2023-05"}
    receipt = await office.do(IndicatorRead.model_validate(reading | whole))
    investment, growth = (await client.ask(INDICATORS, period="2023-05"))["indicators"]["indicators"]
    assert investment["indicator"] == {
        "key": "investment",
        "counts": "YUAN",
        "periodKind": "MONTH",
        "group": {"key": "towns"},
        "clause": {"id": "T-2"},
    }
    city, april, may = investment["readings"]
    assert (city["unit"], city["value"]["text"], city["yearBefore"]) == (None, "100亿元", None)
    assert city["id"] == f"ind_{receipt.subject.replace('-', '')}"
    assert (april["period"]["text"], april["growth"]) == ("2023-04", None)
    assert (may["value"]["text"], may["yearBefore"]["text"], may["increase"]["text"], may["growth"]) == (
        "12亿元",
        "8亿元",
        "4亿元",
        "1/2",
    )
    assert investment["targets"] == [{"target": {"key": "monthly"}, "value": {"text": "12亿元"}, "met": True}]
    assert [one["target"]["key"] for one in growth["targets"]] == ["growth"]
    [of_unit, _] = (await client.ask(INDICATORS, period="2023-05", unit="2镇"))["indicators"]["indicators"]
    assert of_unit["readings"] == []
    [found] = (await client.ask(INDICATORS, period="2023-05", key="growth"))["indicators"]["indicators"]
    assert found["indicator"]["key"] == "growth"
    refused = await client.refused(INDICATORS, period="2023-05", key="moon")
    assert refused == ("NOT_FOUND", "key", "试验办法没有指标“moon”")


async def test_a_reading_of_a_month_that_has_not_ended_is_not_seen(office: Office, client: Client) -> None:
    reading = {"policy": POLICY, "indicator": "investment", "unit": "town1", "source": "快报"}
    await office.do(IndicatorRead.model_validate(reading | {"period": "2023-05", "value": "12"}))
    asked = {"period": "2023-05", "asOf": "2023-05-30"}
    [investment, _] = (await client.ask(INDICATORS, **asked))["indicators"]["indicators"]
    assert investment["readings"] == []
