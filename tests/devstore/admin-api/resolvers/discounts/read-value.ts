import type { FreeShipping, Minimum, Value } from "../../../checkout/discount.ts";
import type { Reading } from "./reading.ts";

const at = ["customerGets", "value"];

/** A percentage or an amount off. */
export function readAmountOff(reading: Reading): Value {
  const asked = reading.input.customerGets?.value;
  if (!asked) return reading.before.terms.value;
  if (asked.discountOnQuantity) {
    const message = "Discount on quantity is only permitted with bxgy discounts.";
    reading.refuse([...at, "discountOnQuantity"], message, "INVALID");
  }
  if (asked.discountAmount) {
    const amountMinor = reading.minor(asked.discountAmount.amount ?? 0);
    // Shopify's words, the wrong way round as they are.
    if (amountMinor <= 0)
      reading.refuse(
        [...at, "discountAmount", "amount"],
        "Value must be less than 0",
        "GREATER_THAN",
      );
    const onEachItem = asked.discountAmount.appliesOnEachItem ?? false;
    return { kind: "amount", amountMinor, onEachItem };
  }
  const percentage = asked.percentage ?? 0;
  demandShare(reading, percentage, [...at, "percentage"]);
  return { kind: "percentage", percentage };
}

/** A percentage in Shopify's inputs is a share of one. */
export function demandShare(reading: Reading, share: number, field: readonly string[]): void {
  if (share > 0 && share <= 1) return;
  reading.refuse(field, "Value must be between 0.0 and 1.0", "VALUE_OUTSIDE_RANGE");
}

/** Which rates are free, and where to. */
export function readFreeShipping(reading: Reading, before: FreeShipping): FreeShipping {
  const { maximumShippingPrice, destination } = reading.input;
  const upToMinor =
    maximumShippingPrice === undefined
      ? before.upToMinor
      : maximumShippingPrice === null
        ? null
        : reading.minor(maximumShippingPrice);
  if (upToMinor !== null && upToMinor < 0) {
    const message = "Maximum shipping price must be greater than or equal to 0";
    reading.refuse(["maximumShippingPrice"], message, "GREATER_THAN_OR_EQUAL_TO");
  }
  if (!destination) return { ...before, upToMinor };
  if (destination.all === true || !destination.countries)
    return { kind: "free-shipping", upToMinor, destination: { kind: "all" } };
  const { add, remove, includeRestOfWorld } = destination.countries;
  const known = before.destination.kind === "countries" ? before.destination.countries : [];
  const gone = new Set(remove ?? []);
  const countries = [...new Set([...known.filter((code) => !gone.has(code)), ...(add ?? [])])];
  const restOfWorld = includeRestOfWorld ?? false;
  return {
    kind: "free-shipping",
    upToMinor,
    destination: { kind: "countries", countries, restOfWorld },
  };
}

export function readMinimum(reading: Reading): Minimum | null {
  const asked = reading.input.minimumRequirement;
  if (asked === undefined) return reading.before.terms.minimum;
  const quantity = asked?.quantity?.greaterThanOrEqualToQuantity ?? null;
  const subtotal = asked?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
  if (quantity !== null && subtotal !== null) {
    const message = "Minimum subtotal cannot be defined when minimum quantity is.";
    const field = ["minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"];
    reading.refuse(field, message, "CONFLICT");
  }
  if (subtotal !== null) return { kind: "subtotal", minor: reading.minor(subtotal) };
  return quantity === null ? null : { kind: "quantity", quantity: Number(quantity) };
}
