import { Fault } from "#app/platform/errors.ts";

/** Shopify did not answer, or not in time: later it may. Names the operation, never what was sent. */
export class ShopifyUnavailable extends Fault {
  readonly code = "shopify_unavailable";
  readonly retryable = true;
}

/** Shopify understood and said no: asking the same again will not help. */
export class ShopifyRefused extends Fault {
  readonly code = "shopify_refused";
  readonly retryable = false;
}

/** We may not ask for this shop: it has uninstalled the app, or our token is not valid any more. */
export class ShopifyUnauthorized extends Fault {
  readonly code = "shopify_unauthorized";
  readonly retryable = false;
}

/** One of Shopify's user errors, as mutations give them back. */
export interface UserError {
  code?: string | null;
  field?: readonly string[] | null;
  message: string;
}

/**
 * For mutations where a user error can only be our own mistake.
 * @throws ShopifyRefused
 */
export function refuseUserErrors(operationName: string, userErrors: readonly UserError[]): void {
  if (userErrors.length === 0) return;
  const said = userErrors.map(({ code, field, message }) =>
    [code, field?.join("."), message].filter(Boolean).join(" "),
  );
  throw new ShopifyRefused(`${operationName}: ${said.join("; ")}`);
}
