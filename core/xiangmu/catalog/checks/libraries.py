"""What a city says of libraries: clauses that there are, a review that begins with a submission, no stage twice."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.libraries import LibraryRules

MOST_STEPS = 9


def check_libraries(says: Stating) -> None:
    """Every policy has one set of libraries at most, and its review has somebody to submit and somebody to decide."""
    stated = says.city.supervision.libraries
    says.unique("项目库的文件", (rules.policy for rules in stated))
    for rules in stated:
        item = f"{rules.policy} 的项目库"
        for clause in (rules.clause, *filter(None, (rules.order, rules.reconciled))):
            says.clause(rules.policy, clause, item)
        says.require(bool(rules.libraries), f"{item}没有写明有哪几个库")
        says.require(2 <= len(rules.steps) <= MOST_STEPS, f"{item}的审核须有报送和至少一步审核")
        says.unique(f"{item}", (library.key for library in rules.libraries))
        says.unique(f"{item}的审核步骤", (step.key for step in rules.steps))
        says.unique(f"{item}收纳的阶段", (stage for library in rules.libraries for stage in library.stages))
        _check_titles(says, rules, item)
        if rules.statistics:
            says.known(says.units, (rules.statistics,), f"{item}对接的统计单位")
        says.require(
            not any(one.in_statistics for one in rules.libraries) or bool(rules.statistics),
            f"{item}写明与统计库对接, 却没有写明统计单位",
        )


def check_entries(says: Stating) -> None:
    """The demonstration's entries name what there is."""
    city = says.city
    stated = {(rules.policy, one.key) for rules in city.supervision.libraries for one in rules.libraries}
    steps = {(rules.policy, one.key) for rules in city.supervision.libraries for one in rules.steps}
    projects = {version.project for version in city.demo.facts.versions}
    for told in city.demo.libraries:
        item = f"报审{told.library}的项目"
        says.known(stated, ((told.policy, told.library),), f"{item}的项目库")
        says.known(projects, (told.project,), item)
        named = ((told.policy, one.step) for one in told.steps if one.step)
        says.known(steps, named, f"{item}的审核步骤")
    compared = {rules.policy for rules in city.supervision.libraries if rules.statistics}
    says.known(compared, (told.policy for told in city.demo.statistics), "统计库清单的文件")


def _check_titles(says: Stating, rules: LibraryRules, item: str) -> None:
    named = [(one.key, one.title) for one in rules.libraries]
    named += [(one.key, one.title) for one in rules.steps]
    says.require(all(key and title for key, title in named), f"{item}: 各库和各步骤须有键和名称")
