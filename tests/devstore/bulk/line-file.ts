import { closeSync, openSync, writeSync } from "node:fs";

const flushAt = 256 * 1024;

/** A JSONL file written in large pieces, so that memory stays what it is. */
export class LineFile {
  lines = 0;
  bytes = 0;
  private readonly handle: number;
  private pending: string[] = [];
  private pendingLength = 0;

  constructor(path: string) {
    this.handle = openSync(path, "w");
  }

  write(line: string): void {
    this.lines++;
    this.pending.push(line);
    this.pendingLength += line.length + 1;
    if (this.pendingLength >= flushAt) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.handle);
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const piece = Buffer.from(`${this.pending.join("\n")}\n`);
    for (let at = 0; at < piece.length;) at += writeSync(this.handle, piece, at);
    this.bytes += piece.length;
    this.pending = [];
    this.pendingLength = 0;
  }
}
