/**
 * Writes app/shopify/generated/operations.ts: the types of every document in app/**\/documents.ts, from Shopify's
 * published schema. `--check` only says whether the file is fresh.
 */
import { readFileSync, writeFileSync, globSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { codegen } from "@graphql-codegen/core";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import {
  buildClientSchema,
  Kind,
  OperationTypeNode,
  parse,
  printSchema,
  validate,
  type DocumentNode,
  type IntrospectionQuery,
} from "graphql";
import * as prettier from "prettier";

const ROOT = resolve(import.meta.dirname, "..");
const SCHEMA = "node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz";
const TARGET = join(ROOT, "app/shopify/generated/operations.ts");

const introspection = JSON.parse(gunzipSync(readFileSync(join(ROOT, SCHEMA))).toString("utf8")) as {
  data: IntrospectionQuery;
};
const schema = buildClientSchema(introspection.data);

const documents: { location: string; document: DocumentNode }[] = [];
for (const location of globSync("app/**/documents.ts", { cwd: ROOT }).sort()) {
  const exported = (await import(pathToFileURL(join(ROOT, location)).href)) as Record<
    string,
    unknown
  >;
  for (const [name, text] of Object.entries(exported)) {
    if (typeof text !== "string") continue;
    const document = parse(text);
    const faults = validate(schema, document);
    if (faults.length > 0) {
      process.stderr.write(
        `${location} ${name}: ${faults.map((fault) => fault.message).join("; ")}\n`,
      );
      process.exit(1);
    }
    documents.push({ location, document });
  }
}

const types = await codegen({
  filename: TARGET,
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents,
  config: {
    disableDescriptions: true,
    skipTypename: true,
    useTypeImports: true,
    avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
    scalars: {
      ID: "string",
      DateTime: "string",
      Money: "string",
      Decimal: "string",
      UnsignedInt64: "string",
      URL: "string",
      JSON: "unknown",
    },
    defaultScalarType: "string",
  },
  plugins: [{ typescriptOperations: {} }],
  pluginMap: { typescriptOperations },
});

const names = documents.flatMap(({ document }) =>
  document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name) return [];
    const kind = definition.operation === OperationTypeNode.QUERY ? "Query" : "Mutation";
    return [{ name: definition.name.value, type: `${definition.name.value}${kind}` }];
  }),
);
const twice = names.find(
  ({ name }, index) => names.findIndex((other) => other.name === name) !== index,
);
if (twice) {
  process.stderr.write(`two documents are named ${twice.name}\n`);
  process.exit(1);
}

/** Only the table of operations is ours to use, fragments in line; what stands in it is looked up from there. */
const unexported = types
  .replace(/^(?:export )?type \w+Fragment =\s[\s\S]*?;\n\n/gm, "")
  .replace(/\/\*\* Internal type[^\n]*\n/g, "")
  .replace(/export type Incremental<[^;]*;\n?/, "")
  .replace(/^export type/gm, "type");

const source = `// Written by scripts/generate-operations.ts from Shopify's schema. Not to be changed by hand.
${unexported}

/** Every document by its name. */
export interface Operations {
${names.map(({ name, type }) => `  ${name}: { data: ${type}; variables: ${type}Variables };`).join("\n")}
}
`;
const config = await prettier.resolveConfig(TARGET);
const formatted = await prettier.format(source, { ...config, parser: "typescript" });

if (process.argv.includes("--check")) {
  if (formatted !== readFileSync(TARGET, "utf8")) {
    process.stderr.write(
      "app/shopify/generated/operations.ts is stale: run node scripts/generate-operations.ts\n",
    );
    process.exit(1);
  }
} else {
  writeFileSync(TARGET, formatted);
}
