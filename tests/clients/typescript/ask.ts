// 用生成的类型问演示数据, 核对回答: node ask.ts <地址> <凭证>
import assert from "node:assert/strict";

import {
  PreviewDocument,
  type ProjectRegisterInput,
  ProjectsDocument,
  type ProjectsQuery,
  RegisterDocument,
  ScorecardDocument,
  type TypedDocumentString,
} from "./generated/operations.ts";

const [url, credential] = process.argv.slice(2);
assert(url && credential, "缺少地址或凭证");

async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url!, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
      authorization: `Bearer ${credential}`,
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  assert.equal(errors, undefined);
  return data;
}

const question = { policy: "ruzhou-2023", group: "area", unit: "温泉镇", period: "2023Q2" };
const { scorecard } = await ask(ScorecardDocument, question);
assert.equal(scorecard.total, "92.67");
assert.equal(scorecard.place?.position, 4);
const hundredths = scorecard.lines.map((line) => Math.round(Number(line.points) * 100));
assert.equal(hundredths.reduce((sum, points) => sum + points, 0), 9267);

const filter = { jurisdiction: ["ruzhou"], text: "温泉镇" };
const names: string[] = [];
let after: string | null = null;
let page: ProjectsQuery["projects"];
do {
  page = (await ask(ProjectsDocument, { filter, first: 5, after })).projects;
  names.push(...page.nodes.map((project) => project.name));
  after = page.pageInfo.endCursor;
} while (page.pageInfo.hasNextPage);
assert.equal(new Set(names).size, page.totalCount);

const input: ProjectRegisterInput = {
  requestId: crypto.randomUUID(),
  jurisdiction: "ruzhou",
  name: "由 TypeScript 登记的项目",
  kind: "MANUFACTURING",
  total: "25000.5",
  effective: "2024-01-10",
  profile: { ruzhou: { leadingIndustry: "EQUIPMENT_MANUFACTURING" } },
};
for (const replayed of [false, true]) {
  const { projectRegister } = await ask(RegisterDocument, { input });
  assert.deepEqual(projectRegister, {
    project: { name: input.name, total: "25000.5000", version: 1 },
    replayed,
    errors: [],
  });
}
const { projectRegister: refused } = await ask(RegisterDocument, {
  input: { ...input, requestId: crypto.randomUUID(), total: "-1" },
});
assert.equal(refused.project, null);
assert.deepEqual(refused.errors.map((error) => error.field), [["total"]]);

const [project] = (await ask(ProjectsDocument, { filter: { ...filter, text: "食用菌罐藏" }, first: 1 })).projects.nodes;
assert(project);
const { scorecardPreview: preview } = await ask(PreviewDocument, {
  ...question,
  changes: [{ startRecord: { project: project.id, kind: "LIBRARY_ENTRY", on: "2023-06-28" } }],
});
assert.deepEqual(preview, { before: { total: "92.67" }, after: { total: "110.67" }, errors: [] });
