import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { METAFIELD_TYPES, metafieldType } from "../purchases/metafield-entries.ts";
import { RFM_GROUPS } from "../segments/query/closed-lists.ts";

const zone = z.string().refine(
  (name) => {
    try {
      return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
    } catch {
      return false;
    }
  },
  { error: "is not an IANA time zone" },
);

/** What is missing, null or empty is no data. */
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .nullish()
    .transform((list) => list ?? []);
const orNull = <Shape extends z.ZodType>(shape: Shape) =>
  shape.nullish().transform((value): z.output<Shape> | null => value ?? null);

/** A moment; without an offset it is UTC. */
const moment = z.string().transform((text, context) => {
  const written = /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
  const at = Date.parse(text.includes("T") ? written : `${text}T00:00:00Z`);
  if (Number.isNaN(at)) context.addIssue("is not a moment such as 2026-03-10T12:00:00Z");
  return at;
});

/** A moment, or a day of the shop. */
const dayOrMoment = z.string().transform((text, context) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { day: text };
  const at = moment.safeParse(text);
  if (at.success) return { at: at.data };
  context.addIssue("is neither a day nor a moment");
  return z.NEVER;
});

const localTime = z.string().transform((text, context) => {
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    context.addIssue("is not a local time such as 2026-03-10T09:30:00");
    return z.NEVER;
  }
});

const id = z.int().positive();
const optionalId = orNull(id);
const amount = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/, "is not an amount such as 10.99"));
const text = orNull(z.string());

/** Names of types in a file, beside Shopify's own. */
const SHORT_TYPES: Record<string, string> = {
  ...{ int: "integer", number: "decimal", float: "decimal", string: "text", bool: "boolean" },
  ...{ datetime: "moment", "date-time": "moment", true_or_false: "boolean" },
  ...{ "list.int": "integers", "list.integer": "integers", "list.number": "decimals" },
  ...{ "list.decimal": "decimals", "list.float": "decimals", "list.string": "texts" },
  ...{ "list.text": "texts" },
};

const definition = z.string().transform((written, context) => {
  const name = SHORT_TYPES[written] ?? metafieldType(written) ?? written;
  const type = METAFIELD_TYPES.find((one) => one === name);
  if (!type) context.addIssue("is not a type of metafield such as date, int, text or list.text");
  return type ?? z.NEVER;
});

const plain = z.union([z.string(), z.number(), z.boolean()]);

const address = z.object({
  country: text,
  region: text,
  city: text,
  latitude: orNull(z.number().min(-90).max(90)),
  longitude: orNull(z.number().min(-180).max(180)),
});

const line = z.object({
  product_id: optionalId,
  product_tags: listOf(z.string()),
  product_category: text,
  product_type: text,
  vendor: text,
  collections: listOf(id),
  quantity: z.int().nonnegative().default(1),
  /** What was kept of the quantity; all of it if nothing is said. */
  kept: orNull(z.int().nonnegative()),
  /** What was paid for the quantity; its part of the order's total if nothing is said. */
  total: orNull(amount),
});

const order = z.object({
  placed_at: moment,
  total: amount,
  test: orNull(z.boolean()),
  cancelled_at: orNull(moment),
  discount: orNull(amount),
  refunded: orNull(amount),
  app_id: optionalId,
  location_id: optionalId,
  lines: listOf(line),
});

const customer = z.object({
  id,
  email: text,
  language: text,
  tags: listOf(z.string()),
  addresses: listOf(address),
  email_subscription_status: text,
  sms_subscription_status: text,
  customer_account_status: text,
  created_at: moment,
  created_by_app_id: optionalId,
  abandoned_checkout_at: orNull(moment),
  rfm_group: orNull(z.enum(RFM_GROUPS)),
  predicted_spend_tier: text,
  product_subscription_status: text,
  companies: listOf(id),
  metafields: z
    .record(z.string(), z.union([plain, z.array(plain)]).nullable())
    .nullish()
    .transform((given) => given ?? {}),
  orders: listOf(order),
  email_events: listOf(z.object({ event: z.string(), activity_id: optionalId, at: moment })),
  storefront_events: listOf(z.object({ event: z.string(), id: optionalId, at: moment })),
  /** From outside: answers to surveys and the like. */
  events: listOf(z.object({ name: z.string(), at: moment, value: orNull(amount), answer: text })),
  store_credit_accounts: listOf(
    z.object({
      currency: z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 currency"),
      balance: amount,
      next_expiry_date: orNull(dayOrMoment),
      last_credit_date: orNull(dayOrMoment),
    }),
  ),
});

const shop = z.object({
  /** Local time of the shop. */
  now: localTime,
  timezone: zone,
  currency: z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 currency"),
  metafield_definitions: z
    .record(z.string().regex(/^[^.]+\.[^.]+$/, "is not namespace.key"), definition)
    .nullish()
    .transform((given) => given ?? {}),
  customers: z
    .array(customer)
    .refine((customers) => new Set(customers.map((one) => one.id)).size === customers.length, {
      error: "two customers have one id",
    }),
});

/** A shop as a file, alone or beside what is expected of it. What else stands there is left aside. */
export const shopFile = z.preprocess(
  (content) =>
    typeof content === "object" && content !== null && "fixture" in content
      ? content.fixture
      : content,
  shop,
);
export type ShopFile = z.infer<typeof shop>;
export type CustomerInFile = ShopFile["customers"][number];
