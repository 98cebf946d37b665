"""Lists of projects worked out from the facts: behind the milestones (JC-16), incomplete (JC-32), too far off (JC-31),
industrial upgrades and the infrastructure named in the document (JC-23), and those of the libraries."""

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.filters import profile_given, profile_value
from xiangmu.plugin.happenings import planned, this_year
from xiangmu.plugin.lists import Lists, Member, ProjectList, pointer
from xiangmu.plugin.money import in_words
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import STAGE_TITLES, Stage
from xiangmu_jincheng import courses, libraries
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.rules import incomplete, latest_start


def not_resumed(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Continuing projects that are still suspended; the longest first."""
    pause = courses.suspension(project)
    if project.terminated or pause is None or courses.carried_over(snapshot, project) is None:
        return None
    because = f"{project.name}自{pause.on}停建，到{snapshot.as_of}未复工（应于4月30日前复工）"
    evidence = Evidence(
        kind=EvidenceKind.STAGE, id=pause.id, project=project.id, on=pause.on, note=f"{pause.on}停建"
    )
    return Member(because=because, evidence=(evidence,), order=pause.on.toordinal())


def not_started(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """New projects of the year that have not started, the one planned earliest first."""
    due = planned(Stage.STARTED)(snapshot, project)
    if project.terminated or due is None or courses.to_start(snapshot, project) is None:
        return None
    if courses.began(snapshot, project) is not None:
        return None
    late = "，已过计划时间" if due.on < snapshot.as_of else ""
    because = f"{project.name}计划{due.on}开工，到{snapshot.as_of}未开工{late}"
    return Member(because=because, evidence=(due.evidence,), order=due.on.toordinal())


def incomplete_form(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Projects planned this year whose annex form lacks something."""
    entered = this_year(courses.entered_reserve)(snapshot, project)
    missing = incomplete(project.latest)
    if project.terminated or entered is None or not missing:
        return None
    because = f"{project.name}的基本情况表缺{'、'.join(missing)}"
    return Member(because=because, evidence=(pointer(project),), order=-len(missing))


def beyond_three_years(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Planned projects that are to start, or have still not started, more than three years after they were planned."""
    entered, start = courses.entered_reserve(snapshot, project), courses.began(snapshot, project)
    if project.terminated or entered is None or start is not None:
        return None
    last = latest_start(entered.on)
    due = planned(Stage.STARTED)(snapshot, project)
    if snapshot.as_of > last:
        because = f"{project.name}于{entered.on}谋划，到{snapshot.as_of}已满三年未开工"
    elif due is not None and due.on > last:
        because = f"{project.name}于{entered.on}谋划，计划{due.on}开工，超过三年（到{last}）"
    else:
        return None
    return Member(because=because, evidence=(entered.evidence,), order=entered.on.toordinal())


def industrial_upgrade(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """The industrial upgrade projects, the largest first."""
    upgrade = profile_value(project, snapshot.as_of, "upgrade")
    if project.terminated or not upgrade:
        return None
    because = f"{project.name}：{upgrade}，总投资{in_words(project.latest.total_yuan)}，{_standing(project)}"
    return Member(because=because, evidence=(pointer(project),), order=-project.latest.total_yuan)


def named_works(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """The infrastructure projects that the document names."""
    if project.terminated or not profile_given("named_works")(project, snapshot.as_of):
        return None
    works = profile_value(project, snapshot.as_of, "named_works")
    return Member(
        because=f"{project.name}：文件点名的{works}项目，{_standing(project)}", evidence=(pointer(project),)
    )


def _standing(project: ProjectView) -> str:
    """The furthest stage that the project has reached, in words."""
    stage = libraries.furthest(project)
    return f"现为{STAGE_TITLES[stage.stage]}（{stage.on}起）" if stage else "未记录进展"


LISTS = Lists(
    lists=tuple(
        ProjectList(policy=POLICY.key, key=key, title=title, clause=clause, member=member)
        for key, title, clause, member in (
            ("not_resumed", "续建未复工项目", "JC-16", not_resumed),
            ("not_started", "本年新建未开工项目", "JC-16", not_started),
            ("incomplete_form", "基本情况表不完整的谋划项目", "JC-32", incomplete_form),
            ("beyond_three_years", "超过三年开工的谋划项目", "JC-31", beyond_three_years),
            ("industrial_upgrade", "工业转型升级项目", "JC-23", industrial_upgrade),
            ("named_works", "文件点名的基础设施项目", "JC-23", named_works),
            *libraries.LISTED,
        )
    )
)
