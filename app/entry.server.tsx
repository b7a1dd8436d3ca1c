import { PassThrough } from "node:stream";
import {
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { faultText } from "#app/platform/errors.ts";
import { log, shopify } from "#app/services.server.ts";

/** How long a page may take to render before what there is of it is sent. */
const RENDER_TIMEOUT_MS = 6_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  shopify.addDocumentResponseHeaders(request, headers);
  const isReady = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} />,
      {
        [isReady]() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: answered }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError(thrown) {
          answered = 500;
          log.error(
            { path: new URL(request.url).pathname, fault: faultText(thrown) },
            "page not rendered",
          );
        },
      },
    );
    setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

/** What a loader or action threw: by path, since a query string may carry a session token. */
export const handleError: HandleErrorFunction = (thrown, { request }) => {
  if (request.signal.aborted) return; // the merchant went on
  const path = new URL(request.url).pathname;
  log.error(
    { path, method: request.method, fault: faultText(thrown), at: originOf(thrown) },
    "request failed",
  );
};

/** Where in our own code it was thrown; a stack holds paths and names, never values. */
function originOf(thrown: unknown): string | undefined {
  const frames = thrown instanceof Error ? (thrown.stack?.split("\n") ?? []) : [];
  return frames.find((frame) => /[/\\](app|build)[/\\]/.test(frame))?.trim();
}
