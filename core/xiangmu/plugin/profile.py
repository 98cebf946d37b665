"""A city's own project fields, and what it admits: the hook ``profile``."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Flag, ProjectKind


class ProjectProfile(BaseModel):
    """Base of a city's own fields: frozen, every field with a Chinese title."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@value
class Classification:
    """A list of values that a policy sorts projects by, stored in the profile's field of the same key."""

    key: str
    title: str
    values: tuple[str, ...]
    clause: str


@value
class Threshold:
    """The smallest total investment, in yuan, that the policy admits for one kind of project."""

    kind: ProjectKind
    at_least_yuan: int


@value
class Waiver:
    """A ground on which a project below the threshold may be admitted."""

    key: str
    title: str
    flag: Flag | None = None
    """The mark the project must carry, if the ground needs one."""


class Verdict(StrEnum):
    """What an admission rule says of a project."""

    MEETS = "MEETS"
    NEEDS_WAIVER = "NEEDS_WAIVER"
    NO_THRESHOLD = "NO_THRESHOLD"


@value
class AdmissionRule:
    """Which projects a policy assesses."""

    policy: str
    clause: str
    thresholds: tuple[Threshold, ...]
    waivers: tuple[Waiver, ...]

    def verdict(self, project: ProjectVersion) -> Verdict:
        """Whether the project's amount meets the threshold of its kind."""
        for threshold in self.thresholds:
            if threshold.kind is project.kind:
                return (
                    Verdict.MEETS if project.total_yuan >= threshold.at_least_yuan else Verdict.NEEDS_WAIVER
                )
        return Verdict.NO_THRESHOLD

    def waiver(self, key: str) -> Waiver | None:
        """The waiver with that key."""
        return next((waiver for waiver in self.waivers if waiver.key == key), None)


@value
class Profile:
    """What the hook ``profile`` returns."""

    model: type[ProjectProfile] | None = None
    classifications: tuple[Classification, ...] = ()
    admission: tuple[AdmissionRule, ...] = ()
