import { Command, CommanderError } from "commander";
import { BadInput } from "./commands/bad-input.ts";
import { lifetimeCommand } from "./commands/lifetime.server.ts";
import { recommendCommand } from "./commands/recommend.server.ts";
import { rfmCommand } from "./commands/rfm.server.ts";
import { segmentFilesCommands } from "./commands/segment-files.server.ts";
import { segmentsCommand } from "./commands/segments.server.ts";

/**
 * The command line (`npm run -s regulars -- …`): one JSON document on standard output. Errors go to standard error,
 * with exit 1 for what whoever typed can put right and 2 for a fault.
 */

const print = (document: unknown) => {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
};

const program = new Command("regulars")
  .description("what Regulars knows to do with files, without a shop")
  .exitOverride()
  .showHelpAfterError("(--help says more)");
for (const command of [rfmCommand(print), lifetimeCommand(print), recommendCommand(print)]) {
  program.addCommand(command.copyInheritedSettings(program));
}
const now = () => Date.now();
const segments = segmentsCommand(print, now).copyInheritedSettings(program);
for (const part of segmentFilesCommands({ print, env: process.env, now }))
  segments.addCommand(part);
for (const part of segments.commands) part.copyInheritedSettings(program);
program.addCommand(segments);

try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = exitCodeOf(thrown);
}

function exitCodeOf(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode; // it has spoken already
  if (thrown instanceof BadInput) {
    process.stderr.write(`error: ${thrown.message}\n`);
    return 1;
  }
  process.stderr.write(
    `fault: ${thrown instanceof Error ? (thrown.stack ?? "") : String(thrown)}\n`,
  );
  return 2;
}
