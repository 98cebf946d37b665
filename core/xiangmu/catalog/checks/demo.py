"""The facts of a demonstration speak of what there is."""

from collections.abc import Iterator

from xiangmu.catalog.catalog import City
from xiangmu.catalog.checks.inventories import check_items
from xiangmu.catalog.checks.libraries import check_entries
from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.demo import DemoActivity, DemoMeeting
from xiangmu.plugin.facts import Facts, project_facts
from xiangmu.plugin.periods import Period


def check_demo(says: Stating, cities: tuple[City, ...]) -> None:
    """Units, policies, projects, targets and indicators that the facts name are there."""
    city, facts = says.city, says.city.demo.facts
    _check_projects(says, facts)
    _check_enrolments(says, facts, cities)
    for item, unit in _units_named(facts):
        says.known(says.units, (unit,) if unit else (), item)
    slots = {(t.policy, t.group, t.unit, t.key) for t in city.targets.targets}
    revised = ((r.policy, r.group, r.unit, r.target) for r in facts.goal_revisions)
    says.known(slots, revised, "修订的目标")
    indicators = {one.key: one for one in city.targets.indicators}
    says.known(indicators, (one.indicator for one in facts.indicators), "读数的指标")
    for one in facts.indicators:
        kind = indicators[one.indicator].period_kind
        says.require(
            Period.parse(one.period).kind is kind, f"读数 {one.indicator} 的考核期 {one.period} 长短不对"
        )
    says.known(says.clauses, (promise.policy for promise in facts.commitments), "承诺的文件")
    _check_rhythm(says, city)
    _check_issues(says, city)
    _check_inspections(says, city)
    check_items(says)
    check_entries(says)
    if question := city.demo.first_question:
        members = {(group.policy, group.key, unit) for group in city.units.groups for unit in group.units}
        asked = (question.policy, question.group, question.unit)
        says.known(members, (asked,), "首个问题所问的单位")


def _check_rhythm(says: Stating, city: City) -> None:
    obligations = {(one.policy, one.key) for one in city.schedule.obligations}
    projects = {version.project for version in city.demo.facts.versions}
    every: list[DemoMeeting | DemoActivity] = [*city.demo.meetings, *city.demo.activities]
    for told in every:
        item = f"{told.on} 的会议或活动"
        says.known(obligations, ((told.policy, told.obligation),), f"{item}所履行的事项")
        says.known(says.units, told.units, f"{item}的单位")
        says.known(projects, told.projects, f"{item}的项目")
    for report in city.demo.reports:
        item = f"{report.unit} {report.due} 的报告"
        says.known(obligations, ((report.policy, report.obligation),), f"{item}所办的事项")
        says.known(says.units, (report.unit,), f"{item}的单位")
    for bulletin in city.demo.bulletins:
        named = (bulletin.policy, bulletin.obligation)
        says.known(obligations, (named,), f"{bulletin.due} 的通报所办的事项")


def _check_issues(says: Stating, city: City) -> None:
    projects = {version.project for version in city.demo.facts.versions}
    stated = {rules.policy: rules for rules in city.supervision.issues}
    for issue in city.demo.issues:
        item = f"问题 {issue.key}"
        says.known(stated, (issue.policy,), f"{item}的文件")
        categories = {category.key for category in stated[issue.policy].categories}
        says.known(categories, (issue.category,), f"{item}的类别")
        says.known(says.units, (issue.unit,), f"{item}的单位")
        says.known({*projects, None}, (issue.project,), f"{item}的项目")


def _check_inspections(says: Stating, city: City) -> None:
    projects = {version.project for version in city.demo.facts.versions}
    stated = {rules.policy: rules for rules in city.supervision.inspections}
    for told in city.demo.inspections:
        item = f"{told.on} 的核查"
        says.known(stated, (told.policy,), f"{item}的文件")
        rules = stated[told.policy]
        says.known({kind.key for kind in rules.kinds}, (told.kind,), f"{item}的种类")
        says.known({one.key for one in rules.items}, (key for key, _, _ in told.answers), f"{item}的核查项")
        says.known(says.units, told.team, f"{item}的核查组")
        says.known(projects, told.projects, f"{item}的项目")
        categories = {category.key for category in rules.categories}
        says.known(categories, (finding.category for finding in told.findings), f"{item}发现的类别")
        says.known(says.units, (finding.unit for finding in told.findings), f"{item}发现的责任单位")
        says.known(projects, (finding.project for finding in told.findings), f"{item}发现的项目")
    says.known(projects, (visit.project for visit in city.demo.visits), "走访的项目")


def _check_projects(says: Stating, facts: Facts) -> None:
    projects = {version.project for version in facts.versions}
    for fact in (*project_facts(facts), *facts.year_plans, *facts.procedures, *facts.codes):
        says.known(projects, (fact.project,), f"事实 {fact.id} 的项目")
    for duty in facts.assignments:
        says.known({*projects, None}, (duty.project,), f"事实 {duty.id} 的项目")
    for ruling in facts.rulings:
        says.known(projects, (ruling.project, ruling.other), f"事实 {ruling.id} 的项目")


def _check_enrolments(says: Stating, facts: Facts, cities: tuple[City, ...]) -> None:
    reported_to = _above(says.city, cities)
    for enrolment in facts.enrolments:
        if enrolment.policy in says.clauses:
            says.known(says.units, (enrolment.unit,), "纳入考核的单位")
        elif reported_to or not says.city.info.jurisdiction.parent:
            says.known(reported_to, ((enrolment.policy, enrolment.unit),), "上报的文件和单位")


def _units_named(facts: Facts) -> Iterator[tuple[str, str]]:
    for version in facts.versions:
        yield f"项目 {version.name} 的单位", version.unit
    for procedure in facts.procedures:
        yield f"手续 {procedure.id} 的部门", procedure.department
    for duty in facts.assignments:
        yield f"职责 {duty.id} 的单位", duty.unit
    for reading in facts.indicators:
        yield f"读数 {reading.indicator} 的单位", reading.unit
    for promise in facts.commitments:
        yield f"承诺 {promise.id} 的单位", promise.unit


def _above(city: City, cities: tuple[City, ...]) -> set[tuple[str, str]]:
    """The policies of the government above with their units; empty when its plugin is not loaded."""
    parent = city.info.jurisdiction.parent
    above = (other for other in cities if parent and other.info.jurisdiction.key == parent)
    return {(group.policy, unit) for other in above for group in other.units.groups for unit in group.units}
