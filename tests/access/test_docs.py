"""The tables of docs/access.md are those that the program goes by."""

from pathlib import Path

import pytest

from xiangmu.access.roles import PERMISSIONS, Permission, Role
from xiangmu.api.entities import roles
from xiangmu.services.permissions import RULES, Rule

TEXT = (Path(__file__).parents[2] / "docs" / "access.md").read_text(encoding="utf-8")


def told(permission: Permission) -> str:
    definition = roles.Permission.__strawberry_definition__  # type: ignore[attr-defined]  # the schema knows it
    return next(str(one.description) for one in definition.values if one.value == permission)


def by_role() -> list[str]:
    heads = ["权限", "含义", *(f"`{role}`" for role in Role)]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for permission in Permission:
        held = ("✓" if permission in PERMISSIONS[role] else "" for role in Role)
        lines.append(f"| {' | '.join((f'`{permission}`', told(permission), *held))} |")
    return lines


def by_rule() -> list[str]:
    commands: dict[Rule, list[str]] = {}
    for kind, rule in RULES.items():
        commands.setdefault(rule, []).append(f"`{kind}`")
    lines = ["| 命令 | 整个辖区,记入即确认 | 只限单位,记入待核 |", "| --- | --- | --- |"]
    for rule, kinds in commands.items():
        by = f"`{rule.by}`" if rule.by else "由命令自己核对"
        claims = "、".join(f"`{claim}`" for claim in rule.claims)
        lines.append(f"| {'、'.join(kinds)} | {by} | {claims} |")
    return lines


@pytest.mark.parametrize("table", [by_role(), by_rule()], ids=["roles", "commands"])
def test_the_tables_are_those_of_the_program(table: list[str]) -> None:
    assert "\n".join(table) in TEXT


if __name__ == "__main__":
    print("\n".join(by_role()), "\n".join(by_rule()), sep="\n\n")  # to be put into the document
