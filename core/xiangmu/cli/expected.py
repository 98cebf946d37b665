"""What the program says in its own words; anything else is a fault of the program and shows its trace."""

from xiangmu.catalog import CatalogError
from xiangmu.db.archive import ArchiveError
from xiangmu.db.engine import DatabaseUrlError, UnreachableError
from xiangmu.db.schema import SchemaError
from xiangmu.db.unavailable import UnavailableError
from xiangmu.services.identity.external.issuers import IssuersError
from xiangmu.services.problems import Refused
from xiangmu.settings import SettingsError
from xiangmu.testing.cells import CaseError

EXPECTED = (
    SettingsError,
    CatalogError,
    CaseError,
    SchemaError,
    DatabaseUrlError,
    UnreachableError,
    UnavailableError,
    ArchiveError,
    IssuersError,
    Refused,
)
