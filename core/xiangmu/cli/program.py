"""What the commands share: the installation's settings and catalog, read once."""

from functools import cache

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.settings import Settings


@cache
def settings() -> Settings:
    """What the environment sets."""
    return Settings.from_environment()


@cache
def catalog() -> Catalog:
    """The catalog of the plugins that the environment names."""
    return load_catalog(settings().plugins)
