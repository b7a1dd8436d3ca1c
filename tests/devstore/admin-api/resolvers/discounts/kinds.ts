import type { Discount, DiscountKind, Terms } from "../../../checkout/discount.ts";

type Method = Discount["method"];

/** One of Shopify's native discounts: its mutations are `discount{name}Create` and `…Update`, its input the argument `root`. */
export interface Native {
  readonly name: string;
  readonly method: Method;
  readonly kind: DiscountKind;
  readonly root: string;
}

export const natives: readonly Native[] = [
  {
    name: "AutomaticBasic",
    method: "automatic",
    kind: "basic",
    root: "automaticBasicDiscount",
  },
  { name: "AutomaticBxgy", method: "automatic", kind: "bxgy", root: "automaticBxgyDiscount" },
  {
    name: "AutomaticFreeShipping",
    method: "automatic",
    kind: "free-shipping",
    root: "freeShippingAutomaticDiscount",
  },
  { name: "CodeBasic", method: "code", kind: "basic", root: "basicCodeDiscount" },
  { name: "CodeBxgy", method: "code", kind: "bxgy", root: "bxgyCodeDiscount" },
  {
    name: "CodeFreeShipping",
    method: "code",
    kind: "free-shipping",
    root: "freeShippingCodeDiscount",
  },
];

/** The type in Shopify's schema for a discount, by method and kind. */
export const typeOf = ({ method, kind }: { method: Method; kind: DiscountKind }): string =>
  `Discount${natives.find((native) => native.method === method && native.kind === kind)?.name ?? ""}`;

const values: Readonly<Record<DiscountKind, Terms["value"]>> = {
  basic: { kind: "percentage", percentage: 0 },
  bxgy: {
    kind: "bxgy",
    buys: { kind: "quantity", quantity: 0, items: { kind: "all" } },
    getsQuantity: 0,
    effect: { kind: "percentage", percentage: 0 },
    usesPerOrder: null,
  },
  "free-shipping": { kind: "free-shipping", upToMinor: null, destination: { kind: "all" } },
};

/** A discount before its first input: nothing yet, for everyone, beside nothing. */
export const blank = (method: Method, kind: DiscountKind, now: number): Discount => ({
  id: 0,
  method,
  kind,
  title: "",
  startsAt: now,
  endsAt: null,
  terms: {
    value: values[kind],
    items: { kind: "all" },
    context: { kind: "all" },
    minimum: null,
    combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false },
  },
  usageLimit: null,
  oncePerCustomer: false,
  createdAt: now,
  updatedAt: now,
});
