import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../schema.graphql",
  documents: "operations/*.graphql",
  config: {
    enumType: "string-literal",
    enumsAsTypes: true,
    strictScalars: true,
    scalars: {
      Date: "string",
      DateTime: "string",
      Fraction: "string",
      Points: "string",
      UUID: "string",
      Wan: "string",
    },
    useTypeImports: true,
  },
  generates: {
    "typescript/generated/schema.ts": { plugins: ["typescript"] },
    "typescript/generated/operations/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: { documentMode: "string" },
    },
  },
};

export default config;
