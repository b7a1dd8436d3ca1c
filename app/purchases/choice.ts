/** What a customer said on the storefront: show me what is meant for me alone, or do not. */
export type Choice = "on" | "off";

export type ChoiceRead =
  | {
      kind: "read";
      choice: Choice;
      /** Null for a guest. */
      customerId: number | null;
      /** A path of the shop. */
      returnTo: string;
    }
  | { kind: "invalid"; reason: string };

/** What the storefront's form says, and Shopify beside it. Where to go afterwards never leaves the shop. */
export function readChoiceForm(given: {
  choice: unknown;
  returnTo: unknown;
  customerId: string | null;
}): ChoiceRead {
  const { choice, customerId } = given;
  if (choice !== "on" && choice !== "off") {
    return { kind: "invalid", reason: "choice is neither on nor off" };
  }
  if (customerId !== null && customerId !== "" && !/^[1-9]\d{0,15}$/.test(customerId)) {
    return { kind: "invalid", reason: "logged_in_customer_id is no customer's number" };
  }
  return {
    kind: "read",
    choice,
    customerId: customerId ? Number(customerId) : null,
    returnTo: pathOf(given.returnTo),
  };
}

/** `//other.example` and `/\other.example` are addresses elsewhere. */
function pathOf(text: unknown): string {
  const here = "https://shop.invalid";
  if (typeof text !== "string" || !text.startsWith("/") || !URL.canParse(text, here)) return "/";
  const url = new URL(text, here);
  return url.origin === here ? url.pathname + url.search + url.hash : "/";
}
