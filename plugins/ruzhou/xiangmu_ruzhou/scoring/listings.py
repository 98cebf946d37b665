"""RZ-26: bonus for projects put on the provincial 三个一批 list (reading R9)."""

from collections.abc import Iterable, Iterator

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Listing
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import PROVINCIAL_BATCH, KeyList
from xiangmu_ruzhou.milestones import quarter_end
from xiangmu_ruzhou.projects import admitted, admitted_by
from xiangmu_ruzhou.readings import OncePer, RuzhouSnapshot
from xiangmu_ruzhou.wording import shared

PER_LISTING = 5
LISTS = {KeyList.BATCH_SIGNED: "签约", KeyList.BATCH_STARTED: "开工", KeyList.BATCH_PRODUCED: "投产达效"}


def listings(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """+5 for each project and kind of list, on the date of listing."""
    for project in admitted(snapshot):
        for listing in _earning(project, snapshot.readings.once_per):
            share = project.share_on(listing.on)
            if share and listing.on in snapshot.period:
                said = f"{project.name}于{listing.on}列入省级“三个一批”{LISTS[listing.key_list]}项目"
                yield Line(
                    points=PER_LISTING * share,
                    because=f"{said}，加{PER_LISTING}分{shared(share, PER_LISTING)}",
                    evidence=(listing_evidence(project, listing),),
                )


def listing_evidence(project: ProjectView, listing: Listing) -> Evidence:
    """The listing, as evidence."""
    note = f"{project.name}列入省级“三个一批”{LISTS[listing.key_list]}清单"
    return Evidence(kind=EvidenceKind.LISTING, id=listing.id, project=project.id, on=listing.on, note=note)


def _earning(project: ProjectView, once_per: OncePer) -> Iterable[Listing]:
    """The listings that earn points: of each kind, or of all kinds together, the first that does."""
    firsts = [first for kind in PROVINCIAL_BATCH if (first := next(_earning_of(project, kind), None))]
    return firsts if once_per is OncePer.PROJECT_AND_KIND else sorted(firsts, key=_order)[:1]


def _earning_of(project: ProjectView, kind: KeyList) -> Iterator[Listing]:
    """The listings of one kind that stood at the end of their quarter, the project being admitted by then."""
    standing: Listing | None = None
    for event in project.listings:
        if event.key_list is not kind:
            continue
        if standing is None:
            standing = None if event.delisted else event
        elif event.delisted:
            if event.on > quarter_end(standing.on) and admitted_by(project, quarter_end(standing.on)):
                yield standing
            standing = None
    if standing and admitted_by(project, quarter_end(standing.on)):
        yield standing


def _order(listing: Listing) -> tuple[object, ...]:
    return listing.on, listing.id


LISTINGS = ScoringRule(
    key="listings",
    title="列入省级“三个一批”加分",
    clause="RZ-26",
    section=Section.BONUS,
    formula=listings,
)
