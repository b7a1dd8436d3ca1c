import { timingSafeEqual } from "node:crypto";
import type { Room } from "../room.ts";
import type { Store } from "../store/open-store.ts";
import { installationOf } from "./installation.ts";
import { sessionTokenFault, userOf } from "./session-token.ts";
import { accessOf, issue, refresh, type IssuedTokens } from "./tokens.ts";

const path = /^\/shops\/([^/]+)\/admin\/oauth\/access_token$/;
const tokenType = "urn:shopify:params:oauth:token-type:";

/** Token exchange and refresh: POST /admin/oauth/access_token of a shop. */
export const room: Room = async (request, shops) => {
  const domain = path.exec(new URL(request.url).pathname)?.[1];
  if (domain === undefined) return null;
  const store = shops.byDomain(domain);
  if (!store) return refusal(404, "not_found", "There is no such shop");
  if (request.method !== "POST") return refusal(405, "invalid_request", "Only POST is supported");
  const body = await fields(request);
  if (!body) return refusal(400, "invalid_request", "The request body could not be read");
  if (body.client_id !== shops.app.clientId) {
    return refusal(
      400,
      "application_cannot_be_found",
      "The application for the given client_id could not be found",
    );
  }
  if (!equal(body.client_secret ?? "", shops.app.secret)) {
    return refusal(401, "invalid_client", "The client_secret is not valid for this client_id");
  }
  switch (body.grant_type ?? "") {
    case "urn:ietf:params:oauth:grant-type:token-exchange":
      return exchange(store, body);
    case "refresh_token": {
      const tokens = refresh(store, body.refresh_token ?? "");
      return tokens
        ? Response.json(offline(tokens))
        : refusal(400, "invalid_grant", "The refresh token is invalid, expired or was used");
    }
    default:
      return refusal(400, "unsupported_grant_type", "The grant_type is not supported");
  }
};

function exchange(store: Store, body: Record<string, string>): Response {
  const { app } = store.shops;
  const token = body.subject_token ?? "";
  const wanted = body.requested_token_type;
  const expiring = body.expiring === "1";
  if (body.subject_token_type === `${tokenType}offline-access-token`) {
    // An offline token that never expires, traded for an expiring pair; it is revoked by that.
    if (!accessOf(store, token))
      return refusal(400, "invalid_subject_token", "The subject token is not valid");
    const tokens = issue(store, { kind: "offline", expiring, userId: null });
    store.run("DELETE FROM access_tokens WHERE token = ?", token);
    return Response.json(offline(tokens));
  }
  if (body.subject_token_type !== "urn:ietf:params:oauth:token-type:id_token") {
    return refusal(400, "invalid_request", "The subject_token_type is not supported");
  }
  const fault = sessionTokenFault(token, {
    secret: app.secret,
    clientId: app.clientId,
    domain: store.domain,
    now: Date.now(),
  });
  if (fault) return refusal(400, "invalid_subject_token", fault);
  const userId = userOf(token);
  switch (wanted ?? "") {
    case `${tokenType}offline-access-token`:
      return Response.json(offline(issue(store, { kind: "offline", expiring, userId: null })));
    case `${tokenType}online-access-token`:
      return Response.json(
        online(store, issue(store, { kind: "online", expiring: false, userId }), userId),
      );
    default:
      return refusal(
        400,
        "invalid_requested_token_type",
        "The requested_token_type is not supported",
      );
  }
}

function offline(tokens: IssuedTokens): object {
  return {
    access_token: tokens.accessToken,
    scope: tokens.scopes,
    ...(tokens.expiresIn === null ? {} : { expires_in: tokens.expiresIn }),
    ...(tokens.refreshToken === null
      ? {}
      : { refresh_token: tokens.refreshToken, refresh_token_expires_in: tokens.refreshExpiresIn }),
  };
}

function online(store: Store, tokens: IssuedTokens, userId: number): object {
  return {
    access_token: tokens.accessToken,
    scope: tokens.scopes,
    expires_in: tokens.expiresIn,
    associated_user_scope: tokens.scopes,
    session: `${String(installationOf(store)?.id)}-${String(userId)}`,
    associated_user: {
      id: userId,
      first_name: "Store",
      last_name: "Owner",
      email: `owner@${store.domain}`,
      account_owner: true,
      locale: store.locale,
      collaborator: false,
      email_verified: true,
    },
  };
}

function refusal(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status });
}

async function fields(request: Request): Promise<Record<string, string> | null> {
  const text = await request.text();
  if (!(request.headers.get("content-type") ?? "").includes("json"))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null) return null;
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
  } catch {
    return null;
  }
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
