"""Bulletins in four views: through GraphQL, as a workbook, as a document, as a page. All show one content."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from openpyxl import load_workbook

from tests.api.asking import Client
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from xiangmu.access.principals import ANONYMOUS, SYSTEM, Principal
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.bulletins.drafting import BulletinDraft, draft_bulletin
from xiangmu.services.bulletins.publishing import BulletinPublish
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
HOSTILE = "=HYPERLINK(1) <script>alert(1)</script> & “引号”"
CONTENT = """content { title issuer basis correction introduction sections {
  key title text items remarks tables { caption columns rows } } }"""
ASKED = f"{{ bulletins {{ totalCount nodes {{ id year number {CONTENT} files {{ page docx xlsx }} }} }} }}"


async def published(office: Office) -> None:
    office.now = datetime(2023, 7, 8, 2, tzinfo=UTC)
    project = await office.enrolled_project()
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 6, 20)))
    asked = BulletinDraft(
        policy=POLICY,
        obligation="bulletin",
        due=date(2023, 7, 10),
        issuer="试验市项目办",
        introduction=HOSTILE,
        remarks=({"section": "ISSUES", "text": f"{HOSTILE}\n第二行"},),
    )
    drafted = await draft_bulletin(
        office.database,
        office.catalog,
        asked,
        request_id=uuid4(),
        principal=SYSTEM,
        clock=office.clock,
    )
    await office.do(BulletinPublish.model_validate({"policy": POLICY, "bulletin_draft": drafted.subject}))


async def bulletin(client: Client) -> dict[str, Any]:
    [found] = (await client.ask(ASKED))["bulletins"]["nodes"]
    return dict(found)


def texts(content: dict[str, Any]) -> list[str]:
    """Every text of the content, as lines, in order."""
    words = [content["title"], content["correction"], content["basis"], content["introduction"]]
    for section in content["sections"]:
        words += [*section["text"], *section["items"], section["remarks"]]
    return [line for text in words if text for line in text.splitlines()]


def tables(content: dict[str, Any]) -> list[list[list[str]]]:
    return [
        [table["columns"], *table["rows"]] for section in content["sections"] for table in section["tables"]
    ]


async def test_the_document_says_what_graphql_says(office: Office, client: Client) -> None:
    await published(office)
    found = await bulletin(client)
    answer = await client.http.get(found["files"]["docx"])
    assert answer.status_code == 200
    made = docx.Document(BytesIO(answer.content))
    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    assert read == tables(found["content"])
    lines = [paragraph.text for paragraph in made.paragraphs]
    assert [line for line in texts(found["content"]) if line not in lines] == []
    assert "2023年第1期\t2023年7月8日" in lines
    assert all("tblHeader" in table.rows[0]._tr.xml for table in made.tables)


async def test_the_workbook_says_what_graphql_says_and_holds_no_formula(
    office: Office, client: Client
) -> None:
    await published(office)
    found = await bulletin(client)
    answer = await client.http.get(found["files"]["xlsx"])
    book = load_workbook(BytesIO(answer.content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    rows = [
        [cell.value for cell in row if cell.value is not None]
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows()
    ]
    told = [row for table in tables(found["content"]) for row in table]
    assert [row for row in told if row not in rows] == []
    lines = {line for cell in cells if cell.value for line in str(cell.value).splitlines()}
    assert [line for line in texts(found["content"]) if line not in lines] == []


async def test_the_page_shows_what_was_typed_as_text_and_runs_nothing(office: Office, client: Client) -> None:
    await published(office)
    found = await bulletin(client)
    answer = await client.http.get(found["files"]["page"])
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "://" not in answer.text, "nothing is loaded from anywhere"
    for table in tables(found["content"]):
        for cell in table[0]:
            assert f"<th>{cell}</th>" in answer.text


async def test_an_address_leads_to_one_file_for_ten_minutes(office: Office, client: Client) -> None:
    await published(office)
    files = (await bulletin(client))["files"]
    client.principal = ANONYMOUS
    assert (await client.http.get(files["page"])).status_code == 200
    assert (await client.http.get(files["page"].replace("PAGE", "DOCX"))).status_code == 404
    assert (await client.http.get("/bulletins?token=x.1.y")).status_code == 404
    assert (await client.http.get("/bulletins")).status_code == 404
    office.pass_time(minutes=11)
    assert (await client.http.get(files["page"])).status_code == 404


async def test_all_read_what_is_published_and_few_a_draft(office: Office, client: Client) -> None:
    await published(office)
    drafts = "{ bulletinDrafts { nodes { round published { number } files { page } } } }"
    [draft] = (await client.ask(drafts))["bulletinDrafts"]["nodes"]
    assert (draft["round"], draft["published"]) == (1, {"number": 1})
    assert "草稿" in (await client.http.get(draft["files"]["page"])).text
    found = await bulletin(client)
    client.principal = REPORTER
    assert (await bulletin(client))["content"] == found["content"]
    assert (await client.ask(drafts))["bulletinDrafts"]["nodes"] == []
    client.principal = Principal(id="stranger")
    assert (await client.ask("{ bulletins { totalCount } }"))["bulletins"]["totalCount"] == 0
    one = "query($id: ID!) { bulletin(id: $id) { number } }"
    assert (await client.ask(one, id=found["id"]))["bulletin"] is None


async def test_bulletins_are_found_by_policy_obligation_and_day(office: Office, client: Client) -> None:
    await published(office)
    query = "query($filter: BulletinFilter) { bulletins(filter: $filter) { totalCount } }"
    for given, count in (
        ({"policy": [POLICY], "obligation": ["bulletin"], "jurisdiction": [CITY]}, 1),
        ({"due": {"since": "2023-07-11"}}, 0),
        ({"obligation": ["ranking"]}, 0),
    ):
        assert (await client.ask(query, filter=given))["bulletins"]["totalCount"] == count
