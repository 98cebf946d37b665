"""The inventory and the seven classes of the reserve library (LX-03, X5), projects not in statistics (LX-09), what next
year's money is kept in reserve for (LX-12), and which projects are shown and exposed (LX-26)."""

from xiangmu.plugin.filters import Test, has_reached, on_list, profile_is, profile_value
from xiangmu.plugin.lists import Lists, Member, Membership, ProjectList, dormant, having, pointer
from xiangmu.plugin.money import in_words
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import PRELIMINARY, PROCEDURE_TITLES
from xiangmu_lanxian import courses
from xiangmu_lanxian.courses import CONSTRUCTION, FINISHED, INVENTORY
from xiangmu_lanxian.fields import Tag
from xiangmu_lanxian.measures import MAJOR
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.publicity import SHOWN

UNFINISHED: Test = lambda project, _: not any(project.reached(stage) for stage in FINISHED)  # noqa: E731


def inventory(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Every investment project of 500万元 or more, the largest first."""
    if project.terminated or not INVENTORY(project, snapshot.as_of):
        return None
    yuan = project.latest.total_yuan
    return Member(
        because=f"{project.name}，总投资{in_words(yuan)}", evidence=(pointer(project),), order=-yuan
    )


def not_in_statistics(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Projects that have begun without entering the statistics library, the longest first (LX-09)."""
    start = courses.began(snapshot, project)
    if project.terminated or start is None or not INVENTORY(project, snapshot.as_of):
        return None
    if courses.in_library(project, snapshot.as_of):
        return None
    because = f"{project.name}已于{start.on}开工，到{snapshot.as_of}未入统入库"
    return Member(because=because, evidence=(start.evidence,), order=start.on.toordinal())


def next_year_reserve(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Projects in reserve for next year's special bonds and central budget, the most mature first (LX-12)."""
    money = profile_value(project, snapshot.as_of, "next_year")
    if project.terminated or not money:
        return None
    done = {one.kind for one in project.procedures if one.kind in PRELIMINARY and one.done_on is not None}
    named = f"（{'、'.join(PROCEDURE_TITLES[kind] for kind in PRELIMINARY if kind in done)}）" if done else ""
    because = f"{project.name}拟申报{money}，八项前期手续办结{len(done)}项{named}"
    return Member(because=because, evidence=(pointer(project),), order=-len(done))


def tagged(tag: Tag) -> Membership:
    """Projects that a person has given a tag."""
    return having(profile_is("tags", tag), because=f"，标签：{tag}")


def preliminary(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Projects that have not begun (前期项目)."""
    began = has_reached(*CONSTRUCTION, *FINISHED)(project, snapshot.as_of)
    if project.terminated or began or not INVENTORY(project, snapshot.as_of):
        return None
    return Member(because=f"{project.name}尚未开工，处于前期", evidence=(pointer(project),))


LISTS = Lists(
    lists=(
        *(
            ProjectList(policy=POLICY.key, key=key, title=title, clause=clause, member=member)
            for key, title, clause, member in (
                ("inventory", "500万元以上投资项目", "LX-03", inventory),
                (
                    "major",
                    "储备库：重点工程项目",
                    "LX-03",
                    having(on_list(*MAJOR), because="列入省市县重大项目"),
                ),
                ("within_year", "储备库：年内必须完成项目", "LX-03", tagged(Tag.WITHIN_YEAR)),
                ("preliminary", "储备库：前期项目", "LX-03", preliminary),
                ("ready", "储备库：具备开工条件项目", "LX-03", tagged(Tag.READY)),
                ("investment", "储备库：有望形成实物投资项目", "LX-03", tagged(Tag.INVESTMENT)),
                ("not_entered", "储备库：未入统入库项目", "LX-03", not_in_statistics),
                (
                    "dormant",
                    "储备库：“僵尸”项目",
                    "LX-03",
                    dormant(lambda snapshot: snapshot.readings.dormant_days, INVENTORY, UNFINISHED),
                ),
                ("not_in_statistics", "已开工未入统项目", "LX-09", not_in_statistics),
                ("next_year_reserve", "明年专项债券和中央预算内储备项目", "LX-12", next_year_reserve),
            )
        ),
        *SHOWN,
    )
)
