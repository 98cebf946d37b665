"""No wheel and no sdist without the pages of its sources; an editable install does without."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pages(BuildHookInterface):  # type: ignore[type-arg]  # looks at no setting of its builder
    """Looks before each build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Refuse to build what would lack the pages or carry those of other sources."""
        if version == "editable":
            return
        root = Path(self.root)
        # hatchling loads this file alone, the root is no place to import from yet
        sys.path.insert(0, str(root))
        from frontend.stamp import BUILT, is_current

        if not is_current(root / BUILT, root / "frontend"):
            sys.exit(f"{BUILT} 里没有由现在的 frontend/ 构建的网页, 请先运行 make web")
