"""What an installation sets in the environment. A leaf: imports nothing of the program."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_DATABASE_URL = "sqlite:///var/xiangmu.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation. ``plugins`` None loads the plugins that come with the program."""

    database_url: str = DEFAULT_DATABASE_URL
    plugins: tuple[str, ...] | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read ``XIANGMU_DATABASE_URL`` and ``XIANGMU_PLUGINS`` (names separated by commas)."""
        given = os.environ if environment is None else environment
        names = given.get("XIANGMU_PLUGINS")
        return cls(
            database_url=given.get("XIANGMU_DATABASE_URL") or DEFAULT_DATABASE_URL,
            plugins=None
            if names is None
            else tuple(name.strip() for name in names.split(",") if name.strip()),
        )
