import { accessOf } from "../oauth/tokens.ts";
import type { Room } from "../room.ts";
import { execute, type GraphqlRequest } from "./execute.ts";
import { answerWith } from "./fields.ts";
import { resolvers } from "./resolvers.ts";

answerWith(resolvers);

const path = /^\/shops\/([^/]+)\/admin\/api\/([^/]+)\/graphql\.json$/;
const versions = new Set(["2026-01", "2026-04", "2026-07", "2026-10"]);

/** POST /admin/api/{version}/graphql.json of a shop. Every supported version is answered with the schema of 2026-10. */
export const room: Room = async (request, shops) => {
  const [, domain, version] = path.exec(new URL(request.url).pathname) ?? [];
  if (domain === undefined || version === undefined) return null;
  const store = shops.byDomain(domain);
  if (!store || !versions.has(version))
    return Response.json({ errors: "Not Found" }, { status: 404 });
  if (request.method !== "POST")
    return Response.json({ errors: "Method Not Allowed" }, { status: 405 });
  const access = accessOf(store, request.headers.get("x-shopify-access-token") ?? "");
  if (!access) {
    return Response.json(
      { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
      { status: 401, headers: { "www-authenticate": 'Basic realm="Shopify API Authentication"' } },
    );
  }
  const asked = await read(request);
  if (!asked)
    return Response.json(
      { errors: { query: "Required parameter missing or invalid" } },
      { status: 400 },
    );
  const answer = await execute(asked, { store, shops, access });
  return Response.json(answer, {
    headers: { "x-request-id": crypto.randomUUID(), "x-shopify-api-version": version },
  });
};

async function read(request: Request): Promise<GraphqlRequest | null> {
  const text = await request.text();
  if ((request.headers.get("content-type") ?? "").startsWith("application/graphql"))
    return { query: text, variables: {}, operationName: null };
  try {
    const body: unknown = JSON.parse(text);
    if (
      typeof body !== "object" ||
      body === null ||
      !("query" in body) ||
      typeof body.query !== "string"
    )
      return null;
    const variables =
      "variables" in body && typeof body.variables === "object" && body.variables !== null
        ? { ...body.variables }
        : {};
    const operationName =
      "operationName" in body && typeof body.operationName === "string" && body.operationName !== ""
        ? body.operationName
        : null;
    return { query: body.query, variables, operationName };
  } catch {
    return null;
  }
}
