"""Jurisdictions and their policies as they stand on a day, each object made once for a request."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.api.context import Context
from xiangmu.api.jurisdictions.types import JurisdictionOverview
from xiangmu.api.known import KnownAt, known_no
from xiangmu.api.policies.types import Policy
from xiangmu.api.stated import StatedPolicy
from xiangmu.db import tables as t
from xiangmu.db.facts import known
from xiangmu.db.kinds import kind_of
from xiangmu.db.records import EnabledPolicy
from xiangmu.services.clock import business_day


class Directory:
    """All jurisdictions and policies by key, in the order of the catalog."""

    def __init__(self, context: Context, day: date, enabled: Mapping[str, EnabledPolicy]) -> None:
        self._day = day
        self._read = context.read_jurisdictions
        self._enabled = enabled
        self.jurisdictions: dict[str, JurisdictionOverview] = {
            key: JurisdictionOverview(
                key=key,
                title=stated.title,
                division_code=stated.division_code or None,
                parent=None,
                policies=[],
            )
            for key, stated in context.catalog.jurisdictions.items()
        }
        self.policies = {key: self._policy(stated) for key, stated in context.stated.items()}
        for key, stated in context.catalog.jurisdictions.items():
            jurisdiction = self.jurisdictions[key]
            jurisdiction.parent = self.jurisdictions.get(stated.parent)
            jurisdiction.policies = [
                policy
                for policy in self.policies.values()
                if policy.enabled and policy.jurisdiction is jurisdiction
            ]

    @classmethod
    async def read(cls, context: Context, as_of: date | None, as_known_at: KnownAt | None) -> Self:
        """As they stand on ``as_of`` (today), as known then."""
        day = as_of or business_day(context.clock())
        async with context.database.reading() as connection:
            no = await known_no(connection, as_known_at)
            return cls(context, day, await _enabled(connection, day, no))

    def _policy(self, stated: StatedPolicy) -> Policy:
        policy = stated.policy
        enabled = self._enabled.get(policy.key)
        readings = policy.readings.model_validate(enabled.readings if enabled else {})
        return Policy(
            key=policy.key,
            title=policy.title,
            number=policy.number or None,
            jurisdiction=self.jurisdictions[policy.jurisdiction],
            issued_on=policy.issued_on,
            starts=policy.starts,
            ends=policy.ends,
            clauses=list(stated.clauses.values()),
            groups=list(stated.groups.values()),
            targets=list(stated.targets.values()),
            notices=stated.notices,
            cards=stated.cards,
            boards=list(stated.boards.values()),
            awards=stated.awards,
            accountability=list(stated.accountability.values()),
            indicators=list(stated.rules.indicators.values()),
            project_lists=stated.rules.lists,
            phases=stated.phases,
            obligations=list(stated.obligations.values()),
            duties=list(stated.rules.duties.values()),
            project_rules=stated.rules.projects,
            duplicate_rules=list(stated.rules.duplicates.values()),
            stage_names=stated.rules.stages,
            issue_rules=stated.rules.issues,
            enabled=enabled is not None and (enabled.until is None or enabled.until >= self._day),
            readings=stated.readings(readings) if policy.jurisdiction in self._read else None,
        )


async def _enabled(connection: AsyncConnection, day: date, no: int) -> dict[str, EnabledPolicy]:
    """How each policy was last enabled on ``day``, as known at ledger number ``no``."""
    kind, table = kind_of(EnabledPolicy), t.enabled_policy
    rows = await connection.execute(
        select(*(table.c[column] for _, column in kind.columns))
        .where(table.c.since <= day, known(table, no))
        .order_by(table.c.since)
    )
    return {enabled.policy: enabled for enabled in kind.values(rows.all(), {})}
