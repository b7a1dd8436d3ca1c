import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Store } from "../store/open-store.ts";
import { filePath } from "./files.ts";

/** Most that an upload of bulk mutation variables may hold. */
export const uploadLimit = 100 * 1024 * 1024;

export interface StagedUploadInput {
  readonly filename: string;
  readonly mimeType: string;
  readonly resource: string;
  readonly httpMethod?: string | null;
  readonly fileSize?: string | null;
}

/** stagedUploadsCreate: where to post a file, and the parameters that must go with it; `key` is the path to name later. */
export function stagedTargets(store: Store, inputs: readonly StagedUploadInput[]): object {
  return {
    stagedTargets: inputs.map((input) => {
      const key = `tmp/${String(store.shopId)}/bulk/${randomBytes(16).toString("hex")}/${input.filename}`;
      store.run(
        "INSERT INTO staged_uploads (key, resource, file_name, created_at) VALUES (?, ?, ?, ?)",
        key,
        input.resource,
        `upload-${randomBytes(12).toString("hex")}.jsonl`,
        store.now(),
      );
      return {
        url: `${store.shops.origin}/shops/${store.domain}/uploads`,
        resourceUrl: null,
        parameters: [
          { name: "Content-Type", value: input.mimeType },
          { name: "success_action_status", value: "201" },
          { name: "acl", value: "private" },
          { name: "key", value: key },
          { name: "policy", value: randomBytes(12).toString("base64") },
          { name: "x-goog-signature", value: randomBytes(16).toString("hex") },
        ],
      };
    }),
    userErrors: [],
  };
}

/** Takes a multipart form with the parameters and, last, the `file`. */
export async function receiveUpload(store: Store, request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > uploadLimit + 64 * 1024)
    return refusal(400, "EntityTooLarge");
  const form = await request.formData().catch(() => null);
  const named = form?.get("key");
  const key = typeof named === "string" ? named : "";
  const file = form?.get("file");
  const row = store.get<{ file_name: string }>(
    "SELECT file_name FROM staged_uploads WHERE key = ?",
    key,
  );
  if (!row || !(file instanceof Blob)) return refusal(403, "AccessDenied");
  if (file.size > uploadLimit) return refusal(400, "EntityTooLarge");
  writeFileSync(filePath(store, row.file_name), Buffer.from(await file.arrayBuffer()));
  store.run("UPDATE staged_uploads SET byte_size = ? WHERE key = ?", file.size, key);
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><PostResponse><Key>${key}</Key></PostResponse>`,
    {
      status: 201,
      headers: { "content-type": "application/xml" },
    },
  );
}

function refusal(status: number, code: string): Response {
  return new Response(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`, {
    status,
    headers: { "content-type": "application/xml" },
  });
}
