"""Commands that are tried and never carried out: what one would be told who gave them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table, select

from tests.access.realm import JUNE, MARCH, MAY, Realm, policy_of
from xiangmu.access.principals import Principal
from xiangmu.db.engine import Database
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.vocabulary import EnrolmentState, Stage
from xiangmu.services.command import Command, Input
from xiangmu.services.commands import HANDLERS
from xiangmu.services.execute import execute
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.problems import Code, Problem, Refused

NOWHERE = JurisdictionInstall(jurisdiction="nowhere")
"""Fails for everybody, and with it whatever stands in the same batch."""
MODELS = {handler.kind: model for model, handler in HANDLERS.items()}
DENIED = frozenset(
    {
        Code.NOT_ALLOWED,
        Code.NOT_FOUND,
        Code.UNKNOWN_JURISDICTION,
        Code.UNKNOWN_POLICY,
    }
)


async def problems(
    realm: Realm, principal: Principal, data: Input, request_id: UUID | None = None
) -> list[Problem]:
    """What is wrong with a command, were it given; nothing is recorded."""
    [found] = await problems_of_each(realm, principal, [data], request_id)
    return found


async def problems_of_each(
    realm: Realm, principal: Principal, inputs: Sequence[Input], request_id: UUID | None = None
) -> list[list[Problem]]:
    """The same for several, which do not stand in each other's way."""
    office = realm.office
    batch = [Command(request_id=request_id or uuid4(), data=data, reason="试") for data in inputs]
    batch.append(Command(request_id=uuid4(), data=NOWHERE))
    try:
        await execute(office.database, office.catalog, batch, principal=principal, clock=office.clock)
    except Refused as refused:
        return [[p for p in refused.problems if p.command == place] for place in range(len(inputs))]
    raise AssertionError("somebody installed a place that nobody states")


async def may(realm: Realm, principal: Principal, data: Input) -> bool:
    """Whether the principal is let; the content of the command may still be wrong."""
    return not _denied(await problems(realm, principal, data))


async def may_each(realm: Realm, principal: Principal, inputs: Sequence[Input]) -> list[bool]:
    """The same for several, which do not stand in each other's way."""
    return [not _denied(found) for found in await problems_of_each(realm, principal, inputs)]


def _denied(found: Sequence[Problem]) -> bool:
    return any(problem.code in DENIED for problem in found)


async def live_rows(database: Database, table: Table, jurisdiction: str) -> list[dict[str, Any]]:
    """The live rows of a table in a jurisdiction."""
    statement = select(table).where(table.c.jurisdiction == jurisdiction)
    if "ended_no" in table.c:
        statement = statement.where(table.c.ended_no.is_(None))
    async with database.reading() as connection:
        return [dict(row) for row in (await connection.execute(statement)).mappings()]


def of(command: str, /, **given: Any) -> Input:
    """A command."""
    return MODELS[command].model_validate(given)


About = Callable[[UUID], Input]


def about_projects(jurisdiction: str, unit: str = "town1") -> Mapping[str, About]:
    """A sound command of every kind about a project of the unit, under its jurisdiction's own policy."""
    policy = policy_of(jurisdiction)

    def made(command: str, /, **given: Any) -> About:
        return lambda project: of(command, project=project, **given)

    return {
        "project_change": made("project_change", version=1, effective=JUNE, total_yuan=yi(3)),
        "project_codes_set": made("project_codes_set", codes=()),
        # which files somebody may use is tried in tests/files
        "project_attach": made("project_attach", attachments=()),
        "project_detach": made("project_detach", attachment=uuid4()),
        "project_split": made(
            "project_split", version=1, on=JUNE, parts=({"name": "二期", "total_yuan": 1},)
        ),
        "project_merge": made("project_merge", version=1, on=JUNE, absorbed=(uuid4(),)),
        "stage_record": made("stage_record", stage=Stage.BUILDING, on=JUNE),
        "start_record": made("start_record", kind="CEREMONY", on=JUNE),
        "list_record": made("list_record", key_list="CITY_KEY", on=JUNE),
        "funding_record": made(
            "funding_record", source="CENTRAL_BUDGET", step="APPLIED", amount_yuan=wan(1), on=JUNE
        ),
        "plan_set": made("plan_set", milestone=Stage.COMPLETED, due=JUNE, made_on=MAY),
        "plan_change": made("plan_change", milestone=Stage.PRODUCING, due=JUNE, made_on=JUNE),
        "progress_report": made("progress_report", month=JUNE, invested_yuan=1, cumulative_yuan=wan(800)),
        "year_plan_set": made("year_plan_set", year=2023, planned_yuan=wan(1)),
        "procedure_record": made("procedure_record", kind="EIA", applied_on=MAY),
        "duty_assign": made(
            "duty_assign", jurisdiction=jurisdiction, duty="COUNTY_LEADER", post="县长", since=MAY
        ),
        "visit_record": made("visit_record", post="县长", on=MAY, seen="看"),
        "library_submit": made("library_submit", policy=policy, library="works", on=JUNE),
        "issue_raise": made("issue_raise", policy=policy, category="land", on=JUNE, text="用地未批"),
        "admission_grant": made("admission_grant", policy=policy, on=JUNE),
        "enrolment_set": made("enrolment_set", policy=policy, unit=unit, since=JUNE),
        "project_transfer": made("project_transfer", policy=policy, unit="town2", on=JUNE),
    }


def about_units(jurisdiction: str, unit: str) -> Mapping[str, Input]:
    """A sound command of every kind about a unit."""
    policy = policy_of(jurisdiction)
    here = {"jurisdiction": jurisdiction, "unit": unit}
    on = {**here, "on": JUNE}
    project = {"name": "新", "total_yuan": yi(2), "kind": "MANUFACTURING", "effective": MARCH}
    return {
        "unit_alias_add": of("unit_alias_add", **here, alias="别名"),
        "project_register": of("project_register", **here, **project),
        "meeting_record": of("meeting_record", **on, kind="STUDY", chair="DEPUTY", solved=False),
        "praise_record": of("praise_record", **on, source="HIGHER_MEDIA", matter="又一次"),
        "criticism_record": of("criticism_record", **on, kind="INTERVIEW", matter="又一次"),
        "harm_record": of(
            "harm_record", **on, kind="BUSINESS_ENVIRONMENT", verified_by="POLICE", matter="又一次"
        ),
        "commitment_record": of("commitment_record", policy=policy, unit=unit, text="开工", on=JUNE),
        "finding_raise": of("finding_raise", policy=policy, category="slow", unit=unit, on=JUNE, text="迟缓"),
        "issue_raise": of("issue_raise", policy=policy, category="funds", unit=unit, on=JUNE, text="缺资金"),
        "activity_record": of(
            "activity_record",
            policy=policy,
            obligation="inspection",
            unit=unit,
            due=date(2023, 5, 31),
            on=JUNE,
            results="看过",
        ),
        "inventory_item_add": of(
            "inventory_item_add",
            policy=policy,
            inventory="funds",
            name="又一笔",
            unit=unit,
            amount_yuan=1,
            on=JUNE,
        ),
        "judgement_give": of(
            "judgement_give",
            policy=policy,
            group="towns",
            unit=unit,
            period="2023Q1",
            item="effort",
            hundredths=100,
            judgement_reason="扎实",
        ),
        "indicator_read": of(
            "indicator_read",
            policy=policy,
            indicator="investment",
            unit=unit,
            period="2023-05",
            value="1",
            source="月报",
        ),
    }


def about_issues(issue: UUID, into: UUID) -> Mapping[str, Input]:
    """A command of every kind about a problem."""
    given: dict[str, dict[str, Any]] = {
        "issue_accept": {},
        "issue_assign": {"unit": "bureau"},
        "issue_act": {"action": "PROGRESS", "text": "已上报"},
        "issue_instruct": {"post": "县长", "text": "限期办结"},
        "issue_escalate": {"level": "office", "text": "超出职责"},
        "issue_extend": {"due": JUNE, "text": "等指标下达"},
        "issue_settle": {"text": "已解决"},
        "issue_confirm": {"confirmed": True},
        "issue_cross_off": {},
        "issue_reopen": {"text": "反弹"},
        "issue_merge": {"into": into},
    }
    return {kind: of(kind, issue=issue, **more) for kind, more in given.items()}


def about_jurisdictions(jurisdiction: str) -> Mapping[str, Input]:
    """A sound command of every kind about a jurisdiction."""
    policy = policy_of(jurisdiction)
    unit = {"key": "new", "title": "新镇", "kind": "TOWNSHIP"}
    return {
        "jurisdiction_install": of("jurisdiction_install", jurisdiction=jurisdiction),
        "unit_add": of("unit_add", jurisdiction=jurisdiction, **unit),
        "policy_enable": of("policy_enable", policy=policy, since=MARCH),
        "inspection_open": of(
            "inspection_open",
            policy=policy,
            inspection_kind="special",
            manner="OPEN",
            since=MAY,
            team=({"post": "督查员"},),
            projects=(),
        ),
        "goal_revise": of(
            "goal_revise",
            policy=policy,
            target="city",
            goal="4",
            effective=JUNE,
            approved_on=MAY,
            approver="县长",
            revision_reason="加码",
        ),
        "meeting_propose": of(
            "meeting_propose",
            policy=policy,
            obligation="dispatch",
            on=date(2023, 7, 20),
            hour="09:30",
            place="三楼",
            matters="用地",
            participants=({"post": "县长"},),
        ),
        "month_close": of("month_close", jurisdiction=jurisdiction, month=date(2023, 3, 1)),
        "survey_open": of(
            "survey_open",
            policy=policy,
            group="services",
            period="2023Q2",
            frame=("甲公司",),
            seed="1",
            secret="发券密钥-只在试验里用-0123456789",  # noqa: S106  # invented for this test
        ),
        "person_register": of("person_register", jurisdiction=jurisdiction, name="某人"),
        "channel_add": of(
            "channel_add",
            jurisdiction=jurisdiction,
            kind="FEISHU",
            title="新的群",
            url="https://open.feishu.cn/open-apis/bot/v2/hook/attempt",
            topics=("DRAFT_OPENED",),
        ),
    }


def decided(enrolment: UUID) -> Input:
    """A decision about an enrolment."""
    return of("enrolment_decide", enrolment=enrolment, state=EnrolmentState.EXCLUDED)
