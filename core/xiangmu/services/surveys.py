"""Surveys of enterprises (R15): a sample drawn from a recorded seed, one-time tokens, secret ballots.

A ballot goes into a box that knows neither token nor command, and becomes a fact only when the box is opened,
together with all others: nothing in the ledger leads from a ballot to who cast it or when.
"""

import hmac
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field

from xiangmu.access.principals import ANONYMOUS
from xiangmu.db import tables as t
from xiangmu.db.chain import sha
from xiangmu.db.ids import unit_id
from xiangmu.db.kinds import State, kind_of
from xiangmu.db.records import SampleMember, Survey
from xiangmu.plugin.facts import Ballot
from xiangmu.plugin.periods import PeriodKind
from xiangmu.services.command import Input, Need
from xiangmu.services.periods import begun_period
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

SAMPLE = 30
MOST = {"attitude": 20, "efficiency": 40, "quality": 40}
"""The most points of each question."""
WORTHLESS = "评议券无效或已使用"
TITLES = {"attitude": "服务态度", "efficiency": "工作效率", "quality": "服务质量"}


class SurveyOpen(Input):
    """为一个分组开启一期企业评议, 从名册中抽取样本。"""

    policy: str = Field(title="文件")
    group: str = Field(title="分组")
    period: str = Field(title="考核期")
    frame: tuple[str, ...] = Field(title="名册", description="可抽取的项目单位")
    seed: str = Field(title="抽样种子", description="随评议公开, 任何人可据以重抽")
    secret: str = Field(title="发券密钥", description="由它得出各企业的一次性评议券; 不保存")

    def needs(self) -> Iterable[Need]:
        """Surveys of the period."""
        yield Need(table=t.survey, column="period", content=self.period)


class BallotEntry(BaseModel):
    """对一个部门的评议。"""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str = Field(title="部门")
    attitude: int = Field(title="服务态度", description="0 至 20 分")
    """In hundredths of a point, as the others."""
    efficiency: int = Field(title="工作效率", description="0 至 40 分")
    quality: int = Field(title="服务质量", description="0 至 40 分")


class BallotCast(Input):
    """凭一次性评议券投票; 一张券投一次, 每个部门至多一票。"""

    token: str = Field(title="评议券")
    ballots: tuple[BallotEntry, ...] = Field(title="评议", exclude=True)
    """Not in the request's hash: whoever knows the token could find the ballot by trying."""
    survey: UUID = Field(title="评议活动")

    def needs(self) -> Iterable[Need]:
        """The survey and the holder of the token."""
        yield Need(table=t.survey, column="fact_id", content=self.survey)
        yield Need(table=t.survey_sample, column="token_hash", content=_token_hash(self.token))


class SurveyClose(Input):
    """结束评议并开箱, 此后选票计入得分。"""

    survey: UUID = Field(title="评议活动")

    def needs(self) -> Iterable[Need]:
        """The survey and its box."""
        yield Need(table=t.survey, column="fact_id", content=self.survey)
        yield Need(table=t.ballot_box, column="survey_id", content=self.survey)


def draw(frame: Iterable[str], seed: str) -> tuple[str, ...]:
    """The sample: of the names in order of SHA-256(seed, name), the first thirty."""
    ranked = sorted(set(frame), key=lambda name: sha(f"{seed}\n{name}".encode()))
    return tuple(ranked[:SAMPLE])


def token_of(secret: str, survey: UUID, enterprise: str) -> str:
    """The token of one enterprise, worked out anew by whoever holds the secret."""
    return hmac.new(secret.encode(), f"{survey}\n{enterprise}".encode(), sha256).hexdigest()[:32]


def survey_open(work: Work, data: SurveyOpen) -> UUID:
    """Draw the sample and record it with the hashes of the tokens."""
    policy = work.policy(data.policy)
    card = work.catalog.cards.get((data.policy, data.group))
    if card is None:
        work.refuse("group", Code.UNKNOWN_GROUP, f"{policy.title}没有可计分的分组 {data.group}")
    begun_period(work, policy, data.period, card.period_kind, PeriodKind.YEAR)
    for other in work.facts(Survey, "period", data.period):
        if (other.policy, other.group) == (data.policy, data.group):
            work.problem("period", Code.DUPLICATE, "这一分组本期已有评议")
    if not data.seed:
        work.problem("seed", Code.REQUIRED, "须填抽样种子")
    if len(data.secret) < 16:
        work.problem("secret", Code.MALFORMED, "发券密钥至少 16 个字符")
    sample = draw((name for name in data.frame if name), data.seed)
    if not sample:
        work.problem("frame", Code.REQUIRED, "名册不能为空")
    elif len(sample) < SAMPLE:
        work.warn("frame", f"名册只有 {len(sample)} 家, 不足 {SAMPLE} 家")
    work.require()
    survey = Survey(
        id=work.new_id(),
        policy=data.policy,
        group=data.group,
        period=data.period,
        seed=data.seed,
        frame_size=len(set(data.frame)),
        closed_on=None,
    )
    work.append(survey)
    for position, enterprise in enumerate(sample, start=1):
        token = token_of(data.secret, survey.id, enterprise)
        work.append(
            SampleMember(
                id=work.new_id(),
                survey=survey.id,
                position=position,
                enterprise=enterprise,
                token_hash=_token_hash(token),
            )
        )
    return survey.id


def ballot_cast(work: Work, data: BallotCast) -> UUID:
    """Spend the token and put the ballots into the box. The ledger notes that someone voted, not who or how."""
    survey = _open_survey(work, _of_ballot(work, data))
    work.recorded_for = ANONYMOUS
    holders = work.find(SampleMember, "token_hash", _token_hash(data.token))
    if not holders or holders[0].fact.survey != data.survey:
        work.refuse("token", Code.NOT_ALLOWED, WORTHLESS)
    _check_ballots(work, data, survey.fact)
    work.require()
    work.end(holders[0])
    for ballot in data.ballots:
        work.plain[t.ballot_box].append(
            {
                "id": uuid4(),
                "survey_id": data.survey,
                "unit_id": unit_id(work.scope, ballot.unit),
                "attitude": ballot.attitude,
                "efficiency": ballot.efficiency,
                "quality": ballot.quality,
            }
        )
    return data.survey


def survey_close(work: Work, data: SurveyClose) -> UUID:
    """Open the box: all ballots become facts at once, ordered by what they say."""
    found = work.find(Survey, "fact_id", data.survey)
    if not found:
        work.refuse("survey", Code.NOT_FOUND, f"没有评议活动 {data.survey}")
    survey = _open_survey(work, found[0])
    closed = replace(survey.fact, closed_on=work.today)
    work.replace(survey, closed)
    columns = ("unit_id", *MOST)
    box = work.rows.find(t.ballot_box, "survey_id", data.survey)
    for row in sorted(box, key=lambda row: [str(row[column]) for column in columns]):
        ballot = Ballot(
            id=work.new_id(),
            policy=closed.policy,
            period=closed.period,
            unit=work.units[row["unit_id"]],
            attitude=row["attitude"],
            efficiency=row["efficiency"],
            quality=row["quality"],
        )
        work.append(ballot, state=State.CONFIRMED, survey_id=data.survey)
    return data.survey


def _of_ballot(work: Work, data: BallotCast) -> Live[Survey]:
    """The survey, for whoever holds one of its tokens: nobody has to see it otherwise."""
    rows = work.rows.find(t.survey, "fact_id", data.survey)
    if not rows:
        work.refuse("token", Code.NOT_ALLOWED, WORTHLESS)
    return Live(kind_of(Survey), rows[0], work.units)


def _open_survey(work: Work, survey: Live[Survey]) -> Live[Survey]:
    work.about(survey, "survey")
    if survey.fact.closed_on:
        work.refuse("survey", Code.CLOSED, f"评议已于 {survey.fact.closed_on} 结束")
    return survey


def _check_ballots(work: Work, data: BallotCast, survey: Survey) -> None:
    units = work.catalog.groups[survey.policy, survey.group].units
    seen: set[str] = set()
    for place, ballot in enumerate(data.ballots):
        path = f"ballots.{place}"
        if ballot.unit not in units:
            work.problem(f"{path}.unit", Code.UNKNOWN_UNIT, f"{work.named(ballot.unit)} 不是被评议的部门")
        if ballot.unit in seen:
            work.problem(f"{path}.unit", Code.DUPLICATE, f"对 {work.named(ballot.unit)} 重复评议")
        seen.add(ballot.unit)
        for question, most in MOST.items():
            if not 0 <= getattr(ballot, question) <= most * 100:
                message = f"{TITLES[question]}的分值应在 0 至 {most} 分之间"
                work.problem(f"{path}.{question}", Code.OUT_OF_RANGE, message)


def _token_hash(token: str) -> str:
    return sha(token.encode())
