"""A city's own project fields, what it admits and what it asks of projects: the hook ``profile``."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.forms import Form
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Flag, ProjectKind, Stage


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
class StageName:
    """What a policy calls one or several stages of the core."""

    policy: str
    key: str
    title: str
    stages: tuple[Stage, ...]
    clause: str


class Severity(StrEnum):
    """Whether a fault keeps a project out, or is only pointed out."""

    ERROR = "ERROR"
    WARNING = "WARNING"


@value
class Fault:
    """What is wrong with one field of a project, in Chinese; a field of the profile is named ``profile.key``."""

    field: str
    message: str


@value
class ProjectRule:
    """What a policy asks of every project enrolled in it, checked on every command and import."""

    policy: str
    key: str
    title: str
    clause: str
    severity: Severity
    check: Callable[[ProjectVersion], Iterable[Fault]]


def required(*fields: str) -> Callable[[ProjectVersion], Iterable[Fault]]:
    """A check that every one of ``fields`` is filled in: ``"place"``, or ``"profile.field"`` of the city's own."""

    def check(version: ProjectVersion) -> Iterable[Fault]:
        for field in fields:
            if _content(version, field) in (None, "", 0, [], ()):
                yield Fault(field=field, message="必填")

    return check


def _content(version: ProjectVersion, field: str) -> object:
    owner, _, key = field.partition(".")
    return (version.profile or {}).get(key) if key else getattr(version, owner)


@value
class DuplicateRule:
    """Units of ``groups`` must not repeat projects of the groups ``others`` (J6).

    Suspected are projects with a code in common, or with the same folded name and place. With severity ERROR the
    project of a unit of ``groups`` does not count for it until a person has ruled the two different; with WARNING the
    pair is only pointed out.
    """

    policy: str
    key: str
    title: str
    clause: str
    groups: tuple[str, ...]
    others: tuple[str, ...]
    severity: Severity = Severity.ERROR


@value
class Profile:
    """What the hook ``profile`` returns."""

    model: type[ProjectProfile] | None = None
    classifications: tuple[Classification, ...] = ()
    admission: tuple[AdmissionRule, ...] = ()
    stages: tuple[StageName, ...] = ()
    rules: tuple[ProjectRule, ...] = ()
    duplicates: tuple[DuplicateRule, ...] = ()
    forms: tuple[Form, ...] = ()
