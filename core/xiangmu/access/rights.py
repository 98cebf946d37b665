"""What conditions need of a principal: as parameters of the statement, so that one statement serves everybody.

A condition is written for a *shape*, which is what its principals may do everywhere; what each of them may do where
is given when the statement is sent. Plans are kept by shape: no plan holds anything of the one it was made for.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Date, String, Uuid, bindparam, true

from xiangmu.access.principals import Principal
from xiangmu.access.roles import Permission
from xiangmu.db.listed import among_named
from xiangmu.plugin.value import value

Condition: TypeAlias = ColumnElement[bool]
REMEMBERED = 1_000
ME, MY_ACCOUNT, TODAY = "access_me", "access_account", "access_today"


@value
class Shape:
    """Writes conditions, for those who have ``unbounded`` permissions in every jurisdiction."""

    unbounded: frozenset[Permission] = frozenset()

    def everywhere(self, permission: Permission) -> bool:
        """Whether they may do that in every jurisdiction."""
        return permission in self.unbounded

    @property
    def everything(self) -> Condition:
        """No condition."""
        return true()

    def wholly(self, jurisdiction: ColumnElement[str], permission: Permission) -> Condition:
        """They may do that in the whole jurisdiction whose key the column holds."""
        return self._among(jurisdiction, permission, "whole")

    def partly(self, jurisdiction: ColumnElement[str], permission: Permission) -> Condition:
        """They may do that in the jurisdiction, or for a unit of it."""
        return self._among(jurisdiction, permission, "part")

    def of_units(self, unit: ColumnElement[Any], permission: Permission) -> Condition:
        """They may do that for the unit in the column, besides what they may do for whole jurisdictions."""
        return self._among(unit, permission, "units")

    def me(self, principal: ColumnElement[str]) -> Condition:
        """The column holds their own id."""
        return principal == bindparam(ME, type_=String(), required=True)

    def mine(self, account: ColumnElement[Any]) -> Condition:
        """The column holds their own account."""
        return account == bindparam(MY_ACCOUNT, type_=Uuid(), required=True)

    @property
    def today(self) -> ColumnElement[date]:
        """The day on which they ask."""
        return bindparam(TODAY, type_=Date(), required=True)

    def _among(self, column: ColumnElement[Any], permission: Permission, what: str) -> Condition:
        return true() if self.everywhere(permission) else among_named(column, _named(permission, what))


class Rights:
    """What ``principal`` may do on ``today``, for statements."""

    def __init__(self, principal: Principal, today: date) -> None:
        self.principal = principal
        self._today = today

    @cached_property
    def shape(self) -> Shape:
        """How conditions are written."""
        return Shape(unbounded=frozenset(filter(self.principal.everywhere, Permission)))

    @cached_property
    def parameters(self) -> Mapping[str, Any]:
        """What statements need to be sent with."""
        given: dict[str, Any] = {
            ME: self.principal.id,
            MY_ACCOUNT: self.principal.account,
            TODAY: self._today,
        }
        for permission in Permission:
            if self.shape.everywhere(permission):
                continue
            whole, units = self.principal.jurisdictions(permission), self.principal.units(permission)
            given[_named(permission, "whole")] = sorted(whole)
            given[_named(permission, "part")] = sorted(self.principal.within(permission))
            given[_named(permission, "units")] = sorted(units)
        return given


@lru_cache(REMEMBERED)
def rights_of(principal: Principal, today: date) -> Rights:
    """The rights of ``principal``, found out once: who asks usually has asked before."""
    return Rights(principal, today)


def _named(permission: Permission, what: str) -> str:
    return f"access_{permission}_{what}"
