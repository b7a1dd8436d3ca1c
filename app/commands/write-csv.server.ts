import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { BadInput } from "./bad-input.ts";

export type Cell = string | number;

const WRITE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  EACCES: "may not be written",
  EISDIR: "a folder, not a file",
  ENOTDIR: "its folder is a file",
  ENOSPC: "no space is left",
};

/** @throws BadInput where the result would take the place of what it was made from */
export function keepApart(source: string, result: string): void {
  if (resolve(source) === resolve(result)) {
    throw new BadInput(`${result}: is what is read; write the result to another file`);
  }
}

/**
 * Writes a CSV file: all of it, or none. It replaces what was there only once it is complete. Text that a spreadsheet
 * would take for a formula is quoted with an apostrophe; numbers stay numbers.
 * @throws BadInput where the file cannot be there
 */
export async function writeCsv(
  file: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  const csv = stringify({
    header: true,
    columns: [...columns],
    escape_formulas: true,
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
  });
  try {
    await pipeline(Readable.from(rows), csv, createWriteStream(partial, { flush: true }));
    await rename(partial, file);
  } catch (thrown) {
    await rm(partial, { force: true });
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    const said = WRITE_ERRORS[code];
    throw said ? new BadInput(`${file}: cannot be written: ${said}`, { cause: thrown }) : thrown;
  }
}
