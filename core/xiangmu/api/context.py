"""What resolvers share: the process's catalog, database and figures, and who asks."""

from functools import cached_property
from typing import Any, TypeAlias

import strawberry

from xiangmu.access.principals import Principal
from xiangmu.access.rights import Rights, rights_of
from xiangmu.access.roles import Permission
from xiangmu.api.figures import FigureCache
from xiangmu.api.live.standing import Subscriber
from xiangmu.api.sights import SeenFigures, Sights
from xiangmu.api.stated import StatedPolicy, stated_policies
from xiangmu.api.visit import Visit
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services.budgets import Allowance
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.identity.passwords import Passwords
from xiangmu.services.identity.signing_in import SignIns
from xiangmu.services.signing import Sealing
from xiangmu.settings import MOST, LimitSettings, Settings
from xiangmu.sheets.imports.importing import Imports


class Shared:
    """One for the process: nothing in it belongs to a request."""

    def __init__(
        self,
        catalog: Catalog,
        database: Database,
        clock: Clock,
        passwords: Passwords | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.catalog = catalog
        self.database = database
        self.clock = clock
        self.figures = FigureCache(catalog, database)
        self.sign_ins = SignIns(database, clock, passwords or Passwords())
        self.settings = settings or Settings()
        self.sealing = Sealing(database)

    @cached_property
    def stated(self) -> dict[str, StatedPolicy]:
        """Every policy by key, as GraphQL objects."""
        return stated_policies(self.catalog)

    @cached_property
    def imports(self) -> Imports:
        """The imports that this process works on. Raises SettingsError."""
        return Imports(self.catalog, self.database, self.clock, self.settings)


class Context:
    """One for each request: ``principal`` asks within ``allowance``, the log calls the request ``request_id``."""

    def __init__(
        self,
        shared: Shared,
        principal: Principal,
        request_id: str = "",
        visit: Visit | None = None,
        allowance: Allowance | None = None,
        subscriber: Subscriber | None = None,
    ) -> None:
        self._shared = shared
        self.catalog = shared.catalog
        self.database = shared.database
        self.clock = shared.clock
        self.principal = principal
        self.request_id = request_id
        self.sign_ins = shared.sign_ins
        self.sealing = shared.sealing
        self.visit = visit or Visit()
        self.settings = shared.settings
        self.allowance = allowance or Allowance()
        self.subscriber = subscriber

    def unbounded(self) -> "Context":
        """For what the program asks itself, for whoever asks: within no limit of size, and not from their budget."""
        made = Context(self._shared, self.principal, self.request_id)
        limits = LimitSettings(complexity=MOST)
        made.settings = self.settings.model_copy(update={"limits": limits})
        return made

    def become(self, principal: Principal) -> None:
        """Go on for who a subscriber is by now."""
        self.principal = principal
        # what these were allowed to see may be another thing
        for kept in ("sights", "figures"):
            self.__dict__.pop(kept, None)

    @cached_property
    def sights(self) -> Sights:
        """What ``principal`` sees of figures."""
        return Sights(self.catalog, self.database, self.rights)

    @cached_property
    def figures(self) -> SeenFigures:
        """The figures, with the projects that ``principal`` sees."""
        return SeenFigures(self._shared.figures, self.catalog, self.sights)

    @property
    def imports(self) -> Imports:
        """The imports that this process works on. Raises SettingsError."""
        return self._shared.imports

    @property
    def rights(self) -> Rights:
        """What ``principal`` may do today."""
        return rights_of(self.principal, business_day(self.clock()))

    @property
    def read_jurisdictions(self) -> frozenset[str]:
        """The jurisdictions of which ``principal`` reads anything."""
        if self.principal.everywhere(Permission.READ):
            return frozenset(self.catalog.jurisdictions)
        return self.principal.within(Permission.READ)

    @property
    def stated(self) -> dict[str, StatedPolicy]:
        """Every policy by key, as GraphQL objects."""
        return self._shared.stated


Info: TypeAlias = strawberry.Info[Context, Any]
