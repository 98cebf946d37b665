"""Everything that can be checked of one plugin without a database: catalog, coverage, contract and cases."""

import importlib
import sys
from pathlib import Path

from xiangmu.catalog import Catalog, CatalogError, build_catalog
from xiangmu.catalog.coverage import Covered, coverage
from xiangmu.plugin.value import value
from xiangmu.testing.cases import read_cases
from xiangmu.testing.contract import breaches
from xiangmu.testing.expectations import differences


@value
class CheckReport:
    """What was found of one plugin; ``problems`` is empty when all is well."""

    plugin: str
    clauses: tuple[Covered, ...]
    cases: int
    problems: tuple[str, ...]


def check_plugin(path: Path) -> CheckReport:
    """Check the plugin in the folder ``path``: its one package, and its cases in ``tests/cases``.

    Raises CatalogError when the plugin cannot be loaded at all, CaseError when a case cannot be read.
    """
    package = _package_in(path)
    catalog = _load(path, package)
    cases = tuple(read_cases(catalog, path / "tests" / "cases"))
    problems = tuple(
        f"{case.file.name} · {case.name}: {problem}"
        for case in cases
        for problem in (*differences(catalog, case), *breaches(catalog, case))
    )
    return CheckReport(plugin=package, clauses=coverage(catalog), cases=len(cases), problems=problems)


def _package_in(path: Path) -> str:
    packages = sorted(init.parent.name for init in path.glob("*/__init__.py") if init.parent.name != "tests")
    if len(packages) != 1:
        raise CatalogError(path.name, "plugin_info", f"目录中应恰有一个 Python 包, 实有 {len(packages)} 个")
    return packages[0]


def _load(path: Path, package: str) -> Catalog:
    sys.path.insert(0, str(path.resolve()))
    try:
        module = importlib.import_module(package)
    except (ImportError, ValueError) as error:
        raise CatalogError(package, "plugin_info", f"无法导入: {error}") from error
    finally:
        sys.path.remove(str(path.resolve()))
    return build_catalog([(package, module)])
