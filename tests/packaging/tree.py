"""A copy of the sources with pages in it, for building packages where there is no Node."""

import shutil
from pathlib import Path

from frontend.stamp import BUILT, STAMP, fingerprint

ROOT = Path(__file__).parents[2]
PACKED = ("core", "frontend", "migrations", "plugins")
PAGES = {
    "graphiql.html": "<!doctype html><title>页</title>",
    "dashboard.html": "<!doctype html><title>页</title>",
    "static/page-AAAAAAAA.js": "",
    STAMP: fingerprint(),
}


def copied(folder: Path) -> Path:
    """The sources without pages."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", BUILT.name)
    for name in PACKED:
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    return folder


def with_pages(folder: Path) -> Path:
    """``folder`` with pages that are stamped as those of its sources."""
    for name, text in PAGES.items():
        path = folder / BUILT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
