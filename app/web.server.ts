import { writeSync } from "node:fs";
import { access } from "node:fs/promises";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { Fault, faultText } from "./platform/errors.ts";
import type { Log } from "./platform/log.server.ts";
import { paceOf } from "./platform/response-pace.server.ts";
import { startFault } from "./platform/start-fault.ts";

/**
 * The web process (`node app/web.server.ts`): the built pages, the webhooks and the app proxy. Asked to stop, it ends
 * the requests under way first. What keeps it from starting is said in one line.
 */

const BUILD = resolve(import.meta.dirname, "../build");
/** A host kills some ten seconds after it asked to stop: be gone before. */
const STOP_WITHIN_MS = 8_000;

class BuildMissing extends Fault {
  readonly code = "build_missing";
  readonly retryable = false;
}

type Services = Pick<typeof import("./services.server.ts"), "config" | "log" | "isDatabaseUp">;

async function readBuild(): Promise<ServerBuild> {
  const entry = resolve(BUILD, "server/index.js");
  await access(entry).catch(() => {
    throw new BuildMissing("the pages have not been built: run `npm run build`");
  });
  return (await import(pathToFileURL(entry).href)) as ServerBuild;
}

/** One line a request: the path alone, since a query string may carry a session token or a signature. */
const logRequests =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const from = performance.now();
    response.on("finish", () => {
      const ms = Math.round(performance.now() - from);
      log.info(
        { method: request.method, path: request.path, status: response.statusCode, ms },
        "request",
      );
    });
    next();
  };

/** What nobody who means well sends: Shopify's largest webhooks have some megabytes. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** A body is never held in memory beyond this; one that does not say its size is cut off when it gets there. */
const limitBodies: RequestHandler = (request, response, next) => {
  const said = request.headers["content-length"];
  if (said !== undefined) {
    if (Number(said) <= LARGEST_BODY) {
      next();
      return;
    }
    response.status(413).set("Connection", "close").type("text/plain").send("Too large\n");
    return;
  }
  let size = 0;
  request.on("data", (piece: Buffer) => {
    size += piece.length;
    if (size > LARGEST_BODY) request.destroy();
  });
  next();
};

/** 200 while the database answers, so that a host can tell a process that hangs from one that works. */
const health =
  (isDatabaseUp: () => Promise<boolean>): RequestHandler =>
  (_request, response) => {
    void isDatabaseUp().then((isUp) => response.status(isUp ? 200 : 503).json({ ok: isUp }));
  };

const answerFaults =
  (log: Log): ErrorRequestHandler =>
  (thrown: unknown, request, response, next) => {
    log.error({ path: request.path, fault: faultText(thrown) }, "request failed");
    if (response.headersSent) {
      response.destroy();
      next(); // without the fault, of which Express would print the stack
    } else response.status(500).type("text/plain").send("Something went wrong on our side.\n");
  };

function serve(build: ServerBuild, services: Services) {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", false);
  app.get("/healthz", health(services.isDatabaseUp));
  app.use(logRequests(services.log));
  app.use(limitBodies);
  app.use(compression());
  app.use(
    "/assets",
    express.static(resolve(BUILD, "client/assets"), {
      immutable: true,
      maxAge: "1y",
      index: false,
    }),
  );
  app.use(
    "/assets",
    (_request, response) => void response.status(404).type("text/plain").send("Not found\n"),
  );
  app.use(express.static(resolve(BUILD, "client"), { maxAge: "1h", index: false }));
  const pages = createRequestHandler({
    build,
    mode: services.config.environment,
    getLoadContext: (_request, response) => ({ untilTaken: paceOf(response) }),
  });
  app.all("*", (request, response, next) => void pages(request, response, next));
  app.use(answerFaults(services.log));
  return createServer(app);
}

async function start() {
  const services = await import("./services.server.ts");
  const { config, log, database, assertMigrated, isDatabaseUp } = services;
  const port = config.port;
  try {
    await assertMigrated();
    const server = serve(await readBuild(), { config, log, isDatabaseUp });
    await new Promise<void>((listening, refused) => {
      server.once("error", refused).listen(port, config.host, listening);
    });
    log.info({ port, app: config.shopify.appUrl }, "web process listens");

    let isStopping = false;
    const stop = (signal: string) => {
      if (isStopping) return; // as in the worker process
      isStopping = true;
      log.info({ signal }, "web process stops");
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      server.close(() => void database.close().then(() => process.exit(0)));
      server.closeIdleConnections();
    };
    process.on("SIGTERM", stop).on("SIGINT", stop);
  } catch (thrown) {
    await database.close();
    fail(startFault(thrown, { port }));
  }
}

/** Ends at once: what was half opened would go on trying, and complain in its own words. */
function fail(line: string): never {
  writeSync(2, `regulars: ${line}\n`);
  process.exit(1);
}

await start().catch((thrown: unknown) => {
  fail(startFault(thrown));
});
