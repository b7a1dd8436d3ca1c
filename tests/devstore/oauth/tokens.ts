import { randomBytes } from "node:crypto";
import type { Store } from "../store/open-store.ts";
import type { Access } from "./access.ts";
import { install } from "./installation.ts";

export interface IssuedTokens {
  readonly accessToken: string;
  readonly scopes: string;
  readonly expiresIn: number | null;
  readonly refreshToken: string | null;
  readonly refreshExpiresIn: number | null;
}

const hour = 3600;
const day = 24 * hour;
/** Seconds that tokens live: an expiring offline token 1 h and its refresh token 90 days, an online token 1 day. */
export const lifetimes = { offline: hour, refresh: 90 * day, online: day } as const;

export function issue(
  store: Store,
  wanted: { kind: "offline" | "online"; expiring: boolean; userId: number | null },
): IssuedTokens {
  return store.transaction(() => {
    const installation = install(store);
    const now = Date.now();
    const online = wanted.kind === "online";
    const expiresIn = online ? lifetimes.online : wanted.expiring ? lifetimes.offline : null;
    const refreshToken = !online && wanted.expiring ? `shprt_${secretText()}` : null;
    const accessToken = `${online ? "shpua" : "shpat"}_${secretText()}`;
    store.run("DELETE FROM access_tokens WHERE coalesce(refresh_expires_at, expires_at) < ?", now);
    store.run(
      `INSERT INTO access_tokens (token, client_id, kind, scopes, user_id, issued_at, expires_at, refresh_token, refresh_expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      accessToken,
      installation.client_id,
      wanted.kind,
      installation.scopes,
      wanted.userId,
      now,
      expiresIn === null ? null : now + expiresIn * 1000,
      refreshToken,
      refreshToken === null ? null : now + lifetimes.refresh * 1000,
    );
    return {
      accessToken,
      scopes: installation.scopes,
      expiresIn,
      refreshToken,
      refreshExpiresIn: refreshToken === null ? null : lifetimes.refresh,
    };
  });
}

/** A new pair for a refresh token, which is thereby used up; null when it is unknown, used or too old. */
export function refresh(store: Store, refreshToken: string): IssuedTokens | null {
  return store.transaction(() => {
    const used = store.run(
      "UPDATE access_tokens SET refresh_token = NULL WHERE refresh_token = ? AND refresh_expires_at > ?",
      refreshToken,
      Date.now(),
    );
    return used.changes === 1
      ? issue(store, { kind: "offline", expiring: true, userId: null })
      : null;
  });
}

/** What the bearer may do; null when the token is unknown, revoked or too old. */
export function accessOf(store: Store, token: string): Access | null {
  const row = store.get<{
    client_id: string;
    scopes: string;
    kind: string;
    expires_at: number | null;
  }>("SELECT client_id, scopes, kind, expires_at FROM access_tokens WHERE token = ?", token);
  if (!row || (row.expires_at !== null && row.expires_at <= Date.now())) return null;
  return {
    clientId: row.client_id,
    scopes: new Set(row.scopes.split(",").filter(Boolean)),
    online: row.kind === "online",
  };
}

function secretText(): string {
  return randomBytes(16).toString("hex");
}
