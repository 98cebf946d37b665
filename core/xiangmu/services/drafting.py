"""Drafting a publication: worked out from the facts known now, then recorded with all that it rests on."""

from datetime import date
from uuid import UUID

from pydantic import AwareDatetime, Field

from xiangmu.access.principals import Principal
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.authority import Authority
from xiangmu.services.clock import Clock
from xiangmu.services.command import Command, Input, Receipt
from xiangmu.services.drafts import DraftRecord
from xiangmu.services.execute import execute
from xiangmu.services.permissions import DRAFTS
from xiangmu.services.plain import check_plain
from xiangmu.services.printing import kinds_of, print_group
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.services.stored import pack_printed, pack_seen


class PublicationDraft(Input):
    """拟定一个分组一期的公布稿, 送各单位核对; 已公布过的, 再拟即为更正, 须写明理由。"""

    policy: str = Field(title="文件")
    group: str = Field(title="分组")
    period: str = Field(title="考核期")
    objections_until: AwareDatetime = Field(title="异议截止", description="到这一刻为止各单位可以提出异议")
    as_of: date | None = Field(None, title="截至", description="不填即考核期末")


async def draft_publication(
    database: Database,
    catalog: Catalog,
    data: PublicationDraft,
    *,
    request_id: UUID,
    principal: Principal,
    clock: Clock,
    reason: str = "",
) -> Receipt:
    """Draft what the rules say of the facts known now. Raises Refused."""
    check_plain(data, reason)
    policy = catalog.policies.get(data.policy)
    authority = Authority(principal)
    authority.begin(DRAFTS)
    if policy is None or not authority.knows(policy.jurisdiction):
        raise _refused("policy", Code.UNKNOWN_POLICY, f"没有文件 {data.policy}")
    if not authority.may(policy.jurisdiction):
        raise _refused("policy", Code.NOT_ALLOWED, "没有这样做的权限")
    if not kinds_of(catalog, data.policy, data.group):
        raise _refused("group", Code.UNKNOWN_GROUP, f"{policy.title}没有可公布结果的分组 {data.group}")
    try:
        async with database.reading() as connection:
            printing = await print_group(
                connection, catalog, data.policy, data.group, data.period, as_of=data.as_of
            )
    except ValueError as error:
        raise _refused("period", Code.MALFORMED, str(error)) from error
    record = DraftRecord(
        policy=data.policy,
        group=data.group,
        period=data.period,
        objections_until=data.objections_until,
        as_of=printing.as_of,
        known_no=printing.known_no,
        readings=printing.readings.model_dump(mode="json"),
        seen=pack_seen(printing.seen, policy.readings),
        printed=pack_printed(printing.printed),
    )
    command = Command(request_id=request_id, data=record, reason=reason)
    receipts = await execute(database, catalog, [command], principal=principal, clock=clock)
    return receipts[0]


def _refused(path: str, code: Code, message: str) -> Refused:
    return Refused((Problem(path=(path,), code=code, message=message),))
