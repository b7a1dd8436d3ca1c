/** Files that a script writes are as that script would write them now. */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

let isFresh = true;
for (const script of globSync("scripts/generate-*.ts").sort()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--check"], {
    encoding: "utf8",
  });
  if (status === 0) continue;
  isFresh = false;
  process.stdout.write(`${script}\n${stdout}${stderr}\n`);
}
process.exit(isFresh ? 0 : 1);
