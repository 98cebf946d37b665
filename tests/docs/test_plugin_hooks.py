"""Every hook is documented, with the signature that it has."""

import inspect
import re
from pathlib import Path

from xiangmu.catalog.discovery import BUNDLES, REQUIRED
from xiangmu.plugin import hookspecs

PAGE = (Path(__file__).parents[2] / "docs" / "plugin_hooks.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `(\w+)(\(\) -> \w+)`\n\n(?=\S)", PAGE, re.MULTILINE))


def test_the_page_shows_every_hook_as_it_is() -> None:
    specs = {
        name: f"() -> {inspect.signature(spec).return_annotation.__name__}"
        for name, spec in inspect.getmembers(hookspecs, inspect.isfunction)
        if hasattr(spec, "xiangmu_spec")
    }
    assert specs == SECTIONS
    assert list(specs) == sorted(BUNDLES)


def test_the_page_says_which_hooks_are_required() -> None:
    required = re.findall(r"^## `(\w+)\(\) -> \w+`\n\n必须。", PAGE, re.MULTILINE)
    assert tuple(required) == REQUIRED
