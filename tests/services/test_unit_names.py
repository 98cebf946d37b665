"""Units are found by key, title or alias, each command in its own jurisdiction."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.support.city import CITY, POLICY
from tests.support.office import EVERYTHING, Office
from xiangmu.services.command import Input
from xiangmu.services.conduct import PraiseRecord
from xiangmu.services.corrections import FactCorrect
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.jurisdictions import UnitAdd, UnitAliasAdd
from xiangmu.services.projects import ProjectChange
from xiangmu.services.restructuring import ProjectSplit
from xiangmu.services.surveys import BallotCast, SurveyOpen
from xiangmu.services.unit_names import with_unit_keys

pytestmark = pytest.mark.anyio
MAY = date(2023, 5, 1)


async def keyed(office: Office, data: Input) -> Input:
    async with office.database.reading() as connection:
        [named] = await with_unit_keys(connection, office.catalog, [data], EVERYTHING)
    return named


def praise(unit: str, jurisdiction: str = CITY) -> PraiseRecord:
    given = {
        "jurisdiction": jurisdiction,
        "unit": unit,
        "on": MAY,
        "source": "HIGHER_MEDIA",
        "matter": "专版",
    }
    return PraiseRecord.model_validate(given)


@pytest.mark.parametrize("name", ["town1", "1镇", "第1镇", " 第 1 镇", "１镇"])
async def test_every_name_of_a_unit_leads_to_its_key(office: Office, name: str) -> None:
    assert await keyed(office, praise(name)) == praise("town1")


async def test_a_name_that_means_nothing_here_is_left_for_the_command_to_refuse(office: Office) -> None:
    for data in (praise("四镇"), praise("1镇", "elsewhere")):
        assert await keyed(office, data) == data


async def test_units_and_names_added_later_are_found(office: Office) -> None:
    added = {"jurisdiction": CITY, "key": "new", "title": "新镇", "kind": "TOWNSHIP", "aliases": ("新城",)}
    await office.do(UnitAdd.model_validate(added))
    await office.do(UnitAliasAdd(jurisdiction=CITY, unit="new", alias="新区"))
    for name in ("新镇", "新城", "新区"):
        assert await keyed(office, praise(name)) == praise("new")


async def test_names_are_found_wherever_an_input_holds_them(office: Office) -> None:
    project = await office.project()
    enrolment = {"project": project, "policy": POLICY, "since": MAY}
    funding = {
        "project": project,
        "source": "SPECIAL_BOND",
        "step": "APPLIED",
        "amount_yuan": 1,
        "on": MAY,
        "applicant": "2镇",
    }
    part = {"name": "二期", "total_yuan": 1, "unit": "2镇"}
    inputs = [
        EnrolmentSet.model_validate(enrolment | {"unit": "2镇"}),
        FundingRecord.model_validate(funding),
        ProjectChange(project=project, version=1, effective=MAY, unit="2镇"),
        ProjectSplit.model_validate({"project": project, "version": 1, "on": MAY, "parts": (part,)}),
        FactCorrect(fact=uuid4(), replacement=praise("2镇")),
    ]
    for data in inputs:
        named = await keyed(office, data)
        assert "镇" not in str(named)
        assert "'town2'" in str(named)


async def test_a_ballot_names_units_of_its_surveys_jurisdiction(office: Office) -> None:
    opening = SurveyOpen(
        policy=POLICY, group="services", period="2023Q2", frame=("甲",), seed="1", secret="x" * 16
    )
    survey = UUID((await office.do(opening)).subject)
    ballot = {"unit": "服务局", "attitude": 1, "efficiency": 1, "quality": 1}
    cast = BallotCast.model_validate({"survey": survey, "token": "x", "ballots": (ballot,)})
    named = await keyed(office, cast)
    assert isinstance(named, BallotCast)
    assert [entry.unit for entry in named.ballots] == ["bureau"]


async def test_inputs_without_units_stay_as_they_are(office: Office) -> None:
    data = StageRecord.model_validate({"project": uuid4(), "stage": "SIGNED", "on": MAY})
    assert await keyed(office, data) is data
