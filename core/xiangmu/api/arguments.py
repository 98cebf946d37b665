"""Arguments that queries share, and what they name. What names nothing is answered in Chinese with the field."""

from datetime import date
from typing import Annotated

from strawberry import argument

from xiangmu.access.figures import Sight
from xiangmu.access.roles import Permission
from xiangmu.api.context import Context
from xiangmu.api.errors import LONGEST_QUOTE, bad_input, not_allowed, not_found, quoted
from xiangmu.api.known import KnownAt, known_no
from xiangmu.api.stated import StatedPolicy
from xiangmu.catalog.names import find_unit
from xiangmu.domain.fold import parse_period
from xiangmu.plugin import periods
from xiangmu.plugin.value import value
from xiangmu.services.clock import business_day
from xiangmu.services.results import Question

PolicyKey = Annotated[str, argument(description="文件的键,如 ruzhou-2023。")]
PeriodText = Annotated[str, argument(description="考核期,如 2023Q2、2023-06、2023、2022-09-H1、campaign。")]
GroupKey = Annotated[str, argument(description="分组的键,如 area。")]
SomeGroup = Annotated[str | None, argument(description="分组的键;不填为全部分组。")]
UnitName = Annotated[str, argument(description="单位的键、名称或别名。")]
SomeUnit = Annotated[str | None, argument(description="单位的键、名称或别名;不填为全部单位。")]
AsOf = Annotated[
    date | None,
    argument(description="看到哪一天为止;不填为今天,最晚到考核期末。"),
]
OnDay = Annotated[date | None, argument(description="哪一天的情形;不填为今天。")]
AsKnownAt = Annotated[KnownAt | None, argument(description="据何时所知;不填为现在。")]
IncludeClaimed = Annotated[
    bool | None,
    argument(description="是否计入已申报、尚未确认的事实;不填则按口径。年度得分为各期公布稿之和,不受影响。"),
]


@value
class Shown:
    """Who is answered: those with the permission for the whole jurisdiction, or be it for ``part`` of it.

    What of the answer they are shown then is for the query to decide.
    """

    permission: Permission = Permission.SEE_RESULTS
    part: bool = False

    def to(self, sight: Sight) -> bool:
        """Whether somebody who sees that much is answered."""
        return sight.part(self.permission) if self.part else sight.whole(self.permission)


ALL_RESULTS = Shown()
OWN_RESULTS = Shown(part=True)
PUBLISHED = Shown(permission=Permission.READ, part=True)


def find_policy(context: Context, key: str, shown: Shown = ALL_RESULTS) -> StatedPolicy:
    """The policy with that key. Of a jurisdiction where one sees nothing there is none."""
    stated = context.stated.get(key)
    if stated is None or stated.policy.jurisdiction not in context.read_jurisdictions:
        raise not_found("policy", f"没有文件{quoted(key)}")
    if not shown.to(context.sights.of(stated.policy.jurisdiction)):
        raise not_allowed("policy", "没有查看这项结果的权限")
    return stated


def find_group(policy: StatedPolicy, key: str) -> str:
    """``key``, if the policy has that group."""
    if key not in policy.groups:
        known = "、".join(policy.groups) or "无"
        raise not_found("group", f"{policy.policy.title}没有分组{quoted(key)}, 现有: {known}")
    return key


def find_member(
    context: Context, policy: StatedPolicy, name: str, group: str | None, shown: Shown = ALL_RESULTS
) -> str:
    """The key of the unit called ``name``, which must belong to ``group`` (or to any), and be theirs to look at."""
    unit = find_unit(context.catalog.city_of(policy.policy.key).units.units, name)
    sight = context.sights.of(policy.policy.jurisdiction)
    if unit is None or not sight.of_unit(unit.key, shown.permission):
        raise not_found("unit", f"没有单位{quoted(name)}")
    groups = policy.groups.values() if group is None else [policy.groups[group]]
    if not any(unit.key == member.key for one in groups for member in one.units):
        where = f"分组“{group}”" if group else policy.policy.title
        raise not_found("unit", f"{quoted(name)}不在{where}的考核单位之中")
    return unit.key


def read_period(policy: StatedPolicy, text: str) -> periods.Period:
    """The period of the policy that ``text`` names."""
    if len(text) > LONGEST_QUOTE:
        raise bad_input("period", f"无法识别的考核期: {quoted(text)}")
    try:
        return parse_period(policy.policy, text)
    except ValueError as error:
        raise bad_input("period", str(error)) from error


@value
class Asked:
    """What the arguments of a query about figures name."""

    policy: StatedPolicy
    group: str | None
    unit: str | None
    sight: Sight
    question: Question


async def read_arguments(
    context: Context,
    *,
    policy: str,
    period: str,
    group: str | None = None,
    unit: str | None = None,
    as_of: date | None,
    as_known_at: KnownAt | None,
    include_claimed: bool | None,
    shown: Shown = ALL_RESULTS,
) -> Asked:
    """What the arguments name, with the ledger's head read now, so that nothing new is ever hidden."""
    stated = find_policy(context, policy, shown)
    parsed = read_period(stated, period)
    group_key = None if group is None else find_group(stated, group)
    unit_key = None if unit is None else find_member(context, stated, unit, group_key, shown)
    async with context.database.reading() as connection:
        no = await known_no(connection, as_known_at)
    return Asked(
        policy=stated,
        group=group_key,
        unit=unit_key,
        sight=context.sights.of(stated.policy.jurisdiction),
        question=Question(
            policy=policy,
            period=parsed,
            as_of=min(as_of or business_day(context.clock()), parsed.end),
            known_no=no,
            include_claimed=include_claimed,
        ),
    )
