import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { rooms } from "./rooms.ts";
import type { Shops } from "./store/open-store.ts";

const largestBody = 101 * 1024 * 1024;

/** Listens on loopback; port 0 takes a free one. Answers the server and where it is. @throws with code EADDRINUSE */
export async function serve(
  shops: Shops,
  port: number,
): Promise<{ server: Server; origin: string }> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, shops).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const origin = `http://localhost:${String(address.port)}`;
  shops.origin = origin;
  return { server, origin };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  shops: Shops,
): Promise<void> {
  const response = await respond(incoming, shops);
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  outgoing.writeHead(response.status, headers);
  if (response.body === null || incoming.method === "HEAD") {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (outgoing.destroyed) {
      await reader.cancel();
      return;
    }
    if (!outgoing.write(piece.value)) await room(outgoing);
  }
  outgoing.end();
}

/** Until the other side has taken enough, or is gone. */
async function room(outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const { signal } = gone;
  await Promise.race([
    once(outgoing, "drain", { signal }),
    once(outgoing, "close", { signal }),
  ]).finally(() => {
    gone.abort();
  });
}

async function respond(incoming: IncomingMessage, shops: Shops): Promise<Response> {
  try {
    const body = await bodyOf(incoming);
    if (body === null) return Response.json({ errors: "Payload Too Large" }, { status: 413 });
    const request = requestOf(incoming, shops.origin, body);
    for (const room of rooms) {
      const response = await room(request, shops);
      if (response) return response;
    }
    return Response.json({ errors: "Not Found" }, { status: 404 });
  } catch (fault) {
    process.stderr.write(
      `devstore: ${incoming.method ?? ""} ${incoming.url?.split("?")[0] ?? ""}: ${String(fault instanceof Error ? fault.stack : fault)}\n`,
    );
    return Response.json({ errors: "Internal Server Error" }, { status: 500 });
  }
}

function requestOf(
  incoming: IncomingMessage,
  origin: string,
  body: Uint8Array<ArrayBuffer>,
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (Array.isArray(value)) for (const item of value) headers.append(name, item);
    else if (value !== undefined) headers.set(name, value);
  }
  const method = incoming.method ?? "GET";
  const bodiless = method === "GET" || method === "HEAD";
  return new Request(new URL(incoming.url ?? "/", origin), {
    method,
    headers,
    ...(bodiless ? {} : { body }),
  });
}

/** Held in memory, as the largest is an upload of 100 MB; null when it is larger than anything that is taken. */
async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size > largestBody) return null;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
