import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Handler = (request: Request) => Promise<Response>;

export interface WebhookServer {
  url: string;
  /** Who answers from now on; 503 until somebody does. */
  answerWith: (handler: Handler | null) => void;
  stop: () => Promise<void>;
}

/** The place where a shop's webhooks arrive, on a free port, before there is an app behind it. */
export async function startWebhookServer(): Promise<WebhookServer> {
  let handler: Handler | null = null;
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const answer = await (handler?.(await requestOf(incoming)) ??
        new Response(null, { status: 503 }));
      outgoing.writeHead(answer.status).end(await answer.text());
    })().catch(() => outgoing.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    answerWith(next) {
      handler = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, String(value)] as [string, string],
  );
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://localhost${incoming.url ?? "/"}`, {
    method,
    headers,
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
}
