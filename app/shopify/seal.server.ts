import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { Fault } from "#app/platform/errors.ts";

/** What was sealed cannot be opened with any of the keys: they were changed, or the text was. */
export class SealBroken extends Fault {
  readonly code = "seal_broken";
  readonly retryable = false;
}

const PREFIX = "sealed:1:";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A short name of a key, so that the right one of several is taken. Says nothing of the key. */
const nameOfKey = (key: Buffer) => createHash("sha256").update(key).digest("base64url").slice(0, 8);

/**
 * Encrypts with the newest key (AES-256-GCM): `sealed:1:{key's name}:{nonce, tag and text in base64url}`. `purpose`
 * is bound to it, so that one row's text is worth nothing in another.
 */
export function seal(
  text: string,
  { keys, purpose }: { keys: readonly Buffer[]; purpose: string },
): string {
  const [key] = keys;
  if (!key) throw new SealBroken("there is no key to seal with");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const body = Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
  return `${PREFIX}${nameOfKey(key)}:${body}`;
}

/**
 * The text that was sealed, with whichever key did it.
 * @throws SealBroken
 */
export function unseal(
  sealed: string,
  { keys, purpose }: { keys: readonly Buffer[]; purpose: string },
): string {
  const [name, body] = sealed.startsWith(PREFIX) ? sealed.slice(PREFIX.length).split(":") : [];
  const key = keys.find((candidate) => nameOfKey(candidate) === name);
  if (!key || body === undefined)
    throw new SealBroken("it was sealed with a key that we do not have");
  const bytes = Buffer.from(body, "base64url");
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8");
    return text + decipher.final("utf8");
  } catch {
    throw new SealBroken("it has been changed since it was sealed");
  }
}

/** Whether it should be sealed again, since its key is not the newest. */
export const isSealedWithOldKey = (sealed: string, keys: readonly Buffer[]): boolean =>
  keys[0] !== undefined && !sealed.startsWith(`${PREFIX}${nameOfKey(keys[0])}:`);
