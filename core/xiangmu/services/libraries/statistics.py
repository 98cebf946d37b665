"""What the statistics office has in its own library in a month: entered whole, and whole anew when it was wrong."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from xiangmu.catalog.names import fold_code, fold_name
from xiangmu.db import tables as t
from xiangmu.db.ids import NAMES
from xiangmu.db.libraries import StatisticsLine, StatisticsList
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

NAME = 200
MOST = 5_000


class StatisticsEntry(BaseModel):
    """统计库里的一个项目, 照统计部门的写法。"""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: str = Field("", title="项目代码", max_length=NAME, description="没有的不填")
    name: str = Field(title="名称", max_length=NAME)
    place: str = Field("", title="地点", max_length=NAME, description="没有代码的凭名称和地点核对")


class StatisticsListEnter(Input):
    """记入统计部门一个月的统计库清单, 与项目管理库对接。同一月再次提交即整份更换, 须写明理由。"""

    policy: str = Field(title="文件")
    month: date = Field(title="月份", description="该月任何一天")
    on: date = Field(title="提供日期")
    lines: tuple[StatisticsEntry, ...] = Field(title="清单", max_length=MOST)
    version: int | None = VERSION

    @property
    def identity(self) -> UUID:
        """Of the list: one for each month of a policy."""
        return uuid5(NAMES, f"statistics/{self.policy}/{self.month:%Y-%m}")

    def needs(self) -> Iterable[Need]:
        """The list of that month with its lines."""
        yield Need(table=t.statistics_list, column="fact_id", content=self.identity)
        yield Need(table=t.statistics_line, column="list_id", content=self.identity)


def statistics_list_enter(work: Work, data: StatisticsListEnter) -> UUID:
    """The list of the month is what was given, and nothing else."""
    policy = work.policy(data.policy)
    rules = work.catalog.libraries_of(policy.key)
    if rules is None or not rules.statistics:
        work.refuse("policy", Code.NOT_ALLOWED, f"{policy.title}没有规定与统计库对接")
    work.unit(rules.statistics, "policy", on=data.on, subject=True)
    work.past(data.on)
    month = data.month.replace(day=1)
    if data.on < month:
        work.problem("on", Code.REVERSED, f"提供日期 {data.on} 早于所报月份")
    _check_lines(work, data)
    before = work.find(StatisticsList, "fact_id", data.identity)
    if before:
        work.unchanged(before[0], data.version)
        work.reasoned()
    work.require()
    for line in work.find(StatisticsLine, "list_id", data.identity):
        work.end(line)
    for number, told in enumerate(data.lines, 1):
        work.append(
            StatisticsLine(
                id=work.new_id(),
                list=data.identity,
                unit=rules.statistics,
                number=number,
                code=fold_code(told.code),
                name=told.name,
                place=told.place,
            )
        )
    entered = StatisticsList(
        id=data.identity,
        policy=policy.key,
        month=month,
        unit=rules.statistics,
        on=data.on,
        lines=len(data.lines),
    )
    return work.replace(before[0], entered) if before else work.append(entered)


def _check_lines(work: Work, data: StatisticsListEnter) -> None:
    codes = Counter(fold_code(line.code) for line in data.lines)
    for place, line in enumerate(data.lines):
        if not fold_name(line.name):
            work.problem(f"lines.{place}.name", Code.REQUIRED, "须写明名称")
        code = fold_code(line.code)
        if code and codes[code] > 1:
            work.warn(f"lines.{place}.code", f"代码 {code} 在清单里有 {codes[code]} 条", Code.DUPLICATE)
