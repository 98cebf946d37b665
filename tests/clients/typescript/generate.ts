// 由 schema.graphql 生成全部类型, 由 operations/ 生成带类型的操作。
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

import { codegen } from "@graphql-codegen/core";
import * as documentPlugin from "@graphql-codegen/typed-document-node";
import * as schemaPlugin from "@graphql-codegen/typescript";
import * as operationPlugin from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const config = {
  documentMode: "string",
  enumsAsTypes: true,
  enumType: "string-literal",
  scalars: { Date: "string", DateTime: "string", Fraction: "string", Mu: "string", Points: "string", UUID: "string", Wan: "string" },
  strictScalars: true,
  useTypeImports: true,
};
const schema = parse(readFileSync("../../schema.graphql", "utf-8"));
const documents = readdirSync("operations").map((name) => {
  const rawSDL = readFileSync(`operations/${name}`, "utf-8");
  return { location: name, rawSDL, document: parse(rawSDL) };
});

async function generate(name: string, pluginMap: Parameters<typeof codegen>[0]["pluginMap"]) {
  const filename = `typescript/generated/${name}.ts`;
  const plugins = Object.keys(pluginMap).map((plugin) => ({ [plugin]: {} }));
  writeFileSync(filename, await codegen({ filename, schema, documents, config, plugins, pluginMap }));
}

mkdirSync("typescript/generated", { recursive: true });
await generate("schema", { schemaPlugin });
await generate("operations", { operationPlugin, documentPlugin });
