"""Jurisdictions, units, people, and what is recorded of units."""

from typing import cast
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.entities.conduct import CRITICISM, HARM, PRAISE, Criticism, Harm, Praise
from xiangmu.api.entities.judgements import JUDGEMENT, SURVEY, Judgement, Survey
from xiangmu.api.entities.policies import ENABLED_POLICY, EnabledPolicy
from xiangmu.api.entities.prefixes import PERSON
from xiangmu.api.entities.preparation import (
    ASSIGNMENT,
    Assignment,
)
from xiangmu.api.entities.undertakings import (
    COMMITMENT,
    GOAL_REVISION,
    INDICATOR_READING,
    Commitment,
    GoalRevision,
    IndicatorReading,
)
from xiangmu.api.entities.units import JURISDICTION, UNIT, Jurisdiction, Unit
from xiangmu.api.mutations.payloads import Done, Tells
from xiangmu.api.mutations.shown.giving import Shown, row
from xiangmu.db.ids import jurisdiction_id
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, HarmRecord, PraiseRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall, UnitAdd, UnitAliasAdd
from xiangmu.services.people import PersonErase, PersonRegister
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.surveys import BallotCast, SurveyClose, SurveyOpen, draw, token_of


@strawberry.type(description="一份评议邀请:抽中的企业和它的一次性评议券。")
class SurveyInvitation:
    """Whom to give which token."""

    position: int = field(description="抽中的次序,从1起。")
    enterprise: str = field(description="企业。")
    token: str = field(description="一次性评议券。由密钥得出,系统不保存。")


def _invitations(done: Done) -> list[SurveyInvitation]:
    data, survey = cast("SurveyOpen", done.data), UUID(done.receipt.subject)
    return [
        SurveyInvitation(
            position=position, enterprise=enterprise, token=token_of(data.secret, survey, enterprise)
        )
        for position, enterprise in enumerate(draw(filter(None, data.frame), data.seed), 1)
    ]


def _person(done: Done) -> str:
    return f"{PERSON}_{UUID(done.receipt.subject).hex}"


PERSON_ID = Tells(name="person", type=strawberry.ID, description="人员的标识。", tell=_person)
INVITATIONS = Tells(
    name="invitations",
    type=list[SurveyInvitation],
    description="抽中的企业和各自的评议券,按抽中的次序。",
    tell=_invitations,
)
_UNIT = row("unit", Unit, UNIT)
_ASSIGNMENT = row("assignment", Assignment, ASSIGNMENT)
_SURVEY = row("survey", Survey, SURVEY)
SHOWN: Shown = {
    JurisdictionInstall: (
        row(
            "jurisdiction",
            Jurisdiction,
            JURISDICTION,
            lambda done: jurisdiction_id(done.receipt.subject),
        ),
    ),
    UnitAdd: (_UNIT,),
    UnitAliasAdd: (_UNIT,),
    PolicyEnable: (row("enabled_policy", EnabledPolicy, ENABLED_POLICY),),
    DutyAssign: (_ASSIGNMENT,),
    DutyEnd: (_ASSIGNMENT,),
    IndicatorRead: (row("reading", IndicatorReading, INDICATOR_READING),),
    GoalRevise: (row("revision", GoalRevision, GOAL_REVISION),),
    CommitmentRecord: (row("commitment", Commitment, COMMITMENT),),
    PraiseRecord: (row("praise", Praise, PRAISE),),
    CriticismRecord: (row("criticism", Criticism, CRITICISM),),
    HarmRecord: (row("harm", Harm, HARM),),
    JudgementGive: (row("judgement", Judgement, JUDGEMENT),),
    SurveyOpen: (_SURVEY, INVITATIONS),
    BallotCast: (_SURVEY,),
    SurveyClose: (_SURVEY,),
    PersonRegister: (PERSON_ID,),
    PersonErase: (PERSON_ID,),
}
