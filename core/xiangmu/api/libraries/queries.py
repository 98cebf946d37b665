"""The queries ``libraries`` and ``libraryReconciliation``."""

from collections import Counter
from datetime import date
from typing import Annotated

import strawberry
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from strawberry import argument

from xiangmu.access.row_rules import RULES
from xiangmu.api.arguments import PUBLISHED, PolicyKey, find_policy
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COUNTING, FOLDING
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.libraries.types import (
    Libraries,
    LibraryDifference,
    LibraryGapCount,
    LibraryReconciliation,
)
from xiangmu.db import tables as t
from xiangmu.domain.reconciling import Gap, reconcile
from xiangmu.services.libraries.comparing import managed, statistics_of

Month = Annotated[date | None, argument(description="用哪个月的统计库清单,该月任何一天;不填为最近一份。")]
LibraryKey = Annotated[str | None, argument(description="项目库的键;只要项目在这个库的。")]
SomeGaps = Annotated[list[Gap] | None, argument(description="只要这些出入;不填为全部。")]


async def libraries(info: Info, policy: PolicyKey) -> Libraries | None:
    """The libraries of the policy, with what they see of them."""
    context = info.context
    stated = find_policy(context, policy, PUBLISHED)
    rules = context.catalog.libraries_of(policy)
    if rules is None:
        return None
    async with context.database.reading() as connection:
        found = await _counted(context, connection, policy)
    counts: Counter[tuple[str, str]] = Counter()
    waiting: Counter[tuple[str, str]] = Counter()
    for library, status, awaits, number in found:
        counts[library, status] += number
        if awaits:
            waiting[library, awaits] += number
    return Libraries.of(rules, stated, counts, waiting)


async def _counted(
    context: Context, connection: AsyncConnection, policy: str
) -> list[tuple[str, str, str, int]]:
    columns, rights = t.library_entry.c, context.rights
    alike = (columns.library, columns.status, columns.awaits)
    statement = (
        select(*alike, func.count())
        .where(
            columns.policy == policy,
            columns.ended_no.is_(None),
            RULES[t.library_entry](rights.shape),
        )
        .group_by(*alike)
    )
    rows = await connection.execute(statement, rights.parameters)
    return [(library, status, awaits, number) for library, status, awaits, number in rows]


async def library_reconciliation(
    info: Info,
    policy: PolicyKey,
    month: Month = None,
    library: LibraryKey = None,
    gap: SomeGaps = None,
) -> LibraryReconciliation:
    """What is in one library and not in the others: for those who see the results of the whole jurisdiction."""
    context = info.context
    stated = find_policy(context, policy)
    rules = context.catalog.libraries_of(policy)
    if rules is None:
        raise not_found("policy", f"{stated.policy.title}没有规定项目库")
    if library is not None and rules.library(library) is None:
        raise not_found("library", f"没有项目库{quoted(library)}")
    async with context.database.reading() as connection:
        projects = await managed(connection, stated.policy, rules, context.rights)
        statistics = await statistics_of(connection, stated.policy, month)
    if month and statistics is None:
        raise not_found("month", f"没有 {month:%Y-%m} 的统计库清单")
    listed, lines = statistics if statistics else (None, None)
    found = reconcile(rules, projects, lines)
    counted = Counter(difference.gap for difference in found.differences)
    return LibraryReconciliation(
        clause=stated.clauses.get(rules.reconciled),
        month=listed["month"] if listed else None,
        listed_on=listed["occurred_on"] if listed else None,
        lines=len(lines or ()),
        by_code=found.by_code,
        by_name=found.by_name,
        counts=[LibraryGapCount(gap=one, count=counted[one]) for one in Gap],
        differences=[
            LibraryDifference.of(difference)
            for difference in found.differences
            if (gap is None or difference.gap in gap)
            and (library is None or (difference.project and difference.project.library == library))
        ],
    )


@strawberry.type
class LibraryQueries:
    """Libraries."""

    libraries: Libraries | None = strawberry.field(
        resolver=libraries,
        description="一份文件的项目库:有哪几个库,经哪几步审核,在库和等着各步的有多少;没有规定的为空。",
        metadata=COUNTING,
    )
    library_reconciliation: LibraryReconciliation = strawberry.field(
        resolver=library_reconciliation,
        description="三库核对:项目管理库、统计库和重点工程,一方有而另一方没有的。限能查看全辖区结果的人。",
        metadata=FOLDING,
    )
