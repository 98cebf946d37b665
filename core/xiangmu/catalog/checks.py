"""What must hold of a plugin's answers before the program starts."""

from collections import Counter
from collections.abc import Hashable, Iterable

from xiangmu.catalog.catalog import City
from xiangmu.catalog.errors import CatalogError
from xiangmu.catalog.names import names_of
from xiangmu.plugin.facts import project_facts
from xiangmu.plugin.scoring import AccountabilityList, Award, Card, JudgementItem, Ranking, ScoringRule


def check(cities: tuple[City, ...]) -> None:
    """Raise CatalogError at the first thing that does not hold, naming plugin, hook and item."""
    _no_shared_keys(cities)
    for city in cities:
        _check_policies(city)
        _check_units(city)
        _check_targets(city)
        _check_scoring(city)
        _check_profile(city)
        _check_demo(city, cities)


def _no_shared_keys(cities: tuple[City, ...]) -> None:
    owners: dict[tuple[str, str], City] = {}
    for city in cities:
        keys = [("plugin_info", city.info.key), ("plugin_info", f"辖区 {city.info.jurisdiction.key}")]
        keys += [("policies", policy.key) for policy in city.policies.policies]
        for hook, key in keys:
            owner = owners.setdefault((hook, key), city)
            if owner is not city:
                raise CatalogError(city.info.key, hook, f"{key} 已由插件 {owner.info.key} 使用")


def _check_policies(city: City) -> None:
    hook = "policies"
    _unique(city, hook, "文件", (policy.key for policy in city.policies.policies))
    for policy in city.policies.policies:
        _require(
            city,
            hook,
            policy.jurisdiction == city.info.jurisdiction.key,
            f"{policy.key} 的辖区不是本插件的辖区",
        )
        _require(city, hook, policy.starts <= policy.ends, f"{policy.key} 的起止日期颠倒")
        _require(city, hook, bool(policy.clauses), f"{policy.key} 没有条款")
        _unique(city, hook, f"{policy.key} 的条款", (clause.id for clause in policy.clauses))
        for option in policy.readings().in_force():
            if option.clause:
                _known_clause(city, hook, policy.key, option.clause, f"口径 {option.key}")


def _check_units(city: City) -> None:
    hook = "units"
    _unique(city, hook, "单位", (unit.key for unit in city.units.units))
    owners: dict[str, str] = {}
    for unit in city.units.units:
        for name in names_of(unit):
            owner = owners.setdefault(name, unit.key)
            _require(city, hook, owner == unit.key, f"名称 {name} 同时指 {owner} 和 {unit.key}")
    keys = {unit.key for unit in city.units.units}
    _unique(city, hook, "分组", ((group.policy, group.key) for group in city.units.groups))
    for group in city.units.groups:
        _known_clause(city, hook, group.policy, group.clause, f"分组 {group.key}")
        _unique(city, hook, f"分组 {group.key} 的单位", group.units)
        _known(city, hook, keys, group.units, f"分组 {group.key} 的单位")
    _unique(city, hook, "机构", ((body.policy, body.key) for body in city.units.bodies))
    for body in city.units.bodies:
        _known_clause(city, hook, body.policy, body.clause, f"机构 {body.key}")
        _known(city, hook, keys, (body.host,) if body.host else (), f"机构 {body.key} 的挂靠单位")


def _check_targets(city: City) -> None:
    hook = "targets"
    units = {unit.key for unit in city.units.units}
    members = {(group.policy, group.key): group.units for group in city.units.groups}
    targets = city.targets.targets
    _unique(city, hook, "目标", ((t.policy, t.group, t.unit, t.key) for t in targets))
    for target in targets:
        item = f"目标 {target.key}"
        _known_clause(city, hook, target.policy, target.clause, item)
        if target.unit:
            _known(
                city, hook, members.get((target.policy, target.group), ()), (target.unit,), f"{item} 的单位"
            )
        offices = (target.lead, *target.responsible, *target.cooperating)
        _known(city, hook, units, (office for office in offices if office), f"{item} 的牵头、责任或配合单位")
        _require(city, hook, (target.goal or 0) >= 0, f"{item} 的目标值为负")
    for notice in city.targets.notices:
        _known_clause(city, hook, notice.policy, notice.clause, "提示")
        _known(city, hook, {target.key for target in targets}, notice.targets, "提示所指目标")


def _check_scoring(city: City) -> None:
    hook, scoring = "scoring", city.scoring
    members = {(group.policy, group.key) for group in city.units.groups}
    _unique(city, hook, "得分表", ((card.policy, card.group) for card in scoring.cards))
    _unique(city, hook, "榜", ((ranking.policy, ranking.key) for ranking in scoring.rankings))
    for card in scoring.cards:
        for clause in (card.clause, card.year_clause):
            if clause:
                _known_clause(city, hook, card.policy, clause, f"得分表 {card.group}")
        _unique(city, hook, f"得分表 {card.group} 的得分项", (rule.key for rule in card.rules))
        items = [item for rule in card.rules for item in rule.judgements]
        _unique(city, hook, f"得分表 {card.group} 的认定项", (item.key for item in items))
        stated: tuple[ScoringRule | JudgementItem, ...] = (*card.rules, *items)
        for rule in stated:
            _known_clause(city, hook, card.policy, rule.clause, f"得分项 {rule.key}")
    kinds = {(card.policy, card.group, kind) for card in scoring.cards for kind in card.period_kinds}
    for ranking in scoring.rankings:
        if ranking.measure is None:
            wanted = (ranking.policy, ranking.group, ranking.period_kind)
            _known(city, hook, kinds, (wanted,), f"榜 {ranking.key} 所排的得分表")
    entries: tuple[Card | Ranking | Award | AccountabilityList, ...]
    entries = (*scoring.cards, *scoring.rankings, *scoring.awards, *scoring.accountability)
    for entry in entries:
        _known(city, hook, members, ((entry.policy, entry.group),), f"{entry.title} 的分组")
        _known_clause(city, hook, entry.policy, entry.clause, entry.title)


def _check_profile(city: City) -> None:
    hook, profile = "profile", city.profile
    fields = profile.model.model_fields if profile.model else {}
    for key, field in fields.items():
        _require(city, hook, bool(field.title), f"字段 {key} 没有中文名")
    clauses = {clause.id for policy in city.policies.policies for clause in policy.clauses}
    for classification in profile.classifications:
        _known(city, hook, fields, (classification.key,), "分类的字段")
        _known(city, hook, clauses, (classification.clause,), f"分类 {classification.key} 的条款")
    for rule in profile.admission:
        _known_clause(city, hook, rule.policy, rule.clause, "准入标准")


def _check_demo(city: City, cities: tuple[City, ...]) -> None:
    hook, facts = "demo", city.demo.facts
    units = {unit.key for unit in city.units.units}
    reported_to = _above(city, cities)
    policies = {policy.key for policy in city.policies.policies}
    projects = {version.project for version in facts.versions}
    for version in facts.versions:
        _known(city, hook, units, (version.unit,) if version.unit else (), f"项目 {version.name} 的单位")
    for enrolment in facts.enrolments:
        if enrolment.policy in policies:
            _known(city, hook, units, (enrolment.unit,), "纳入考核的单位")
        elif reported_to or not city.info.jurisdiction.parent:
            _known(city, hook, reported_to, ((enrolment.policy, enrolment.unit),), "上报的文件和单位")
    if question := city.demo.first_question:
        members = {(group.policy, group.key, unit) for group in city.units.groups for unit in group.units}
        asked = (question.policy, question.group, question.unit)
        _known(city, hook, members, (asked,), "首个问题所问的单位")
    for fact in project_facts(facts):
        _known(city, hook, projects, (fact.project,), f"事实 {fact.id} 的项目")


def _above(city: City, cities: tuple[City, ...]) -> set[tuple[str, str]]:
    """The policies of the government above with their units; empty when its plugin is not loaded."""
    parent = city.info.jurisdiction.parent
    above = (other for other in cities if parent and other.info.jurisdiction.key == parent)
    return {(group.policy, unit) for other in above for group in other.units.groups for unit in group.units}


def _known_clause(city: City, hook: str, policy: str, clause: str, item: str) -> None:
    clauses = {p.key: {c.id for c in p.clauses} for p in city.policies.policies}
    _known(city, hook, clauses, (policy,), f"{item} 的文件")
    _known(city, hook, clauses[policy], (clause,), f"{item} 的条款")


def _known(city: City, hook: str, known: Iterable[Hashable], wanted: Iterable[Hashable], item: str) -> None:
    missing = [str(key) for key in wanted if key not in known]
    _require(city, hook, not missing, f"{item}不存在: {'、'.join(missing)}")


def _unique(city: City, hook: str, item: str, keys: Iterable[Hashable]) -> None:
    twice = [str(key) for key, count in Counter(keys).items() if count > 1]
    _require(city, hook, not twice, f"{item}重复: {'、'.join(twice)}")


def _require(city: City, hook: str, holds: bool, problem: str) -> None:
    if not holds:
        raise CatalogError(city.info.key, hook, problem)
