"""What if: the card as it would be beside the card as it is; nothing is stored."""

from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.api.previews.suppositions import (
    MAY,
    PREVIEW,
    SCORECARD,
    judged,
    preview,
    record,
    shown,
    started,
)
from tests.support.office import REPORTER, Office
from tests.support.supposing import stored
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio


async def test_a_start_by_the_end_of_june_earns_a_point_and_the_first_place(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project()
    await office.do(StageRecord(project=await office.enrolled_project("陶瓷厂"), stage=Stage.STARTED, on=MAY))
    await office.do(
        StageRecord(project=await office.enrolled_project("水泥厂", "town2"), stage=Stage.STARTED, on=MAY)
    )
    found = await preview(client, started(project))
    assert (found["before"]["total"], found["after"]["total"]) == ("1", "2")
    assert found["before"]["place"] | {"position": 1, "tied": True} == found["before"]["place"]
    assert found["after"]["place"] | {"position": 1, "tied": False} == found["after"]["place"]
    assert sorted((d["change"], d["points"]) for d in found["differences"]) == [
        ("ADDED", "1"),
        ("UNCHANGED", "0"),
        ("UNCHANGED", "0"),
    ]
    [added] = [difference for difference in found["differences"] if difference["change"] == "ADDED"]
    assert added["before"] is None
    assert added["after"]["because"] == "碳材料厂于2023-06-30开工"
    assert added["after"]["evidence"] == [
        {"kind": "STAGE", "on": "2023-06-30", "project": {"name": "碳材料厂"}}
    ]
    assert (found["errors"], found["warnings"], len(found["supposed"])) == ([], [], 1)


async def test_evidence_points_at_what_is_supposed(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    query = PREVIEW.replace("evidence { kind", "evidence { id kind")
    found = (await client.ask(query, changes=[started(project)]))["scorecardPreview"]
    [evidence] = found["after"]["lines"][0]["evidence"]
    assert [evidence["id"]] == found["supposed"]
    removal = {"factRemove": {"fact": evidence["id"]}}
    [error] = (await preview(client, removal))["errors"]
    assert (error["field"], error["code"]) == (["changes", "0", "factRemove", "fact"], "NOT_FOUND")


async def test_without_suppositions_both_cards_are_one(office: Office, client: Client) -> None:
    await office.do(StageRecord(project=await office.enrolled_project(), stage=Stage.STARTED, on=MAY))
    found = await preview(client)
    assert found["before"] == found["after"]
    assert found["before"] == (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
    assert {difference["change"] for difference in found["differences"]} == {"UNCHANGED"}


async def test_nothing_is_stored(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    before = await stored(office)
    found = await preview(client, started(project), judged("8"))
    assert found["after"]["total"] == "9"
    assert await stored(office) == before
    assert (await preview(client))["before"] == found["before"]


async def test_a_judgement_takes_the_place_of_the_one_given(client: Client) -> None:
    await record(client, "judgementGive", judged("3")["judgementGive"])
    found = await preview(client, judged("9"))
    assert (found["before"]["total"], found["after"]["total"]) == ("3", "9")
    assert [d["change"] for d in found["differences"]] == ["CHANGED"]
    assert found["differences"][0]["exact"] == "6"


async def test_if_it_had_not_happened(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    receipt = await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    for fact in (receipt.subject, f"stg_{UUID(receipt.subject).hex}"):
        found = await preview(client, {"factRemove": {"fact": fact}})
        assert (found["before"]["total"], found["after"]["total"]) == ("1", "0")
        assert [d["change"] for d in found["differences"]] == ["REMOVED", "UNCHANGED"]


async def test_claimed_facts_count_when_asked_for(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    claim = StageRecord(project=project, stage=Stage.STARTED, on=MAY)
    await office.do(claim, principal=REPORTER)
    assert (await preview(client, judged("2")))["after"]["total"] == "2"
    found = await preview(client, judged("2"), claimed=True)
    assert (found["before"]["total"], found["after"]["total"]) == ("1", "3")
    assert found["after"]["computation"]["includesClaimed"] is True


async def test_suppositions_about_what_was_known_earlier(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    known = (await preview(client))["before"]["computation"]["knownAt"]
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    found = await preview(client, started(project), asKnownAt={"no": known})
    assert (found["before"]["total"], found["after"]["total"]) == ("0", "1")
    [error] = (await preview(client, started(project), asKnownAt={"no": known - 2}))["errors"]
    assert (error["field"], error["code"]) == (["changes", "0", "stageRecord", "project"], "NOT_FOUND")


# Which day


async def test_what_lies_ahead_is_seen_on_its_day(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    found = await preview(client, started(project, "2023-08-15"), period="2023Q3")
    assert found["after"]["total"] == "1"
    for card in (found["before"], found["after"]):
        assert card["computation"]["asOf"] == "2023-08-15"
        assert card["computation"]["provisional"] is True
    assert (await preview(client, started(project), period="2023Q3"))["before"]["computation"][
        "asOf"
    ] == "2023-07-01"


async def test_what_comes_after_the_day_seen_changes_nothing_and_says_so(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project()
    found = await preview(client, started(project), asOf="2023-06-29")
    assert found["after"]["total"] == "0"
    [warning] = found["warnings"]
    assert warning["field"] == ["changes", "0", "stageRecord", "on"]
    assert warning["code"] == "UNUSUAL"
    assert "2023-06-29" in warning["message"]


async def test_what_comes_too_early_is_a_warning(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    completed = {"stageRecord": {"project": shown(project), "stage": "COMPLETED", "on": "2023-05-01"}}
    found = await preview(client, completed, started(project))
    assert found["after"]["total"] == "1"
    assert [(w["field"], w["code"]) for w in found["warnings"]] == [
        (["changes", "1", "stageRecord", "stage"], "REVERSED")
    ]
