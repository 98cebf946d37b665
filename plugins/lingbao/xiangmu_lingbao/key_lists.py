"""The three key lists of a year (LB-02) and which year's lists dispatch looks at (LB-06, L6)."""

from collections.abc import Iterator

from xiangmu.plugin.facts import Listing
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView, per_snapshot
from xiangmu.plugin.vocabulary import KeyList

LEVELS = {
    KeyList.PROVINCIAL_KEY: "省重点",
    KeyList.CITY_KEY: "三门峡市重点",
    KeyList.COUNTY_KEY: "灵宝市重点",
}
"""The highest level first."""


@per_snapshot
def year_in_force(snapshot: AnySnapshot) -> int:
    """The year whose lists count on the snapshot's day: next year's once any is out, else the day's own (L6).

    In November 2020 that is 2021; until the lists of 2021 are out, those of 2020.
    """
    following = snapshot.as_of.year + 1
    listed = any(listing.year == following for project in snapshot.projects for listing in _key(project))
    return following if listed else snapshot.as_of.year


def listing_of(snapshot: AnySnapshot, project: ProjectView) -> Listing | None:
    """The listing of highest level of the year in force."""
    year = year_in_force(snapshot)
    found = (project.listed(level, year=year) for level in LEVELS)
    return next((listing for listing in found if listing is not None), None)


def is_key_project(snapshot: AnySnapshot, project: ProjectView) -> bool:
    """On one of the three lists of the year in force, and not given up."""
    return not project.terminated and listing_of(snapshot, project) is not None


def _key(project: ProjectView) -> Iterator[Listing]:
    return (one for one in project.listings if one.key_list in LEVELS and not one.delisted)
