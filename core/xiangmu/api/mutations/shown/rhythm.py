"""The rhythm: months, reports, meetings, activities, bulletins."""

from xiangmu.api.entities.activities import ACTIVITY, Activity
from xiangmu.api.entities.bulletins import BULLETIN, BULLETIN_DRAFT, Bulletin, BulletinDraft
from xiangmu.api.entities.meetings import MEETING, MEETING_PROPOSAL, Meeting, MeetingProposal
from xiangmu.api.entities.plans import (
    MONTH_CLOSED,
    MonthClosed,
)
from xiangmu.api.entities.reports import (
    OCCURRENCE_WAIVER,
    REPORT,
    WORKDAY_DECISION,
    OccurrenceWaiver,
    Report,
    WorkdayDecision,
)
from xiangmu.api.mutations.shown.giving import Shown, row
from xiangmu.services.activities import ActivityRecord
from xiangmu.services.bulletins import drafting as bulletins
from xiangmu.services.bulletins.publishing import BulletinPublish
from xiangmu.services.conduct import MeetingRecord
from xiangmu.services.meetings import MeetingApprove, MeetingPropose, MeetingReturn
from xiangmu.services.months import MonthClose, MonthReopen
from xiangmu.services.reporting import ReportSubmit
from xiangmu.services.reports import OccurrenceWaive, ReportGiveBack, WorkdayDecide

_REPORT = row("report", Report, REPORT)
_PROPOSAL = row("proposal", MeetingProposal, MEETING_PROPOSAL)
_MONTH = row("month_closed", MonthClosed, MONTH_CLOSED)
SHOWN: Shown = {
    MonthClose: (_MONTH,),
    MonthReopen: (_MONTH,),
    ReportSubmit: (_REPORT,),
    ReportGiveBack: (_REPORT,),
    OccurrenceWaive: (row("waiver", OccurrenceWaiver, OCCURRENCE_WAIVER),),
    WorkdayDecide: (row("decision", WorkdayDecision, WORKDAY_DECISION),),
    MeetingRecord: (row("meeting", Meeting, MEETING),),
    MeetingPropose: (_PROPOSAL,),
    MeetingApprove: (_PROPOSAL,),
    MeetingReturn: (_PROPOSAL,),
    ActivityRecord: (row("activity", Activity, ACTIVITY),),
    bulletins.BulletinDraft: (row("draft", BulletinDraft, BULLETIN_DRAFT),),
    BulletinPublish: (row("bulletin", Bulletin, BULLETIN),),
}
