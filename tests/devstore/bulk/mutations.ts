import type { Context } from "../admin-api/resolver.ts";
import type { StartPayload } from "./operations.ts";

export function startMutation(_context: Context, _args: { mutation: string; stagedUploadPath: string; clientIdentifier?: string | null }): StartPayload {
  return { bulkOperation: null, userErrors: [] };
}
