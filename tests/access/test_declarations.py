"""What has no rule keeps the program from starting, and the message names it."""

from dataclasses import replace

import pytest

from tests.access.realm import catalog
from xiangmu.access import field_rules
from xiangmu.access.row_rules import RULES, MissingRuleError
from xiangmu.api.entities.commands import COMMAND
from xiangmu.api.entities.queries import readable
from xiangmu.api.reader.entity import Column, Order
from xiangmu.api.reader.registry import DeclarationError, Registry
from xiangmu.db import tables as t
from xiangmu.services import commands, events, permissions


def test_every_table_has_a_rule() -> None:
    assert RULES.keys() == set(t.METADATA.sorted_tables)


def test_a_table_without_a_rule_stops_the_start() -> None:
    rules = {table: rule for table, rule in RULES.items() if table not in (t.praise, t.harm)}
    with pytest.raises(MissingRuleError, match=r"harm、praise.*row_rules\.py"):
        readable(catalog(), rules)


def test_a_command_without_a_permission_stops_the_start() -> None:
    def festival_hold(work: object, data: object) -> str:  # noqa: ARG001  # never carried out
        return ""

    with pytest.raises(commands.MissingPermissionError, match=r"festival_hold.*permissions\.py"):
        commands._handler(festival_hold)
    assert commands._handler(events.stage_record).rule is permissions.REPORTS


def test_every_permission_is_of_a_command() -> None:
    assert permissions.RULES.keys() == {handler.kind for handler in commands.HANDLERS.values()}


def test_nothing_is_ordered_or_summed_by_what_is_hidden() -> None:
    hidden = t.command.c.principal
    entity = replace(COMMAND, orders={**COMMAND.orders, "WHO": Order(by=hidden, description="谁")})
    with pytest.raises(DeclarationError, match=r"WHO .*不是人人可见"):
        Registry([entity], {}, RULES)
    told = COMMAND.fields["principal"]
    assert isinstance(told, Column)
    assert told.shown is field_rules.recorder
