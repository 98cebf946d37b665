"""Bulletins (通报) and their drafts, with what they print and where their files are."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import strawberry
from sqlalchemy import Table, exists
from strawberry import field

from xiangmu.api.context import Context
from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.entities.enums import BulletinSection
from xiangmu.api.entities.facts import Recorded, live, recorded
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Field, One, Order
from xiangmu.api.reader.filters import days, one_of, truth
from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.domain.bulletins.content import Content, Section
from xiangmu.services.addresses import PaperForm, PaperOf, paper_address
from xiangmu.services.bulletins.stored import unpack_content

_B = t.bulletin.c
_D = t.bulletin_draft.c


async def _contents(_: Environment, needs: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    def shown() -> list[dict[str, Any]]:
        return [_content(unpack_content(Blob(content=content, hash=hash_))) for content, hash_ in needs]

    return await asyncio.to_thread(shown)


def _content(content: Content) -> dict[str, Any]:
    return {
        "title": content.title,
        "issuer": content.issuer,
        "basis": content.basis,
        "correction": content.correction or None,
        "introduction": content.introduction or None,
        "sections": [_section(section) for section in content.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "text": list(section.text),
        "tables": [
            {
                "caption": table.caption or None,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
            }
            for table in section.tables
        ],
        "items": list(section.items),
        "remarks": section.remarks or None,
    }


def _files(*, drafted: bool) -> Any:
    async def files(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[dict[str, str]]:
        context: Context = environment.context
        seal, now = await context.sealing.seal(), context.clock()

        def address(id_: Any, form: PaperForm) -> str:
            return paper_address(seal, PaperOf(id=id_, drafted=drafted, form=form), now)

        return [{form.value.lower(): address(id_, form) for form in PaperForm} for (id_,) in needs]

    return files


def _printed(table: Table, *, drafted: bool) -> Mapping[str, Field]:
    columns = table.c
    return {
        "policy": Column(column=columns.policy),
        "obligation": Column(column=columns.obligation),
        "due": Column(column=columns.due),
        "at": Column(column=columns.at, codec=INSTANT),
        "knownAt": Column(column=columns.known_no),
        "plugin": Column(column=columns.plugin),
        "pluginVersion": Column(column=columns.plugin_version),
        "contentHash": Column(column=columns.content_hash),
        "corrects": One(to="Bulletin", on=columns.corrects),
        "content": Computed(
            type="BulletinContent!", needs=(columns.content, columns.content_hash), fill=_contents
        ),
        "files": Computed(type="BulletinFiles!", needs=(columns.fact_id,), fill=_files(drafted=drafted)),
    }


BULLETIN = recorded(
    "Bulletin",
    "通报",
    "bul",
    t.bulletin,
    {
        **_printed(t.bulletin, drafted=False),
        "year": Column(column=_B.year),
        "number": Column(column=_B.number),
        "publishedAt": Column(column=_B.published_at, codec=INSTANT),
        "draft": One(to="BulletinDraft", on=_B.draft_id),
    },
    filters={
        "policy": one_of(str, _B.policy, "文件的键"),
        "obligation": one_of(str, _B.obligation, "调度事项的键"),
        "due": days(_B.due, "到期日。"),
    },
    orders={
        "PUBLISHED_AT": Order(by=_B.published_at, description="公布时间"),
        "DUE": Order(by=_B.due, description="到期日"),
        "NUMBER": Order(by=_B.number, description="期号"),
    },
    order=(("PUBLISHED_AT", Direction.DESC),),
)

BULLETIN_DRAFT = recorded(
    "BulletinDraft",
    "通报草稿",
    "bdr",
    t.bulletin_draft,
    {
        **_printed(t.bulletin_draft, drafted=True),
        "round": Column(column=_D.round),
        "published": One(to="Bulletin", on=_D.fact_id, by=_B.draft_id),
    },
    filters={
        "policy": one_of(str, _D.policy, "文件的键"),
        "obligation": one_of(str, _D.obligation, "调度事项的键"),
        "due": days(_D.due, "到期日。"),
        "published": truth(exists().where(_B.draft_id == _D.fact_id, live(t.bulletin)), "是否已公布。"),
    },
    orders={
        "DUE": Order(by=_D.due, description="到期日"),
        "ROUND": Order(by=_D.round, description="稿次"),
    },
    order=(("DUE", Direction.DESC), ("ROUND", Direction.DESC)),
)


@strawberry.type(description="通报里的一张表:每行的格数与栏数相同。")
class BulletinTable:
    """Rows of cells."""

    caption: str | None = field(description="表名;没有的为空。")
    columns: list[str] = field(description="各栏的名称。")
    rows: list[list[str]] = field(description="各行,逐格为印出的文字。")


@strawberry.type(description="通报的一节。")
class BulletinPart:
    """A section."""

    key: BulletinSection = field(description="哪一节。")
    title: str = field(description="标题。")
    text: list[str] = field(description="各段文字。")
    tables: list[BulletinTable] = field(description="各张表。")
    items: list[str] = field(description="逐条列出的。")
    remarks: str | None = field(description="办公室的说明;没有的为空。")


@strawberry.type(
    description="通报的内容:拟稿时从账本取出,此后不再改变。网页、Word 和 Excel 文件印的就是这些。"
)
class BulletinContent:
    """What is printed."""

    title: str = field(description="标题。")
    issuer: str = field(description="发文单位。")
    basis: str = field(description="依据哪份文件、通报哪段时间、数据截至何时。")
    correction: str | None = field(description="更正哪一期及理由;不是更正的为空。")
    introduction: str | None = field(description="引言;没有的为空。")
    sections: list[BulletinPart] = field(description="各节,按印出的次序。")


@strawberry.type(description="通报的文件,地址相对于本服务,十分钟内有效,不必带凭证。")
class BulletinFiles:
    """Where the files are."""

    page: str = field(description="可打印的网页(A4)。")
    docx: str = field(description="可编辑的 Word 文件。")
    xlsx: str = field(description="Excel 文件,一节一张工作表。")


@strawberry.interface(description="通报或其草稿:为一次调度事项印出的内容。")
class PrintedBulletin(Recorded):
    """What was worked out for an occurrence."""

    policy: str = field(description="文件的键。")
    obligation: str = field(description="调度事项的键。")
    due: date = field(description="所印的到期日,指明是哪一次。")
    at: datetime = field(description="数字取自哪一时刻的账本。")
    known_at: int = field(description="数字所据的台账序号。")
    plugin: str = field(description="计算所用的插件。")
    plugin_version: str = field(description="插件的版本。")
    content_hash: str = field(description="内容的校验值。")
    corrects: "Bulletin | None" = field(description="所更正的通报;不是更正的为空。")
    content: BulletinContent = field(description="内容。")
    files: BulletinFiles = field(description="文件。")


@strawberry.type(description="通报草稿:只给看得到全辖区结果的人。")
class BulletinDraft(PrintedBulletin):
    """A draft."""

    round: int = field(description="这一次的第几稿。")
    published: "Bulletin | None" = field(description="公布成哪一期;没有公布的为空。")


@strawberry.type(description="通报:公布之后不改,有误则另发一期更正。")
class Bulletin(PrintedBulletin):
    """A published bulletin."""

    year: int = field(description="年度。")
    number: int = field(description="该文件当年的第几期。")
    published_at: datetime = field(description="公布的时间。")
    draft: BulletinDraft | None = field(description="所据的草稿;无权查看的为空。")
