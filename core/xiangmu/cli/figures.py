"""Figures on the command line: ``score``."""

from collections.abc import Sequence
from typing import Any

import click
import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog.names import find_unit
from xiangmu.cli.chinese import Command
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import catalog, with_database
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no
from xiangmu.domain.fold import parse_period
from xiangmu.domain.ranking import Place, rank_cards
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import printed
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.scoring import Card
from xiangmu.plugin.units import Group
from xiangmu.services import results
from xiangmu.services.publications import latest_of

Ranked = tuple[Group, tuple[Scorecard, ...], tuple[Place, ...]]


@click.command(
    "score", help="POLICY 在 PERIOD(如 2023Q2、2023)的得分与排名; 写明 --unit 则逐行说明", cls=Command
)
@click.argument("policy")
@click.argument("period")
@click.option("--group", default="", metavar="分组", help="只看一个分组")
@click.option("--unit", default="", metavar="单位", help="只看一个单位(名称或别名), 逐行列出得分与理由")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
def score_command(policy: str, period: str, group: str, unit: str, as_json: bool) -> None:
    stated = _policy(policy)
    parsed = _period(stated, period)
    groups = _groups(stated, group)
    key = _unit(stated, unit) if unit else ""

    async def work(database: Database) -> list[Ranked]:
        async with database.reading() as connection:
            return await _ranked(connection, stated, parsed, groups)

    chosen = [
        (of, tuple(card for card in cards if key in ("", card.unit)), places)
        for of, cards, places in with_database(work)
    ]
    if key and not any(cards for _, cards, _ in chosen):
        raise Failure(f"{unit}不在所查分组中")
    if as_json:
        click.echo(orjson.dumps([_as_json(*ranked) for ranked in chosen], option=orjson.OPT_INDENT_2))
        return
    for of, cards, places in chosen:
        _print_group(stated, of, cards, places, lines=bool(key))


async def _ranked(
    connection: AsyncConnection, policy: Policy, period: Period, groups: Sequence[Group]
) -> list[Ranked]:
    ranked = {}
    own = [group for group in groups if _card(group).period_kind is period.kind]
    if own:
        board = (await results.board(connection, catalog(), policy.key, str(period))).board
        for group in own:
            result = results.print_cards(catalog(), board.group(group.key))
            ranked[group.key] = (group, result.cards, result.places)
    no = await head_no(connection)
    rank_by = (await results.readings_in_force(connection, policy, period.end, no)).rank_by
    for group in groups:
        if group not in own and period.kind in _card(group).period_kinds:
            latest = await latest_of(connection, policy.key, group.key, no)
            cards = results.year_cards(catalog(), policy.key, group.key, period, latest, rank_by)
            ranked[group.key] = (group, cards, rank_cards(cards, rank_by))
    return [ranked[group.key] for group in groups if group.key in ranked]


def _card(group: Group) -> Card:
    return catalog().cards[group.policy, group.key]


def _policy(key: str) -> Policy:
    if key not in catalog().policies:
        raise Failure(f"没有文件 {key}, 可用: {'、'.join(catalog().policies)}")
    return catalog().policies[key]


def _period(policy: Policy, text: str) -> Period:
    try:
        period = parse_period(policy, text)
    except ValueError as error:
        raise Failure(str(error)) from error
    cards = [card for (of, _), card in catalog().cards.items() if of == policy.key]
    if not cards:
        raise Failure(f"{policy.title}没有印出计分公式")
    if not any(period.kind in card.period_kinds for card in cards):
        raise Failure(f"{policy.title}不按{period.title}计分")
    return period


def _groups(policy: Policy, key: str) -> list[Group]:
    scored = [
        group for group in catalog().groups_of(policy.key) if (policy.key, group.key) in catalog().cards
    ]
    chosen = [group for group in scored if key in ("", group.key)]
    if not chosen:
        raise Failure(f"没有分组 {key}, 可用: {'、'.join(group.key for group in scored)}")
    return chosen


def _unit(policy: Policy, name: str) -> str:
    unit = find_unit(catalog().city_of(policy.key).units.units, name)
    if unit is None:
        raise Failure(f"没有单位 {name}")
    return unit.key


def _print_group(
    policy: Policy, group: Group, cards: Sequence[Scorecard], places: Sequence[Place], *, lines: bool
) -> None:
    by_unit = {card.unit: card for card in cards}
    if by_unit:
        click.echo(f"{policy.title} · {group.title}")
    for place in places:
        if place.unit not in by_unit:
            continue
        card = by_unit[place.unit]
        position = f"第{place.position}名" if place.position else "未排名"
        total = printed(card.total) if card.total is not None else f"无得分({card.no_total})"
        click.echo(f"{position}\t{catalog().unit(policy.key, card.unit).title}\t{total}")
        for line in card.lines if lines else ():
            awaiting = " [待认定]" if line.awaiting else ""
            click.echo(f"  {printed(line.points):>6}  {line.title}  {line.clause}  {line.because}{awaiting}")


def _as_json(group: Group, cards: Sequence[Scorecard], places: Sequence[Place]) -> dict[str, Any]:
    positions = {place.unit: place.position for place in places}
    return {
        "group": group.key,
        "cards": [
            {
                "unit": card.unit,
                "period": str(card.period),
                "position": positions[card.unit],
                "total": None if card.total is None else printed(card.total),
                "exact": str(card.exact),
                "no_total": card.no_total,
                "lines": [
                    {
                        "item": line.item,
                        "points": str(line.points),
                        "because": line.because,
                        "clause": line.clause,
                        "awaiting": line.awaiting.key if line.awaiting else None,
                        "evidence": [str(evidence.id) for evidence in line.evidence],
                    }
                    for line in card.lines
                ],
            }
            for card in cards
        ],
    }
