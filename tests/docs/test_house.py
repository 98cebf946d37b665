"""What every file of the house must keep, read from the files themselves."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_OURS = {"var", "build", "dist", "node_modules", "__pycache__", "uv.lock"}
HOSTS = ("py" + "pi", "python" + "hosted", "npm" + "js", "npm" + "mirror")
"""Pieces of the names that no file may hold, this one included."""
REGISTRY = re.compile(
    rf"(?:{'|'.join(HOSTS)})\.[a-z]|//mirrors?\.|index{'-'}url *[=:]"
    r"|https?://[^\s\"']+\.(?:whl|tgz|tar\.gz|deb)\b"
)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|work|home|Users)/\w")
LONGEST_MODULE = 350


def files(folder: Path = ROOT) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or (path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def lines(path: Path) -> list[str]:
    """None of a file that is not text."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {found[0]}"
        for path in files()
        for number, line in enumerate(lines(path), 1)
        if (found := pattern.search(line))
    ]


def named_in_documents(pattern: str) -> Iterator[tuple[Path, str]]:
    for path in files():
        if path.suffix == ".md":
            yield from ((path, name) for name in re.findall(pattern, path.read_text(encoding="utf-8")))


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert places(REGISTRY) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert places(MACHINE_PATH) == []
    assert places(re.compile(re.escape(str(ROOT)) + r"\b")) == []


@pytest.mark.parametrize(
    "line",
    ["--index-" + "url=x", "https://files.example/a-1.0.tar" + ".gz", "https://registry.npmjs" + ".org"],
)
def test_a_registry_is_recognised(line: str) -> None:
    assert REGISTRY.search(line)


def test_modules_stay_small_enough_to_hold_in_the_head() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(lines(path))
        for folder in ("core", "plugins")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_the_changelog_has_an_entry_for_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(PYPROJECT['project']['version'])}\]", changelog, re.MULTILINE)


def dependencies() -> set[str]:
    project = PYPROJECT["project"]
    requirements = [
        *PYPROJECT["build-system"]["requires"],
        *project["dependencies"],
        *(requirement for extra in project["optional-dependencies"].values() for requirement in extra),
    ]
    return {re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in requirements}


def test_contributing_gives_a_reason_for_every_dependency_and_for_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("\n## 依赖\n", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^\| `([^`]+)` \| \S.* \|$", section, re.MULTILINE)) == dependencies()


def test_every_dependency_is_pinned() -> None:
    pins = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.lower() for name in dependencies()} <= set(pins)


def test_documents_link_to_files_that_exist() -> None:
    links = named_in_documents(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
    dead = [f"{path.relative_to(ROOT)} → {link}" for path, link in links if not (path.parent / link).exists()]
    assert dead == []


def test_documents_name_only_make_targets_that_exist() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {target for _, target in named_in_documents(r"\bmake ([a-z][a-z-]*)")}
    assert named <= set(targets)


def test_tests_of_a_city_know_the_plugin_api_and_its_test_suite_only() -> None:
    """import-linter sees packages; the tests of a city are none."""
    strays = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "plugins").glob("*/tests/**/*.py")
        for name in imported(path)
        if re.match(r"xiangmu(\.|$)", name) and not re.match(r"xiangmu\.(plugin|testing)(\.|$)", name)
    ]
    assert strays == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
