import { Fault, isDiskFull } from "./errors.ts";

const hasCode = (thrown: unknown): thrown is Error & { code: string } =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "string";

/**
 * Why a process could not start, in one line for whoever runs it: what is wrong and what to do about it. Never a
 * stack, and never a value of the environment.
 */
export function startFault(thrown: unknown, { port }: { port?: number } = {}): string {
  if (thrown instanceof Fault) return thrown.message;
  if (isDiskFull(thrown)) {
    return "the disk is full: make room where DATABASE_URL points and start again; nothing that was saved is lost";
  }
  const code = hasCode(thrown) ? thrown.code : "";
  switch (code) {
    case "EADDRINUSE":
      return `port ${port ?? ""} is in use: stop what listens there, or set PORT to another`;
    case "EACCES":
      return `port ${port ?? ""} needs rights that this process does not have: set PORT to one above 1023`;
    case "SQLITE_CANTOPEN":
    case "SQLITE_READONLY":
    case "ENOENT":
      return "the database cannot be opened: DATABASE_URL must point to a folder that this process may write to";
    case "SQLITE_CORRUPT":
    case "SQLITE_NOTADB":
      return "DATABASE_URL points to a file that is not a database, or a damaged one: restore it from a backup";
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "ETIMEDOUT":
      return "the database does not answer: check that PostgreSQL runs where DATABASE_URL points";
    case "28P01":
    case "28000":
      return "the database refused the name or password in DATABASE_URL";
    case "3D000":
      return "the database named in DATABASE_URL does not exist: create it, then run `npm run db:migrate`";
  }
  if (isTableMissing(thrown)) return NOT_MIGRATED;
  return `unexpected fault while starting (${thrown instanceof Error ? thrown.name : "unknown"}${code && ` ${code}`})`;
}

/** Whether a database has not the tables, or the columns, that this code knows. */
export const isTableMissing = (thrown: unknown): boolean =>
  hasCode(thrown) &&
  (["42P01", "42703"].includes(thrown.code) || /no such (table|column)/.test(thrown.message));

const NOT_MIGRATED = "the database has not been brought up to date: run `npm run db:migrate`";
