import { isQualified } from "../search.ts";

export interface SubscriptionInput {
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly format?: string | null;
  readonly includeFields?: readonly string[] | null;
  readonly metafieldNamespaces?: readonly string[] | null;
  readonly filter?: string | null;
  readonly name?: string | null;
}

export interface UserError {
  readonly field: readonly string[];
  readonly message: string;
}

/** Shopify keeps the address in a column of so many bytes. */
const MAX_ADDRESS_BYTES = 65_535;

/** What is wrong with an address, in Shopify's words. Clouds' addresses are not taken here. */
export function addressFaults(uri: string): UserError[] {
  const fault = (message: string) => [{ field: ["webhookSubscription", "callbackUrl"], message }];
  if (uri === "") return fault("Address can't be blank");
  if (Buffer.byteLength(uri) > MAX_ADDRESS_BYTES)
    return fault("Address is too big (maximum is 64 KB)");
  if (!URL.canParse(uri)) return fault("Address is invalid");
  const { protocol, hostname } = new URL(uri);
  // Shopify wants https; this store also sends to loopback, where the app under test answers.
  return protocol === "https:" || ["localhost", "127.0.0.1"].includes(hostname)
    ? []
    : fault(`Address protocol ${protocol}// is not supported`);
}

/** What is wrong with the rest of it; `isNameTaken` knows the other subscriptions. */
export function inputFaults(
  { filter, name }: SubscriptionInput,
  isNameTaken: (name: string) => boolean,
): UserError[] {
  const faults: UserError[] = [];
  const nameFault = (message: string) =>
    faults.push({ field: ["webhookSubscription", "name"], message });
  if (name === "") nameFault("Name is too short (minimum is 1 character)");
  if (typeof name === "string" && !/^[\w-]+$/.test(name)) {
    nameFault("Name name field can only contain alphanumeric characters, underscores, and hyphens");
  }
  if (typeof name === "string" && isNameTaken(name))
    nameFault("Name already exists, no duplicate allowed");
  if (filter && !isQualified(filter)) {
    faults.push({
      field: ["webhookSubscription"],
      message:
        "The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.",
    });
  }
  return faults;
}

/** An app's own namespaces as Shopify keeps them: `$app:news` is `app--347082227713--news`. */
export const resolvedNamespaces = (namespaces: readonly string[], clientId: string): string[] =>
  namespaces.map((name) =>
    name.startsWith("$app:") ? `app--${clientId}--${name.slice("$app:".length)}` : name,
  );
