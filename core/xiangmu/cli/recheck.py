"""``recheck``: do publications and bulletins still hold?"""

from collections.abc import Iterator
from uuid import UUID

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.cli.chinese import Command
from xiangmu.cli.errors import FAILED, Failure
from xiangmu.cli.installation import catalog, with_database
from xiangmu.db.bulletins import Bulletin
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no
from xiangmu.db.records import Publication
from xiangmu.services.bulletins.rechecking import BulletinRecheck, bulletins_of, recheck_bulletin
from xiangmu.services.publications import find_publication, publications_of, published_policies
from xiangmu.services.recheck import Outcome, Recheck, recheck


@click.command("recheck", help="复核公布稿或通报 PUBLICATION(不填则全部); 有一份不符则退出码为1", cls=Command)
@click.argument("publication", type=click.UUID, required=False)
def recheck_command(publication: UUID | None) -> None:
    found, bulletins = with_database(lambda database: _recheck(database, publication))
    if not found and not bulletins:
        click.echo("还没有公布稿和通报")
    for published, result in found:
        click.echo(
            f"{result.outcome}\t{published.policy}\t{published.group}\t{published.period}\t"
            f"第{published.number}号\t{published.id}"
        )
        for line in _reasons(published.policy, result):
            click.echo(f"  {line}")
    for bulletin, checked in bulletins:
        click.echo(
            f"{checked.outcome}\t{bulletin.policy}\t{bulletin.obligation}\t{bulletin.due}\t"
            f"{bulletin.year}年第{bulletin.number}期\t{bulletin.id}"
        )
        for line in checked.notes:
            click.echo(f"  {line}")
    outcomes = [*(result.outcome for _, result in found), *(checked.outcome for _, checked in bulletins)]
    if any(outcome is not Outcome.SAME for outcome in outcomes):
        raise SystemExit(FAILED)


Checked = tuple[list[tuple[Publication, Recheck]], list[tuple[Bulletin, BulletinRecheck]]]


async def _recheck(database: Database, only: UUID | None) -> Checked:
    async with database.reading() as connection:
        bulletins = await bulletins_of(connection, await head_no(connection), only)
        chosen = [] if only and bulletins else await _chosen(connection, only)
        for bulletin in bulletins:
            _require_stated(bulletin.policy, "通报")
        return (
            [(published, await recheck(connection, catalog(), published)) for published in chosen],
            [(one, await recheck_bulletin(connection, catalog(), one)) for one in bulletins],
        )


async def _chosen(connection: AsyncConnection, only: UUID | None) -> list[Publication]:
    if only is not None:
        published = await find_publication(connection, only)
        if published is None:
            raise Failure(f"没有公布稿或通报 {only}")
        _require_stated(published.policy)
        return [published]
    no, policies = await head_no(connection), await published_policies(connection)
    for policy in policies:
        _require_stated(policy)
    return [published for policy in policies for published in await publications_of(connection, policy, no)]


def _require_stated(policy: str, what: str = "公布稿") -> None:
    if policy not in catalog().policies:
        raise Failure(f"{policy} 有{what}, 但装载的插件里没有这份文件, 无法复核; 请核对 XIANGMU_PLUGINS")


def _reasons(policy: str, result: Recheck) -> Iterator[str]:
    for fact in result.facts:
        since = "在账本之外被改动" if fact.no is None else f"第 {fact.no} 号命令以后不同"
        yield f"{fact.kind} {fact.id}: {fact.what}, {since}"
    titles = {unit.key: unit.title for unit in catalog().city_of(policy).units.units}
    for card in result.cards:
        unit = titles.get(card.unit, card.unit)
        yield f"{unit}: 公布 {card.printed}, 今天的规则得 {card.now}, 不同的得分项: {'、'.join(card.items) or '无'}"
    yield from result.notes
