"""The county of docs/writing_a_plugin.md: written out file by file, built as a package of its own, scored."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from build import ProjectBuilder

from tests.packaging.installing import Installation, built, environment_with
from tests.packaging.tree import ROOT

PAGE = (ROOT / "docs" / "writing_a_plugin.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+ title=(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader of the page ends up with."""
    folder = tmp_path_factory.mktemp("qingshan")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def installation(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The program and the county, each installed from its wheel."""
    folder = tmp_path_factory.mktemp("outside")
    bin_folder = environment_with(built("wheel", folder), folder / "env")
    wheel = ProjectBuilder(county).build("wheel", folder / "county")
    pip = [sys.executable, "-m", "pip", "--python", str(bin_folder / "python")]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    return Installation(way="wheel", bin=bin_folder)


def test_the_county_passes_its_own_check(installation: Installation, county: Path, tmp_path: Path) -> None:
    said = installation.run("xiangmu", "plugin", "check", str(county), cwd=tmp_path)
    assert said.strip() == "xiangmu_qingshan: 4条条款, 其中0条未实现; 4个案例, 0个问题"


def test_an_outside_plugin_is_loaded_only_when_it_is_named(
    installation: Installation, tmp_path: Path
) -> None:
    def loaded(environment: dict[str, str]) -> set[str]:
        plugins = json.loads(installation.run("xiangmu", "plugins", "--json", cwd=tmp_path, env=environment))
        return {plugin["key"] for plugin in plugins}

    assert "qingshan" not in loaded({})
    assert loaded({"XIANGMU_PLUGINS": "ruzhou, qingshan"}) == {"ruzhou", "qingshan"}


def test_the_county_is_seeded_and_scored(installation: Installation, tmp_path: Path) -> None:
    environment = {
        "XIANGMU_DATABASE_URL": f"sqlite:///{tmp_path / 'county.db'}",
        "XIANGMU_PLUGINS": "qingshan",
    }
    for command in (["db", "upgrade"], ["seed", "--demo"]):
        installation.run("xiangmu", *command, cwd=tmp_path, env=environment)
    said = installation.run(
        "xiangmu",
        "score",
        "qingshan-2024",
        "2024Q1",
        "--unit",
        "东镇",
        "--json",
        cwd=tmp_path,
        env=environment,
    )
    (group,) = json.loads(said)
    (card,) = group["cards"]
    assert (card["total"], card["position"]) == ("5", 1)
    assert card["lines"][0]["because"] == "竹制品厂于2024-03-20开工,得5分"
