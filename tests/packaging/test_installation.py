"""Wheel, wheel from the sdist, and editable install: each carries everything and runs."""

import json
from pathlib import Path

import pytest
from build import BuildBackendException, ProjectBuilder

from frontend.stamp import BUILT
from tests.packaging.installing import Installation
from tests.packaging.tree import PAGES, ROOT, copied, with_pages

LIST_FILES = """
import sys
from importlib.util import find_spec
import json
from pathlib import Path
for package in sys.argv[1:]:
    top = Path(find_spec(package).submodule_search_locations[0])
    for path in top.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            print(package + "/" + path.relative_to(top).as_posix())
"""
CITIES = sorted(path.name for path in ROOT.glob("plugins/*/xiangmu_*"))


def files_under(folder: Path, name: str) -> set[str]:
    return {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_file_of_every_city_is_carried(installation: Installation, tmp_path: Path) -> None:
    carried = installation.run("python", "-c", LIST_FILES, *CITIES, cwd=tmp_path).split()
    folders = {city: ROOT / "plugins" / city.removeprefix("xiangmu_") / city for city in CITIES}
    assert len(CITIES) == 5
    assert set(carried) == {file for city, folder in folders.items() for file in files_under(folder, city)}


def test_the_core_is_carried_with_its_migrations(installation: Installation, tmp_path: Path) -> None:
    carried = installation.run("python", "-c", LIST_FILES, "xiangmu", cwd=tmp_path).split()
    migrations = files_under(ROOT / "migrations", "xiangmu/migrations")
    pages = files_under(ROOT / BUILT, "xiangmu/web/assets")
    core = files_under(ROOT / "core" / "xiangmu", "xiangmu") - pages
    beside = (
        pages
        if installation.way == "editable"
        else migrations | {f"xiangmu/web/assets/{name}" for name in PAGES}
    )
    assert set(carried) == core | beside


def test_no_package_is_built_without_the_pages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tree = copied(tmp_path / "tree")
    for package in ("wheel", "sdist"):
        with pytest.raises(BuildBackendException):
            ProjectBuilder(tree).build(package, tmp_path / "built")
        assert "请先运行 make web" in capfd.readouterr().err


def test_no_package_is_built_with_pages_of_other_sources(tmp_path: Path) -> None:
    tree = with_pages(copied(tmp_path / "tree"))
    (tree / "frontend" / "graphiql.html").write_text("", encoding="utf-8")
    with pytest.raises(BuildBackendException):
        ProjectBuilder(tree).build("wheel", tmp_path / "built")


def test_the_program_finds_its_five_cities(installation: Installation, tmp_path: Path) -> None:
    plugins = json.loads(installation.run("xiangmu", "plugins", "--json", cwd=tmp_path))
    assert sorted(f"xiangmu_{plugin['key']}" for plugin in plugins) == CITIES


def test_the_program_builds_its_database_from_the_migrations_it_carries(
    installation: Installation, tmp_path: Path
) -> None:
    environment = {"XIANGMU_DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    installation.run("xiangmu", "db", "upgrade", cwd=tmp_path, env=environment)
    checked = installation.run("xiangmu", "db", "check", cwd=tmp_path, env=environment)
    assert checked.strip() == "数据库结构与程序一致"
