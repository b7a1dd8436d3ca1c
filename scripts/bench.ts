/**
 * Benchmarks, each beside its baseline in the same run: `npm run bench -- import`. Without a name it lists them.
 */
import { globSync } from "node:fs";
import { basename } from "node:path";

const [name, ...args] = process.argv.slice(2);
const names = globSync("tests/bench/*.ts").map((file) => basename(file, ".ts"));

if (!name || !names.includes(name)) {
  process.stderr.write(`Which benchmark? ${names.join(", ")}\n`);
  process.exit(1);
}
const bench = (await import(`../tests/bench/${name}.ts`)) as {
  default: (args: string[]) => Promise<void>;
};
await bench.default(args);
