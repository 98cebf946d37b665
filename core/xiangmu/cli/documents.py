"""Operations that clients may ask for by their hash: ``documents register|list|remove``."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import orjson
from graphql import GraphQLError, OperationDefinitionNode, parse, validate

from xiangmu.api.limits import rules_of
from xiangmu.api.schema import schema
from xiangmu.api.wording import in_chinese
from xiangmu.cli.chinese import Command, Group
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import catalog, settings, with_database
from xiangmu.services import documents
from xiangmu.services.clock import system_clock
from xiangmu.services.documents import Document

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
SUFFIXES = (".graphql", ".gql", ".json")


@click.group("documents", help="登记客户端可以按哈希调用的操作", cls=Group)
def documents_group() -> None: ...


@documents_group.command(
    "register", help="登记 FILE 中的操作:.graphql 文件、JSON 清单或含有它们的目录", cls=Command
)
@click.argument("file", type=click.Path(path_type=Path, exists=True))
def register(file: Path) -> None:
    found = [document for path in _files(file) for document in _read(path)]
    if not found:
        raise Failure(f"{file} 里没有操作")
    for document in found:
        _check(document)
    new = with_database(lambda database: documents.register(database, found, system_clock))
    for document in found:
        click.echo(f"{document.hash}\t{document.title}")
    click.echo(f"共 {len(found)} 个, 新登记 {new} 个")


@documents_group.command("list", help="列出登记过的操作", cls=Command)
def list_registered() -> None:
    for document in with_database(documents.registered):
        click.echo(f"{document.hash}\t{document.title}")


@documents_group.command("remove", help="撤销哈希为 HASH 的操作; 一分钟内各进程都不再认它", cls=Command)
@click.argument("hash")
def remove(hash: str) -> None:
    if not with_database(lambda database: documents.forget(database, hash)):
        raise Failure(f"没有登记过 {hash}")
    click.echo("已撤销")


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(inner for inner in path.rglob("*") if inner.suffix in SUFFIXES)
    return [path]


def _read(path: Path) -> list[Document]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Failure(f"{path} 不是 UTF-8 文本") from error
    if path.suffix != ".json":
        return [_document(text, str(path))]
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Failure(f"{path} 不是有效的 JSON") from error
    return [_document(body, f"{path} 的 {key}", key) for key, body in _entries(content, path)]


def _entries(content: Any, path: Path) -> Iterator[tuple[str, str]]:
    """Texts by hash or name: an object of them, or a manifest that lists ``operations`` with ``id`` and ``body``."""
    listed = content.get("operations") if isinstance(content, dict) else None
    if isinstance(listed, list):
        content = {entry.get("id"): entry.get("body") for entry in listed if isinstance(entry, Mapping)}
    if not isinstance(content, dict):
        raise Failure(f"{path} 须为对象: 哈希或名称 → 操作文本, 或含 operations 的清单")
    for key, body in content.items():
        if not isinstance(key, str) or not isinstance(body, str):
            raise Failure(f"{path}: 每一项须为文本")
        yield key, body


def _document(text: str, where: str, key: str = "") -> Document:
    try:
        definitions = parse(text).definitions
    except GraphQLError as error:
        raise Failure(f"{where}: {error.message}") from error
    names = [
        definition.name.value if definition.name else ""
        for definition in definitions
        if isinstance(definition, OperationDefinitionNode)
    ]
    if not all(names) or not names:
        raise Failure(f"{where}: 须有操作, 并且每个操作都要有名称")
    document = Document(text=text, title=" ".join(names))
    if HASH.fullmatch(key) and key != document.hash:
        raise Failure(f"{where}: 哈希与文本不符, 应为 {document.hash}")
    return document


def _check(document: Document) -> None:
    """That it could be executed: a document that cannot helps nobody."""
    rules = rules_of(settings().limits, settings().api)
    errors = validate(schema(catalog())._schema, parse(document.text), rules)
    if errors:
        raise Failure(f"{document.title}: {in_chinese(errors[0]).message}")
