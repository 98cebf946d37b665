"""What a city says of forms: fields that there are, and labels by which each column is found."""

import re
from itertools import groupby

from xiangmu.catalog.checks.stating import Stating
from xiangmu.catalog.forms.labels import twice
from xiangmu.catalog.forms.stating import core_forms, filled, known_columns
from xiangmu.plugin.forms import Form, FormKind

SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
RECOGNISED_BY = {
    FormKind.PROJECTS: ("name",),
    FormKind.TASKS: ("unit", "target"),
    FormKind.PROGRESS: ("project", "codes"),
    FormKind.ISSUES: ("text",),
    FormKind.UNITS: ("title",),
    FormKind.BALLOTS: ("token",),
    FormKind.INVENTORY: ("name", "project"),
}
"""One of which a form needs, so that a row is of something."""


def check_forms(says: Stating) -> None:
    """Every form can be filled in and read."""
    own = says.city.profile.forms
    core = core_forms(says.city)
    says.unique("表样", (form.key for form in (*core, *own)))
    for form in core:
        _check_labels(says, form, f"表样 {form.key}")
    for form in own:
        item = f"表样 {form.key}"
        says.require(bool(SLUG.fullmatch(form.key)), f"{item} 的键须由小写字母和数字组成")
        _check_subject(says, form, item)
        says.known(known_columns(says.city, form), (c.field for c in form.columns), f"{item} 的字段")
        says.unique(f"{item} 的字段", (column.field for column in form.columns))
        fields = {column.field for column in form.columns}
        says.require(
            bool(fields & {*RECOGNISED_BY[form.kind]}),
            f"{item} 没有认出每一行的栏: {'、'.join(RECOGNISED_BY[form.kind])}",
        )
        says.unique(
            f"{item} 里不相邻的上级表头",
            (group for group, _ in groupby(c.group for c in form.columns) if group),
        )
        _check_labels(says, filled(says.city, form), item)


def _check_subject(says: Stating, form: Form, item: str) -> None:
    if form.policy:
        says.known(says.clauses, (form.policy,), f"{item} 的文件")
    if form.clause:
        says.clause(form.policy, form.clause, item)
    if form.kind is FormKind.INVENTORY:
        stated = {(one.policy, one.key) for one in says.city.supervision.inventories}
        says.known(stated, ((form.policy, form.of),), f"{item} 的台账")
    elif form.of:
        says.require(form.kind is FormKind.TASKS, f"{item} 不能限于 {form.of}")
        says.group(form.policy, form.of, item)


def _check_labels(says: Stating, form: Form, item: str) -> None:
    same = twice(form.columns)
    says.require(not same, f"{item} 有几栏同名: {'、'.join(same)}")
