"""The guide to deployment lists every setting, as the program reads it."""

import re
from enum import Enum
from pathlib import Path

from xiangmu.settings import Variable, variables

PAGE = (Path(__file__).parents[2] / "docs" / "deployment.md").read_text(encoding="utf-8")


def row(variable: Variable) -> str:
    """The line of a variable."""
    default = variable.field.default
    match default:
        case None | ():
            shown = "无"
        case bool():
            shown = f"`{str(default).lower()}`"
        case Enum():
            shown = f"`{default.value}`"
        case tuple():
            shown = f"`{','.join(map(str, default))}`"
        case _:
            shown = f"`{default}`"
    return f"| `{variable.name}` | {variable.field.description} | {shown} |"


def test_every_setting_is_listed_with_its_meaning_and_default() -> None:
    listed = re.findall(r"^\| `XIANGMU_.*\|$", PAGE, re.MULTILINE)
    assert listed == [row(variable) for variable in variables()]


def test_no_other_variable_is_named_anywhere() -> None:
    root = Path(__file__).parents[2]
    known = {variable.name for variable in variables()}
    for path in (root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").glob("*.md")):
        named = set(re.findall(r"XIANGMU_[A-Z_]*[A-Z](?![A-Z_])", path.read_text(encoding="utf-8")))
        assert named <= known, path.name
