"""Supervision: problems, inspections, findings, visits."""

from xiangmu.api.entities.findings import (
    DISPUTED_FACT,
    FINDING_ENTITY,
    REMINDER_LETTER,
    DisputedFact,
    Finding,
    ReminderLetter,
)
from xiangmu.api.entities.inspections import (
    INSPECTED_PROJECT,
    INSPECTION,
    InspectedProject,
    Inspection,
)
from xiangmu.api.entities.inventories import INVENTORY_ITEM, InventoryItem
from xiangmu.api.entities.issues import ISSUE, Issue
from xiangmu.api.entities.libraries import (
    LIBRARY_ENTRY,
    STATISTICS_LIST_ENTITY,
    LibraryEntry,
    StatisticsList,
)
from xiangmu.api.entities.visits import VISIT, Visit
from xiangmu.api.mutations.shown.giving import OF_PROJECT, Shown, row
from xiangmu.services.findings.disputes import DisputeDecide
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import (
    FindingEscalate,
    FindingInterview,
    FindingJudge,
    FindingReport,
)
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.inventories import InventoryItemAdd, InventoryItemChange, InventoryItemDispose
from xiangmu.services.issues.closing import (
    IssueConfirm,
    IssueCrossOff,
    IssueMerge,
    IssueReopen,
    IssueSettle,
)
from xiangmu.services.issues.handling import (
    IssueAccept,
    IssueAct,
    IssueAssign,
    IssueEscalate,
    IssueExtend,
    IssueInstruct,
)
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.libraries.reviewing import LibraryCorrect, LibraryReview
from xiangmu.services.libraries.statistics import StatisticsListEnter
from xiangmu.services.libraries.submitting import LibraryResubmit, LibrarySubmit, LibraryWithdraw
from xiangmu.services.visits import VisitRecord

_FINDING = row("finding", Finding, FINDING_ENTITY)
_ISSUE = row("issue", Issue, ISSUE)
_ENTRY = row("entry", InventoryItem, INVENTORY_ITEM)
_FILED = (row("libraryEntry", LibraryEntry, LIBRARY_ENTRY), OF_PROJECT)
SHOWN: Shown = {
    InspectionOpen: (row("inspection", Inspection, INSPECTION),),
    InspectionRecord: (row("inspected", InspectedProject, INSPECTED_PROJECT),),
    FindingRaise: (_FINDING,),
    LetterIssue: (row("letter", ReminderLetter, REMINDER_LETTER),),
    FindingReport: (_FINDING,),
    FindingJudge: (_FINDING,),
    FindingInterview: (_FINDING,),
    FindingEscalate: (_FINDING,),
    DisputeDecide: (row("dispute", DisputedFact, DISPUTED_FACT),),
    VisitRecord: (row("visit", Visit, VISIT), OF_PROJECT),
    InventoryItemAdd: (_ENTRY,),
    InventoryItemChange: (_ENTRY,),
    InventoryItemDispose: (_ENTRY,),
    LibrarySubmit: _FILED,
    LibraryResubmit: _FILED,
    LibraryWithdraw: _FILED,
    LibraryReview: _FILED,
    LibraryCorrect: _FILED,
    StatisticsListEnter: (row("statisticsList", StatisticsList, STATISTICS_LIST_ENTITY),),
    IssueRaise: (_ISSUE,),
    IssueAccept: (_ISSUE,),
    IssueAssign: (_ISSUE,),
    IssueAct: (_ISSUE,),
    IssueInstruct: (_ISSUE,),
    IssueEscalate: (_ISSUE,),
    IssueExtend: (_ISSUE,),
    IssueSettle: (_ISSUE,),
    IssueConfirm: (_ISSUE,),
    IssueCrossOff: (_ISSUE,),
    IssueReopen: (_ISSUE,),
    IssueMerge: (_ISSUE,),
}
