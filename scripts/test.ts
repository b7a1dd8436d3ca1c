/**
 * All tests, or those whose path matches: `npm test -- segments`. Brings its own PostgreSQL, or takes the server that
 * TEST_POSTGRES_URL names; the last lines say what was tested.
 */
import { startVitest } from "vitest/node";
import { startPostgres } from "#tests/support/postgres-server.ts";

const filters = process.argv.slice(2);

const postgres = await startPostgres(process.env.TEST_POSTGRES_URL).catch((fault: unknown) =>
  fault instanceof Error ? fault : new Error(String(fault)),
);
if (!(postgres instanceof Error)) process.env.TEST_POSTGRES_URL = postgres.url;

const vitest = await startVitest("test", filters, { watch: false, run: true });
const count = { passed: 0, failed: 0, skipped: 0 };
for (const module of vitest.state.getTestModules()) {
  if (module.state() === "failed" && module.children.size === 0) count.failed++;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state !== "pending") count[state]++;
  }
}
await vitest.close();
if (!(postgres instanceof Error)) await postgres.stop();

const lines = [
  postgres instanceof Error
    ? `NOT TESTED ON POSTGRESQL: none could be started here (${postgres.message}). Name a server in TEST_POSTGRES_URL.`
    : "Tested on SQLite and on PostgreSQL.",
  `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
];
process.stdout.write(`\n${lines.join("\n")}\n`);
// Nothing passed is a failure too: something kept the tests from running.
process.exit(count.failed > 0 || count.passed === 0 || process.exitCode ? 1 : 0);
