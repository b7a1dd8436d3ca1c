import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { BadInput } from "./bad-input.ts";

const LONGEST_RECORD = 1_000_000;

export interface CsvRecord {
  record: readonly string[];
  line: number;
}

/**
 * The records of a CSV file, gzipped or not, as they are read, the header first.
 * @throws BadInput with the file's name and, where there is one, the line
 */
export async function* readCsv(file: string): AsyncGenerator<CsvRecord> {
  const records = parse({ bom: true, info: true, max_record_size: LONGEST_RECORD });
  const done = () => undefined; // what breaks on the way ends the records with it
  try {
    if (await isGzip(file)) pipeline(createReadStream(file), createGunzip(), records, done);
    else pipeline(createReadStream(file), records, done);
    for await (const { record, info } of records as AsyncIterable<Row>)
      yield { record, line: info.lines };
  } catch (thrown) {
    throw readFault(file, thrown);
  }
}

interface Row {
  record: string[];
  info: { lines: number };
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "a folder, not a file",
  EACCES: "may not be read",
  Z_DATA_ERROR: "damaged gzip",
  Z_BUF_ERROR: "gzip that ends too soon",
};

function readFault(file: string, thrown: unknown): unknown {
  if (thrown instanceof CsvError)
    return new BadInput(`${file}: ${thrown.message}`, { cause: thrown });
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const said = READ_ERRORS[code];
  return said ? new BadInput(`${file}: ${said}`, { cause: thrown }) : thrown;
}
