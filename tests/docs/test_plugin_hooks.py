"""Every hook is documented, with the signature that it has, and so is every word of measures and of cases."""

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

from xiangmu.catalog.discovery import BUNDLES, REQUIRED
from xiangmu.plugin import filters, happenings, hookspecs, measures
from xiangmu.testing.expectations import CHECKS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "plugin_hooks.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "writing_a_plugin.md").read_text(encoding="utf-8")
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


def words(module: ModuleType) -> set[str]:
    """The functions that a module gives to plugins."""
    functions = inspect.getmembers(module, inspect.isfunction)
    own = (name for name, member in functions if member.__module__.startswith(module.__name__))
    return {name for name in own if not name.startswith("_")}


@pytest.mark.parametrize(
    ("module", "beside"),
    [
        (happenings, set()),
        (filters, {"profile_value"}),
        (measures, {"period_of"}),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_the_page_tells_every_word_that_measures_are_made_of(module: ModuleType, beside: set[str]) -> None:
    told = set(re.findall(r"`(\w+)`", PAGE))
    assert words(module) - beside - told == set()


def test_the_guide_tells_every_expectation_of_cases() -> None:
    assert CHECKS.keys() - set(re.findall(r"`(\w+)`", GUIDE)) == set()
