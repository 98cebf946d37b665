"""Projects, what happens to them, and what they are assessed for."""

from xiangmu.api.entities.enrolments import ADMISSION, ENROLMENT, Admission, Enrolment
from xiangmu.api.entities.lists import FUNDING_STEP, LISTING, FundingStep, Listing
from xiangmu.api.entities.plans import (
    MONTH_PROGRESS,
    PLAN,
    MonthProgress,
    Plan,
)
from xiangmu.api.entities.preparation import (
    PROCEDURE,
    YEAR_PLAN,
    Procedure,
    YearPlan,
)
from xiangmu.api.entities.rulings import DUPLICATE_RULING, DuplicateRuling
from xiangmu.api.entities.stages import STAGE_EVENT, START_EVENT, StageEvent, StartEvent
from xiangmu.api.mutations.shown.giving import OF_PROJECT, Shown, project, row, subject
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.project_files import ProjectAttach, ProjectDetach
from xiangmu.services.projects import ProjectChange, ProjectCodesSet, ProjectRegister
from xiangmu.services.restructuring import ProjectMerge, ProjectSplit
from xiangmu.services.year_plans import YearPlanSet

_PLAN = row("plan", Plan, PLAN)
_ENROLMENT = row("enrolment", Enrolment, ENROLMENT)
SHOWN: Shown = {
    ProjectRegister: (project(subject),),
    ProjectChange: (OF_PROJECT,),
    ProjectCodesSet: (OF_PROJECT,),
    ProjectAttach: (OF_PROJECT,),
    ProjectDetach: (OF_PROJECT,),
    ProjectSplit: (OF_PROJECT,),
    ProjectMerge: (OF_PROJECT,),
    StageRecord: (row("stage_event", StageEvent, STAGE_EVENT), OF_PROJECT),
    StartRecord: (row("start_event", StartEvent, START_EVENT), OF_PROJECT),
    ListRecord: (row("listing", Listing, LISTING), OF_PROJECT),
    FundingRecord: (row("funding_step", FundingStep, FUNDING_STEP), OF_PROJECT),
    PlanSet: (_PLAN, OF_PROJECT),
    PlanChange: (_PLAN, OF_PROJECT),
    ProgressReport: (row("month_progress", MonthProgress, MONTH_PROGRESS), OF_PROJECT),
    YearPlanSet: (row("year_plan", YearPlan, YEAR_PLAN), OF_PROJECT),
    ProcedureRecord: (row("procedure", Procedure, PROCEDURE), OF_PROJECT),
    DuplicateDecide: (row("ruling", DuplicateRuling, DUPLICATE_RULING),),
    AdmissionGrant: (row("admission", Admission, ADMISSION), OF_PROJECT),
    EnrolmentSet: (_ENROLMENT, OF_PROJECT),
    EnrolmentDecide: (_ENROLMENT,),
    ProjectTransfer: (_ENROLMENT, OF_PROJECT),
}
