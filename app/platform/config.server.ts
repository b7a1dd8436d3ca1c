import { z } from "zod";
import { Fault } from "./errors.ts";

/** The environment is not one that the app can run in. Says which variables and why, never a value. */
export class ConfigInvalid extends Fault {
  readonly code = "config_invalid";
  readonly retryable = false;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A base64 key of 32 bytes; several, newest first, while keys are being rotated. */
const encryptionKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => Buffer.from(part.trim(), "base64")))
  .refine((keys) => keys.every((key) => key.length === 32), {
    error: "must be base64 of 32 bytes, or several separated by commas, newest first",
  });

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    DATABASE_URL: z
      .string()
      .regex(/^(file:|postgres(ql)?:\/\/)/, { error: "must begin with file: or postgres://" }),
    SHOPIFY_API_KEY: z.string().min(1),
    SHOPIFY_API_SECRET: z.string().min(1),
    SHOPIFY_APP_URL: z.url({ protocol: /^https?$/ }),
    SCOPES: z.string().min(1),
    TOKEN_ENCRYPTION_KEY: encryptionKeys,
    SHOPIFY_DEVSTORE_URL: z
      .url({ protocol: /^http$/ })
      .refine((url) => LOOPBACK.has(new URL(url).hostname), {
        error: "must be an address of this machine (localhost, 127.0.0.1 or [::1])",
      })
      .optional(),
    SHOPIFY_DEVSTORE_ALLOWED: z.enum(["true", "false"]).default("false"),
    HOST: z.string().default("0.0.0.0"),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(4),
  })
  .refine(
    (env) =>
      !env.SHOPIFY_DEVSTORE_URL ||
      env.NODE_ENV !== "production" ||
      env.SHOPIFY_DEVSTORE_ALLOWED === "true",
    {
      path: ["SHOPIFY_DEVSTORE_URL"],
      error: "is refused in production unless SHOPIFY_DEVSTORE_ALLOWED is true",
    },
  );

/**
 * Reads the whole environment once, at start. Nothing else in the app looks at `process.env`.
 * @throws ConfigInvalid naming every variable at fault, never its value.
 */
export function readConfig(env: Record<string, string | undefined>) {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join(".")}: ${isMissing(issue, env) ? "is missing" : issue.message}`,
    );
    throw new ConfigInvalid(`the environment is not complete: ${faults.join("; ")}`);
  }
  const { data } = parsed;
  return {
    environment: data.NODE_ENV,
    databaseUrl: data.DATABASE_URL,
    shopify: {
      apiKey: data.SHOPIFY_API_KEY,
      apiSecret: data.SHOPIFY_API_SECRET,
      appUrl: data.SHOPIFY_APP_URL,
      scopes: data.SCOPES.split(",").map((scope) => scope.trim()),
      /** A development store to talk to instead of Shopify; undefined in real life. */
      devstoreUrl: data.SHOPIFY_DEVSTORE_URL,
    },
    encryptionKeys: data.TOKEN_ENCRYPTION_KEY,
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    worker: { concurrency: data.WORKER_CONCURRENCY },
  } as const;
}

/**
 * Of the environment only where the database is: for commands that need nothing else.
 * @throws ConfigInvalid
 */
export function readDatabaseUrl(env: Record<string, string | undefined>): string {
  const parsed = Environment.shape.DATABASE_URL.safeParse(env.DATABASE_URL);
  if (parsed.success) return parsed.data;
  const fault = env.DATABASE_URL === undefined ? "is missing" : parsed.error.issues[0]?.message;
  throw new ConfigInvalid(`DATABASE_URL: ${fault ?? "is wrong"}`);
}

const isMissing = (issue: z.core.$ZodIssue, env: Record<string, string | undefined>) =>
  env[String(issue.path[0])] === undefined;

export type Config = ReturnType<typeof readConfig>;
