"""What files may belong to: whoever sees one of these rows, by its own rule, sees the files that belong to it.

A table that is not named here owns no files, and nobody sees a file that belongs to nothing they see.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import FromClause, Table, and_, exists, or_

from xiangmu.access.rights import Condition, Shape
from xiangmu.db import tables as t

OWNERS: tuple[Table, ...] = (
    t.project,
    t.report,
    t.meeting,
    t.activity,
    t.inspected_project,
    t.finding,
    t.visit,
)

_Rules = Mapping[Table, Callable[[Shape], Condition]]


def key_of(owner: Table) -> str:
    """The column by which commands name a row of ``owner``."""
    return "fact_id" if "fact_id" in owner.c else "id"


def link_seen(shape: Shape, rules: _Rules, links: FromClause = t.attachment_link) -> Condition:
    """What a file belongs to is there, and seen by ``rules``."""
    return or_(*(_belongs_to(owner, shape, rules, links) for owner in OWNERS))


def file_seen(shape: Shape, rules: _Rules) -> Condition:
    """The file belongs to something that is seen."""
    links = t.attachment_link.alias("belongs")
    of_it = links.c.attachment_id == t.attachment.c.fact_id
    standing = and_(of_it, links.c.ended_no.is_(None), link_seen(shape, rules, links))
    return exists().where(standing).correlate_except(links)


def _belongs_to(owner: Table, shape: Shape, rules: _Rules, links: FromClause) -> Condition:
    seen = [owner.c[key_of(owner)] == links.c.owner_id, rules[owner](shape)]
    if "ended_no" in owner.c:
        seen.append(owner.c.ended_no.is_(None))
    return and_(links.c.owner_kind == owner.name, exists().where(*seen).correlate_except(owner))
