import { defineConfig } from "prisma/config";
import { schemaEngineAdapter } from "./prisma/schema-engine.ts";

// A config file stops Prisma from reading .env, so it is read here.
try {
  process.loadEnvFile();
} catch {
  // no .env: the environment is complete as it is
}

const url = process.env.DATABASE_URL ?? "file:./prisma/dev.db";
const isPostgres = process.env.DB_PROVIDER
  ? process.env.DB_PROVIDER === "postgresql"
  : /^postgres(ql)?:/.test(url);

export default defineConfig({
  experimental: { adapter: true },
  engine: "js", // the WebAssembly schema engine inside the prisma package: nothing to download
  schema: isPostgres ? "prisma/postgresql/schema.prisma" : "prisma/schema.prisma",
  migrations: { path: isPostgres ? "prisma/postgresql/migrations" : "prisma/migrations" },
  adapter: () => Promise.resolve(schemaEngineAdapter(url)),
});
