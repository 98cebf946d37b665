"""The program built and installed into an environment of its own."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from build import ProjectBuilder

from tests.packaging.tree import ROOT, copied, with_pages

Way = Literal["wheel", "sdist", "editable"]


@dataclass(frozen=True)
class Installation:
    """An environment that has the libraries of this one and an installation of the program."""

    way: Way
    bin: Path

    def run(self, command: str, *arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> str:
        """What ``command`` of the environment prints; it fails unless the exit code is 0."""
        done = subprocess.run(
            [self.bin / command, *arguments],
            cwd=cwd,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def built(way: Way, folder: Path) -> Path:
    """The wheel that ``way`` ends with."""
    if way == "editable":
        return Path(ProjectBuilder(ROOT).build(way, folder / "wheel"))
    tree = with_pages(copied(folder / "tree"))
    if way == "sdist":
        archive = ProjectBuilder(tree).build("sdist", folder / "sdist")
        subprocess.run([sys.executable, "-m", "tarfile", "-e", archive, folder], check=True)
        (tree,) = folder.glob("xiangmu-*")
    return Path(ProjectBuilder(tree).build("wheel", folder / "wheel"))


def environment_with(wheel: Path, folder: Path) -> Path:
    """The programs of an environment with ``wheel``; without downloads, for it borrows the libraries of this one."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, cwd=ROOT)
    (site,) = (folder / "lib").glob("python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python.parent
