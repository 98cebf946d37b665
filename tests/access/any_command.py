"""A sound command of every kind, about what each place has, with the object that tells who may give it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.access import bulletins, shelving
from tests.access.attempts import about_issues, about_jurisdictions, about_projects, about_units, of
from tests.access.inspecting import about_findings
from tests.access.realm import JUNE, MARCH, MAY, PLACES, policy_of
from tests.access.registering import about_entries
from tests.access.rhythms import attempts_of, day_off
from tests.access.world import World
from xiangmu.access.roles import Permission, Role
from xiangmu.db.ids import jurisdiction_id, unit_id
from xiangmu.services.command import Input
from xiangmu.services.drafting import PublicationDraft

NOT_TRIED = {
    "ballot_cast": "谁持券谁投, 不看授权",
    "calendar_feed_open": "只为自己的账号, 见 tests/calendars",
    "jurisdiction_install": "每个辖区都已安装",
    "project_attach": "只能用自己上传的, 见 tests/files",
}
"""Commands that are not, and why."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command about something of a unit, or of all of a place when ``unit`` is empty.

    ``about`` is the id of the object whose ``viewerCan`` tells of it; ``naming`` the identity that the command names,
    which somebody who does not know it cannot tell from one that is not there.
    """

    kind: str
    data: Input
    place: str
    unit: str = ""
    about: str = ""
    naming: UUID | None = None


def attempts(world: World) -> tuple[Attempt, ...]:
    """All of them."""
    return tuple(
        attempt
        for place in PLACES
        for attempt in (
            *_of_place(world, place),
            *_of_accounts(world, place),
            *_of_channels(world, place),
            *(one for unit in ("town1", "town2") for one in _of_unit(world, place, unit)),
        )
    )


def _of_unit(world: World, place: str, unit: str) -> Iterator[Attempt]:
    project = world.projects[place, unit]
    other = world.projects[place, "town2" if unit == "town1" else "town1"]
    about = f"prj_{project.hex}"
    version = 2 if unit == "town2" else 1
    special: dict[str, Input] = {
        "project_change": of(
            "project_change", project=project, version=version, effective=date(2023, 6, 20), place="改在别处"
        ),
        "project_split": of(
            "project_split",
            project=project,
            version=version,
            on=JUNE,
            parts=({"name": "二期", "total_yuan": 10**7},),
        ),
        "project_merge": of("project_merge", project=project, version=version, on=JUNE, absorbed=(other,)),
        "duplicate_decide": of(
            "duplicate_decide", project=project, other=other, same=False, on=JUNE, ruling_reason="两处"
        ),
        "year_plan_set": of("year_plan_set", project=project, year=2022, planned_yuan=10**6),
        "procedure_record": of("procedure_record", project=project, kind="APPROVAL", applied_on=MAY),
        "enrolment_set": of(
            "enrolment_set",
            project=project,
            policy=policy_of(place),
            unit=unit,
            since=date(2023, 1, 20),
            until=date(2023, 2, 1),
        ),
        "project_detach": of(
            "project_detach", project=project, attachment=world.things[place, f"{unit}/file"]
        ),
        "project_transfer": of(
            "project_transfer", project=project, policy=policy_of(place), unit="town3", on=JUNE
        ),
    }
    for kind, made in about_projects(place).items():
        if kind in NOT_TRIED:
            continue
        data = special.get(kind) or made(project)
        yield Attempt(kind, data, place, unit, about, project)
    yield Attempt("duplicate_decide", special["duplicate_decide"], place, unit, about, project)
    for kind, data in about_units(place, unit).items():
        if kind == "indicator_read":
            data = data.model_copy(update={"period": "2023-04"})
        yield Attempt(kind, data, place, unit, f"unt_{unit_id(place, unit).hex}")
    claim, enrolled = world.things[place, f"{unit}/claim"], world.things[place, f"{unit}/enrolment"]
    fact = f"stg_{claim.hex}"
    corrected = of("stage_record", project=project, stage="RESERVED", on=MAY)
    for kind, more in (
        ("fact_confirm", {"kind": "STAGE"}),
        ("fact_reject", {"kind": "STAGE"}),
        ("fact_correct", {"replacement": corrected}),
    ):
        yield Attempt(kind, of(kind, fact=claim, **more), place, unit, fact, claim)
    decision = of("enrolment_decide", enrolment=enrolled, state="EXCLUDED")
    yield Attempt("enrolment_decide", decision, place, unit, f"enr_{enrolled.hex}", enrolled)
    duty = world.things[place, f"{unit}/duty"]
    ended = of("duty_end", assignment=duty, until=JUNE)
    yield Attempt("duty_end", ended, place, unit, f"asg_{duty.hex}", duty)
    into, settled = (world.things[place, f"{unit}/{name}"] for name in ("issue", "settled issue"))
    raised = world.things[place, f"{unit}/unit issue"]
    for kind in about_issues(raised, into):
        issue = settled if kind in ("issue_confirm", "issue_cross_off", "issue_reopen") else raised
        data = about_issues(issue, into)[kind]
        yield Attempt(kind, data, place, unit, f"iss_{issue.hex}", issue)
    for kind, data in attempts_of(place, unit, project):
        yield Attempt(kind, data, place, unit)
    if unit == "town1":
        report = world.things[place, "town1/report"]
        back = of("report_return", report=report, text="不实")
        yield Attempt("report_return", back, place, unit, f"rep_{report.hex}", report)
    yield from _of_inspection(world, place, unit)
    draft = world.things[place, "draft"]
    objection = of("objection_raise", draft=draft, unit=unit, text="不对")
    yield Attempt("objection_raise", objection, place, unit, "", draft)


def _of_inspection(world: World, place: str, unit: str) -> Iterator[Attempt]:
    finding, inspection, dispute, fact = (
        world.things[place, f"{unit}/{name}"] for name in ("finding", "inspection", "dispute", "disputed")
    )
    for kind, data in about_findings(finding).items():
        yield Attempt(kind, data, place, unit, f"fdg_{finding.hex}", finding)
    entry = world.things[place, f"{unit}/entry"]
    for kind, data in about_entries(entry).items():
        yield Attempt(kind, data, place, unit, f"inv_{entry.hex}", entry)
    again = {
        "project": world.projects[place, unit],
        "on": JUNE,
        "answers": ({"item": "started", "answer": "OK"},),
    }
    record = of("inspection_record", inspection=inspection, **again)
    yield Attempt("inspection_record", record, place, unit, f"isp_{inspection.hex}", inspection)
    decision = of("dispute_decide", dispute=dispute, fact=fact, upheld=False)
    yield Attempt("dispute_decide", decision, place, unit, f"dsp_{dispute.hex}", dispute)


def _of_place(world: World, place: str) -> Iterator[Attempt]:
    about, things = f"jur_{jurisdiction_id(place).hex}", world.things
    for kind, data in about_jurisdictions(place).items():
        if kind == "unit_add":
            data = data.model_copy(update={"key": "newer", "title": "更新的镇"})
        if kind in ("meeting_propose", "inspection_open"):
            data = data.model_copy(update={"projects": (world.projects[place, "town2"],)})
        if kind == "survey_open":
            data = data.model_copy(update={"group": "towns"})
        if kind != "jurisdiction_install":
            yield Attempt(kind, data, place, "", about)
    drafted = PublicationDraft(
        policy=policy_of(place),
        group="services",
        period="2023Q2",
        objections_until=world.office.now + timedelta(hours=1),
    )
    yield Attempt("draft_record", drafted, place, "", about)
    draft, objection = things[place, "draft"], things[place, "objection"]
    answer: dict[str, Any] = {"draft": draft, "objection": objection, "upheld": True, "text": "有理"}
    yield Attempt(
        "objection_answer", of("objection_answer", **answer), place, "", f"obj_{objection.hex}", draft
    )
    for kind in ("draft_withdraw", "draft_return"):
        yield Attempt(kind, of(kind, draft=draft), place, "", f"drf_{draft.hex}", draft)
    ripe = things[place, "ripe draft"]
    yield Attempt("draft_approve", of("draft_approve", draft=ripe), place, "", f"drf_{ripe.hex}", ripe)
    bulletin = bulletins.named(things, place)
    for kind, data, naming in bulletins.attempts_of(place, bulletin):
        yield Attempt(kind, data, place, "", f"bdr_{bulletin.hex}" if naming else about, naming)
    yield Attempt("workday_decide", day_off(place, MARCH, "市运会"), place, "", about)
    proposal = things[place, "proposal"]
    for kind, more in (("meeting_approve", {}), ("meeting_return", {"words": "再议"})):
        decided = of(kind, proposal=proposal, **more)
        yield Attempt(kind, decided, place, "", f"mpl_{proposal.hex}", proposal)
    month = things[place, "month"]
    reopened = of("month_reopen", jurisdiction=place, month=date(2023, 2, 1))
    yield Attempt("month_reopen", reopened, place, "", f"mcl_{month.hex}")
    for kind, data, unit, entry, project in shelving.attempts_of(things, place):
        yield Attempt(kind, data, place, unit, f"lib_{entry.hex}", project)
    statistics = shelving.listed(place, "某项目")
    yield Attempt(
        "statistics_list_enter", statistics, place, "bureau", f"stl_{things[place, 'statistics'].hex}"
    )
    survey, person = things[place, "open survey"], things[place, "person"]
    yield Attempt("survey_close", of("survey_close", survey=survey), place, "", f"svy_{survey.hex}", survey)
    yield Attempt("person_erase", of("person_erase", person=person), place, "", f"psn_{person.hex}", person)


def _of_channels(world: World, place: str) -> Iterator[Attempt]:
    channel, disabled = (world.things[place, name] for name in ("channel", "disabled channel"))
    given: dict[str, dict[str, Any]] = {
        "channel_change": {"title": "改名的群", "topics": ("DRAFT_OPENED",)},
        "channel_address_set": {"url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=other"},
        "channel_disable": {},
        "channel_test": {},
    }
    for kind, more in given.items():
        yield Attempt(kind, of(kind, channel=channel, **more), place, "", f"chn_{channel.hex}", channel)
    enabled = of("channel_enable", channel=disabled)
    yield Attempt("channel_enable", enabled, place, "", f"chn_{disabled.hex}", disabled)
    delivery = world.things[place, "delivery"]
    again = of("delivery_retry", delivery=delivery)
    yield Attempt("delivery_retry", again, place, "", f"dlv_{delivery.hex}", delivery)


def _of_accounts(world: World, place: str) -> Iterator[Attempt]:
    account = world.things[place, "account"]
    opened = of("account_open", jurisdiction=place, login=f"new.{place}", secret=f"{uuid4()}")
    yield Attempt("account_open", opened, place)
    for kind in ("account_disable", "account_reset", "account_erase"):
        yield Attempt(kind, of(kind, account=account), place, "", "", account)
    disabled = world.things[place, "disabled account"]
    yield Attempt("account_enable", of("account_enable", account=disabled), place, "", "", disabled)
    given = {"account": account, "role": Role.VIEWER, "jurisdiction": place, "since": MARCH}
    yield Attempt("grant_give", of("grant_give", **given), place, "", "", account)
    grant, token = world.things[place, "grant"], world.things[place, "token"]
    yield Attempt("grant_end", of("grant_end", grant=grant), place, "", "", grant)
    issued = {"title": "大屏", "scopes": (Permission.READ,), "expires_on": date(2023, 12, 31)}
    yield Attempt("token_issue", of("token_issue", account=account, **issued), place, "", "", account)
    yield Attempt("token_revoke", of("token_revoke", token=token), place, "", "", token)
    feed = world.things[place, "feed"]
    yield Attempt("calendar_feed_revoke", of("calendar_feed_revoke", feed=feed), place, "", "", feed)
