"""The three governments with rows in every table, and the same with other secrets in one of them.

What one of them keeps to itself may be told otherwise: other words, amounts, days, kinds and results, under the
same ids and ledger numbers. Whoever may not see it must get the same answers, whichever was told.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid5

import httpx
from sqlalchemy import insert, select
from starlette.responses import JSONResponse

from tests.access import bulletins
from tests.access.attempts import of
from tests.access.inspecting import dispute_of, found, looked_at, opened, reminded
from tests.access.realm import COUNTY, JUNE, MARCH, MAY, PLACES, catalog, mark, policy_of
from tests.access.registering import entered
from tests.access.rhythms import day_off, figures, handed_in, waived
from tests.access.shelving import again, listed, part_of, rejected, returned
from tests.access.telling import Telling, of_project, of_unit
from tests.support.attached import received_upload
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.roles import Permission, Role
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import NAMES, unit_id
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.bulletins.drafting import draft_bulletin
from xiangmu.services.bulletins.publishing import BulletinPublish
from xiangmu.services.calendars.feeds import CalendarFeedOpen
from xiangmu.services.command import Command, Input
from xiangmu.services.drafting import PublicationDraft, draft_publication
from xiangmu.services.drafts import DraftApprove
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.execute import execute
from xiangmu.services.goals import GoalRevise
from xiangmu.services.identity.accounts import AccountDisable, AccountOpen
from xiangmu.services.identity.grants import GrantGive
from xiangmu.services.identity.tokens import TokenIssue
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.issues.closing import IssueSettle
from xiangmu.services.jurisdictions import JurisdictionInstall, UnitAdd, UnitAliasAdd
from xiangmu.services.meetings import MeetingPropose
from xiangmu.services.months import MonthClose
from xiangmu.services.notices.channels import ChannelAdd, ChannelDisable
from xiangmu.services.notices.delivering import deliver
from xiangmu.services.notices.robots.sending import Sender
from xiangmu.services.notices.spreading import spread
from xiangmu.services.objections import ObjectionAnswered, ObjectionRaise
from xiangmu.services.people import PersonRegister
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.project_files import ProjectAttach
from xiangmu.services.projects import ProjectCodesSet, ProjectRegister
from xiangmu.services.restructuring import ProjectSplit, SplitPart
from xiangmu.services.signing import ONLY
from xiangmu.services.surveys import BallotCast, BallotEntry, SurveyClose, SurveyOpen, token_of

SHARED = (COUNTY, "town1")
"""The county's project that the city counts."""
UNITS = ("town1", "town2", "bureau")
CENTS = {
    (place, unit): 1000 * number + 100 * part + 17 + number + part
    for number, place in enumerate(PLACES, 1)
    for part, unit in enumerate(UNITS, 1)
}
"""The last four digits, in yuan, of every amount about a unit's project: they tell whose it is."""
SEAL = "5e" * 32
SECRET = "发券密钥-只在试验里用-0123456789"  # noqa: S105  # invented for this test


class World:
    """All that has happened. ``changed`` is the place that tells otherwise what nobody else may see of it."""

    def __init__(self, database: Database, changed: str = "") -> None:
        self.office = Office(database, catalog())
        self.changed = changed
        self.projects: dict[tuple[str, str], UUID] = {}
        self.things: dict[tuple[str, str], UUID] = {}
        """By place and what it is."""
        self._numbers = count()

    async def happen(self) -> None:
        """Everything, in each place. Request ids are numbered, so that all ids are the same in every world."""
        async with self.office.database.writing() as connection:
            # and so are the addresses that they sign
            await connection.execute(insert(t.signing_key).values(id=ONLY, secret=SEAL))
        for place in PLACES:
            await self._do(JurisdictionInstall(jurisdiction=place))
            await self._do(PolicyEnable(policy=policy_of(place), since=date(2023, 1, 1)))
        for place in PLACES:
            for unit in UNITS:
                await self._of_unit(place, unit)
            await self._of_place(place)
            await self._of_accounts(place)
            await self._of_channels(place)
        await self._upwards()
        for place in PLACES:
            await self._publish(place)
        await self._tell()
        self.office.pass_time(minutes=1)

    async def _do(
        self, *inputs: Input, reason: str = "", principal: Principal = SYSTEM
    ) -> tuple[UUID | str, ...]:
        office = self.office
        commands = [Command(request_id=self._request(), data=data, reason=reason) for data in inputs]
        receipts = await execute(
            office.database, office.catalog, commands, principal=principal, clock=office.clock
        )
        office.pass_time(seconds=1)
        return tuple(_identity(receipt.subject) for receipt in receipts)

    def _request(self) -> UUID:
        return uuid5(NAMES, f"request/{next(self._numbers)}")

    def _telling(self, place: str) -> Telling:
        return Telling(place, self.changed == place)

    async def _of_unit(self, place: str, unit: str) -> None:
        told = self._telling(place)
        # what the city sees of the county's project is the same in every world
        theirs = Telling(place, told.other and (place, unit) != SHARED)
        named_as = "town1" if unit == "bureau" else unit
        named = Telling(place, told.other and (place, named_as) != SHARED).of(named_as, "project")
        number, cents = PLACES.index(place), CENTS[place, unit]
        policy, why = policy_of(place), told.of(unit, "reason")
        register = {
            "jurisdiction": place,
            "name": f"项目{named}",
            "total_yuan": theirs.either(yi(2), yi(3)) + cents,
            "kind": theirs.either(ProjectKind.MANUFACTURING, ProjectKind.OTHER),
            "effective": date(2023, 1, 15),
            "unit": unit,
            "place": named,
        }
        [project] = await self._do(ProjectRegister.model_validate(register), reason=why)
        assert isinstance(project, UUID)
        self.projects[place, unit] = project
        enrolled = {"project": project, "policy": policy, "unit": unit, "since": told.day(MARCH)}
        [enrolment, _] = await self._do(
            EnrolmentSet.model_validate(enrolled | {"ground": told.of(unit, "enrolment")}),
            ProjectCodesSet(
                project=project,
                codes=(f"2301-99000{number}-04-01-{theirs.either(0, 1)}0000{UNITS.index(unit)}",),
            ),
            reason=why,
        )
        facts = of_project(theirs, unit, project, cents) | of_unit(told, unit, project)
        found = await self._do(*facts.values(), reason=why)
        file = await received_upload(
            self.office.database,
            jurisdiction=place,
            id=uuid5(NAMES, f"file/{place}/{unit}"),
            request_id=uuid5(NAMES, f"upload/{place}/{unit}"),
            name=f"{named}.jpg",
            latitude=theirs.either(34, 35) * 10**6,
            longitude=theirs.either(111, 112) * 10**6,
        )
        await self._do(ProjectAttach(project=project, attachments=(file,)), reason=why)
        self.things[place, f"{unit}/file"] = file
        reporter = Principal(
            id="reporter", grants=(Grant(role=Role.REPORTER, jurisdiction=place, unit=unit_id(place, unit)),)
        )
        claim = StageRecord(project=project, stage=Stage.RESERVED, on=theirs.day(MARCH))
        [claimed] = await self._do(claim, reason=why, principal=reporter)
        self.things[place, f"{unit}/claim"] = UUID(str(claimed))
        self.things[place, f"{unit}/enrolment"] = UUID(str(enrolment))
        self.things |= {
            (place, f"{unit}/{name}"): fact
            for name, fact in zip(facts, found, strict=True)
            if isinstance(fact, UUID)
        }
        if unit != "bureau":
            words = told.of(unit, "reason")
            about = figures(project, f"项目{named}", cents)
            reported, _ = await self._do(
                handed_in(place, unit, words, about), waived(place, unit, words), reason=why
            )
            self.things[place, f"{unit}/report"] = UUID(str(reported))
        await self._inspect(place, unit, told, theirs)
        settled = self.things[place, f"{unit}/settled issue"]
        await self._do(IssueSettle(issue=settled, text=told.of(unit, "unit")), reason=why)

    async def _inspect(self, place: str, unit: str, told: Telling, theirs: Telling) -> None:
        project, why = self.projects[place, unit], told.of(unit, "reason")
        seen, on = theirs.of(unit, "project"), theirs.day(MAY)
        [inspection] = await self._do(opened(place, unit, project, told.of(unit, "unit")), reason=why)
        assert isinstance(inspection, UUID)
        [_, finding, false, _] = await self._do(
            looked_at(inspection, project, on, seen), *found(place, unit, project, on, seen), reason=why
        )
        assert isinstance(finding, UUID)
        assert isinstance(false, UUID)
        await self._do(reminded(finding, seen), reason=why)
        dispute, disputed = await dispute_of(self.office.database, false)
        [entry] = await self._do(entered(place, unit, project, seen, CENTS[place, unit]), reason=why)
        if unit == "bureau":
            filed, *_ = await self._do(
                *returned(place, project, seen), again(place, project, seen), reason=why
            )
        else:
            filed, *_ = await self._do(*rejected(place, project, seen), reason=why)
        self.things |= {
            (place, f"{unit}/filed"): UUID(str(filed)),
            (place, f"{unit}/filed project"): project,
            (place, f"{unit}/inspection"): inspection,
            (place, f"{unit}/finding"): finding,
            (place, f"{unit}/dispute"): dispute,
            (place, f"{unit}/disputed"): disputed,
            (place, f"{unit}/entry"): UUID(str(entry)),
        }

    async def _of_place(self, place: str) -> None:
        told, policy = self._telling(place), policy_of(place)
        name, phone = told.of("person", "name"), f"1380000000{PLACES.index(place)}"
        added = {"jurisdiction": place, "key": "new", "title": told.of("all", "unit"), "kind": "TOWNSHIP"}
        pair = (self.projects[place, "bureau"], self.projects[place, "town2"])
        (person,) = await self._do(PersonRegister(jurisdiction=place, name=name, phone=phone))
        await self._do(
            UnitAdd.model_validate(added),
            UnitAliasAdd(jurisdiction=place, unit="new", alias=told.of("all", "alias")),
            IndicatorRead(
                policy=policy,
                indicator="growth",
                period="2023Q1",
                value=told.either("12.5", "3.25"),
                source=told.of("all", "unit"),
            ),
            GoalRevise(
                policy=policy,
                target="city",
                goal=told.either("3", "7"),
                approved_on=MAY,
                approver=told.of("all", "unit"),
                revision_reason=told.of("all", "unit"),
                effective=told.day(MAY),
            ),
            DuplicateDecide(
                project=pair[0],
                other=pair[1],
                same=told.other,
                on=MAY,
                ruling_reason=told.of("pair", "ruling"),
            ),
            reason=told.of("all", "reason"),
        )
        [month] = await self._do(
            MonthClose(jurisdiction=place, month=told.either(date(2023, 2, 1), date(2023, 1, 1))),
            reason=told.of("all", "reason"),
        )
        self.things[place, "month"] = UUID(str(month))
        words = told.of("all", "reason")
        await self._do(day_off(place, told.day(JUNE), words), reason=words)
        back = self.things[place, "town2/report"]
        await self._do(of("report_return", report=back, text=told.of("town2", "reason")))
        [proposal] = await self._do(
            MeetingPropose.model_validate(
                {
                    "policy": policy,
                    "obligation": "dispatch",
                    "on": told.day(JUNE),
                    "hour": told.either("09:30", "10:30"),
                    "place": words,
                    "matters": words,
                    "participants": ({"post": words},),
                    "opinions": ({"unit": "bureau", "text": words},),
                    "projects": pair[:1],
                }
            ),
            reason=words,
        )
        self.things[place, "proposal"] = UUID(str(proposal))
        part = SplitPart(name=told.of("town2", "project"), total_yuan=yi(1) + CENTS[place, "town2"])
        await self._do(ProjectSplit(project=pair[1], version=1, on=told.day(JUNE), parts=(part,)))
        await self._shelve(place, told, pair[1])
        opening = SurveyOpen(
            policy=policy,
            group="services",
            period="2023Q2",
            frame=(told.of("frame", "secret"), told.of("frame", "secret") + "二"),
            seed=told.either("1", "2"),
            secret=SECRET,
        )
        [survey] = await self._do(opening)
        assert isinstance(survey, UUID)
        ballot = BallotEntry(unit="bureau", attitude=told.either(1800, 900), efficiency=3600, quality=3700)
        token = token_of(SECRET, survey, told.of("frame", "secret"))
        await self._do(BallotCast(survey=survey, token=token, ballots=(ballot,)))
        await self._do(SurveyClose(survey=survey))
        [unclosed] = await self._do(opening.model_copy(update={"group": "towns", "period": "2023Q1"}))
        self.things |= {
            (place, "survey"): survey,
            (place, "open survey"): UUID(str(unclosed)),
            (place, "person"): UUID(str(person)),
        }

    async def _shelve(self, place: str, told: Telling, split: UUID) -> None:
        part = await part_of(self.office.database, split)
        filed, *_ = await self._do(*returned(place, part, told.of("town2", "project")))
        [statistics] = await self._do(listed(place, told.of("bureau", "unit")))
        self.things |= {
            (place, "part/filed"): UUID(str(filed)),
            (place, "part/filed project"): part,
            (place, "statistics"): UUID(str(statistics)),
        }

    async def _of_accounts(self, place: str) -> None:
        told = self._telling(place)
        login = f"{place}.{told.either('clerk', 'other')}"
        secret = f"{place}-一次性口令-只在试验里用"  # invented for this test
        name = told.of("account", "name")
        [account] = await self._do(AccountOpen(jurisdiction=place, login=login, name=name, secret=secret))
        assert isinstance(account, UUID)
        grant, token = await self._do(
            GrantGive(account=account, role=Role.REPORTER, jurisdiction=place, unit="town1"),
            TokenIssue(
                account=account,
                title=told.of("account", "name"),
                scopes=(Permission.READ,),
                expires_on=date(2023, 12, 31),
                secret=f"xm_{place}{'0' * 40}",
            ),
        )
        clerk = Principal(
            id=f"account:{account}",
            account=account,
            grants=(Grant(role=Role.REPORTER, jurisdiction=place, unit=unit_id(place, "town1")),),
        )
        feed = CalendarFeedOpen(jurisdiction=place, unit="town1", secret=f"xc_{place}{'0' * 40}")
        [fed] = await self._do(feed, principal=clerk)
        self.things[place, "feed"] = UUID(str(fed))
        opening = AccountOpen(jurisdiction=place, login=f"{place}.gone", name=name, secret=f"{secret}二")
        [gone] = await self._do(opening)
        assert isinstance(gone, UUID)
        await self._do(AccountDisable(account=gone))
        self.things |= {
            (place, "account"): account,
            (place, "disabled account"): gone,
            (place, "grant"): UUID(str(grant)),
            (place, "token"): UUID(str(token)),
        }

    async def _of_channels(self, place: str) -> None:
        told = self._telling(place)
        channel = {
            "jurisdiction": place,
            "kind": "WECOM",
            "title": told.of("channel", "title"),
            "url": f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={place}{told.either(1, 2)}000",
            "topics": told.either(("DRAFT_OPENED", "REPORT_LATE"), ("DRAFT_OPENED",)),
            "units": (told.either("town1", "town2"),),
        }
        second = channel | {"title": told.of("channel", "title") + "二"}
        used, idle = await self._do(ChannelAdd.model_validate(channel), ChannelAdd.model_validate(second))
        self.things |= {
            (place, "channel"): UUID(str(used)),
            (place, "disabled channel"): UUID(str(idle)),
        }
        await self._do(ChannelDisable(channel=UUID(str(idle))))

    async def _tell(self) -> None:
        """What there was to be told, to robots that are no more."""
        office = self.office
        await spread(office.database, office.now)
        gone = httpx.ASGITransport(app=JSONResponse({"errcode": 93000}))
        async with Sender(transport=gone) as sender:
            await deliver(office.database, office.clock, sender)
        async with office.database.reading() as connection:
            deliveries = (await connection.execute(select(t.notification_delivery))).all()
        for one in sorted(deliveries, key=lambda one: str(one.id)):
            self.things[one.jurisdiction, "delivery"] = one.id

    async def _upwards(self) -> None:
        """What the city decides about the county's project, and what both may see of that."""
        project = self.projects[SHARED]
        [enrolment, admission] = await self._do(
            EnrolmentSet(
                project=project,
                policy=POLICY,
                unit="town3",
                since=MARCH,
                ground=mark(CITY, "town3", "enrolment"),
            ),
            AdmissionGrant(project=project, policy=POLICY, on=MAY),
        )
        self.things[CITY, "town3/enrolment"] = UUID(str(enrolment))
        self.things[CITY, "town3/admission"] = UUID(str(admission))

    async def _publish(self, place: str) -> None:
        told = self._telling(place)
        approver = Principal(id="approver", grants=(Grant(role=Role.APPROVER, jurisdiction=place),))
        ripe = await self._draft(place, "2023Q1", "services", hours=1)
        first = await self._draft(place, "2023Q1", hours=1)
        objection = ObjectionRaise(draft=first, unit="town2", text=told.of("town2", "objection"))
        [raised] = await self._do(objection)
        answer = told.of("town2", "objection")
        await self._do(ObjectionAnswered(draft=first, objection=UUID(str(raised)), upheld=False, text=answer))
        self.office.pass_time(hours=2)
        await self._do(DraftApprove(draft=first), principal=approver, reason=told.of("all", "reason"))
        open_draft = await self._draft(place, "2023Q2")
        objection = ObjectionRaise(draft=open_draft, unit="town1", text=told.of("town1", "objection"))
        [waiting] = await self._do(objection)
        self.things |= {
            (place, "ripe draft"): ripe,
            (place, "draft"): open_draft,
            (place, "objection"): UUID(str(waiting)),
        }
        published = await self._draft_bulletin(place, bulletins.PUBLISHED, told.of("all", "bulletin"))
        await self._do(BulletinPublish(policy=policy_of(place), bulletin_draft=published))
        waiting_draft = await self._draft_bulletin(place, bulletins.DRAFTED, told.of("results", "bulletin"))
        self.things[place, "bulletin draft"] = waiting_draft

    async def _draft_bulletin(self, place: str, due: date, words: str) -> UUID:
        office = self.office
        receipt = await draft_bulletin(
            office.database,
            office.catalog,
            bulletins.asked(place, due, words),
            request_id=self._request(),
            principal=SYSTEM,
            clock=office.clock,
        )
        office.pass_time(seconds=1)
        return UUID(receipt.subject)

    async def _draft(self, place: str, period: str, group: str = "towns", hours: int = 24) -> UUID:
        receipt = await draft_publication(
            self.office.database,
            self.office.catalog,
            PublicationDraft(
                policy=policy_of(place),
                group=group,
                period=period,
                objections_until=self.office.now + timedelta(hours=hours),
            ),
            request_id=self._request(),
            principal=SYSTEM,
            clock=self.office.clock,
        )
        self.office.pass_time(seconds=1)
        return UUID(receipt.subject)


def _identity(subject: str) -> UUID | str:
    try:
        return UUID(subject)
    except ValueError:
        return subject


@asynccontextmanager
async def played(database: Database, changed: str = "") -> AsyncIterator[World]:
    """A world in which everything has happened."""
    world = World(database, changed)
    await world.happen()
    yield world
