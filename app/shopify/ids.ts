import { Fault } from "#app/platform/errors.ts";

/** What should be one of Shopify's global ids is not, or its number is larger than a number can hold. */
export class IdInvalid extends Fault {
  readonly code = "id_invalid";
  readonly retryable = false;
}

const ZERO = 0x30;
const NINE = 0x39;
const QUESTION_MARK = 0x3f;

/** Shopify's global id: `gid("Customer", 123)` is "gid://shopify/Customer/123". Only the border knows these. */
export const gid = (type: string, id: number): string => `gid://shopify/${type}/${id}`;

/**
 * The number in a global id: `numericId("gid://shopify/Customer/123")` is 123. A query that may follow
 * (`…/MailingAddress/1?model_name=CustomerAddress`) is no part of it.
 * @throws IdInvalid
 */
export function numericId(globalId: string): number {
  const id = globalId.startsWith("gid://shopify/") ? lastNumber(globalId) : NaN;
  if (!Number.isSafeInteger(id) || id === 0) {
    throw new IdInvalid(`"${globalId.slice(0, 80)}" is not an id of Shopify's`);
  }
  return id;
}

/** The digits behind the last slash, read one by one: an import reads millions. NaN if there is anything else. */
function lastNumber(globalId: string): number {
  const from = globalId.lastIndexOf("/") + 1;
  let id = 0;
  for (let at = from; at < globalId.length; at++) {
    const code = globalId.charCodeAt(at);
    if (code === QUESTION_MARK && at > from) break;
    if (code < ZERO || code > NINE) return NaN;
    id = id * 10 + (code - ZERO);
  }
  return id;
}

/** The type in a global id: `typeOfId("gid://shopify/LineItem/7")` is "LineItem". */
export function typeOfId(globalId: string): string {
  const from = "gid://shopify/".length;
  return globalId.slice(from, globalId.indexOf("/", from));
}
