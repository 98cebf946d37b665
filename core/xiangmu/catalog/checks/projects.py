"""What a city says of projects: its own fields and rules, its lists, who answers for what."""

from xiangmu.catalog.checks.stating import Stating


def check_profile(says: Stating) -> None:
    """Fields have titles; classifications, names of stages and rules name what there is."""
    profile = says.city.profile
    fields = profile.model.model_fields if profile.model else {}
    for key, field in fields.items():
        says.require(bool(field.title), f"字段 {key} 没有中文名")
    clauses = set[str]().union(*says.clauses.values())
    for classification in profile.classifications:
        says.known(fields, (classification.key,), "分类的字段")
        says.known(clauses, (classification.clause,), f"分类 {classification.key} 的条款")
    for rule in profile.admission:
        says.clause(rule.policy, rule.clause, "准入标准")
    says.unique("阶段名称", ((name.policy, name.key) for name in profile.stages))
    for name in profile.stages:
        says.clause(name.policy, name.clause, f"阶段名称 {name.key}")
        says.require(bool(name.stages), f"阶段名称 {name.key} 没有对应的阶段")
    says.unique("项目要求", ((rule.policy, rule.key) for rule in profile.rules))
    for asked in profile.rules:
        says.clause(asked.policy, asked.clause, f"项目要求 {asked.key}")
    says.unique("不得重复", ((rule.policy, rule.key) for rule in profile.duplicates))
    for duplicates in profile.duplicates:
        item = f"不得重复 {duplicates.key}"
        says.clause(duplicates.policy, duplicates.clause, item)
        says.require(bool(duplicates.groups) and bool(duplicates.others), f"{item} 没有写明双方的分组")
        for group in (*duplicates.groups, *duplicates.others):
            says.group(duplicates.policy, group, item)


def check_lists(says: Stating) -> None:
    """Lists have keys of their own and clauses."""
    lists = says.city.lists.lists
    says.unique("清单", ((one.policy, one.key) for one in lists))
    for one in lists:
        says.clause(one.policy, one.clause, f"清单 {one.key}")


def check_leaders(says: Stating) -> None:
    """Rules on duties name clauses and groups, and ask for what can be had."""
    duties = says.city.leaders.duties
    says.unique("在册要求", ((rule.policy, rule.key) for rule in duties))
    for rule in duties:
        item = f"在册要求 {rule.key}"
        says.clause(rule.policy, rule.clause, item)
        for group in rule.groups:
            says.group(rule.policy, group, item)
        says.require(bool(rule.needs), f"{item} 没有写明要谁在册")
        says.unique(f"{item} 的职责", (need.duty for need in rule.needs))
        for need in rule.needs:
            possible = need.least >= 0 and (need.most is None or need.most >= max(need.least, 0))
            says.require(possible, f"{item} 的 {need.duty} 至少和至多颠倒")
