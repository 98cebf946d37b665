"""Cards, boards and their classes, awards, accountability lists."""

import re

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.scoring import (
    AccountabilityList,
    Award,
    Card,
    Direction,
    JudgementItem,
    Ranking,
    RankingClass,
    Scoring,
    ScoringRule,
    TargetsMet,
    TargetsUnmet,
)
from xiangmu.plugin.targets import Target

READING = re.compile(r"[A-Z]\d+[a-z]?")
Entry = Card | Ranking | RankingClass | Award | AccountabilityList
Ranked = Ranking | RankingClass


def check_scoring(says: Stating) -> None:
    """What is scored, ranked, awarded and reported is there, and of one group."""
    scoring = says.city.scoring
    says.unique("得分表", ((card.policy, card.group) for card in scoring.cards))
    ranked: tuple[Ranked, ...] = (*scoring.rankings, *scoring.classes)
    says.unique("榜", ((one.policy, one.key) for one in ranked))
    says.unique("问责名单", ((entry.policy, entry.key) for entry in scoring.accountability))
    says.unique("红黑榜", ((roll.policy, roll.key) for roll in scoring.rolls))
    entries: tuple[Entry, ...] = (
        *scoring.cards,
        *scoring.rankings,
        *scoring.classes,
        *scoring.awards,
        *scoring.accountability,
    )
    for stated in entries:
        says.group(stated.policy, stated.group, stated.title)
        says.clause(stated.policy, stated.clause, stated.title)
    for card in scoring.cards:
        _check_card(says, card)
    _check_rankings(says, scoring)
    for one in ranked:
        if one.reading:
            says.require(
                bool(READING.fullmatch(one.reading)), f"榜 {one.key} 的口径编号 {one.reading} 不成样子"
            )
    for entry in scoring.accountability:
        _check_report(says, entry)
    _check_classes(says, scoring)
    _check_rolls(says, scoring)


def _check_rankings(says: Stating, scoring: Scoring) -> None:
    kinds = {(card.policy, card.group, kind) for card in scoring.cards for kind in card.period_kinds}
    for ranking in scoring.rankings:
        item = f"榜 {ranking.key}"
        if ranking.measure is None:
            wanted = (ranking.policy, ranking.group, ranking.period_kind)
            says.known(kinds, (wanted,), f"{item} 所排的得分表")
        if isinstance(ranking.measure, TargetsMet):
            _check_own(says, item, ranking.policy, ranking.group, ranking.measure.targets)
        if ranking.measure is None or isinstance(ranking.measure, TargetsMet):
            higher = ranking.direction is Direction.HIGHER
            says.require(higher, f"{item} 按总分或完成目标排, 只能高者在先")


def _check_report(says: Stating, entry: AccountabilityList) -> None:
    item = f"问责名单 {entry.key}"
    if isinstance(entry.measure, TargetsUnmet):
        _check_own(says, item, entry.policy, entry.group, entry.measure.targets)
        if entry.measure.clause:
            says.clause(entry.policy, entry.measure.clause, item)


def _check_card(says: Stating, card: Card) -> None:
    item = f"得分表 {card.group}"
    if card.year_clause:
        says.clause(card.policy, card.year_clause, item)
    says.require(bool(card.rules) or bool(card.no_total), f"{item} 没有得分项, 也没有写明无总分的理由")
    says.unique(f"{item} 的得分项", (rule.key for rule in card.rules))
    items = [judgement for rule in card.rules for judgement in rule.judgements]
    says.unique(f"{item} 的认定项", (judgement.key for judgement in items))
    stated: tuple[ScoringRule | JudgementItem, ...] = (*card.rules, *items)
    for one in stated:
        says.clause(card.policy, one.clause, f"得分项 {one.key}")


def _check_own(says: Stating, item: str, policy: str, group: str, targets: tuple[Target, ...]) -> None:
    stated = set(says.city.targets.targets)
    says.require(bool(targets), f"{item} 没有目标")
    for target in targets:
        own = target.policy == policy and target.group == group
        says.require(own, f"{item} 的目标 {target.key} 不是分组 {group} 的")
        says.require(target in stated, f"{item} 的目标 {target.key} 没有在 targets 里说")


def _check_classes(says: Stating, scoring: Scoring) -> None:
    ranked: tuple[Ranked, ...] = (*scoring.rankings, *scoring.classes)
    stated = {(one.policy, one.key): one for one in ranked}
    for one in scoring.classes:
        item = f"综合榜 {one.key}"
        says.require(bool(one.members), f"{item} 没有成员")
        says.unique(f"{item} 的成员", one.members)
        says.known(stated, ((one.policy, member) for member in one.members), f"{item} 的成员")
        for key in one.members:
            member = stated[one.policy, key]
            alike = (member.group, member.period_kind) == (one.group, one.period_kind)
            says.require(alike, f"{item} 的成员 {key} 不是同一分组、同样长短的考核期")
            measured = isinstance(member, RankingClass) or member.measure is not None
            says.require(measured, f"{item} 的成员 {key} 按总分排, 不能并入综合榜")
    for one in scoring.classes:
        says.require(not _contains(stated, one, one.key, set()), f"综合榜 {one.key} 包含它自己")


def _contains(stated: dict[tuple[str, str], Ranked], one: RankingClass, key: str, seen: set[str]) -> bool:
    for member in one.members:
        inner = stated[one.policy, member]
        if member == key:
            return True
        if isinstance(inner, RankingClass) and member not in seen:
            seen.add(member)
            if _contains(stated, inner, key, seen):
                return True
    return False


def _check_rolls(says: Stating, scoring: Scoring) -> None:
    ranked = {(one.policy, one.key) for one in scoring.rankings if one.measure is not None}
    ranked |= {(one.policy, one.key) for one in scoring.classes}
    for roll in scoring.rolls:
        item = f"红黑榜 {roll.key}"
        says.clause(roll.policy, roll.clause, item)
        says.known(ranked, ((roll.policy, roll.ranking),), f"{item} 所取的榜")
        says.require(min(roll.best, roll.worst) >= 0 < max(roll.best, roll.worst), f"{item} 没有名次")
