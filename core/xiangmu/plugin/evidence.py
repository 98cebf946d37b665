"""Evidence (依据): what a line or a count points at."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.value import value


class EvidenceKind(StrEnum):
    """Which sort of thing the evidence is."""

    PROJECT = "PROJECT"
    STAGE = "STAGE"
    START = "START"
    PLAN = "PLAN"
    PROGRESS = "PROGRESS"
    LISTING = "LISTING"
    FUNDING = "FUNDING"
    PROCEDURE = "PROCEDURE"
    YEAR_PLAN = "YEAR_PLAN"
    ASSIGNMENT = "ASSIGNMENT"
    MEETING = "MEETING"
    PRAISE = "PRAISE"
    CRITICISM = "CRITICISM"
    HARM = "HARM"
    JUDGEMENT = "JUDGEMENT"
    SURVEY = "SURVEY"
    INDICATOR = "INDICATOR"
    COMMITMENT = "COMMITMENT"
    INSPECTION = "INSPECTION"
    FINDING = "FINDING"
    PUBLICATION = "PUBLICATION"


@value
class Evidence:
    """A pointer to one fact or project, with what it shows in a few Chinese words.

    ``id`` is the identity of the fact (or of the project); it stays the same through corrections.
    """

    kind: EvidenceKind
    id: UUID
    project: UUID | None = None
    on: date | None = None
    note: str = ""
