/** Every GraphQL document is valid under Shopify's published schema of the version in shopify.app.toml. */
import { globSync } from "node:fs";
import { parse, validate } from "graphql";
import { readAdminSchema } from "../admin-schema.ts";

const { schema } = readAdminSchema();
let checked = 0;
let faults = 0;

for (const file of globSync("app/**/documents.ts").sort()) {
  const module = (await import(`../../${file}`)) as Record<string, unknown>;
  for (const [name, text] of Object.entries(module)) {
    if (typeof text !== "string") continue;
    checked++;
    for (const { message, locations } of validate(schema, parse(text))) {
      faults++;
      process.stdout.write(`${file} ${name} line ${locations?.[0]?.line ?? "?"}: ${message}\n`);
    }
  }
}
if (checked === 0) process.stdout.write("No documents were found.\n");
process.exit(faults === 0 && checked > 0 ? 0 : 1);
