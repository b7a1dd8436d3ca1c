import type { Buys, BuyXGetY, Effect, Items } from "../../../checkout/discount.ts";
import { readItems } from "./read-items.ts";
import { demandShare } from "./read-value.ts";
import type { Reading } from "./reading.ts";

const onQuantity = ["customerGets", "value", "discountOnQuantity"];
/** Shopify's bounds: a quantity below this, a count of uses within 32 bits. */
const MAX_QUANTITY = 100_000;
const MAX_USES = 2_147_483_647;

/** What is got of buy X get Y: always named items, at a price of their own. */
export function readGot(
  reading: Reading,
  before: BuyXGetY,
): { readonly items: Items; readonly getsQuantity: number; readonly effect: Effect } {
  const { customerGets } = reading.input;
  demandPlainPurchase(reading);
  const items = readItems(reading, customerGets?.items, reading.before.terms.items, [
    "customerGets",
    "items",
  ]);
  if (items.kind === "all")
    reading.refuse(["customerGets"], "Items in 'customer get' cannot be set to all", "INVALID");
  const asked = customerGets?.value;
  if (!asked) {
    if (before.getsQuantity === 0)
      reading.refuse([...onQuantity, "quantity"], "Quantity cannot be blank.", "BLANK");
    return { items, getsQuantity: before.getsQuantity, effect: before.effect };
  }
  for (const shape of ["percentage", "discountAmount"] as const) {
    if (asked[shape] === undefined || asked[shape] === null) continue;
    const field = ["customerGets", "value", shape];
    reading.refuse(field, "Only discountOnQuantity permitted with bxgy discounts.", "INVALID");
    if (reading.before.method === "code" && !asked.discountOnQuantity)
      reading.refuse([...onQuantity, "quantity"], "Quantity cannot be blank.", "BLANK");
  }
  const given = asked.discountOnQuantity;
  if (!given) return { items, getsQuantity: before.getsQuantity, effect: before.effect };
  const { quantity } = given;
  if (quantity === undefined || quantity === null)
    reading.refuse([...onQuantity, "quantity"], "Quantity cannot be blank.", "BLANK");
  else demandRatio(reading, Number(quantity), "consequent", [...onQuantity, "quantity"]);
  return { items, getsQuantity: Number(quantity ?? 0), effect: effectOf(reading, given.effect) };
}

function effectOf(
  reading: Reading,
  given: { percentage?: number | null; amount?: string | number | null } | null | undefined,
): Effect {
  const amount = given?.amount ?? null;
  if (amount !== null) {
    const amountMinor = reading.minor(amount);
    if (amountMinor <= 0)
      reading.refuse(
        [...onQuantity, "effect", "amount"],
        "Value must be less than 0",
        "GREATER_THAN",
      );
    return { kind: "amount", amountMinor };
  }
  const percentage = given?.percentage ?? 0;
  demandShare(reading, percentage, [...onQuantity, "effect", "percentage"]);
  return { kind: "percentage", percentage };
}

/** Buy X get Y knows one-time purchases only. */
function demandPlainPurchase(reading: Reading): void {
  const of = reading.before.method === "automatic" ? "automatic bxgy" : "bxgy";
  for (const field of ["appliesOnSubscription", "appliesOnOneTimePurchase"] as const) {
    const given = reading.input.customerGets?.[field] ?? null;
    if (given === null) continue;
    const message = `This field is not supported by ${of} discounts.`;
    reading.refuse(["customerGets", field], message, "INVALID");
  }
}

/** What has to be bought: so many of named items, or so much money of them. */
export function readBuys(reading: Reading, before: Buys): Buys {
  const asked = reading.input.customerBuys;
  const items = readItems(reading, asked?.items, before.items, ["customerBuys", "items"]);
  if (items.kind === "all")
    reading.refuse(["customerBuys", "items"], "Items in 'customer buys' must be defined", "BLANK");
  const quantity = asked?.value?.quantity ?? null;
  const amount = asked?.value?.amount ?? null;
  if (quantity !== null && amount !== null) {
    const message = "Only one of quantity or amount can be provided.";
    reading.refuse(["customerBuys", "value"], message, "CONFLICT");
  }
  if (amount !== null) {
    const minor = reading.minor(amount);
    if (minor <= 0) {
      const message = "Prerequisite subtotal must be greater than 0";
      reading.refuse(["customerBuys", "value", "amount"], message, "GREATER_THAN");
    }
    return { kind: "amount", minor, items };
  }
  if (quantity === null) {
    if (before.kind === "quantity" && before.quantity === 0) {
      const message = "Value in 'customer buys' must be defined";
      reading.refuse(["customerBuys", "value"], message, "BLANK");
    }
    return { ...before, items };
  }
  demandRatio(reading, Number(quantity), "antecedent", ["customerBuys", "value", "quantity"]);
  return { kind: "quantity", quantity: Number(quantity), items };
}

function demandRatio(
  reading: Reading,
  quantity: number,
  side: "antecedent" | "consequent",
  field: readonly string[],
): void {
  const subject = `Prerequisite to entitlement quantity ratio ${side}`;
  if (quantity <= 0) reading.refuse(field, `${subject} must be greater than 0`, "GREATER_THAN");
  if (quantity >= MAX_QUANTITY)
    reading.refuse(field, `${subject} must be less than ${String(MAX_QUANTITY)}`, "LESS_THAN");
}

export function readUses(reading: Reading, before: number | null): number | null {
  const asked = reading.input.usesPerOrderLimit;
  if (asked === undefined) return before;
  if (asked === null) return null;
  const uses = Number(asked);
  const at = ["usesPerOrderLimit"];
  if (uses === 0) reading.refuse(at, "Allocation limit cannot be zero", "VALUE_OUTSIDE_RANGE");
  if (uses < 0) reading.refuse(at, "Allocation limit must be greater than 0", "GREATER_THAN");
  if (uses > MAX_USES) {
    const message = `Allocation limit must be less than or equal to ${String(MAX_USES)}`;
    reading.refuse(at, message, "LESS_THAN_OR_EQUAL_TO");
  }
  return uses;
}
