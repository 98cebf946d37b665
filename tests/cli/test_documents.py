"""Registering operations from the command line: only what the schema answers, under the hash of its text."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine

NAMES = "query Names($n: Int!) { projects(first: $n) { nodes { name } } }"
DEEP = "stages { project { " * 6 + "name" + " } }" * 6
UNITS = "query Units { units { nodes { title } } }"


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture(autouse=True)
def upgraded(xiangmu: CommandLine) -> None:
    """A database."""
    assert xiangmu("db", "upgrade").code == 0


def test_a_file_a_manifest_and_a_folder(xiangmu: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "operations"
    folder.mkdir()
    (folder / "names.graphql").write_text(NAMES, encoding="utf-8")
    manifest = {
        "format": "a manifest",
        "operations": [{"id": hash_of(UNITS), "name": "Units", "body": UNITS}],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "readme.txt").write_text("不是操作", encoding="utf-8")
    answer = xiangmu("documents", "register", str(folder))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == "共 2 个, 新登记 2 个"
    again = xiangmu("documents", "register", str(folder / "names.graphql"))
    assert again.out == f"{hash_of(NAMES)}\tNames\n共 1 个, 新登记 0 个\n"
    by_hash = tmp_path / "hashes.json"
    by_hash.write_text(json.dumps({hash_of(NAMES): NAMES, "Units": UNITS}), encoding="utf-8")
    assert xiangmu("documents", "register", str(by_hash)).out.endswith("共 2 个, 新登记 0 个\n")
    listed = f"{hash_of(NAMES)}\tNames\n{hash_of(UNITS)}\tUnits\n"
    assert xiangmu("documents", "list").out == listed


def test_what_was_registered_can_be_withdrawn(xiangmu: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "names.graphql"
    file.write_text(NAMES, encoding="utf-8")
    xiangmu("documents", "register", str(file))
    assert xiangmu("documents", "remove", hash_of(NAMES)).out == "已撤销\n"
    assert xiangmu("documents", "list").out == ""
    assert xiangmu("documents", "remove", hash_of(NAMES)).err.startswith("错误: 没有登记过")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.graphql", "query A { nothing }", "A: "),
        ("a.graphql", "query A {", "a.graphql: "),
        ("a.graphql", "{ __typename }", "每个操作都要有名称"),
        ("a.graphql", "fragment a on Project { name }", "须有操作"),
        (
            "a.graphql",
            f"query Deep {{ projects {{ nodes {{ {DEEP} }} }} }}",
            "上限",
        ),
        ("a.json", "[]", "须为对象"),
        ("a.json", "{", "不是有效的 JSON"),
        ("a.json", '{"a": 1}', "每一项须为文本"),
        ("a.json", json.dumps({"0" * 64: NAMES}), "哈希与文本不符"),
        ("a.json", "{}", "没有操作"),
    ],
)
def test_what_cannot_be_executed_is_not_registered(
    xiangmu: CommandLine, tmp_path: Path, name: str, content: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    answer = xiangmu("documents", "register", str(file))
    assert answer.code == 1
    assert answer.err.startswith("错误: ")
    assert said in answer.err
    assert xiangmu("documents", "list").out == ""
