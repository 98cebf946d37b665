"""Who may bring in what the rows of a form tell: whoever may enter one of them by hand."""

from collections.abc import Mapping
from types import MappingProxyType

from xiangmu.access.principals import Principal
from xiangmu.plugin.forms import FormKind
from xiangmu.services.permissions import RULES

COMMANDS: Mapping[FormKind, str] = MappingProxyType(
    {
        FormKind.PROJECTS: "project_register",
        FormKind.TASKS: "goal_revise",
        FormKind.PROGRESS: "progress_report",
        FormKind.ISSUES: "issue_raise",
        FormKind.UNITS: "unit_add",
        # a ballot is cast by whoever holds its token; a table of many of them is of whoever holds the survey
        FormKind.BALLOTS: "survey_open",
        FormKind.INVENTORY: "inventory_item_add",
    }
)
"""What a row of each kind is entered by."""


def may_import(principal: Principal, kind: FormKind, jurisdiction: str) -> bool:
    """Whether they may do so for the jurisdiction, or be it for a unit of it."""
    rule = RULES[COMMANDS[kind]]
    if rule.by and principal.may(rule.by, jurisdiction):
        return True
    return any(jurisdiction in principal.within(permission) for permission in rule.claims)
