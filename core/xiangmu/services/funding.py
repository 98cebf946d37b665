"""Applications for public money, step by step."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Funding
from xiangmu.plugin.vocabulary import FundSource, FundStep
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

STEPS = tuple(FundStep)
TITLES = {FundStep.APPLIED: "申报", FundStep.APPROVED: "批复", FundStep.ISSUED: "下达"}


class FundingRecord(OfProject):
    """记录一笔资金的一步: 申报、批复、下达; 招商引资的资金下达即到位。"""

    looks_at = (t.funding_step,)

    source: FundSource = Field(title="资金来源")
    step: FundStep = Field(title="哪一步")
    amount_yuan: int = Field(title="金额")
    on: date = Field(title="日期")
    bundle: str = Field("", title="打捆", description="同一捆的几个项目算一次申报")
    applicant: str = Field("", title="申报单位", description="不填即纳入考核的单位")


def funding_record(work: Work, data: FundingRecord) -> UUID:
    """A step of an application: not before the steps that come before it."""
    work.project(data.project)
    work.past(data.on)
    if data.amount_yuan == 0:
        work.problem("amount_yuan", Code.OUT_OF_RANGE, "金额须大于 0 元")
    if data.applicant:
        work.unit(data.applicant, "applicant", data.on)
    elif data.bundle:
        work.problem("applicant", Code.REQUIRED, "打捆申报须写明申报单位: 加分记给申报的单位")
    funding = Funding(
        id=work.fact_id(),
        project=data.project,
        source=data.source,
        step=data.step,
        amount_yuan=data.amount_yuan,
        on=data.on,
        bundle=data.bundle,
        applicant=data.applicant,
    )
    for other in work.facts(Funding, "project_id", data.project):
        if (other.source, other.bundle) != (data.source, data.bundle):
            continue
        if (other.step, other.on) == (data.step, data.on):
            work.problem("step", Code.DUPLICATE, f"{other.on} 已记录{TITLES[other.step]}; 如有误请更正")
        earlier, later = sorted((other, funding), key=lambda f: STEPS.index(f.step))
        if earlier.step is not later.step and earlier.on > later.on:
            message = f"{TITLES[earlier.step]}在 {earlier.on}, {TITLES[later.step]}不能在 {later.on}"
            work.problem("on", Code.REVERSED, message)
    work.require()
    return work.append(funding)
