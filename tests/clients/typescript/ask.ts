// 用生成的类型问演示数据, 核对回答: node ask.ts <地址>
import assert from "node:assert/strict";

import { ScorecardDocument, type TypedDocumentString } from "./generated/operations.ts";

const url = process.argv[2];
assert(url, "缺少地址");

async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url!, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  assert.equal(errors, undefined);
  return data;
}

const { scorecard } = await ask(ScorecardDocument, {
  policy: "ruzhou-2023",
  group: "area",
  unit: "温泉镇",
  period: "2023Q2",
});
assert.equal(scorecard.total, "92.67");
assert.equal(scorecard.place.position, 4);
const hundredths = scorecard.lines.map((line) => Math.round(Number(line.points) * 100));
assert.equal(hundredths.reduce((sum, points) => sum + points, 0), 9267);
