"""Policies (文件), their clauses (条款) and readings (口径): the hook ``policies``."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field

from xiangmu.plugin.value import value


@value
class Clause:
    """One clause of a policy: where it stands and, in our own words, what it asks.

    ``nothing_to_compute`` holds the reason when a clause asks nothing of a program. What implements a
    clause is never written here: every rule names its clause, and the catalog collects them.
    """

    id: str
    locator: str
    kind: str
    gist: str
    nothing_to_compute: str = ""


class Choice(StrEnum):
    """An option of a reading; every value carries its Chinese title: ``FLOOR = "FLOOR", "向下取整"``."""

    title_zh: str

    def __new__(cls, text: str, title: str) -> Self:
        member = str.__new__(cls, text)
        member._value_ = text
        member.title_zh = title
        return member


class CountClaimed(Choice):
    """Whether facts that the office has not confirmed yet count (A17)."""

    NO = "NO", "只计已确认"
    YES = "YES", "已申报未确认的也计"


class RankBy(Choice):
    """Whether ranks, ties and yearly sums use printed or exact totals (A4)."""

    PRINTED = "PRINTED", "按公布的两位小数"
    EXACT = "EXACT", "按精确值"


class SharedCredit(Choice):
    """What each unit gets of a project that several are enrolled for at once (A15)."""

    NONE = "NONE", "重复申报各方均不计"
    HALF = "HALF", "各方平分"
    FULL = "FULL", "各方全计"


class AwardPassesOn(Choice):
    """Whether the award of a disqualified unit goes to the next in order."""

    YES = "YES", "依次递补"
    NO = "NO", "空缺"


class Switch(Choice):
    """Whether something applies."""

    ON = "ON", "是"
    OFF = "OFF", "否"


class Shift(Choice):
    """Where a deadline on a day off goes (A10)."""

    NONE = "NONE", "不动"
    PREVIOUS = "PREVIOUS", "提前到前一个工作日"
    NEXT = "NEXT", "顺延到下一个工作日"


class Mode(Choice):
    """What a goal that recurs every month is compared with (S4)."""

    PER_MONTH = "PER_MONTH", "当月新增"
    CUMULATIVE = "CUMULATIVE", "累计新增"
    SNAPSHOT = "SNAPSHOT", "月末存量"


class Basis(StrEnum):
    """Where a goal, a limit or an order comes from: printed in the policy, worked out by the product, common practice,
    or the law of the country where the policy is silent."""

    PRINTED = "PRINTED"
    DERIVED = "DERIVED"
    PRACTICE = "PRACTICE"
    LAW = "LAW"


def reading(number: str, title: str, default: Any, clause: str = "", *, later: bool = False) -> Any:
    """A field of a ``Readings`` model: reading ``number`` of readings.md, its title and its default.

    ``later``: it was added after readings of the policy had been stored. At its default it is not written, so that
    what was stored before keeps its hash.
    """
    return Field(
        default,
        title=title,
        json_schema_extra={"reading": number, "clause": clause},
        exclude_if=(lambda chosen: bool(chosen == default)) if later else None,
    )


@value
class ReadingInForce:
    """One option as it applied to a result; ``choice`` is the Chinese title of ``chosen``."""

    number: str
    key: str
    title: str
    chosen: str
    choice: str
    is_default: bool
    clause: str


class Readings(BaseModel):
    """How an office reads what its policy leaves open. A policy extends this model with its own options."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=False)

    count_claimed: CountClaimed = reading("A17", "未确认事实是否计入", CountClaimed.NO)
    rank_by: RankBy = reading("A4", "排名与年度合计所用得分", RankBy.PRINTED)

    deadline_shift: Shift = reading("A10", "期限遇休息日", Shift.NONE, later=True)
    shared_credit: SharedCredit = reading("A15", "同一项目多家申报的计分", SharedCredit.NONE)
    award_passes_on: AwardPassesOn = reading("R16", "被取消资格单位的奖项", AwardPassesOn.YES)

    def in_force(self) -> Iterator[ReadingInForce]:
        """Every option with the value that applies, in the order of declaration."""
        for key, field in type(self).model_fields.items():
            chosen = getattr(self, key)
            extra = cast("dict[str, str]", field.json_schema_extra)
            yield ReadingInForce(
                number=extra["reading"],
                key=key,
                title=field.title or key,
                chosen=str(chosen),
                choice=chosen.title_zh if isinstance(chosen, Choice) else str(chosen),
                is_default=chosen == field.default,
                clause=extra["clause"],
            )


@value
class Policy:
    """A document that a government issued. Next year's document is a new policy beside it, never an edit."""

    key: str
    title: str
    number: str
    jurisdiction: str
    issued_on: date
    """Nothing is late that fell due before this day (A18)."""
    starts: date
    ends: date
    clauses: tuple[Clause, ...]
    readings: type[Readings] = Readings
    span_clause: str = ""
    """The clause that says from when to when, if one does."""

    def clause(self, clause_id: str) -> Clause:
        """The clause with that id. Raises KeyError."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)


class Feature(Choice):
    """A feature of the core that fulfils clauses by itself: no plugin states anything of it."""

    COMMITMENTS = "COMMITMENTS", "单位的公开承诺在册、可查"
    REPORTED_UPWARDS = "REPORTED_UPWARDS", "下级的项目由上级纳入考核, 不另录一份"


@value
class Provided:
    """A clause that a feature of the core fulfils."""

    policy: str
    clause: str
    feature: Feature


@value
class Policies:
    """What the hook ``policies`` returns."""

    policies: tuple[Policy, ...]
    provided: tuple[Provided, ...] = ()
