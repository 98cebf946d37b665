"""The three key lists of the year (LB-02), and what dispatch looks at, in order (LB-06)."""

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Listing
from xiangmu.plugin.filters import profile_value
from xiangmu.plugin.lists import Lists, Member, Membership, ProjectList
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import KeyList
from xiangmu_lingbao.key_lists import LEVELS, listing_of
from xiangmu_lingbao.policy import POLICY

ORDER = tuple(LEVELS)


def dispatched(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Every key project of the year in force, provincial and city ones first, then those with a ground of priority."""
    listing = listing_of(snapshot, project)
    if project.terminated or listing is None:
        return None
    held = profile_value(project, snapshot.as_of, "grounds")
    grounds = [str(ground) for ground in held] if isinstance(held, list | tuple) else []
    named = f"，优先理由：{'、'.join(grounds)}" if grounds else ""
    order = 2 * ORDER.index(listing.key_list) + (not grounds)
    because = f"{project.name}列入{listing.year}年{LEVELS[listing.key_list]}项目{named}"
    return Member(because=because, evidence=(_pointer(project, listing),), order=order)


def of_level(level: KeyList) -> Membership:
    """The projects whose highest list of the year in force is that of ``level``."""

    def member(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
        listing = listing_of(snapshot, project)
        if project.terminated or listing is None or listing.key_list is not level:
            return None
        because = f"{project.name}于{listing.on}列入{listing.year}年{LEVELS[level]}项目"
        return Member(because=because, evidence=(_pointer(project, listing),))

    return member


def _pointer(project: ProjectView, listing: Listing) -> Evidence:
    note = f"{project.name}于{listing.on}列入{LEVELS[listing.key_list]}名单"
    return Evidence(kind=EvidenceKind.LISTING, id=listing.id, project=project.id, on=listing.on, note=note)


LISTS = Lists(
    lists=(
        ProjectList(policy=POLICY.key, key="dispatch", title="调度范围", clause="LB-06", member=dispatched),
        *(
            ProjectList(
                policy=POLICY.key,
                key=level.lower(),
                title=f"本年{title}项目",
                clause="LB-02",
                member=of_level(level),
            )
            for level, title in LEVELS.items()
        ),
    )
)
