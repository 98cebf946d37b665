"""What the plugins said, found, checked and frozen at start-up."""

from xiangmu.catalog.catalog import Catalog, City
from xiangmu.catalog.discovery import build_catalog, load_catalog
from xiangmu.catalog.errors import CatalogError

__all__ = ["Catalog", "CatalogError", "City", "build_catalog", "load_catalog"]
