import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";

/** Serves a part of a file as the place does from where bulk results are fetched, ranges included. */
const [file = "", start = "0", end] = process.argv.slice(2);
const first = Number(start);
const after = end === undefined ? statSync(file).size : Number(end);

const server = createServer((request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, {
    "Content-Length": after - first - from,
    "Content-Type": "application/jsonl",
  });
  createReadStream(file, { start: first + from, end: after - 1, highWaterMark: 1 << 18 }).pipe(
    response,
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object")
    process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
