"""Publications: what was printed stays, corrections stand beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.support.office import Office
from xiangmu.catalog import Catalog
from xiangmu.plugin.scoring import Standing
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.publications import find_publication, printed_of
from xiangmu.services.recheck import Outcome, Recheck, recheck
from xiangmu.services.stored import Printed

pytestmark = pytest.mark.anyio

PUBLICATIONS = """
query Publications($period: String, $group: String, $asOf: Date, $asKnownAt: KnownAt) {
  publications(policy: "testville-2023", period: $period, group: $group, asOf: $asOf, asKnownAt: $asKnownAt) {
    id number corrects group { key } period { text } publishedOn asOf knownAt plugin
    readings { key chosen }
    cards {
      unit { key } position tied total exact noTotal disqualified
      lines { item points because clause { id } evidence { project { name } } awaiting { key } }
    }
  }
}
"""


PRINTED = """
query Printed($period: String) {
  publications(policy: "testville-2023", period: $period) {
    boards { title places { unit { key } position } }
    accountability { title units { unit { key } shortfalls { because clause { id } } } }
    awards { unit { key } rank award { title } }
  }
}
"""


async def test_cards_are_shown_as_printed_then(office: Office, client: Client) -> None:
    await office.publish()
    project = await office.enrolled_project("甲厂", "town2")
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)))
    office.pass_time(days=3)
    await office.publish(reason="补记甲厂开工")

    first, second = (await client.ask(PUBLICATIONS))["publications"]
    assert (first["number"], first["corrects"], first["publishedOn"]) == (1, None, "2023-07-01")
    assert (second["number"], second["corrects"], second["publishedOn"]) == (2, first["id"], "2023-07-04")
    assert first["plugin"] == "testville 1.0"
    assert {"key": "points", "chosen": "ONE"} in first["readings"]
    assert [(card["position"], card["tied"], card["total"]) for card in first["cards"]] == [
        (1, True, "0")
    ] * 3
    town2 = second["cards"][1]
    assert (town2["unit"]["key"], town2["position"], town2["total"]) == ("town2", 1, "1")
    assert town2["lines"][0]["evidence"] == [{"project": {"name": "甲厂"}}]
    assert town2["lines"][1]["awaiting"] == {"key": "effort"}


async def test_period_group_day_and_ledger_number_narrow_it_down(office: Office, client: Client) -> None:
    await office.publish("2023Q1")
    known = await client.ask(
        '{ attainment(policy: "testville-2023", period: "2023") { computation { knownAt } } }'
    )
    office.pass_time(days=3)
    await office.publish("2023Q2")

    async def periods(**arguments: object) -> list[str]:
        found = await client.ask(PUBLICATIONS, **arguments)
        return [publication["period"]["text"] for publication in found["publications"]]

    assert await periods() == ["2023Q1", "2023Q2"]
    assert await periods(period="2023Q2") == ["2023Q2"]
    assert await periods(group="services") == []
    assert await periods(asOf="2023-07-03") == ["2023Q1"]
    assert await periods(asKnownAt={"no": known["attainment"]["computation"]["knownAt"]}) == ["2023Q1"]


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [({"group": "x"}, "NOT_FOUND", "group"), ({"period": "Q2"}, "BAD_USER_INPUT", "period")],
)
async def test_what_names_nothing_is_refused(
    client: Client, arguments: dict[str, object], code: str, field: str
) -> None:
    assert (await client.refused(PUBLICATIONS, **arguments))[:2] == (code, field)


async def test_a_draft_shows_what_it_would_print_and_a_publication_is_what_was_drafted(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project("甲厂", "town2")
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)))
    draft = await office.draft()
    late = await office.enrolled_project("乙厂", "town1")
    await office.do(StageRecord(project=late, stage=Stage.STARTED, on=date(2023, 5, 9)))

    cards = "cards { unit { key } total position lines { because } }"
    query = f"""{{
      publicationDrafts(policy: "testville-2023", period: "2023Q2") {{ id round number objectionsUntil {cards} }}
      draftHeads(first: 1) {{ nodes {{ id round decision {{ outcome }} }} }}
    }}"""
    asked = await client.ask(query)
    [drafted] = asked["publicationDrafts"]
    assert (drafted["round"], drafted["number"]) == (1, 1)
    assert drafted["objectionsUntil"] == "2023-07-01T13:00:00+08:00"
    assert [(card["unit"]["key"], card["total"]) for card in drafted["cards"]] == [
        ("town1", "0"),
        ("town2", "1"),
        ("town3", "0"),
    ]
    assert asked["draftHeads"]["nodes"] == [{"id": drafted["id"], "round": 1, "decision": None}]
    assert (await client.ask(PUBLICATIONS))["publications"] == []

    await office.approve(draft)
    published = await client.ask(f'{{ publications(policy: "testville-2023") {{ number {cards} }} }}')
    assert published["publications"] == [{"number": 1, "cards": drafted["cards"]}]


async def printed(office: Office, publication: UUID) -> tuple[Printed, Recheck]:
    """What a publication printed, and whether it still holds."""
    async with office.database.reading() as connection:
        published = await find_publication(connection, publication)
        assert published
        return printed_of(published), await recheck(connection, office.catalog, published)


async def started(office: Office, name: str, unit: str) -> None:
    project = await office.enrolled_project(name, unit)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)))


async def test_a_year_is_published_with_its_awards_and_calls_for_correction_with_its_quarters(
    office: Office, client: Client
) -> None:
    await started(office, "甲厂", "town2")
    await office.publish("2023Q2")
    year = await office.publish("2023")
    [told] = (await client.ask(PRINTED, period="2023"))["publications"]
    assert told["awards"] == [{"unit": {"key": "town2"}, "rank": 1, "award": {"title": "先进"}}]
    result, found = await printed(office, year)
    assert {card.unit: card.total for card in result.cards} == {"town1": 0, "town2": 1, "town3": 0}
    assert [(prize.unit, prize.award.title) for prize in result.prizes] == [("town2", "先进")]
    assert found.outcome is Outcome.SAME
    await started(office, "乙厂", "town1")
    await office.publish("2023Q2", reason="补记乙厂开工")
    _, found = await printed(office, year)
    assert (found.outcome, found.cards) == (Outcome.FACTS_DIFFER, ())
    assert found.notes == ("公布以后又公布或更正了季度结果, 年度结果应随之更正",)


async def test_units_to_report_are_printed_with_the_quarter_and_boards_with_their_month(
    office: Office, client: Client
) -> None:
    await started(office, "甲厂", "town2")
    quarter, month = await office.publish("2023Q2"), await office.publish("2023-05")
    result, found = await printed(office, quarter)
    told = await client.ask(PRINTED, period="2023Q2")
    [idle] = told["publications"][0].pop("accountability")
    assert (idle["title"], [one["unit"]["key"] for one in idle["units"]]) == (
        "未开工名单",
        ["town1", "town3"],
    )
    assert idle["units"][0]["shortfalls"] == [{"because": "应开工1个，实际0个", "clause": {"id": "T-2"}}]
    assert told["publications"] == [{"boards": [], "awards": []}]
    [shown] = (await client.ask(PRINTED, period="2023-05"))["publications"][0]["boards"]
    assert (shown["title"], shown["places"][0]) == ("乡镇榜", {"unit": {"key": "town2"}, "position": 1})
    [idle] = result.reports
    assert [reported.unit for reported in idle.units] == ["town1", "town3"]
    assert (result.boards, found.outcome) == ((), Outcome.SAME)
    result, found = await printed(office, month)
    [board] = result.boards
    assert [(place.unit, place.position) for place in board.places] == [
        ("town2", 1),
        ("town1", 2),
        ("town3", 2),
    ]
    assert (result.cards, found.outcome) == ((), Outcome.SAME)
    office.catalog = altered(office.catalog, lambda _: Standing(by=(Fraction(0),), because="不比"))
    assert (await printed(office, month))[1].outcome is Outcome.RULE_CHANGED
    assert (await printed(office, month))[1].notes == ("乡镇榜与公布时不同",)


def altered(catalog: Catalog, measure: Callable[[Any], Standing]) -> Catalog:
    """The city with another measure of its monthly board."""
    [city] = catalog.cities
    rankings = tuple(
        replace(ranking, measure=measure) if ranking.key == "month" else ranking
        for ranking in city.scoring.rankings
    )
    return Catalog((replace(city, scoring=replace(city.scoring, rankings=rankings)),))
