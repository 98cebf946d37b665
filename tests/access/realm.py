"""Three invented governments with the same units: a city, a county below it, and a neighbour of both.

Every text that anybody can enter carries a mark that tells whose it is: what is shown can be checked for what must
not be there.
"""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from tests.api import testville
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.access.principals import ANONYMOUS, Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.catalog import Catalog, City
from xiangmu.db.ids import unit_id
from xiangmu.plugin.money import wan
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.command import Input
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.people import PersonRegister
from xiangmu.services.plans import PlanSet
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectCodesSet

COUNTY, NEIGHBOUR = "hamlet", "nextville"
PLACES = (CITY, COUNTY, NEIGHBOUR)
TOWNS = ("town1", "town2")
MARCH, APRIL, MAY, JUNE = (date(2023, month, 1) for month in (3, 4, 5, 6))


def policy_of(jurisdiction: str) -> str:
    """The key of a government's one policy."""
    return f"{jurisdiction}-2023"


def mark(jurisdiction: str, unit: str, of: str) -> str:
    """What marks texts of a unit: about its project, its enrolment or itself, or why something was recorded."""
    return f"〔{jurisdiction}/{unit}/{of}〕"


@cache
def catalog() -> Catalog:
    """The three of them."""
    above = testville.catalog().cities[0]
    return Catalog((above, _copied(above, COUNTY, CITY), _copied(above, NEIGHBOUR, "")))


def _copied(original: City, jurisdiction: str, parent: str) -> City:
    told: City = _renamed(original, {CITY: jurisdiction, POLICY: policy_of(jurisdiction)})
    place = replace(told.info.jurisdiction, title=jurisdiction, parent=parent)
    info = replace(told.info, title=jurisdiction, jurisdiction=place)
    return replace(told, info=info, profile=replace(told.profile, model=None))


def _renamed(content: Any, names: dict[str, str]) -> Any:
    if isinstance(content, str) and type(content) is str:
        return names.get(content, content)
    if isinstance(content, tuple):
        return tuple(_renamed(part, names) for part in content)
    if is_dataclass(content) and not isinstance(content, type):
        parts = {field.name: _renamed(getattr(content, field.name), names) for field in fields(content)}
        return replace(content, **parts)
    return content


def who(role: Role, jurisdiction: str = "", unit: str = "") -> Principal:
    """Somebody with one grant."""
    of_unit = unit_id(jurisdiction, unit) if unit else None
    grant = Grant(role=role, jurisdiction=jurisdiction, unit=of_unit)
    return Principal(id=f"account:{role}-{jurisdiction}-{unit}", grants=(grant,))


OFFICE, REPORTER = who(Role.OFFICE, COUNTY), who(Role.REPORTER, COUNTY, "town1")
PRINCIPALS = {
    "office": OFFICE,
    "reporter": REPORTER,
    "approver": who(Role.APPROVER, COUNTY),
    "leader": who(Role.LEADER, COUNTY),
    "inspector": who(Role.INSPECTOR, COUNTY),
    "viewer": who(Role.VIEWER, COUNTY),
    "viewer of a unit": who(Role.VIEWER, COUNTY, "town1"),
    "parent": who(Role.OFFICE, CITY),
    "reporter of the parent": who(Role.REPORTER, CITY, "town3"),
    "neighbour": who(Role.OFFICE, NEIGHBOUR),
    "admin": who(Role.PLATFORM_ADMIN),
    "nobody": Principal(id="account:none"),
    "anonymous": ANONYMOUS,
}
"""All but the parent, the neighbour and the administrator are of the county."""


class Realm:
    """What has happened in the three places. Projects by jurisdiction and unit."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.projects: dict[tuple[str, str], UUID] = {}
        self.people: dict[str, UUID] = {}

    async def happen(self) -> None:
        """Everything, in each of them; the county reports the project of its first town upwards."""
        for place in PLACES:
            await self.office.do(JurisdictionInstall(jurisdiction=place))
            await self.office.do(PolicyEnable(policy=policy_of(place), since=date(2023, 1, 1)))
        for number, place in enumerate(PLACES):
            for unit in TOWNS:
                await self._of_town(place, unit, number)
            name, phone = mark(place, "person", "name"), f"1380000000{number}"
            person = await self.office.do(PersonRegister(jurisdiction=place, name=name, phone=phone))
            self.people[place] = UUID(person.subject)
        await self.office.do(
            EnrolmentSet(
                project=self.projects[COUNTY, "town1"],
                policy=POLICY,
                unit="town3",
                since=MARCH,
                ground=mark(CITY, "town3", "enrolment"),
            )
        )

    async def _of_town(self, place: str, unit: str, number: int) -> None:
        office = self.office
        of, why = mark(place, unit, "project"), mark(place, unit, "reason")
        project = await office.project(f"项目{of}", jurisdiction=place, unit=unit, place=of)
        self.projects[place, unit] = project
        policy = policy_of(place)
        code = f"2301-99000{number}-04-01-00000{unit[-1]}"
        await office.do(
            EnrolmentSet(
                project=project,
                policy=policy,
                unit=unit,
                since=MARCH,
                ground=mark(place, unit, "enrolment"),
            ),
            reason=why,
        )
        await office.do(ProjectCodesSet(project=project, codes=(code,)), reason=why)

        told = mark(place, unit, "unit")

        def of_project(model: type[Input], **given: Any) -> Input:
            return model.model_validate({"project": project} | given)

        def of_unit(model: type[Input], **given: Any) -> Input:
            return model.model_validate({"jurisdiction": place, "unit": unit, "on": MAY} | given)

        await office.run_all(
            of_project(AdmissionGrant, policy=policy, on=MAY),
            of_project(StageRecord, stage=Stage.STARTED, on=MAY),
            of_project(StartRecord, kind="LIBRARY_ENTRY", on=MAY),
            of_project(PlanSet, milestone=Stage.PRODUCING, due=JUNE, made_on=APRIL),
            of_project(ProgressReport, month=MAY, invested_yuan=wan(500), cumulative_yuan=wan(700)),
            of_project(ListRecord, key_list="BATCH_STARTED", on=MAY),
            of_project(
                FundingRecord,
                source="SPECIAL_BOND",
                step="ISSUED",
                amount_yuan=wan(900),
                on=MAY,
                bundle=mark(place, "bundle", "project"),
                applicant=unit,
            ),
            of_unit(MeetingRecord, kind="ON_SITE", chair="MAIN_LEADER", solved=True, projects=(project,)),
            of_unit(PraiseRecord, source="HIGHER_MEDIA", matter=told),
            of_unit(CriticismRecord, kind="CIRCULATED", matter=told),
            of_unit(HarmRecord, kind="BUSINESS_ENVIRONMENT", verified_by="POLICE", matter=told),
            JudgementGive(
                policy=policy,
                group="towns",
                unit=unit,
                period="2023Q2",
                item="effort",
                hundredths=650,
                judgement_reason=told,
            ),
        )
        office.pass_time(minutes=1)
